"""What an import writes, whichever way the cases come in."""

import datetime
import io

import pytest
from import_tables import ADDED, EXAMPLES, MINIMAL, YAML, as_csv, as_xlsx, files, planned, table
from openpyxl import Workbook

from citynet_kb.intake import derived_id, plan
from tests.findings.making import error


def one(content: bytes, path: str = "faelle.csv") -> str:
    """The text of the only file of an import."""
    (text,) = files(path, content).values()
    return text


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("faelle.csv", as_csv(EXAMPLES)),
        ("faelle.csv", as_csv(EXAMPLES, ";")),
        ("faelle.CSV", b"\xef\xbb\xbf" + as_csv(EXAMPLES, ";")),
        ("faelle.xlsx", as_xlsx(EXAMPLES)),
        ("faelle.yaml", YAML.replace(b"\n", b"\r\n")),
    ],
)
def test_every_way_in_gives_the_same_bytes(path: str, content: bytes) -> None:
    """YAML, CSV (comma, semicolon, BOM) and Excel (dates, numbers, padded postcodes) of the same cases give byte-identical files."""
    assert files(path, content) == files("faelle.yml", YAML)


def test_file_has_the_canonical_form() -> None:
    """Keys stand in model order, lists are closed up, formulas are plain text in quotes, the body stands under its headings."""
    text = files("faelle.yml", YAML)["musterstadt/feierabendmarkt.md"]
    assert text.startswith('---\ntitle: "Musterstadt: Feierabendmarkt nach »zwei Sommern« eingestellt"\ncity: musterstadt\n')
    assert '\nsuccess_factors:\n  - "Musik; und zwar live"\n  - Sitzplätze unter Bäumen\n' in text
    assert "\ntags:\n  - 07545\n  - Abend\n" in text
    assert "\n---\n\n## Ausgangslage\n\nDie Innenstadt war ab 18 Uhr leer.\n\n## Ergebnis\n\nIm ersten Sommer" in text
    assert text.endswith("5 Stände\n")


def test_formula_characters_are_plain_text() -> None:
    """A cell that begins with =, + or @ is text like any other."""
    text = files("faelle.xlsx", as_xlsx(EXAMPLES))["beispielhausen/oeffentliche-baenke-fuer-beispielhausen-groesser-als-geplant.md"]
    assert '\nfigures:\n  - "+3 Bänke"\n  - "@Markt"\nnote: "=SUMME(A1:A3)"\n' in text


def test_id_is_derived_from_city_and_title() -> None:
    """A row without id gets one from its city and the slug of its title, which need not repeat the town."""
    assert derived_id("gera", "Märkte & Straße 2024!") == "gera/maerkte-strasse-2024"
    assert list(files("faelle.csv", table(id=None))) == ["musterstadt/markt-am-abend.md"]


def test_added_is_filled_in_only_where_it_is_missing() -> None:
    """The day of entry of the call stands where a row has none."""
    assert f"\nadded: {ADDED}\n" in one(table())
    assert "\nadded: 2020-02-29\n" in one(table(added="2020-02-29"))


def test_added_must_be_a_day() -> None:
    """A caller who passes something else than a day is told at once."""
    with pytest.raises(ValueError, match="2026-11"):
        plan("faelle.csv", table(), added="2026-11")


def test_sections_may_be_one_text() -> None:
    """`sections` as one text is the body as it is."""
    assert one(table(sections="## Ergebnis\n\nGut & günstig.")).endswith("\n---\n\n## Ergebnis\n\nGut & günstig.\n")


def test_empty_rows_and_columns_are_passed_over() -> None:
    """Blank rows and columns without name or text mean nothing, but rows keep their number."""
    rows = as_csv([MINIMAL]).decode().splitlines()
    content = "\r\n".join([f"{rows[0]},", "", ",,,,,,", f"{rows[1]},", "", rows[1].replace("offen", "gut") + ","]).encode()
    assert [finding.place.line for finding in planned(content).findings if finding.rule == "ergebnis-unbekannt"] == [6]


def test_json_like_list_is_read() -> None:
    """A YAML list in brackets is a list, too."""
    content = (
        b'[{"title": "Musterstadt: Markt am Abend", "city": "musterstadt", "topic": "handel", "outcome": "offen",\n"effort": "klein"}]'
    )
    assert one(content, "faelle.yml").startswith('---\ntitle: "Musterstadt: Markt am Abend"\n')


@pytest.mark.parametrize(
    ("value", "shown_as", "expected"),
    [
        (datetime.datetime(2024, 2, 29), "dd.mm.yyyy", "2024-02-29"),
        (datetime.date(2024, 2, 1), "mmmm yyyy", "2024-02"),
        (datetime.date(2024, 1, 1), "yyyy", "2024"),
        (datetime.datetime(2024, 2, 29, 14, 30), "dd.mm.yyyy hh:mm", '"2024-02-29 14:30"'),
        (datetime.date(2024, 2, 29), '[$-407]d. mmmm yyyy;@"Tag"', "2024-02-29"),
        (1234567.0, "#,##0", "1234567"),
        (0.5, "General", "0,5"),
        (7545, "00000", "07545"),
        (True, "General", "WAHR"),
        ("007_x000D_", "General", "007"),
    ],
)
def test_excel_cells_become_what_a_person_sees(value: object, shown_as: str, expected: str) -> None:
    """Dates are no more exact than their cell shows them; numbers have no ».0« and keep padding zeros."""
    text = one(as_xlsx([{**MINIMAL, "note": (value, shown_as)}]), "faelle.xlsx")
    assert f"\nnote: {expected}\n" in text


def test_a_sheet_without_cases_is_named() -> None:
    """Further sheets may hold explanations; nobody's words are dropped in silence."""
    book = Workbook()
    for row in (list(MINIMAL), list(MINIMAL.values())):
        book.active.append(row)
    book.create_sheet("Anleitung").append(["Bitte ausfüllen!"])
    stream = io.BytesIO()
    book.save(stream)
    plan_ = planned(stream.getvalue(), "faelle.xlsx")
    assert "\noutcome: offen\n" in plan_.files[0].text
    assert [(each.rule, each.private) for each in plan_.findings] == [("nicht-uebernommen", "Anleitung: Bitte ausfüllen!")]


def test_a_table_as_windows_saves_it_is_read_with_a_hint() -> None:
    """German Excel writes »CSV (Trennzeichen-getrennt)« in the letters of Windows, and »Unicode-Text« in UTF-16."""
    plan_ = planned(table(title="Musterstadt: Märkte").decode().encode("cp1252"))
    assert 'title: "Musterstadt: Märkte"' in plan_.files[0].text
    assert [each.rule for each in plan_.findings] == ["zeichensatz-angenommen"]
    assert 'title: "Musterstadt: Märkte"' in one(table(title="Musterstadt: Märkte").decode().replace(",", "\t").encode("utf-16"))


def test_check_sees_case_and_document() -> None:
    """The rule set of the caller is run on each row, with the path that the case will have; its findings are moved to the column."""

    def check(case, document):
        assert case.id == "musterstadt/markt"
        yield error("stadt-fehlt", document.at("city"), f"city: »{case.city}« kennt niemand.")

    plan_ = planned(table(), check=check, folder="inhalt/faelle")
    (finding,) = plan_.findings
    assert (finding.place.path, finding.place.line, finding.place.column) == ("faelle.csv", 2, 3)
    assert finding.message == "Zeile 2, Spalte »city«: »musterstadt« kennt niemand."
    assert plan_.files == ()


def test_check_in_the_body_names_the_section() -> None:
    """A finding in the body is moved to the section's column."""

    def check(case, document):
        yield error("roher-code", document.at_body(document.body.split("\n").index("<b>")), "Roher Code.")

    (finding,) = planned(table(sections__umsetzung="Gut.", sections__ergebnis="Erst.\n\n<b>"), check=check).findings
    assert finding.message == "Zeile 2, Spalte »sections.ergebnis«: Roher Code."
