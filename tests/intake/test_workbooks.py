"""Workbooks as people use them: what they hide, strike out, merge, remark and calculate; and how large one may be."""

import datetime
import io
import zipfile
from typing import Any

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.styles.numbers import FORMAT_PERCENTAGE
from workbooks import CASE, HEAD, case, workbook

from citynet_kb.intake import Plan, plan_rows, read_rows
from tests.intake.incoming import NAMES, SETTING
from tests.speed import in_time

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"


def planned(content: bytes, path: str = "faelle.xlsx") -> Plan:
    """The plan for a workbook."""
    return plan_rows(*read_rows(path, content, NAMES), SETTING)


def aside(plan: Plan) -> list[tuple[str, str]]:
    """What was set aside: its kind and the words."""
    found = [finding for finding in plan.findings if finding.rule == "nicht-uebernommen"]
    return [(finding.message.partition("(")[2].partition(")")[0], finding.private) for finding in found]


def bodies(plan: Plan) -> list[str]:
    """The reports of the planned files."""
    return [file.text.split("\n---\n", 1)[1].strip() for file in plan.files]


def struck(book: Any) -> None:
    """Strike out the report of the first case."""
    book.active["G2"].font = Font(strike=True)


def without_column(book: Any) -> None:
    """Hide the column of the reports."""
    book.active.column_dimensions["G"].hidden = True


def invisible(book: Any) -> None:
    """Give the report a format that shows nothing."""
    book.active["G2"].number_format = ";;;"


@pytest.mark.parametrize(
    ("change", "kind"), [(struck, "durchgestrichen"), (without_column, "ausgeblendete Spalte"), (invisible, "unsichtbar geschrieben")]
)
def test_hidden_cells_are_named_and_not_read(change: Any, kind: str) -> None:
    """Struck out, in a hidden column, or written without being shown."""
    plan = planned(workbook(HEAD, CASE, change=change))
    assert bodies(plan) == [""]
    assert aside(plan) == [(kind, "Der Markt lief.")]


@pytest.mark.parametrize("is_shared", [False, True])
def test_words_struck_out_within_a_cell_are_named(is_shared: bool) -> None:
    """The rest of the cell is read, whether its text stands in the sheet or among the shared ones."""
    runs = '<r><t xml:space="preserve">Der Markt lief. </t></r><r><rPr><strike/></rPr><t>Herr Schulze war dagegen.</t></r>'
    old = 't="inlineStr"><is><t>Der Markt lief.</t></is>'
    content = _edited(workbook(HEAD, CASE), SHEET, old, 't="s"><v>0</v>' if is_shared else f't="inlineStr"><is>{runs}</is>')
    if is_shared:
        content = _with_shared(content, f'<sst xmlns="{MAIN}"><si>{runs}</si></sst>')
    plan = planned(content)
    assert bodies(plan) == ["Der Markt lief."]
    assert aside(plan) == [("durchgestrichen", "Herr Schulze war dagegen.")]


def test_a_hidden_column_of_notes_stops_nothing() -> None:
    """Its name and its words are named."""

    def change(book: Any) -> None:
        book.active.column_dimensions["H"].hidden = True

    plan = planned(workbook([*HEAD, "Intern"], [*CASE, "Herr Schulze war dagegen"], change=change))
    assert bodies(plan) == ["Der Markt lief."]
    assert aside(plan) == [("ausgeblendete Spalte", "Intern"), ("ausgeblendete Spalte", "Herr Schulze war dagegen")]


def test_words_of_text_boxes_charts_and_threads_are_named() -> None:
    """A thread once, not again in the copy for older versions."""

    def change(book: Any) -> None:
        copy = "[Threaded comment]\n\nIhre Version kann das nicht lesen.\n\nKommentar:\n    Stimmt das?"
        book.active["A2"].comment = Comment(copy, "tc={1}")

    drawing = '<d xmlns:a="a"><a:p><a:r><a:t>Kasten: wichtige Zahl</a:t></a:r></a:p></d>'
    parts = {
        "xl/drawings/drawing9.xml": drawing,
        "xl/drawings/_rels/drawing9.xml.rels": _relations(("chart", "../charts/chart9.xml")),
        "xl/charts/chart9.xml": '<c xmlns:a="a"><a:t>Gäste im Jahr</a:t></c>',
        "xl/threadedComments/thread9.xml": '<T><threadedComment ref="A2"><text>Stimmt das?</text></threadedComment></T>',
    }
    content = workbook(HEAD, CASE, change=change)
    added = (("drawing", "../drawings/drawing9.xml"), ("threadedComment", "../threadedComments/thread9.xml"))
    content = _edited(content, "xl/worksheets/_rels/sheet1.xml.rels", "</Relationships>", _relations(*added).partition(">")[2])
    assert sorted(aside(planned(_with_parts(content, parts)))) == [
        ("Diagramm", "Gäste im Jahr"),
        ("Kommentar an A2", "Stimmt das?"),
        ("Textfeld", "Kasten: wichtige Zahl"),
    ]


def test_struck_out_and_hidden_rows_are_no_cases() -> None:
    """One finding a row."""

    def change(book: Any) -> None:
        for cell in book.active[3]:
            cell.font = Font(strike=True)
        book.active.row_dimensions[4].hidden = True

    plan = planned(workbook(HEAD, case(1), case(2), case(3), change=change))
    assert [file.path for file in plan.files] == ["musterstadt/markt-nummer-1.md"]
    assert [(kind, words.partition(" Musterstadt ")[0]) for kind, words in aside(plan)] == [
        ("durchgestrichen", "Musterstadt: Markt Nummer 2"),
        ("ausgeblendete Zeile", "Musterstadt: Markt Nummer 3"),
    ]


def test_a_merged_cell_holds_for_each_of_its_rows() -> None:
    """It is said where a value was taken from above."""

    def change(book: Any) -> None:
        book.active.merge_cells("B2:B3")

    plan = planned(workbook(HEAD, case(1), case(2, Stadt=""), change=change))
    assert [file.path for file in plan.files] == ["musterstadt/markt-nummer-1.md", "musterstadt/markt-nummer-2.md"]
    assert [(finding.rule, finding.place.line) for finding in plan.findings] == [("zelle-verbunden", 3)]


def test_remarks_beside_the_cells_are_named() -> None:
    """Comments, printed headers, and addresses behind a text."""

    def change(book: Any) -> None:
        book.active["A2"].comment = Comment("Bitte noch prüfen", "Erika")
        book.active.oddHeader.center.text = "Nur zum Dienstgebrauch"
        book.active["B2"].hyperlink = "https://markt.example/bericht"

    assert sorted(aside(planned(workbook(HEAD, CASE, change=change)))) == [
        ("Kommentar an A2", "Bitte noch prüfen"),
        ("Kopf- oder Fußzeile", "Nur zum Dienstgebrauch"),
        ("Link hinter B2", "https://markt.example/bericht"),
    ]


def test_a_remark_below_the_table_is_no_case() -> None:
    """A row with a single cell says nothing of a town."""
    plan = planned(workbook(HEAD, CASE, [], ["Stand: Mai 2026"]))
    assert len(plan.files) == 1
    assert aside(plan) == [("Zeile mit nur einer Angabe", "Stand: Mai 2026")]


def test_a_second_table_in_a_sheet_has_columns_of_its_own() -> None:
    """Its cases are cases."""
    plan = planned(workbook(HEAD, case(1), [], HEAD[::-1], case(2)[::-1]))
    assert plan.findings == ()
    assert [file.path for file in plan.files] == ["musterstadt/markt-nummer-1.md", "musterstadt/markt-nummer-2.md"]


def test_a_line_break_in_a_heading_divides_no_name() -> None:
    """With a hyphen or without."""
    plan = planned(workbook(["Über-\nschrift", *HEAD[1:6], "Be\nricht"], CASE))
    assert plan.findings == ()
    assert bodies(plan) == ["Der Markt lief."]


@pytest.mark.parametrize(
    ("value", "shown_as", "expected"),
    [
        (0.1 + 0.2, "General", "0,3"),
        (0.35, FORMAT_PERCENTAGE, "35 %"),
        (datetime.time(16, 30), "hh:mm", '"16:30"'),
        (datetime.date(1900, 2, 1), "dd.mm.yyyy", "1900-02-01"),
        (1e-7, "General", "0,0000001"),
        (123456789012345, "0", "123456789012345"),
    ],
)
def test_numbers_are_what_a_person_sees(value: object, shown_as: str, expected: str) -> None:
    """No digits of binary fractions, a share with its sign, a time of day."""

    def change(book: Any) -> None:
        book.active["H2"].number_format = shown_as

    text = planned(workbook([*HEAD, "note"], [*CASE, value], change=change)).files[0].text
    assert f"\nnote: {expected}\n" in text


@pytest.mark.parametrize(("formula", "cost"), [("=4500+5000", 9500), ("=2*300-100", 500)])
def test_a_sum_of_whole_numbers_is_worked_out(formula: str, cost: int) -> None:
    """And named, with what was written."""
    plan = planned(workbook([*HEAD, "effort_detail.cost_eur"], [*CASE, formula]))
    assert f"cost_eur: {cost}\n" in plan.files[0].text
    assert [finding.rule for finding in plan.findings] == ["formel-ausgerechnet"]


def test_a_formula_without_result_stops_nothing_in_a_field_that_may_be_empty() -> None:
    """It is named and left out."""
    plan = planned(workbook([*HEAD, "effort_detail.cost_eur"], [*CASE, "=SUM(A5:A9)"]))
    assert "cost_eur" not in plan.files[0].text
    assert [words for _, words in aside(plan)] == ["=SUM(A5:A9)"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "Kennwort"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "alten Version"),
    ],
)
def test_locked_and_old_workbooks_are_named_as_what_they_are(content: bytes, said: str) -> None:
    """Not »damaged«."""
    (finding,) = planned(content).findings
    assert finding.rule == "tabelle-unlesbar"
    assert said in finding.message


def test_a_workbook_without_names_of_columns_says_so() -> None:
    """With one sentence, not with a list of all fields."""
    (finding,) = planned(workbook(["Hier stehen unsere Notizen"], ["Der Markt war schön"])).findings
    assert finding.rule == "kopfzeile-fehlt"


@pytest.mark.parametrize(("rows", "columns"), [(40_000, 2), (20, 16_000)])
def test_a_table_that_nobody_fills_in_is_refused_at_once(rows: int, columns: int) -> None:
    """By its rows or its columns, before anything is judged."""
    sheet = "".join(f"<row>{'<c><v>1</v></c>' * columns}</row>" for _ in range(rows))
    head = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in HEAD)
    content = _edited(workbook(HEAD), SHEET, "<sheetData>", f"<sheetData><row>{head}</row>{sheet}")
    assert [finding.rule for finding in in_time(2, lambda: planned(content)).findings] == ["tabelle-zu-gross"]


def test_a_far_cell_costs_nothing() -> None:
    """And is named."""

    def change(book: Any) -> None:
        book.active["XFD1048576"] = "weit"

    plan = in_time(1, lambda: planned(workbook(HEAD, CASE, change=change)))
    assert aside(plan) == [("Zeile mit nur einer Angabe", "weit")]


@pytest.mark.slow
@pytest.mark.parametrize("wrong", [("Stadt", "Ergebnis"), ("Maßnahme", "Thema"), ("Maßnahme", "Bericht")])
def test_two_thousand_rows_with_two_wrong_values_are_judged_in_two_seconds(wrong: tuple[str, str]) -> None:
    """Names are made ready once, and after some hundred bad rows it is enough: those that follow are counted."""
    rows = [case(number, **dict.fromkeys(wrong, f"So lala {number}")) for number in range(2000)]
    content = workbook(HEAD, *rows)
    plan = in_time(2, lambda: planned(content))
    assert len(plan.files) < 2000
    assert "zu-viele-fehler" in {finding.rule for finding in plan.findings}


def _relations(*others: tuple[str, str]) -> str:
    """A part that refers to other parts, each by its kind."""
    kinds = MAIN.replace("spreadsheetml/2006/main", "officeDocument/2006/relationships")
    entries = (f'<Relationship Id="new{kind}" Type="{kinds}/{kind}" Target="{part}"/>' for kind, part in others)
    return f"<Relationships>{''.join(entries)}</Relationships>"


def _with_parts(content: bytes, parts: dict[str, str]) -> bytes:
    """The workbook with some parts more."""
    stream = io.BytesIO(content)
    with zipfile.ZipFile(stream, "a") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


def _with_shared(content: bytes, shared: str) -> bytes:
    """The workbook with a part of shared texts, as Excel writes one."""
    relation = _relations(("sharedStrings", "sharedStrings.xml")).partition(">")[2]
    return _with_parts(_edited(content, "xl/_rels/workbook.xml.rels", "</Relationships>", relation), {"xl/sharedStrings.xml": shared})


def _edited(content: bytes, part: str, old: str, new: str) -> bytes:
    """The workbook with a text in one of its parts replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name)
            assert name != part or old.encode() in text
            target.writestr(name, text.replace(old.encode(), new.encode(), 1) if name == part else text)
    return stream.getvalue()
