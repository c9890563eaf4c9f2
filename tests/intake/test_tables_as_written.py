"""Tables as people write them: numbers and their formats, names of columns, what stands beside the cases, and how large they may be."""

from collections.abc import Callable
from typing import Any

import pytest
from openpyxl.styles import Font, PatternFill
from workbooks import CASE, HEAD, case, workbook

from citynet_kb.intake import Plan, plan_rows, read_rows, take_in
from tests.attacks.large_files import LARGE_DOCUMENTS, LARGE_WORKBOOKS, ROWS
from tests.intake.incoming import NAMES, SETTING

COST = "effort_detail.cost_eur"
FIRST, SECOND = "musterstadt/markt-nummer-1.md", "musterstadt/markt-nummer-2.md"


def planned(content: bytes, path: str = "faelle.xlsx") -> Plan:
    """The plan for a table."""
    return plan_rows(*read_rows(path, content, NAMES), SETTING)


def files(plan: Plan) -> list[str]:
    return [file.path for file in plan.files]


def said(plan: Plan) -> list[tuple[str, str]]:
    """What was set aside: its kind and the words; of other findings the rule."""
    kinds = (finding.message.partition("(")[2].partition(")")[0] for finding in plan.findings)
    return [(kind, finding.private) if finding.private else (finding.rule, "") for kind, finding in zip(kinds, plan.findings, strict=True)]


def of(column: str, value: Any, shown_as: str = "General") -> tuple[str, list[str]]:
    """The file of a case with a value in one more column, and the rules that said something."""

    def change(book: Any) -> None:
        book.active["H2"].number_format = shown_as

    plan = planned(workbook([*HEAD, column], [*CASE, value], change=change))
    return plan.files[0].text, [finding.rule for finding in plan.findings]


@pytest.mark.parametrize(
    ("value", "cost", "rules"),
    [
        (9.512, "", ["angabe-nicht-uebernommen"]),
        (9.5, "10", ["wert-verstanden"]),
        (24.333333, "24", ["wert-verstanden"]),
        (1e5, "100000", []),
        (12.0, "12", []),
        ("9.512", "9512", ["wert-verstanden"]),
        ("'9512", "9512", ["wert-verstanden"]),
        (True, "", ["angabe-nicht-uebernommen"]),
    ],
)
def test_a_number_is_not_taken_for_another(value: Any, cost: str, rules: list[str]) -> None:
    """The decimals of a cell are no thousands."""
    text, found = of(COST, value)
    assert (f"cost_eur: {cost}\n" in text) if cost else ("cost_eur" not in text)
    assert found == rules


@pytest.mark.parametrize(
    ("value", "shown_as", "expected"),
    [
        (9.512, "General", "9,512"),
        (120, '0" Gäste"', "120 Gäste"),
        (9500, '#,##0.00 "€"', "9500 €"),
        (9500, "#,##0\\ [$€-407]", "9500 €"),
        (-3, '0" rauf";0" runter"', "3 runter"),
        (1, '"ja"', "ja"),
        (12, "0.00", "12"),
    ],
)
def test_a_text_has_the_words_of_its_format(value: Any, shown_as: str, expected: str) -> None:
    """What a person sees in the cell stands in the case; a figure needs digits alone."""
    text, found = of("note", value, shown_as)
    assert f"\nnote: {expected}\n" in text
    assert found == []
    if value == 9500:
        assert "cost_eur: 9500\n" in of(COST, value, shown_as)[0]


def turned(*rows: Any) -> list[tuple[Any, ...]]:
    return list(zip(*rows, strict=True))


def test_a_sheet_may_stand_on_its_side() -> None:
    """The names in the first column, a case in each further one; a place is that of the cell."""
    rows = turned(HEAD, case(1), case(2, Ergebnis="so lala"))
    plan = planned(workbook(["Meldung der Stadt"], [], *rows, [], ["Stand: Mai"]))
    assert files(plan) == [FIRST]
    assert said(plan) == [("über den Spaltennamen", "Meldung der Stadt Stand: Mai"), ("ergebnis-unbekannt", "")]
    assert (plan.findings[1].place.line, plan.findings[1].place.column) == (7, 3)
    assert plan.findings[1].message.startswith("Spalte C, ")
    assert files(planned("\n".join(map(";".join, turned(HEAD, case(1), case(2)))).encode(), "a.csv")) == [FIRST, SECOND]


def test_columns_that_number_the_rows_and_rows_below_are_no_cases() -> None:
    """They are named."""
    rows = [["Nr.", *HEAD, COST], [1, *case(1), 100], ["2.", *case(2), 200], [None, "Summe", *[None] * 6, 300], [None] * 7 + ["eilt", 7]]
    plan = planned(workbook(*rows))
    assert files(plan) == [FIRST, SECOND]
    assert said(plan) == [
        ("laufende Nummern", "Nr. 1 2."),
        ("Zeile mit einer Summe", "Summe 300"),
        ("Zeile ohne Stadt und Überschrift", "eilt 7"),
    ]


def renamed(**names: str) -> list[str]:
    return [names.get(name, name) for name in HEAD]


@pytest.mark.parametrize(
    ("rows", "cases", "found"),
    [
        (
            [["Nr. alt", *HEAD, "Bemerkung"], ["A1", *case(1), "eilt"], ["A2", *case(2)], [*[None] * 8, "noch offen"]],
            2,
            [
                ("Spalte A gehört zu keinem Feld, 2 Zellen", "Nr. alt A1 A2"),
                ("Spalte I gehört zu keinem Feld, 2 Zellen", "Bemerkung eilt noch offen"),
            ],
        ),
        ([renamed(Stadt="Statd", Ergebnis="Ergebniss"), case(1)], 1, [("wert-verstanden", "")] * 2),
        ([renamed(Stadt="Staat"), case(1)], 0, [("spalte-unbekannt", "")]),
        (
            [[*HEAD, "Bericht", "Stadt"], [*case(1), "Mehr.", "Musterstadt"], [*case(2, Bericht=""), "Nur hier.", None]],
            2,
            [("Spalte H, weitere Spalte für »Bericht«, 1 Zelle", "Mehr.")],
        ),
        ([[*HEAD, "Bericht: Ergebnis"], [*case(1), "Voll."]], 1, []),
        (
            [[*HEAD, None, "Kurzfassung"], [*case(1), "huhu", "Kurz."], [*case(2), "haha"]],
            2,
            [("Spalte H hat keinen Namen, 2 Zellen", "huhu haha")],
        ),
        (turned([*HEAD, "Bearbeiter"], [*case(1), "EB"]), 1, [("Zeile 8 gehört zu keinem Feld, 1 Zelle", "Bearbeiter EB")]),
        (
            [*[["x"]] * 120, ["Nr.", *HEAD], [1, *case(1)]],
            1,
            [("über den Spaltennamen", " ".join("x" * 120)), ("laufende Nummern", "Nr. 1")],
        ),
        (
            [
                ["Nr.", *HEAD],
                [1, *case(1)],
                [],
                ["Stadt", "Überschrift", *HEAD[2:], "Notiz"],
                ["Musterstadt", *case(2)[:1], *CASE[2:], "hm"],
            ],
            2,
            [("laufende Nummern", "Nr. 1"), ("Spalte H gehört zu keinem Feld, 1 Zelle", "Notiz hm")],
        ),
        ([["Fälle"], [*HEAD, *"abcdefghij"], case(1)], 1, [("über den Spaltennamen", "Fälle")] + [("", name) for name in "abcdefghij"]),
    ],
)
def test_what_is_no_field_stops_nothing(rows: list[Any], cases: int, found: list[tuple[str, str]]) -> None:
    """Each column in one finding; names with a typo are understood, a second column counts where the first is empty."""
    plan = planned(workbook(*rows))
    assert len(plan.files) == cases
    assert [(kind if wanted else "", words) for (kind, words), (wanted, _) in zip(said(plan), found, strict=True)] == found
    assert ("Mehr." in str(plan.files), "Nur hier." in str(plan.files)) == (False, any("Nur hier." in row for row in rows))
    if not rows[0].count(None) and len(rows) < 100:
        lines = "\n".join(";".join(str(cell or "") for cell in row) for row in rows).encode()
        assert (files(planned(lines, "a.csv")), said(planned(lines, "a.csv"))) == (files(plan), said(plan))


@pytest.mark.parametrize("word", ["Quatsch mit Soße", "quatsch"])
def test_an_item_that_nobody_knows_stops_nothing(word: str) -> None:
    """The entry is left out with all its words; the others of the row stay."""
    plan = planned(workbook([*HEAD, "Checkliste: Prüfpunkt", "Checkliste: Stand"], [*case(1), word, "Erledigt"]))
    assert (files(plan), [finding.rule for finding in plan.findings]) == ([FIRST], ["angabe-nicht-uebernommen"])
    assert plan.findings[0].private == f"{word} · Erledigt"
    assert "checklist" not in plan.files[0].text


def test_a_cell_too_many_in_a_text_file_is_a_text_that_was_cut() -> None:
    """Its row is refused; the others are read."""
    lines = [HEAD, case(1, Bericht="Der Markt; er lief."), [*case(2)]]
    plan = planned("\n".join(map(";".join, lines)).encode(), "a.csv")
    assert (files(plan), [finding.rule for finding in plan.findings]) == ([SECOND], ["spalte-ohne-namen"])
    assert plan.findings[0].private == "er lief."


@pytest.mark.parametrize("name", ["{} (Pflicht)", "3. {}", "a) {}", "{} [kurz]", "{} *:", " {}\u00a0"])
def test_names_of_columns_have_additions(name: str) -> None:
    """A number before, a remark in brackets behind."""
    assert planned(workbook([name.format(each) for each in HEAD], case(1))).findings == ()


def test_white_on_white_is_not_seen() -> None:
    """White on a colour is."""

    def change(book: Any) -> None:
        for cell in ("G2", "G3"):
            book.active[cell].font = Font(color="FFFFFFFF")
        book.active["G3"].fill = PatternFill("solid", fgColor="FF1D2B2A")

    plan = planned(workbook(HEAD, case(1), case(2), change=change))
    assert said(plan) == [("unsichtbar geschrieben", "Der Markt lief.")]
    assert [file.text.rstrip().endswith("Der Markt lief.") for file in plan.files] == [False, True]


def test_bars_and_tabs_divide_cells() -> None:
    """As some programs export."""
    for sign, path in (("|", "a.csv"), ("\t", "a.tsv")):
        assert files(planned("\n".join(map(sign.join, (HEAD, case(1)))).encode(), path)) == [FIRST]


@pytest.mark.parametrize(("ending", "word"), [(".xls", "unter"), (".ods", "LibreOffice"), (".numbers", "Numbers"), (".xlsb", ".xlsx")])
def test_other_tables_are_refused_with_what_to_do(ending: str, word: str) -> None:
    """On both ways in."""
    for (finding,) in (planned(b"x", f"a{ending}").findings, take_in(f"a{ending}", b"x", SETTING).findings):
        assert finding.rule in ("dateityp-unbekannt", "eingang-unbekannt")
        assert word in finding.remedy


@pytest.mark.slow
@pytest.mark.parametrize("make", [*LARGE_WORKBOOKS.values(), *LARGE_DOCUMENTS.values()])
def test_the_largest_files_are_judged(make: Callable[[], bytes]) -> None:
    """Good or bad, nested or long. What a verdict may cost, in a process of its own, `make audit` holds (`bounds`)."""
    name = "a.docx" if make.__name__ in LARGE_DOCUMENTS else "a.csv" if make.__name__.endswith("csv") else "a.xlsx"
    plan = take_in(name, make(), SETTING)
    assert plan.files or plan.findings
    if make.__name__ in ("good_table", "long_csv"):
        assert len(plan.files) == ROWS
