"""The same fictional cases as a YAML list, a CSV file and an Excel workbook."""

import csv
import datetime
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from citynet_kb.intake import Plan, plan

YAML = (Path(__file__).parent / "beispiel.yml").read_bytes()
ADDED = "2026-11-23"
MINIMAL = {
    "id": "musterstadt/markt",
    "title": "Musterstadt: Markt am Abend",
    "city": "musterstadt",
    "topic": "feste-maerkte",
    "outcome": "offen",
    "effort": "klein",
}

EXAMPLES: tuple[Mapping[str, Any], ...] = (
    {
        "id": "musterstadt/feierabendmarkt",
        "title": "Musterstadt: Feierabendmarkt nach »zwei Sommern« eingestellt",
        "city": "musterstadt",
        "topic": "feste-maerkte",
        "topics_more": "handel;aktionen",
        "measure": "feierabendmarkt",
        "outcome": "eingestellt",
        "effort": "klein",
        "added": datetime.date(2026, 1, 15),
        "summary": 'Donnerstags von 16 bis 20 Uhr.\r\nIm zweiten Sommer fehlten "Stände" & Gäste.',
        "period.start": (datetime.date(2021, 5, 1), "mmm yy"),
        "period.end": datetime.date(2022, 9, 29),
        "evidence": "zaehlung",
        "effort_detail.cost_eur": 4200.0,
        "effort_detail.staff_days": 8,
        "effort_detail.partners": "Bauernverband\nStadtmarketing Musterstadt",
        "failure_reasons": "akteure/haendler-zu-wenige; nachfrage/zu-wenig-nachfrage",
        "success_factors.0": "Musik; und zwar live",
        "success_factors.2": " Sitzplätze unter Bäumen ",
        "sources.0.title": "Aus für den Markt: =kein= Ersatz",
        "sources.0.url": "https://beispiel.example/markt?a=1&b=2",
        "sources.0.publisher": "Musterstädter Bote",
        "sources.0.date": datetime.date(2022, 10, 1),
        "sources.1.title": "Ratsvorlage 17",
        "sources.1.date": 2022,
        "tags.0": (7545, "00000"),
        "tags.1": "Abend",
        "sections.ausgangslage": "Die Innenstadt war ab 18 Uhr leer.",
        "sections.ergebnis": "Im ersten Sommer kamen 300 Gäste je Abend.\n\n- Sommer 1: 14 Stände\n- Sommer 2: 5 Stände",
    },
    {
        "title": "Öffentliche Bänke für Beispielhausen, größer als geplant",
        "city": "beispielhausen",
        "topic": "aufenthalt",
        "measure": "stadtmobiliar",
        "outcome": "erfolgreich",
        "effort": "unbekannt",
        "note": "=SUMME(A1:A3)",
        "figures": "+3 Bänke;@Markt",
    },
    {
        "id": "beispielhausen/eisbahn",
        "title": "Beispielhausen: Eisbahn, die nie kam",
        "city": "beispielhausen",
        "topic": "aktionen",
        "outcome": "nicht-zustande",
        "effort": "sehr-gross",
        "effort_detail.cost_planned_eur": 250000,
        "failure_reasons": "geld/investition-zu-hoch",
        "period.end": 2019,
    },
)


def header(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """All columns of the rows, in the order in which they first appear."""
    return list(dict.fromkeys(column for row in rows for column in row))


def as_csv(rows: Sequence[Mapping[str, Any]], delimiter: str = ",") -> bytes:
    """The rows as a spreadsheet program saves them."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter)
    writer.writerow(header(rows))
    writer.writerows([_shown(row.get(column, "")) for column in header(rows)] for row in rows)
    return stream.getvalue().encode()


def as_xlsx(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """The rows as a workbook with real dates and numbers; a pair is a value with its number format."""
    book = Workbook()
    sheet = book.active
    for line, row in enumerate([dict(zip(header(rows), header(rows), strict=True)), *rows], start=1):
        for number, column in enumerate(header(rows), start=1):
            value = row.get(column)
            cell = sheet.cell(line, number)
            cell.value, shown_as = value if isinstance(value, tuple) else (value, None)
            if isinstance(value, str) and value.startswith("="):
                cell.data_type = "s"
            if shown_as:
                cell.number_format = shown_as
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def files(path: str, content: bytes) -> dict[str, str]:
    """The planned files by path; fails where there is any finding."""
    planned = plan(path, content, added=ADDED)
    assert planned.findings == ()
    return {file.path: file.text for file in planned.files}


def table(**changes: Any) -> bytes:
    """A CSV of one minimal case with some columns changed or added; `__` stands for the dot, None drops a column."""
    row = {**MINIMAL, **{key.replace("__", "."): value for key, value in changes.items()}}
    return as_csv([{key: value for key, value in row.items() if value is not None}])


def planned(content: bytes, path: str = "faelle.csv", **options: Any) -> Plan:
    """A plan with the usual day of entry."""
    return plan(path, content, **{"added": ADDED, **options})


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        value, shown_as = value
        return value.strftime("%Y-%m") if isinstance(value, datetime.date) else str(value).zfill(len(shown_as))
    return str(int(value)) if isinstance(value, float) else str(value)
