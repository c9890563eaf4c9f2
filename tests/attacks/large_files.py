"""Workbooks, tables and documents as large as they may be, or larger: each is judged in two seconds of CPU and 200 MB.

Written as plain XML, since a library would take longer to write them than the product to judge them.
"""

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
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
    "Gesucht: Art des Gesuchs": "Material zum Leihen",
    "Gesucht: Offen bis": "2027-03-31",
    "Gesucht: Worum es geht": "Zehn Marktstände für ein Wochenende",
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
    sheets = '<sheet name="Fälle" sheetId="1" r:id="r1"/>'
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>',
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


def good_table(rows: int = ROWS) -> bytes:
    """As many good cases of as many columns as a workbook may hold."""
    return workbook(list(GOOD), ([text.format(number) for text in GOOD.values()] for number in range(rows)), shared=True)


def nonsense_table() -> bytes:
    """All cells filled, none with a value that its column knows."""
    return workbook(list(GOOD), ([f"So lala {number}-{column}" for column in range(COLUMNS)] for number in range(ROWS)))


def merged_table() -> bytes:
    """Many cells that hold for each of two thousand rows."""
    head = list(GOOD)[:7]
    merged = "".join(f'<mergeCell ref="A{line}:A2001"/>' for line in range(2, 2000))
    return workbook(head, ([text.format(0) for text in list(GOOD.values())[:7]],) * ROWS, after=f"<mergeCells>{merged}</mergeCells>")


def hidden_columns() -> bytes:
    """Thousands of ranges of hidden columns."""
    ranges = "".join(f'<col min="{number}" max="{number}" hidden="1"/>' for number in range(100, 9_000))
    content = workbook(list(GOOD), ([text.format(number) for text in GOOD.values()] for number in range(300)))
    return content if not ranges else _with(content, "xl/worksheets/sheet1.xml", "<sheetData>", f"<cols>{ranges}</cols><sheetData>")


def empty_rows() -> bytes:
    """Rows without text as far as a sheet goes."""
    content = workbook(list(GOOD), [[text.format(1) for text in GOOD.values()]])
    return _with(content, "xl/worksheets/sheet1.xml", "</sheetData>", '<row><c s="1"/></row>' * 500_000 + "</sheetData>")


def long_csv() -> bytes:
    """As many cases as a table may hold, as text."""
    rows = ([text.format(number) for text in GOOD.values()] for number in range(ROWS))
    return "\n".join(";".join(f'"{text}"' for text in row) for row in (list(GOOD), *rows)).encode()


def _with(content: bytes, part: str, old: str, new: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for name in source.namelist():
            text = source.read(name).decode()
            target.writestr(name, text.replace(old, new) if name == part else text)
    return stream.getvalue()


QUESTIONS = ("Überschrift", "Stadt", "Thema", "Ergebnis", "Aufwand", "Maßnahme", "Gründe")


def run(text: str) -> str:
    return f"<w:r><w:t>{escape(text)}</w:t></w:r>"


def paragraph(*runs: str, style: str = "") -> str:
    marks = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{marks}{''.join(runs)}</w:p>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def document(report: str, behind: str = "", parts: Mapping[str, str] | None = None) -> bytes:
    """A filled template whose report is this XML; `behind` stands after its table, `parts` are further ones by their kind."""
    rows = [row(paragraph(run(name)), paragraph(run(GOOD[name].format(1)))) for name in QUESTIONS]
    table = f"<w:tbl>{''.join(rows)}{row(paragraph(run('Bericht')), report)}</w:tbl>"
    space = f'xmlns:w="{_WORD}" xmlns:r="{_OFFICE}"'
    roots = {"footnotes": "footnotes", "styles": "styles", "comments": "comments"}
    more = {f"word/{kind}.xml": f"<w:{roots[kind]} {space}>{xml}</w:{roots[kind]}>" for kind, xml in (parts or {}).items()}
    main = f"<w:document {space}><w:body>{table}{behind}</w:body></w:document>"
    return packed("word/document.xml", {"word/document.xml": main, **more}, {kind: f"{kind}.xml" for kind in parts or {}})


def many_paragraphs() -> bytes:
    """A report of as many paragraphs and runs as a document may have."""
    return document("".join(paragraph(run(f"Absatz {number} des Berichts.")) for number in range(9_900)))


def many_runs() -> bytes:
    """One paragraph in as many pieces."""
    return document(paragraph(*(run(f"Stück {number} ") for number in range(19_900))))


def long_paragraph() -> bytes:
    """One paragraph that is a megabyte long."""
    return document(paragraph(run("Der Markt lief einen Sommer lang. " * 30_000)))


def many_tables() -> bytes:
    """Thousands of tables behind the answers."""
    return document(paragraph(run("Kurz.")), "".join(f"<w:tbl>{row(paragraph(run(f'Feld {number}')))}</w:tbl>" for number in range(9_000)))


def deep_tables(levels: int = 3_000) -> bytes:
    """Tables inside tables."""
    return document("<w:tbl><w:tr><w:tc>" * levels + paragraph(run("unten")) + "</w:tc></w:tr></w:tbl>" * levels)


def deep_controls(levels: int = 30_000) -> bytes:
    """Content controls inside content controls."""
    return document("<w:sdt><w:sdtContent>" * levels + paragraph(run("unten")) + "</w:sdtContent></w:sdt>" * levels)


def chained_styles(number: int = 4_000) -> bytes:
    """Styles that are each based on the next, and paragraphs in the first of them."""
    styles = "".join(f'<w:style w:styleId="s{each}"><w:basedOn w:val="s{each + 1}"/></w:style>' for each in range(number))
    return document("".join(paragraph(run(f"Absatz {each}."), style="s0") for each in range(4_000)), parts={"styles": styles})


def many_notes() -> bytes:
    """A paragraph with thousands of footnotes."""
    notes = "".join(f'<w:footnote w:id="{each}">{paragraph(run(f"Note {each}"))}</w:footnote>' for each in range(5_000))
    signs = "".join(f'<w:r><w:footnoteReference w:id="{each}"/></w:r>' for each in range(5_000))
    return document(paragraph(run("Text"), signs), parts={"footnotes": notes})


def many_links() -> bytes:
    """A long paragraph in which thousands of texts lead somewhere else."""
    field = '<w:r><w:instrText> HYPERLINK "https://markt.example/{}" </w:instrText></w:r>'
    return document(paragraph(*(f"{field.format(each)}{run('hier steht es, und noch etwas mehr dazu ')}" for each in range(6_000))))


def moved_texts() -> bytes:
    """Thousands of texts that were moved within the document."""
    texts = (f"Satz {each}." for each in range(4_000))
    return document("".join(paragraph(f"<w:moveFrom>{run(text)}</w:moveFrom><w:moveTo>{run(text)}</w:moveTo>") for text in texts))


def wide_row() -> bytes:
    """A table of a report with thousands of columns in one of its rows, and many rows of one."""
    table = row(*(paragraph(run(str(each))) for each in range(5_000))) + row(paragraph(run("x"))) * 2_000
    return document(f"{paragraph(run('Kurz.'))}<w:tbl>{table}</w:tbl>")


LARGE_WORKBOOKS: Mapping[str, Callable[[], bytes]] = {
    each.__name__: each for each in (good_table, nonsense_table, merged_table, hidden_columns, empty_rows, long_csv)
}
"""Tables at their bounds or beyond; those named `…_csv` are text."""
LARGE_DOCUMENTS: Mapping[str, Callable[[], bytes]] = {
    each.__name__: each
    for each in (
        many_paragraphs,
        many_runs,
        long_paragraph,
        many_tables,
        deep_tables,
        deep_controls,
        chained_styles,
        many_notes,
        many_links,
        moved_texts,
        wide_row,
    )
}
"""Documents at their bounds or beyond."""
