"""Input for tests: the same case in every form in which somebody may send it."""

import io
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from openpyxl import load_workbook

from citynet_kb.intake import Plan, Setting, take_in
from citynet_kb.intake.asking.excel_form import excel_template
from citynet_kb.intake.asking.questions import NO_RESPONSE, SECTIONS, Question, choice, heading, questions
from citynet_kb.intake.asking.word_form import word_template
from citynet_kb.intake.asking.written_names import Names
from citynet_kb.sources import Location

ADDED = "2026-11-23"
NAMES = {
    "city": {"musterstadt": "Musterstadt", "bad-koenigsfeld": "Bad Königsfeld"},
    "topic": {"feste-maerkte": "Feste, Märkte & Frequenz", "handel": "Handel"},
    "measure": {"eisbahn": "Eisbahn", "feierabendmarkt": "Feierabendmarkt"},
    "item": {"obg-anzeige": "Öffentliche Vergnügung anzeigen"},
}
SETTING = Setting(ADDED, names=NAMES)
WORD, EXCEL = word_template(NAMES), excel_template(NAMES)


def taken(path: str, content: bytes | str, kind: str = "") -> Plan:
    """The plan for one file."""
    return take_in(path, content.encode() if isinstance(content, str) else content, SETTING, kind)


def rules_of(plan: Plan) -> list[tuple[str, int]]:
    """Rule and line of every finding."""
    return [(finding.rule, finding.place.line) for finding in plan.findings]


def only(plan: Plan) -> str:
    """The text of the only file; fails where there is an error."""
    assert [str(finding) for finding in plan.findings if finding.severity.value == "Fehler"] == []
    (file,) = plan.files
    return file.text


def flat(value: Any, location: Location = ()) -> Iterable[tuple[Location, Any]]:
    """All single values of front matter with their location."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from flat(inner, (*location, key))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from flat(inner, (*location, number))
    else:
        yield location, value


def question_at(location: Location) -> Question:
    """The question for a value."""
    keys = tuple(step for step in location if isinstance(step, str))
    return next(question for question in questions() if question.location == keys)


def as_written(location: Location, value: Any, names: Names) -> str:
    """A value as people write it: the label of a term, the name of a record."""
    question = question_at(location)
    labels = {term.value: choice(term) for term in question.vocabulary or ()} or names.get(question.reference, {})
    return labels.get(str(value), str(value))


def answers_of(fields: Mapping[str, Any], body: str = "", names: Names = NAMES) -> dict[str, str]:
    """Every answer under its heading, the values of a list one a line."""
    found: dict[str, list[str]] = {}
    for location, value in flat(fields):
        place = location[:-1] if isinstance(location[-1], int) else location
        found.setdefault(heading(place), []).append(as_written(location, value, names))
    return {name: "\n".join(lines) for name, lines in found.items()} | ({heading((SECTIONS,)): body} if body else {})


def as_issue(answers: Mapping[str, str]) -> str:
    """The body of an issue as the forges write it: every question, those without an answer too."""
    names = [*answers, *(question.heading for question in questions() if question.heading not in answers)]
    return "\n\n".join(f"### {name}\n\n{answers.get(name, NO_RESPONSE)}" for name in names)


def as_word(answers: Mapping[str, str], template: bytes = WORD) -> bytes:
    """The template filled in with python-docx, as an editor would, with further rows where it has too few; fails where a question is
    missing."""
    from docx import Document

    document = Document(io.BytesIO(template))
    left = dict(answers)
    for table in document.tables:
        labels = {cell.paragraphs[0].text for cell in table.rows[0].cells}
        numbers = (group.rpartition(" ")[2] for group, _, field in (name.rpartition(": ") for name in left) if field in labels)
        for _ in range(max((int(number) for number in numbers if number.isdigit()), default=1) + 1 - len(table.rows)):
            table.add_row()
        rows = [list(row.cells) for row in table.rows]
        for number, cells in enumerate(rows):
            label = cells[0].paragraphs[0].text.rstrip(" *")
            if len(cells) == 2 and label in left:
                _fill(cells[1], left.pop(label))
            for column, cell in enumerate(cells if number else ()):
                _fill_grid(cell, rows[0][column].paragraphs[0].text, number, left)
    assert left == {}
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _fill_grid(cell: Any, label: str, number: int, left: dict[str, str]) -> None:
    for name in list(left):
        group, _, field = name.rpartition(": ")
        if field == label and group and (group.rpartition(" ")[2] == str(number) or (number == 1 and not group[-1].isdigit())):
            _fill(cell, left.pop(name))


def _fill(cell: Any, text: str) -> None:
    cell.text = ""
    first, *more = text.split("\n")
    cell.paragraphs[0].text = first
    for line in more:
        cell.add_paragraph(line)


def as_excel(answers: Mapping[str, str], template: bytes = EXCEL) -> bytes:
    """The template with one row filled in; fails where a column is missing."""
    book = _opened(template)
    sheet = book.worksheets[0]
    left, filled = dict(answers), []
    for cell in sheet[1]:
        name = str(cell.value).rstrip(" *")
        if name in left:
            filled.append(sheet.cell(2, cell.column))
            filled[-1].value = left.pop(name)
    assert left == {}
    stream = io.BytesIO()
    book.save(stream)
    for cell in filled:
        cell.value = None
    return stream.getvalue()


@cache
def _opened(template: bytes) -> Any:
    """The template, which is read once: its row for answers is empty whenever nobody fills it in."""
    book = load_workbook(io.BytesIO(template))
    assert all(cell.value is None for cell in book.worksheets[0][2])
    return book
