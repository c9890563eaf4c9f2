"""A filled Word template → a case. Reads text and nothing else: no macros, pictures, fields or linked files."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from citynet_kb.findings import Finding, Place
from citynet_kb.intake.asking.questions import group_lists, location_of
from citynet_kb.intake.asking.template_texts import PLACEHOLDER, is_own
from citynet_kb.intake.asking.written_names import Names
from citynet_kb.intake.reading.answer_rules import nicht_uebernommen
from citynet_kb.intake.reading.answers import Answer, row_of
from citynet_kb.intake.reading.archive import Unreadable
from citynet_kb.intake.reading.label_lines import labelled
from citynet_kb.intake.reading.rows import Row, Rows, tidy
from citynet_kb.intake.reading.word_package import local, opened
from citynet_kb.intake.reading.word_tables import named, read_table, rest
from citynet_kb.intake.reading.word_text import Text, WordText, unwrapped
from citynet_kb.sources import Location

_ONCE = ("title", "city")
"""Questions of the first table: where one comes again, a second form begins."""


@dataclass
class _Form:
    """The answers of one form: those of its questions, those that repeat one or belong to none, and the number of entries of each list."""

    answers: dict[Location, Answer] = field(default_factory=dict)
    others: list[Answer] = field(default_factory=list)
    entries: dict[str, int] = field(default_factory=dict)

    @property
    def is_filled(self) -> bool:
        return any(tidy(answer.text) for answer in (*self.answers.values(), *self.others))


class NoQuestions(Unreadable):
    """The document is not made from the template."""


def word_lines(path: str, content: bytes) -> tuple[str, list[Finding]]:
    """The visible text of a document that is not made from the template, a line for each row of its tables. All else is named.

    Lines that begin with a question stand below each other, as in a mail. Raises Unreadable, TooLarge.
    """
    document = WordText(opened(content), tab="\t")
    lines, findings, is_below = list[str](), list[Finding](), True
    for number, (element, kind) in enumerate(unwrapped(document.file.body, "p", "tbl"), start=1):
        rows = list(document.rows(element, kind)) if local(element) == "tbl" else []
        texts = [cell.text for row in rows for cell in row] if rows else [document.text(element, kind)]
        for line in filter(_is_written, ["\t".join(cell.text.words.strip() for cell in row) for row in rows] or _lines(texts[0])):
            is_label = bool(rows) or labelled(line) is not None
            lines += [line] if is_label or is_below or not line.strip() else ["", line]
            is_below = is_label
        findings += [finding for text in texts for finding in named(Place(path, number), Text([], text.aside))]
    return "\n".join(lines), [*findings, *beside(path, document)]


def _is_written(line: str) -> bool:
    """Whether a line is no sentence of the template, and no question of it that nobody answered."""
    parts = [part.strip() for part in line.replace(PLACEHOLDER, "").split("\t")]
    label, answers = location_of(parts[0]), list(filter(None, parts[1:]))
    if label and (answers or (len(parts) == 1 and parts[0] and label[0] not in group_lists())):
        return True
    found = labelled(line) if len(parts) == 1 else None
    return not line.strip() or found is not None or any(part and not is_own(part) and location_of(part) is None for part in parts)


def _lines(text: Text) -> list[str]:
    return [f"- {block.text}" if block.is_entry else block.text for block in text.blocks]


def word_rows(path: str, content: bytes, names: Names) -> Rows:
    """The cases in a filled template. The line of a place is the row, counted through all tables; for text between them the paragraph.

    A row of two cells is a question (the first paragraph on the left) and its answer; a table whose first row names the fields of a list
    holds an entry in each further row. A second form below the first is a second case. All other words are named in findings, those that
    nobody sees (deleted, hidden, struck out) and those in margins too. Raises Unreadable, TooLarge.
    """
    file = opened(content)
    try:
        return _cases(path, WordText(file), names)
    except (RecursionError, ValueError) as problem:  # nested too deeply, or numbers that are none
        raise Unreadable("es ist beschädigt oder kein Word-Dokument") from problem


def _cases(path: str, document: WordText, names: Names) -> Rows:
    forms, findings = _forms(path, document)
    if not any(form.answers for form in forms):
        raise NoQuestions("es enthält keine Fragen der Vorlage")
    filled = [form for form in forms if form.is_filled] or forms[:1]
    rows: list[Row] = []
    for form in filled:
        answers = (*form.answers.values(), *form.others)
        row, found = row_of(path, answers, names)
        line = answers[0].place.line
        rows.append(row if len(filled) == 1 else replace(row, place=Place(path, line), name=f"Fall ab Zeile {line}"))
        findings += found
    return rows, [*findings, *beside(path, document)]


def _forms(path: str, document: WordText) -> tuple[list[_Form], list[Finding]]:
    """The forms in the tables, and a finding for each run of paragraphs between them that somebody added."""
    forms, findings, between = [_Form()], list[Finding](), list[tuple[int, Text]]()
    above = 0
    for line, (element, kind) in enumerate(unwrapped(document.file.body, "p", "tbl"), start=1):
        if local(element) == "p":
            between.append((line, document.text(element, kind)))
            continue
        findings += _between(path, between)
        between = []
        rows = list(document.rows(element, kind))
        table = read_table(path, rows, above, forms[-1].entries)
        if any((key,) in forms[-1].answers and location_of(answer.heading) == (key,) for answer in table.answers for key in _ONCE):
            forms.append(_Form())
        findings += table.findings
        _add(forms[-1], table.answers)
        above += len(rows)
    return forms, [*findings, *_between(path, between)]


def _add(form: _Form, answers: Iterable[Answer]) -> None:
    """Take the answers of a table into a form. Of two to one question the first that says something stands; an equal one is passed over."""
    for answer in answers:
        location = location_of(answer.heading)
        first = form.answers.get(location) if location else None
        if location is None:
            form.others.append(answer)
        elif first is None or not tidy(first.text):
            form.answers[location] = answer
        elif tidy(answer.text) and answer.text.split() != first.text.split():
            form.others.append(answer)
        if location and len(location) > 1 and isinstance(location[1], int):
            form.entries[str(location[0])] = max(form.entries.get(str(location[0]), 0), location[1] + 1)


def _between(path: str, paragraphs: Sequence[tuple[int, Text]]) -> Iterator[Finding]:
    """Findings for paragraphs between two tables; those that follow each other are one."""
    found = [(line, text) for line, text in paragraphs if rest(text) or text.aside]
    joined: list[tuple[int, int, Text]] = []
    for line, text in found:
        if joined and joined[-1][1] == line - 1:
            first, _, before = joined.pop()
            joined.append((first, line, Text([*before.blocks, *text.blocks], [*before.aside, *text.aside])))
        else:
            joined.append((line, line, text))
    for first, _, text in joined:
        yield from named(Place(path, first), text)


def beside(path: str, document: WordText) -> Iterator[Finding]:
    """Findings for what stands in margins, in charts and in notes that no text refers to, and for pictures and embedded files."""
    notes = ((kind, note) for (kind, _), note in document.unread.items())
    found = {finding: None for kind, part in (*document.file.beside, *notes) for finding in named(Place(path), document.text(part), kind)}
    yield from found
    for kind, name in dict.fromkeys(document.file.files):
        yield nicht_uebernommen(Place(path), name, kind)
