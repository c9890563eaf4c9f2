"""Workbooks, tables and documents as large as they may be, or larger: each is judged in two seconds of CPU and 200 MB.

Written as plain XML, since a library would take longer to write them than the product to judge them.
"""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from html import escape

ROWS, COLUMNS = 2_000, 60
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

GOOD: Mapping[str, str] = {
    "Überschrift": "Musterstadt: Markt Nummer {}",
    "Stadt": "Musterstadt",
    "Thema": "Feste, Märkte & Frequenz",
    "Ergebnis": "Eingestellt",
    "Aufwand": "Klein",
    "Maßnahme": "Feierabendmarkt",
    "Gründe": "Zu wenig Nachfrage",
    "Bericht": "Der Markt Nummer {} lief einen Sommer lang donnerstags. Am Ende kamen drei von zwölf Ständen.",
    "Weitere Themen": "Handel",
    "Kurzfassung": "Nach einem Sommer war mit Markt {} Schluss.",
    "Zeitraum: Beginn": "2023-05",
    "Zeitraum: Ende": "2024-09-30",
    "Würden Sie es wieder tun?": "Nein",
    "Belege": "Zählung",
    "Art des Vorhabens": "Wiederkehrend",
    "Was der Betrag umfasst": "Gesamtkosten",
    "Aufwand im Einzelnen: Kosten in Euro": "4200",
    "Aufwand im Einzelnen: Geplante Kosten in Euro": "4000",
    "Aufwand im Einzelnen: Personentage": "8",
    "Aufwand im Einzelnen: Partner": "Bauernverband",
    "Was geholfen hat": "Musik am Abend",
    "Zahlen": "Stände im ersten Sommer: 12",
    "Schlagworte": "Abend",
    "Art des Berichts": "Kurzmeldung",
    "Zuständige Stelle": "Stadtmarketing",
    "Checkliste: Prüfpunkt": "Öffentliche Vergnügung anzeigen",
    "Checkliste: Stand": "Erledigt",
    "Checkliste: Gebrauchte Wochen": "3",
    "Träger": "Stadt",
    "Aufwand im Einzelnen: Eigenanteil in Euro": "2000",
    "Aufwand im Einzelnen: Laufende Kosten in Euro im Jahr": "500",
    "Aufwand im Einzelnen: Geplante Personentage": "9",
    "Aufwand im Einzelnen: Vorlauf in Wochen": "8",
    "Aufwand im Einzelnen: Anmerkung zum Aufwand": "Ohne die Stunden des Bauhofs",
    "Finanzierung": "Eigenmittel der Stadt",
    "Übertragbarkeit: Gelingt, wenn": "Es gibt Höfe in der Nähe",
    "Übertragbarkeit: Misslingt, wenn": "Es ist kein Platz da",
    "Gesucht": "Material zum Leihen",
    "Checkliste: Anmerkung": "Das Amt half",
    "Ziele: Ziel": "Mehr Leben am Abend",
    "Ziele: Messgröße": "Gäste je Abend",
    "Ziele: Vorher": "100",
    "Ziele: Angestrebt": "300",
    "Ziele: Nachher": "120",
    "Ziele: Erreicht": "Nein",
    "Was wurde daraus?: Stand vom": "2025-06",
    "Was wurde daraus?: Was daraus wurde": "Der Platz ist abends leer, Nummer {}",
    "Was wurde daraus?: Ergebnis heute": "Eingestellt",
    "Quellen: Titel": "Aus für den Markt Nummer {}, Teil 1",
    "Quellen: Adresse": "https://markt.example/bericht-{}/1",
    "Quellen: Herausgeber": "Musterstädter Bote",
    "Quellen: Erschienen": "2024-10-01",
    "Quellen: Abgerufen": "2026-11-01",
    "Quellen: Archivkopie": "https://archiv.example/bericht-{}/1",
    "Quellen 2: Titel": "Aus für den Markt Nummer {}, Teil 2",
    "Quellen 2: Adresse": "https://markt.example/bericht-{}/2",
    "Quellen 2: Herausgeber": "Musterstädter Bote",
    "Quellen 2: Erschienen": "2024-10-01",
    "Quellen 2: Abgerufen": "2026-11-01",
    "Quellen 2: Archivkopie": "https://archiv.example/bericht-{}/2",
}
"""A case that nothing is to be said about, by the names of its columns; {} is its number."""


def workbook(head: Sequence[str], rows: Iterable[Sequence[str]], *, shared: bool = False, after: str = "") -> bytes:
    """A workbook of texts. `shared`: its texts stand apart, each once, as Excel keeps them."""
    texts: dict[str, int] = {}

    def cell(text: str) -> str:
        if not text:
            return ""
        if shared:
            return f'<c t="s"><v>{texts.setdefault(text, len(texts))}</v></c>'
        return f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>'

    sheet = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in (head, *rows))
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets><sheet name="Fälle" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEET}"><sheetData>{sheet}</sheetData>{after}</worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_SHEET}">{"".join(f"<si><t>{escape(text)}</t></si>" for text in texts)}</sst>',
    }
    return packed("xl/workbook.xml", parts, {"worksheet": "worksheets/sheet1.xml", "sharedStrings": "sharedStrings.xml"})


def packed(main: str, parts: Mapping[str, str], relations: Mapping[str, str]) -> bytes:
    """An Office file of these parts; the main one refers to the others."""
    folder, _, name = main.rpartition("/")
    related = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(relations.items(), 1)
    )
    first = f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="{main}"/>'
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"/>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}">{first}</Relationships>',
        f"{folder}/_rels/{name}.rels": f'<Relationships xmlns="{_RELATIONS}">{related}</Relationships>',
        **parts,
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return stream.getvalue()
