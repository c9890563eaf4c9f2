"""One file as it arrived → the rows of cases in it, by the reader for its kind: mail, form, Word or Excel."""

import re
from dataclasses import replace

from citynet_kb.findings import Finding, Place
from citynet_kb.intake.asking.questions import SECTIONS
from citynet_kb.intake.asking.written_names import Names
from citynet_kb.intake.reading import answer_rules as rules
from citynet_kb.intake.reading.archive import TooLarge, Unreadable
from citynet_kb.intake.reading.import_rules import importdatei_zu_gross
from citynet_kb.intake.reading.mail import is_mail, mail_row
from citynet_kb.intake.reading.rows import Cell, Row, Rows, read_rows
from citynet_kb.intake.reading.sent_text import form_row, front_matter_row, is_form, without_quoting
from citynet_kb.intake.reading.word_document import word_row
from citynet_kb.intake.taking_in.importing import Plan, Setting, plan_rows
from citynet_kb.sources.scanner.markup import raw_html
from citynet_kb.sources.text_rules import datei_leer, zeichensatz

_TEXT = (".md", ".markdown", ".txt")


def take_in(path: str, content: bytes, setting: Setting, kind: str = "") -> Plan:
    """Plan the case files of what arrived. Opens and writes nothing; never raises, whatever the bytes are.

    `path` names the input in findings. `kind` is one of `answer_rules.KINDS`; empty, the ending of the path and the text decide. HTML in
    the text becomes text, with a hint for each place.
    """
    rows, findings = _rows(path, content, kind, setting.names)
    without_html = [_without_html(row) for row in rows]
    hints = [finding for _, found in without_html for finding in found]
    return plan_rows([row for row, _ in without_html], [*findings, *hints], setting)


def _rows(path: str, content: bytes, kind: str, names: Names) -> Rows:
    ending = re.search(r"\.[^./\\]*$", path.lower())
    found = ending[0] if ending else ""
    kind = kind or (found[1:] if found in (".docx", ".xlsx") else "text" if found in _TEXT else "")
    if not kind:
        return [], [rules.eingang_unbekannt(Place(path), f"die Endung »{found}«" if found else "keine Endung")]
    if not content.strip(b"\xef\xbb\xbf \t\r\n"):
        return [], [datei_leer(Place(path))]
    if kind == "xlsx":
        return read_rows(path if found == ".xlsx" else f"{path}.xlsx", content)
    return _document(path, content, names) if kind == "docx" else _text(path, content, kind, names)


def _document(path: str, content: bytes, names: Names) -> Rows:
    try:
        return word_row(path, content, names)
    except TooLarge as refusal:
        return [], [importdatei_zu_gross(Place(path), refusal.size)]
    except Unreadable as refusal:
        return [], [rules.dokument_unlesbar(Place(path), str(refusal))]


def _text(path: str, content: bytes, kind: str, names: Names) -> Rows:
    if len(content) > rules.TEXT_LIMIT:
        return [], [importdatei_zu_gross(Place(path), len(content))]
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as problem:
        return [], [zeichensatz(Place(path, content.count(b"\n", 0, problem.start) + 1), f"Byte {content[problem.start]:#04x}")]
    if kind == "formular" or (kind == "text" and is_form(text)):
        return form_row(path, text, names)
    lines = without_quoting(list(enumerate(text.removeprefix("\ufeff").split("\n"), start=1)))
    unquoted = [(number, line.lstrip("> ")) for number, line in lines]  # a mail that was forwarded with some words above it
    mail = next((each for each in (lines, unquoted) if is_mail("\n".join(line for _, line in each))), None)
    return mail_row(path, mail, names) if mail else front_matter_row(path, lines)


def _without_html(row: Row) -> tuple[Row, list[Finding]]:
    cells, findings = dict(row.cells), list[Finding]()
    for location, cell in row.cells.items():
        if location[0] == SECTIONS and "<" in cell.text:
            cells[location], found = _escaped(cell)
            findings.extend(found)
    return replace(row, cells=cells), findings


def _escaped(cell: Cell) -> tuple[Cell, list[Finding]]:
    """The text with every < that would begin HTML escaped, and a hint for each place."""
    lines, findings = cell.text.split("\n"), list[Finding]()
    found = raw_html(cell.text)
    while found:
        for number, column, html in reversed(found):
            lines[number] = f"{lines[number][:column]}&lt;{lines[number][column + 1 :]}"
            place = replace(cell.place, line=cell.place.line + number, column=column + 1) if cell.by_line else cell.place
            findings.append(rules.html_als_text(place, html))
        found = raw_html("\n".join(lines))
    return replace(cell, text="\n".join(lines)), findings
