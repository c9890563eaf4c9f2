"""A filled Word template → a case. Reads text and nothing else: no macros, pictures, fields or linked files."""

import io
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from citynet_kb.findings import Finding, Place
from citynet_kb.intake.asking.questions import group_lists, heading, location_of, questions
from citynet_kb.intake.asking.word_form import PLACEHOLDER, prose
from citynet_kb.intake.asking.written_names import Names
from citynet_kb.intake.reading import answer_rules as rules
from citynet_kb.intake.reading.answers import Answer, row_of
from citynet_kb.intake.reading.archive import Unreadable, refuse_dangerous
from citynet_kb.intake.reading.rows import Rows

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""The element that repeats the content beside it, for older programs."""
_BREAKS = (f"{_W}br", f"{_W}cr")

Texts = list[list[str]]
"""The rows of a table, each with the texts of its cells."""


def word_row(path: str, content: bytes, names: Names) -> Rows:
    """The case in a filled template. The line of a place is the row, counted through all tables; for text between them the paragraph.

    A row of two cells is a question (the first paragraph on the left) and its answer; a table whose first row names the fields of a list
    holds an entry in each further row. Raises Unreadable, TooLarge.
    """
    refuse_dangerous(content, "Word-Dokument")
    answers: list[Answer] = []
    findings: list[Finding] = []
    number = 0
    for block in _blocks(content):
        if isinstance(block, Finding):
            findings.append(Finding(Place(path, block.place.line), block.rule, block.severity, block.message, block.remedy))
            continue
        answers.extend(_answers(path, block, number))
        number += len(block)
    if not any(location_of(answer.heading) for answer in answers):
        raise Unreadable("es enthält keine Fragen der Vorlage")
    row, found = row_of(path, answers, names)
    return [row], [*findings, *found]


def _blocks(content: bytes) -> Iterator[Texts | Finding]:
    """The tables of a document, and a finding for each paragraph between them that somebody added."""
    from docx import Document  # imported here, since loading it takes longer than checking a hundred cases

    try:
        body = Document(io.BytesIO(content)).element.body
        known = prose()
        for number, element in enumerate(_unwrapped(body), start=1):
            if element.tag == f"{_W}tbl":
                yield [[_cell(cell) for cell in _inside(row, "tc")] for row in _inside(element, "tr")]
            elif element.tag == f"{_W}p" and _text(element).strip() and " ".join(_text(element).split()) not in known:
                yield rules.nicht_uebernommen(Place("", number), _text(element))
    except Exception as problem:  # python-docx and lxml raise errors of any kind for a damaged part
        raise Unreadable("es ist beschädigt oder kein Word-Dokument") from problem


def _inside(element: Any, name: str) -> list[Any]:
    """The parts of a table or row, those within a content control too, none of a table inside a cell."""
    return [part for part in _unwrapped(element) if part.tag == f"{_W}{name}"]


def _unwrapped(element: Any) -> Iterator[Any]:
    for part in element:
        if part.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _unwrapped(part)
        else:
            yield part


def _cell(cell: Any) -> str:
    """The text of a cell: a line for each paragraph, a hyphen before those of a list."""
    lines: list[str] = []
    for paragraph in cell.iter(f"{_W}p"):
        is_entry = paragraph.find(f"{_W}pPr/{_W}numPr") is not None
        text = _text(paragraph).strip(" ")
        lines.append(f"- {text}" if is_entry and text and not text.startswith("- ") else text)
    return "\n".join(lines)


def _text(paragraph: Any) -> str:
    """The text that a reader sees: no tracked deletions, no field codes, nothing twice."""
    parts: list[str] = []
    for element in paragraph.iter():
        if any(above.tag == _FALLBACK for above in element.iterancestors()):
            continue
        if element.tag == f"{_W}t":
            parts.append(element.text or "")
        elif element.tag == f"{_W}tab" and element.getparent().tag == f"{_W}r":
            parts.append(" ")
        elif element.tag in _BREAKS:
            parts.append("\n")
        elif element.tag == f"{_W}noBreakHyphen":
            parts.append("-")
    return "".join(parts)


def _answers(path: str, rows: Texts, before: int) -> Iterator[Answer]:
    """The answers in one table; `before` rows stand in the tables above it."""
    fields = _fields(rows[0]) if rows else []
    if fields:
        entries = enumerate(row for row in enumerate(rows[1:], start=before + 2) if any(map(_filled, row[1])))
        for index, (number, row) in entries:
            for keys, text in zip(fields, row, strict=False):
                yield Answer(heading((keys[0], index, *keys[1:])), _filled(text), Place(path, number))
        return
    for number, row in enumerate(rows, start=before + 1):
        question, answer = (row[0].strip().split("\n")[0], _filled(row[-1])) if len(row) > 1 else ("", "")
        if question and (location_of(question) is not None or answer):
            yield Answer(question, _paragraphs(question, answer), Place(path, number))


def _fields(first_row: Sequence[str]) -> list[tuple[str, ...]]:
    """The fields of the list of groups that a table's first row names, else none."""
    labels = [text.strip().split("\n")[0].strip().casefold() for text in first_row]
    for key in group_lists():
        known = {question.label.casefold(): question.location for question in questions() if question.entry_of == key}
        if len(labels) > 1 and all(label in known for label in labels):
            return [known[label] for label in labels]
    return []


def _filled(text: str) -> str:
    return "" if text.strip() == PLACEHOLDER else text


def _paragraphs(question: str, answer: str) -> str:
    """In the text of the report each paragraph of Word is one of Markdown; entries of a list stay together."""
    location = location_of(question)
    if location is None or location[0] != "sections":
        return answer
    lines = [line for line in answer.split("\n") if line.strip()]
    pairs = zip(lines, [*lines[1:], ""], strict=False)
    return "".join(
        chain.from_iterable((line, "\n" if line.startswith("- ") and after.startswith("- ") else "\n\n") for line, after in pairs)
    )
