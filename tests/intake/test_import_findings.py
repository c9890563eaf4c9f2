"""What an import refuses, and where it says so."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from import_tables import MINIMAL, YAML, as_csv, as_xlsx, planned, table
from openpyxl import Workbook

from citynet_kb.findings.report import as_text


def broken(content: bytes, path: str = "faelle.csv", **options) -> list[tuple[str, int, int]]:
    """Rule, row and column of all findings of an import that plans nothing."""
    plan = planned(content, path, **options)
    assert plan.files == ()
    assert all(finding.place.path == path and finding.message and finding.remedy for finding in plan.findings)
    return [(finding.rule, finding.place.line, finding.place.column) for finding in plan.findings]


def beside(content: bytes, path: str = "faelle.csv") -> list[tuple[str, int, int]]:
    """As `broken`, where the first row is good and the only one that is planned."""
    plan = planned(content, path)
    assert [file.path for file in plan.files] in (["musterstadt/markt.md"], ["musterstadt/markt-am-abend.md"])
    return [(finding.rule, finding.place.line, finding.place.column) for finding in plan.findings]


@pytest.mark.parametrize(
    ("path", "content", "rule"),
    [
        ("faelle.csv", b"", "datei-leer"),
        ("faelle.yml", b"\xef\xbb\xbf\n", "datei-leer"),
        ("faelle.xlsx", b"", "datei-leer"),
        ("faelle.csv", b"id,title,city\n", "keine-faelle"),
        ("faelle.csv", b"id;title;city\n;;\n\n", "keine-faelle"),
        ("faelle.yml", b"# nichts\n", "keine-faelle"),
        ("faelle.yml", b"[]", "keine-faelle"),
        ("faelle.xls", b"x", "dateityp-unbekannt"),
        ("faelle", b"x", "dateityp-unbekannt"),
        ("a.csv/faelle", b"x", "dateityp-unbekannt"),
        ("faelle.yml", "- title: Märkte".encode("utf-16"), "importdatei-zeichensatz"),
        ("faelle.xlsx", b"kein Zip", "tabelle-unlesbar"),
        ("faelle.csv", b"x" * (20 * 1024 * 1024 + 1), "importdatei-zu-gross"),
        ("faelle.yml", b"title: x\n", "liste-von-faellen"),
        ("faelle.yml", b"nur Text\n", "liste-von-faellen"),
        ("faelle.yml", b"- nur Text\n", "liste-von-faellen"),
        ("faelle.yml", b"- - title\n", "liste-von-faellen"),
        ("faelle.yml", b"- a: b\n---\n- a: b\n", "liste-von-faellen"),
        ("faelle.yml", b"- {}\n", "kopf-ohne-felder"),
        ("faelle.yml", b"- a: \x07\n", "unsichtbares-zeichen"),
        ("faelle.yml", b"- a: [[[[[[[1]]]]]]]\n", "zu-tief-verschachtelt"),
        ("faelle.yml", b"- " + b"[" * 100_000, "liste-von-faellen"),
        ("faelle.yml", b"- a: " + b"[" * 100_000, "zu-tief-verschachtelt"),
    ],
)
def test_unusable_file_gives_one_finding(path: str, content: bytes, rule: str) -> None:
    """A file that is empty, no table, no list or not UTF-8 gives exactly one finding, and nothing is planned."""
    assert [name for name, *_ in broken(content, path)] == [rule]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"outcome": "misslungen"}, ("ergebnis-unbekannt", 2, 5)),
        ({"outcome": ""}, ("feld-fehlt", 2, 1)),
        ({"title": "Kurz"}, ("text-zu-kurz", 2, 2)),
        ({"outcome": "eingestellt", "failure_reasons": "geld/investition-zu-hoch; ;geiz"}, ("gruende-unbekannt", 2, 7)),
        ({"topics_more": "a;b;c"}, ("liste-zu-lang", 2, 7)),
        ({"sources__4__url": "https://gera.de"}, ("feld-fehlt", 2, 7)),
        ({"summary": "unsicht\u202ebar"}, ("unsichtbares-zeichen", 2, 7)),
        ({"sections__ergebnis": "unsicht\u202ebar"}, ("unsichtbares-zeichen", 2, 7)),
        ({"sections": "unsicht\u202ebar"}, ("unsichtbares-zeichen", 2, 7)),
        ({"note": "x" * 9000}, ("kopf-zu-gross", 2, 7)),
        ({"note": "x" * 5000, "region": "x" * 5000}, ("kopf-zu-gross", 2, 1)),
        ({"sections__ergebnis": "x" * 70_000}, ("datei-zu-gross", 2, 7)),
        ({"added": "gestern"}, ("tag-ungueltig", 2, 7)),
        ({"id": "Muster Stadt/Markt"}, ("importkennung-ungueltig", 2, 1)),
        ({"id": "musterstadt/../markt"}, ("importkennung-ungueltig", 2, 1)),
        ({"id": "musterstadt/" + "x" * 101}, ("importkennung-ungueltig", 2, 1)),
        ({"id": "anderswo/markt"}, ("importkennung-andere-stadt", 2, 1)),
        ({"id": "", "title": "☃☃☃☃☃☃☃☃"}, ("importkennung-fehlt", 2, 2)),
        ({"city": None, "Staat": "musterstadt"}, ("spalte-unbekannt", 1, 6)),
    ],
)
def test_each_typo_is_found_at_its_row_and_column(changes: dict[str, str], expected: tuple[str, int, int]) -> None:
    """Whatever check refuses, the import refuses, at the row and column of the table."""
    assert broken(table(**changes)) == [expected]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"period__start": "30.02.2024"}, ("angabe-nicht-uebernommen", 2, 7)),
        ({"effort_detail__cost_eur": "1.200,50 €"}, ("wert-verstanden", 2, 7)),
        ({"failure_reasons": "geld/investition-zu-hoch; ;geiz"}, ("angabe-nicht-uebernommen", 2, 7)),
        ({"sources__0__url": "www.gera.de", "sources__0__title": "x"}, ("wert-verstanden", 2, 7)),
        ({"Kosten": "3"}, ("nicht-uebernommen", 1, 7)),
        ({"Kosten": ""}, ("nicht-uebernommen", 1, 7)),
        ({"path": "x"}, ("nicht-uebernommen", 1, 7)),
        ({"period": "2021"}, ("nicht-uebernommen", 1, 7)),
        ({"sources__title": "x"}, ("wert-verstanden", 1, 7)),
        ({"sections__fazit": "x"}, ("nicht-uebernommen", 1, 7)),
        ({"tags": "a", "tags__0": "b"}, ("nicht-uebernommen", 2, 8)),
        ({"sources__0__title": "a", "sources__00__title": "b"}, ("nicht-uebernommen", 2, 8)),
        ({" title ": "Noch eine Überschrift"}, ("nicht-uebernommen", 2, 7)),
        ({" ": "verirrt"}, ("nicht-uebernommen", 2, 7)),
        ({"Staat": "Bayern"}, ("nicht-uebernommen", 1, 7)),
        ({"outcome": None, "outcom": "offen"}, ("wert-verstanden", 1, 6)),
    ],
)
def test_what_is_optional_stops_nothing(changes: dict[str, str], expected: tuple[str, int, int]) -> None:
    """What is clear is taken, what is unclear is left out; both are named at the row and column of the table."""
    plan = planned(table(**changes), "faelle.csv")
    assert len(plan.files) == 1
    assert [(finding.rule, finding.place.line, finding.place.column) for finding in plan.findings] == [expected]


def test_messages_name_row_and_column() -> None:
    """The message says what a person can find: the row, the column, the value, the remedy."""
    changes = {"outcome": "misslungen", "Kosten": "3000", "sources__0__url": "x", "sources__1__url": "https://a.example"}
    text = "\n".join(as_text(finding) for finding in planned(table(**changes)).findings)
    assert "faelle.csv:2:5: Fehler: Zeile 2, Spalte »outcome«: »misslungen« ist kein bekannter Wert für »Ergebnis«." in text
    assert "faelle.csv:1:7: Hinweis: Nicht übernommen (Spalte G gehört zu keinem Feld, 1 Zelle): »Kosten 3000« (2 Wörter)." in text
    assert "Zeile 2, Spalte »sources.1«: Das Pflichtfeld »Titel« fehlt." in text
    assert "Hinweis: Zeile 2, Spalte »sources.0.url«: Nicht übernommen: »x« (1 Wort) ist keine Internetadresse." in text


@pytest.mark.parametrize(("name", "meant"), [("Überschrif", "title"), ("outcom", "outcome"), ("kosten_eur", "effort_detail.cost_eur")])
def test_unknown_column_is_answered_with_the_nearest(name: str, meant: str) -> None:
    """A column beside that of its field is answered with the one that was meant, in German too."""
    remedy = planned(table(**{name: "x"})).findings[0].remedy
    assert remedy.startswith("Meinten Sie »")
    assert remedy.endswith(f"« ({meant})?")


def test_group_column_is_answered_with_its_parts() -> None:
    """A column that would be a group names the columns inside it."""
    for name in ("period", "Zeitraum"):
        remedy = planned(table(**{name: "2021"})).findings[0].remedy
        assert "»Zeitraum: Beginn« (period.start), »Zeitraum: Ende« (period.end)" in remedy


def test_yaml_findings_stand_at_their_line() -> None:
    """In YAML the message names the line of the case, the place is the line of the field."""
    content = YAML.replace(b"outcome: nicht-zustande", b"outcome: misslungen")
    (finding,) = planned(content, "faelle.yml").findings
    line = content.decode().splitlines().index("  outcome: misslungen") + 1
    start = content.decode().splitlines().index("- id: beispielhausen/eisbahn") + 1
    assert (finding.place.line, finding.place.column) == (line, 12)
    assert finding.message.startswith(f"Fall ab Zeile {start}, Feld »outcome«: »misslungen« ist kein")


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("  ergebnis: offen", "feld-unbekannt"),
        ("  body: x", "feld-unbekannt"),
        ("  period.start: 2021", "feld-unbekannt"),
        ("  outcome: offen", "feld-doppelt"),
        ("  id: [a]", "importkennung-ungueltig"),
        ("  sections: [a]", "abschnitt-unbekannt"),
        ("  sections: {fazit: a}", "abschnitt-unbekannt"),
        ("  sections: {ergebnis: [a]}", "abschnitt-unbekannt"),
        ("  sources: [{tilte: a, title: b}]", "feld-unbekannt"),
        ("  tags: eins", "liste-erwartet"),
        ("  summary: ~", "leerwert"),
        ("  summary: Gera: gut", "doppelpunkt-im-text"),
        ("   summary: gut", "einrueckung"),
    ],
)
def test_typos_in_yaml(line: str, rule: str) -> None:
    """An entry is read as strictly as the front matter of a file, and the finding has the line of the typo."""
    fields = [f'  {key}: "{value}"' for key, value in MINIMAL.items() if key != "id"]
    content = "\n".join(["-", *fields, line, ""])
    assert [(name, number) for name, number, _ in broken(content.encode(), "faelle.yml")] == [(rule, len(fields) + 2)]


def test_id_twice_is_refused() -> None:
    """The second row with an id names the first; a derived id counts as well."""
    assert beside(as_csv([MINIMAL, {**MINIMAL, "outcome": "erfolgreich"}])) == [("importkennung-doppelt", 3, 1)]
    derived = {key: value for key, value in MINIMAL.items() if key != "id"}
    assert beside(as_csv([derived, derived])) == [("importkennung-doppelt", 3, 1)]


def test_existing_file_is_refused() -> None:
    """Nothing is overwritten: a case whose file exists is an error before anything is written."""
    asked = []
    assert broken(table(), exists=lambda path: not asked.append(path)) == [("fall-vorhanden", 2, 1)]
    assert asked == ["musterstadt/markt.md"]


def test_a_bad_row_stops_no_good_one_and_all_are_named() -> None:
    """The good row is planned; every row that does not fit gets its finding."""
    rows = [MINIMAL, {**MINIMAL, "id": "musterstadt/zwei", "outcome": "x"}, {**MINIMAL, "id": "musterstadt/drei", "effort": "x"}]
    assert beside(as_csv(rows)) == [("ergebnis-unbekannt", 3, 5), ("aufwand-unbekannt", 4, 6)]
    assert planned(as_csv(rows)).rows == 3


def test_an_error_about_the_table_stops_all() -> None:
    """What stands in a column that most likely is the missing one would be lost in every row."""
    rows = [{**MINIMAL, "Staat": "Musterstadt"}, {**MINIMAL, "id": "musterstadt/zwei", "Staat": "Musterstadt"}]
    for row in rows:
        del row["city"]
    assert broken(as_csv(rows)) == [("spalte-unbekannt", 1, 6)]


def test_after_a_hundred_bad_rows_no_more_are_judged() -> None:
    """It is said where that was, and how many rows follow."""
    rows = [{**MINIMAL, "id": f"musterstadt/nr-{number}", "outcome": "x"} for number in range(150)]
    found = beside(as_csv([MINIMAL, *rows]))
    assert len(found) == 101
    assert found[-1] == ("zu-viele-fehler", 103, 1)
    assert "50 Fälle" in planned(as_csv([MINIMAL, *rows])).findings[-1].message


def test_row_of_a_multi_line_cell_is_the_row_on_screen() -> None:
    """Line breaks within cells do not shift the number of later rows."""
    rows = [{**MINIMAL, "summary": "a\nb\nc"}, {**MINIMAL, "id": "musterstadt/zwei", "outcome": "x"}]
    assert beside(as_csv(rows)) == beside(as_xlsx(rows), "faelle.xlsx") == [("ergebnis-unbekannt", 3, 5)]


def test_open_quote_in_csv_names_its_line() -> None:
    """A quote that is never closed is a finding, not an endless cell."""
    assert broken(as_csv([MINIMAL]) + b'"offen') == [("tabelle-unlesbar", 3, 1)]


def test_formula_without_result_is_refused() -> None:
    """A formula that was never calculated is not silently an empty cell."""
    book = Workbook()
    for row in (list(MINIMAL), [*list(MINIMAL.values())[:-1], "=A1&B1"]):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    assert broken(stream.getvalue(), "faelle.xlsx") == [("feld-fehlt", 2, 1), ("formel-ohne-wert", 2, 6)]


def test_zip_that_is_no_workbook_is_refused() -> None:
    """Another kind of file under the ending .xlsx, or one that unpacks to an enormous size, gives a finding."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"\0" * 1000)
    assert broken(stream.getvalue(), "faelle.xlsx") == [("tabelle-unlesbar", 1, 1)]
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * 30_000_000)
    assert broken(stream.getvalue(), "faelle.xlsx") == [("importdatei-zu-gross", 1, 1)]


@pytest.mark.slow
@settings(max_examples=60, deadline=2000)
@given(st.sampled_from([".yml", ".csv", ".xlsx"]), st.binary(max_size=300), st.integers(0, 400), st.integers(0, 30))
def test_damaged_files_never_raise(ending: str, junk: bytes, position: int, cut: int) -> None:
    """Arbitrary bytes, and good files with a damaged stretch, end in findings or files, never in an exception."""
    good = {".yml": YAML, ".csv": as_csv([MINIMAL]), ".xlsx": as_xlsx([MINIMAL])}[ending]
    for content in (junk, good[:position] + junk + good[position + cut :]):
        plan = planned(content, f"faelle{ending}")
        assert plan.findings or plan.files
