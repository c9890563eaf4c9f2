"""Rules that bound the time to render a text: see `sources.costs`."""

from collections.abc import Iterator

from citynet_kb.findings import Finding, error
from citynet_kb.sources import SourceDocument, costs
from citynet_kb.sources.scanner.tables import tables


def check(body: str, document: SourceDocument) -> Iterator[Finding]:
    """All of these rules about one text. An ordinary text is only counted."""
    for rule in RULES:
        yield from rule(body, document)


def zeile_zu_lang(body: str, document: SourceDocument) -> Iterator[Finding]:
    """Eine Zeile im Text hat höchstens 5000 Zeichen.

    Falsch: der ganze Bericht in einer Zeile
    Richtig: Absätze mit einer leeren Zeile dazwischen
    """
    for number, length in costs.long_lines(body):
        message = f"Die Zeile hat {length} Zeichen, erlaubt sind {costs.LINE_LIMIT}."
        yield error(zeile_zu_lang, document.at_body(number), message, "Teilen Sie sie in Absätze, mit einer leeren Zeile dazwischen.")


def zu_viele_ebenen(body: str, document: SourceDocument) -> Iterator[Finding]:
    """Listen und Zitate stehen höchstens sechs Ebenen tief ineinander.

    Falsch: > > > > > > > Text
    Richtig: > Text
    """
    number = costs.deep_line(body)
    if number is not None:
        message = f"Hier stehen mehr als {costs.LEVEL_LIMIT} Listen oder Zitate ineinander."
        remedy = "Rücken Sie die Zeile weniger ein, oder nehmen Sie Zeichen am Anfang der Zeile heraus."
        yield error(zu_viele_ebenen, document.at_body(number), message, remedy)


def zu_viele_klammern(body: str, document: SourceDocument) -> Iterator[Finding]:
    """Ein Absatz enthält höchstens 100 eckige Klammern, ein Text höchstens 1.000.

    Falsch: [[[[[[ und so fort
    Richtig: [Wort](https://example.org/)
    """
    for number, count in costs.bracketed_paragraphs(body):
        message = f"In diesem Absatz stehen {count} eckige Klammern, erlaubt sind {costs.BRACKET_LIMIT}."
        remedy = "Teilen Sie ihn mit leeren Zeilen, oder nehmen Sie Klammern heraus."
        yield error(zu_viele_klammern, document.at_body(number), message, remedy)
    count = costs.brackets(body)
    if count > costs.TEXT_BRACKET_LIMIT:
        message = f"Der Text enthält {count} eckige Klammern, erlaubt sind {costs.TEXT_BRACKET_LIMIT}."
        number = body.count("\n", 0, body.index("["))
        yield error(zu_viele_klammern, document.at_body(number), message, "Kürzen Sie den Text, oder nehmen Sie Klammern heraus.")


def zu_viele_fussnoten(body: str, document: SourceDocument) -> Iterator[Finding]:
    """Ein Text verweist höchstens 50-mal auf Fußnoten.

    Falsch: [^1] [^1] [^1] und so fort
    Richtig: jede Aussage mit ihrer Fußnote
    """
    count = costs.references_to_notes(body)
    if count > costs.NOTE_LIMIT:
        message = f"Der Text verweist {count}-mal auf Fußnoten, erlaubt sind {costs.NOTE_LIMIT}."
        number = body.count("\n", 0, body.index("[^"))
        yield error(zu_viele_fussnoten, document.at_body(number), message, "Fassen Sie Fußnoten zusammen.")


def zu_viele_ueberschriften(body: str, document: SourceDocument) -> Iterator[Finding]:
    """Ein Text hat höchstens 100 Überschriften und Trennlinien.

    Falsch: jede Zeile eine Überschrift
    Richtig: eine Überschrift je Abschnitt
    """
    lines = costs.headings(body)
    if len(lines) > costs.HEADING_LIMIT:
        message = f"Der Text hat {len(lines)} Überschriften und Trennlinien, erlaubt sind {costs.HEADING_LIMIT}."
        remedy = "Fassen Sie Abschnitte zusammen."
        yield error(zu_viele_ueberschriften, document.at_body(lines[costs.HEADING_LIMIT]), message, remedy)


def zu_viele_codebloecke(body: str, document: SourceDocument) -> Iterator[Finding]:
    """Ein Text hat höchstens 200 Zeilen, die mit ``` oder ~~~ beginnen.

    Falsch: jede zweite Zeile beginnt mit ```
    Richtig: ein Block, der mit ``` beginnt und mit ``` endet
    """
    lines = costs.fences(body)
    if len(lines) > costs.FENCE_LIMIT:
        message = f"Im Text beginnen {len(lines)} Zeilen mit ``` oder ~~~, erlaubt sind {costs.FENCE_LIMIT}."
        yield error(zu_viele_codebloecke, document.at_body(lines[costs.FENCE_LIMIT]), message, "Nehmen Sie diese Zeichen heraus.")


def zu_viele_spalten(body: str, document: SourceDocument) -> Iterator[Finding]:
    """Eine Tabelle hat höchstens 40 Spalten.

    Falsch: eine Spalte für jeden Tag des Jahres
    Richtig: eine Zeile für jeden Monat
    """
    for table in costs.wide_tables(body):
        message = f"Die Tabelle hat {table.columns} Spalten, erlaubt sind {costs.COLUMN_LIMIT}."
        yield error(zu_viele_spalten, document.at_body(table.line), message, "Teilen Sie sie, oder tauschen Sie Spalten und Zeilen.")


def zu_viele_zellen(body: str, document: SourceDocument) -> Iterator[Finding]:
    """Alle Tabellen eines Textes haben zusammen höchstens 5.000 Zellen (Spalten mal Zeilen).

    Falsch: die Zählung jeder Stunde eines Jahres
    Richtig: eine Zeile für jeden Monat
    """
    count = costs.cells(body)
    if count > costs.CELL_LIMIT:
        largest = max(tables(body), key=lambda table: table.cells)
        message = f"Die Tabellen des Textes haben zusammen {count} Zellen (Spalten mal Zeilen), erlaubt sind {costs.CELL_LIMIT}."
        yield error(zu_viele_zellen, document.at_body(largest.line), message, "Fassen Sie Zeilen zusammen, oder nehmen Sie Spalten heraus.")


RULES = (
    zeile_zu_lang,
    zu_viele_ebenen,
    zu_viele_klammern,
    zu_viele_fussnoten,
    zu_viele_ueberschriften,
    zu_viele_codebloecke,
    zu_viele_spalten,
    zu_viele_zellen,
)
