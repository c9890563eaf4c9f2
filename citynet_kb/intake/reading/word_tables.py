"""The rows of a table of the Word template → answers, and a finding for all other words in them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from citynet_kb.findings import Finding, Place, nearest
from citynet_kb.intake.asking.questions import SECTIONS, group_lists, heading, is_asked, location_of, questions
from citynet_kb.intake.asking.template_texts import PLACEHOLDER, help_texts, is_own
from citynet_kb.intake.reading.answer_rules import frage_leer, nicht_uebernommen
from citynet_kb.intake.reading.answers import Answer
from citynet_kb.intake.reading.archive import Unreadable
from citynet_kb.intake.reading.word_text import CellText, Text, WrittenBlock

BESIDE, MORE_CELLS, NO_COLUMN, TABLE = "neben der Frage", "weitere Zelle", "Spalte ohne Frage", "Tabelle ohne Frage"
"""Where words stand that are no answer, for people."""
MOST_ENTRIES = 99
"""Most entries of a list of groups: headings number them with two digits."""
_MOST_GUESSES = 150
"""Most rows of a table whose questions are compared with all known ones; each costs some milliseconds."""
_MOST_CELLS = 10_000
"""Most cells of a table inside a report, those that are missing counted; of a larger one each row becomes a paragraph."""

Rows = Sequence[Sequence[CellText]]


@dataclass(frozen=True)
class TableText:
    """What a table of the document gives. `entries_of` is the list of groups whose entries it holds, else empty."""

    answers: tuple[Answer, ...]
    findings: tuple[Finding, ...]
    entries_of: str = ""


def read_table(path: str, rows: Rows, before: int, entries: Mapping[str, int]) -> TableText:
    """The answers in one table; `before` rows stand in the tables above it, and `entries` of each list of groups."""
    fields = _fields(rows[0]) if rows else {}
    places = [Place(path, number) for number in range(before + 1, before + 1 + len(rows))]
    found = [finding for place, row in zip(places, rows, strict=True) for finding in _aside(place, row)]
    if fields:
        key = next(iter(fields.values()))[0]
        answers, more = _entries(zip(places, rows, strict=True), fields, entries.get(key, 0))
        return TableText(tuple(answers), (*found, *more), key)
    if rows and not any(_question(row[0].text)[0] for row in rows if row):
        return TableText((), (*found, *_named(places[0], TABLE, [line for row in rows for cell in row for line in rest(cell.text)])))
    answers, more = _answers(zip(places, rows, strict=True))
    return TableText(tuple(answers), (*found, *more))


def rest(text: Text) -> list[str]:
    """What is not the template's own, line by line."""
    lines = (line for block in text.blocks for line in (block.text, *(" ".join(filter(None, row)) for row in block.rows)))
    return [line for line in map(_remainder, lines) if line]


def named(place: Place, text: Text, kind: str = "") -> Iterator[Finding]:
    """What somebody wrote here beside all questions, and what is set aside in it."""
    yield from _named(place, kind, rest(text))
    yield from _set_aside(place, text.aside)


def _named(place: Place, kind: str, words: Sequence[str]) -> Iterator[Finding]:
    if words:
        yield nicht_uebernommen(place, " ".join(words), kind)


def _set_aside(place: Place, aside: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    """One finding for each kind."""
    kinds: dict[str, list[str]] = {}
    for kind, words in aside:
        kinds.setdefault(kind, []).append(_remainder(words))
    for kind, texts in kinds.items():
        yield from _named(place, kind, [text for text in texts if text])


def _aside(place: Place, row: Sequence[CellText]) -> Iterator[Finding]:
    return _set_aside(place, [aside for cell in row for aside in cell.text.aside])


def _remainder(line: str) -> str:
    """The words of a line that are not the template's."""
    words = " ".join(line.split())
    if is_own(words):
        return ""
    known = next((text for text in help_texts() if words.startswith(text)), "")
    return words[len(known) :].strip()


def _answers(rows: Iterable[tuple[Place, Sequence[CellText]]]) -> tuple[list[Answer], list[Finding]]:
    """The answers in rows of a question and its answer."""
    answers: list[Answer] = []
    findings: list[Finding] = []
    is_open = False  # the row above holds text of a report
    for place, row in rows:
        if not row:
            continue
        question, label, left = _question(row[0].text)
        blocks, more = _answer_cells(row[1:], question)
        if len(row) == 1 and question:
            blocks, left = _after_question(row[0].text), []
        text = _report(blocks) if _is_report(question) else _plain(blocks)
        words = " ".join(text.split())
        if question:
            answers.append(Answer(question, text, place))
            is_open = _is_report(question) and bool(words)
            if words and not label:
                findings.append(frage_leer(place, words, question))
        elif words and not label and not left and is_open:
            answers[-1] = replace(answers[-1], text=f"{answers[-1].text.rstrip()}\n\n{_report(blocks)}")
        elif words and not label and not left:
            findings.append(frage_leer(place, words))
        elif words and (is_asked(label) or (len(findings) + len(answers) < _MOST_GUESSES and _meant(label))):
            answers.append(Answer(label, text, place))
            left, is_open = left[1:], False
        elif words:
            left = [*left, words]
        is_open = is_open and (bool(question) or not left)
        findings += _named(place, BESIDE if question else "", left)
        findings += _named(place, MORE_CELLS, more)
    return answers, findings


def _question(left: Text) -> tuple[str, str, list[str]]:
    """The question in the left cell, its label as it stands there, and what is not the template's own.

    A question whose label is gone is known by the help below it; then the label is empty.
    """
    lines = [" ".join(block.text.split()) for block in left.blocks if block.text.strip()]
    label = lines[0] if lines else ""
    if location_of(label) is not None and label:
        return label, label, [line for line in rest(left) if line != label]
    by_help = next((question for line in lines for text, question in help_texts().items() if question and line.startswith(text)), "")
    others = rest(left)
    return by_help, "" if by_help or label not in others else label, others


def _after_question(cell: Text) -> list[WrittenBlock]:
    """The answer in a cell into which question and answer were merged."""
    first = next((number for number, block in enumerate(cell.blocks) if block.text.strip()), 0)
    is_label = location_of(cell.blocks[first].text) is not None
    blocks = cell.blocks[first + 1 :] if is_label else cell.blocks
    return [block if block.rows else replace(block, text=_remainder(block.text)) for block in blocks]


def _answer_cells(cells: Sequence[CellText], question: str) -> tuple[list[WrittenBlock], list[str]]:
    """The answer in the cells right of the question: the first that is filled in, of a report all of them. The words of the others."""
    filled = [blocks for blocks in (_filled(cell.text) for cell in cells) if blocks]
    if _is_report(question):
        return [block for blocks in filled for block in blocks], []
    more = [" ".join(_plain(blocks).split()) for blocks in filled[1:]]
    return filled[0] if filled else [], more


def _filled(text: Text) -> list[WrittenBlock]:
    """The lines of an answer, empty where nobody answered. A drop-down list that nobody used is no answer."""
    blocks = [replace(block, text=block.text.replace(PLACEHOLDER, "").strip()) for block in text.blocks]
    return blocks if any(block.text or block.rows for block in blocks) else []


def _is_report(question: str) -> bool:
    location = location_of(question) if question else None
    return location is not None and location[0] == SECTIONS


def _plain(blocks: Iterable[WrittenBlock]) -> str:
    """An answer with a line for each paragraph, a hyphen before those of a list."""
    return "\n".join(line for block in blocks for line in _lines(block))


def _lines(block: WrittenBlock) -> Iterator[str]:
    yield from (cell for row in block.rows for cell in row if cell)
    if not block.rows:
        yield f"- {block.text}" if block.is_entry and not block.text.startswith("- ") else block.text


def _report(blocks: Iterable[WrittenBlock]) -> str:
    """In the text of the report each paragraph of Word is one of Markdown; entries of a list stay together."""
    text, before = "", ""
    for block in blocks:
        piece = _markdown_table(block.rows) if block.rows else next(_lines(block))
        if piece.strip():
            text += ("\n" if before.startswith("- ") and piece.startswith("- ") else "\n\n") + piece
            before = piece
    return text.strip("\n")


def _markdown_table(rows: Sequence[Sequence[str]]) -> str:
    width = max(map(len, rows))
    if width * len(rows) > _MOST_CELLS:
        return "\n\n".join(" · ".join(filter(None, row)) for row in rows)
    filled = [[*(cell.replace("|", r"\|") for cell in row), *[""] * (width - len(row))] for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in filled]
    return "\n".join((lines[0], f"|{' --- |' * width}", *lines[1:]))


def _meant(label: str) -> str | None:
    """The field that an unknown question most likely means."""
    return nearest(label, {question.location[0]: question.heading for question in questions() if len(question.location) == 1}, cutoff=0.8)


def _fields(first_row: Sequence[CellText]) -> dict[int, tuple[str, ...]]:
    """The fields of the list of groups that most cells of the first row name, by their columns; else none."""
    labels = {cell.column: re.sub(r"[ :*]+$", "", _first_line(cell.text)).casefold() for cell in first_row}
    for key in group_lists():
        known = {question.label.casefold(): question.location for question in questions() if question.entry_of == key}
        fields = {column: known[label] for column, label in labels.items() if label in known}
        if len(labels) > 1 and 2 * len(fields) > len(labels):
            return fields
    return {}


def _first_line(text: Text) -> str:
    return next((" ".join(block.text.split()) for block in text.blocks if block.text.strip()), "")


def _entries(
    rows: Iterable[tuple[Place, Sequence[CellText]]], fields: Mapping[int, tuple[str, ...]], start: int
) -> tuple[list[Answer], list[Finding]]:
    """The entries of a list of groups, one a row."""
    answers: list[Answer] = []
    findings: list[Finding] = []
    for number, (place, row) in enumerate(rows):
        beside = [line for cell in row if not number or cell.column not in fields for line in rest(cell.text)]
        findings += _named(place, NO_COLUMN if number else BESIDE, beside)
        texts = {fields[cell.column]: _plain(_filled(cell.text)) for cell in row if number and cell.column in fields}
        if any(text.strip() for text in texts.values()):
            if start >= MOST_ENTRIES:
                raise Unreadable(f"eine Liste hat mehr als {MOST_ENTRIES} Einträge")
            answers += [Answer(heading((keys[0], start, *keys[1:])), text, place) for keys, text in texts.items()]
            start += 1
    return answers, findings
