"""One file as it arrived → the rows of cases in it, by the reader for its kind: mail, form, letter, Word or Excel."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import groupby
from types import MappingProxyType

from citynet_kb.findings import Finding, Place, Severity
from citynet_kb.intake.asking.questions import SECTIONS, heading
from citynet_kb.intake.asking.written_names import Names
from citynet_kb.intake.reading import answer_rules as rules
from citynet_kb.intake.reading.archive import TooLarge, Unreadable
from citynet_kb.intake.reading.decoding import checked, kind_of, text_of
from citynet_kb.intake.reading.html_text import text_of_html
from citynet_kb.intake.reading.import_rules import TABLES, WORKBOOKS, importdatei_zu_gross, makros
from citynet_kb.intake.reading.label_lines import with_colons
from citynet_kb.intake.reading.mail import is_mail, mail_rows
from citynet_kb.intake.reading.mail_rules import CASES_LIMIT, anhang_nicht_gelesen, mail_unlesbar, quelltext_einer_mail, zu_viele_faelle
from citynet_kb.intake.reading.mail_source import decoded_text, is_mail_source, opened_mail, source_start
from citynet_kb.intake.reading.rows import Cell, Row, Rows, read_rows
from citynet_kb.intake.reading.second_cases import second_cases
from citynet_kb.intake.reading.sent_text import form_rows, front_matter_rows, has_front_matter, is_form, without_quoting
from citynet_kb.intake.reading.set_aside import COVERING, HEAD, OLDER, Line, messages, named
from citynet_kb.intake.reading.uncollected import uncollected
from citynet_kb.intake.reading.word_document import NoQuestions, word_lines, word_rows
from citynet_kb.intake.taking_in.importing import Plan, Setting, plan_rows
from citynet_kb.intake.taking_in.letters import letter_rows, with_recognised
from citynet_kb.sources.scanner.markup import raw_html
from citynet_kb.sources.text_rules import datei_leer, zeichensatz

_TEXT = (".md", ".markdown", ".txt", ".text")
_MAIL = (".eml", ".mht", ".mhtml")
_OFFICE: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), "docx"),
        **dict.fromkeys(WORKBOOKS, "xlsx"),
        **dict.fromkeys(TABLES, "csv"),
    }
)
"""What is read alike, by its ending: documents, templates for documents, and both with macros, which nobody runs."""
_HTML = (".htm", ".html")
_PAGE = re.compile(r"\s*<(?:!doctype html|html|head|body|meta)\b", re.IGNORECASE)

MOST_PLACES = 200
"""Places with HTML that are named one by one."""


@uncollected()
def take_in(path: str, content: bytes, setting: Setting, kind: str = "") -> Plan:
    """Plan the case files of what arrived. Opens and writes nothing; never raises, whatever the bytes are.

    `path` names the input in findings. `kind` is one of `answer_rules.KINDS`; empty, the ending of the path and the text decide. HTML in
    the text becomes text, with a hint for each place.
    """
    rows, findings = _rows(path, content, kind, setting)
    findings = [*findings, *second_cases(rows)]
    cleaned = [_without_html(row) for row in rows]
    return plan_rows([row for row, _ in cleaned], [*findings, *(finding for _, found in cleaned for finding in found)], setting)


def _rows(path: str, content: bytes, kind: str, setting: Setting) -> Rows:
    ending = re.search(r"\.[^./\\]*$", path.lower())
    found = ending[0] if ending else ""
    if not content.strip(b"\xef\xbb\xbf \t\r\n") and (kind or found in (*_TEXT, *_MAIL, *_HTML, *_OFFICE)):
        return [], [datei_leer(Place(path))]
    kind = kind or _OFFICE.get(found, "mail" if found in _MAIL else "text" if found in (*_TEXT, *_HTML) else "")
    if not kind:
        return [], [rules.eingang_unbekannt(Place(path), f"die Endung »{found}«" if found else "keine Endung", found)]
    if kind in ("xlsx", "csv"):
        return read_rows(path if _OFFICE.get(found) == kind else f"{path}.{kind}", content, setting.names)
    if kind == "docx":
        rows, findings = _document(path, content, setting)
        return rows, [*findings, *makros(path)]
    most = rules.TEXT_LIMIT * (10 if kind == "mail" else 1)
    if len(content) > most:
        return [], [importdatei_zu_gross(Place(path), len(content), most)]
    return _mail(path, content, setting) if kind == "mail" else _text(path, content, kind, setting)


def _document(path: str, content: bytes, setting: Setting) -> Rows:
    """The cases in a Word document: the filled template, else a text with the questions at the beginning of its lines."""
    try:
        try:
            return word_rows(path, content, setting.names)
        except NoQuestions:
            text, beside = word_lines(path, content)
            if not any(_reader(message.lines, "text") for message in messages(_numbered(text))):
                raise
            rows, findings = _cases_in(path, text, "text", setting)
            if not any({("title",), ("city",)} <= row.cells.keys() or {("city",), ("outcome",)} <= row.cells.keys() for row in rows):
                raise
            return rows, [*findings, *beside]
    except TooLarge as refusal:
        return [], [importdatei_zu_gross(Place(path), refusal.size)]
    except Unreadable as refusal:
        return [], [rules.dokument_unlesbar(Place(path), str(refusal))]


def _text(path: str, content: bytes, kind: str, setting: Setting) -> Rows:
    if kind_of(content):
        return [], [rules.eingang_unbekannt(Place(path), "ein Dokument, kein Text", kind_of(content))]
    text, findings = text_of(path, content)
    if text is None:
        return [], findings
    start = source_start(text) if kind == "text" else None
    if start is not None:
        whole = not text[:start].strip() and is_mail_source(content)
        rows, found = _mail(path, content if whole else text[start:].encode("utf-8", "surrogatepass"), setting)
        return rows, [quelltext_einer_mail(Place(path)), *named(path, [(COVERING, _numbered(text[:start]))]), *found]
    decoded = decoded_text(text) if kind == "text" else None
    if path.lower().endswith(_HTML) or _PAGE.match(text):
        decoded, aside = text_of_html(text)
        findings += named(path, [(of, [(1, words)]) for of, words in aside.items()])
    if decoded is not None:
        text, findings = checked(path, decoded, findings)
        if text is None:
            return [], findings
        findings += [] if path.lower().endswith(_HTML) else [quelltext_einer_mail(Place(path))]
    rows, found = _cases_in(path, text, kind, setting)
    if not rows and any(finding.rule == "zeichensatz-angenommen" for finding in findings):
        return [], [zeichensatz(Place(path), "und auch als Windows-1252 nicht zu verstehen")]
    return rows, [*findings, *found]


def _mail(path: str, content: bytes, setting: Setting) -> Rows:
    """The cases in the text of a mail; where it holds none, those in the filled forms that hang on it."""
    mail = opened_mail(path, content)
    text, findings = checked(path, mail.text, mail.findings)
    if text is None or any(finding.severity is Severity.ERROR for finding in findings):
        return [], findings
    if not text.strip() and not mail.forms:
        return [], [*findings, mail_unlesbar(Place(path), "Sie hat keinen Text")]
    lines = _numbered(text)
    if not mail.forms or any(_reader(message.lines, "text") for message in messages(lines)):
        rows, found = _cases_in(path, text, "text", setting)
        return rows, [*findings, *found, *(anhang_nicht_gelesen(Place(path), name) for name, _ in mail.forms)]
    rows = []
    for name, form in mail.forms:
        read, found = _rows(f"{path}/{name}", form, "", setting)
        rows += read
        findings += found
    return rows, [*findings, *named(path, [(COVERING, lines)])]


def _cases_in(path: str, text: str, kind: str, setting: Setting) -> Rows:
    """The cases of the first message of a thread that holds any. The others are set aside and named."""
    thread = messages(_numbered(text))
    for number, message in enumerate(thread):
        reader = _reader(message.lines, kind)
        if reader:
            rows, found = reader(path, setting.names)
            if len(rows) > CASES_LIMIT:
                return [], [zu_viele_faelle(Place(path), len(rows))]
            rows, asked = with_recognised(rows, message.lines, setting) if kind == "text" else (rows, [])
            covering = [line for one in thread[:number] for line in one.all]
            older = [line for one in thread[number + 1 :] for line in one.all]
            return rows, [*found, *asked, *named(path, [(COVERING, covering), (HEAD, message.opening), (OLDER, older)])]
    return letter_rows(path, thread, setting) if kind == "text" else ([], [rules.eingang_ohne_fall(Place(path))])


def _reader(lines: list[Line], kind: str) -> Callable[[str, Names], Rows] | None:
    """How the lines of a message are to be read; None where they hold no case."""
    if kind == "formular" or (kind == "text" and is_form(_joined(lines))):
        return lambda path, names: form_rows(path, lines, names)
    plain = without_quoting(lines)
    unquoted = [(number, line.lstrip("> ")) for number, line in lines]  # a mail that was forwarded with some words above it
    mail = next((each for each in map(with_colons, (plain, unquoted)) if is_mail(_joined(each))), None)
    if mail:
        return lambda path, names: mail_rows(path, mail, names)
    return (lambda path, names: front_matter_rows(path, plain)) if has_front_matter(plain) else None


def _numbered(text: str) -> list[Line]:
    return list(enumerate(text.split("\n"), start=1))


def _joined(lines: list[Line]) -> str:
    return "\n".join(line for _, line in lines)


def _without_html(row: Row) -> tuple[Row, list[Finding]]:
    cells, findings = dict(row.cells), list[Finding]()
    for location, cell in row.cells.items():
        if location[0] == SECTIONS and "<" in cell.text:
            cells[location], found = _escaped(cell)
            findings.extend(replace(one, question=heading(location)) for one in found)
    return (replace(row, cells=cells) if findings else row), findings


def _escaped(cell: Cell) -> tuple[Cell, list[Finding]]:
    """The text with every < that would begin HTML escaped, and a hint for each place, of very many for the first."""
    lines, places = cell.text.split("\n"), list[tuple[int, int, str]]()
    while found := raw_html("\n".join(lines)):
        places += found
        for number, inside in groupby(found, key=lambda one: one[0]):
            starts = [column for _, column, _ in inside]
            parts = [lines[number][start + 1 : end] for start, end in zip(starts, [*starts[1:], None], strict=True)]
            lines[number] = "&lt;".join((lines[number][: starts[0]], *parts))
    findings = list[Finding]()
    for number, column, html in places[:MOST_PLACES]:
        place = cell.place._replace(line=cell.place.line + number, column=column + 1) if cell.by_line else cell.place
        findings.append(rules.html_als_text(place, html, len(places) if len(places) > MOST_PLACES and not findings else 1))
    return cell._replace(text="\n".join(lines)), findings
