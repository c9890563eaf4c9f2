"""Rules that bound the time to render a text: see `sources.costs`."""

from citynet_kb.checks.record_text import RecordText
from citynet_kb.checks.registering import Problems, record_rule
from citynet_kb.findings import Problem
from citynet_kb.sources import SourceDocument, costs
from citynet_kb.sources.scanner.tables import tables


@record_rule(RecordText)
def zeile_zu_lang(text: RecordText, document: SourceDocument) -> Problems:
    """Eine Zeile im Text hat höchstens 5000 Zeichen.

    Falsch: der ganze Bericht in einer Zeile
    Richtig: Absätze mit einer leeren Zeile dazwischen
    """
    for number, length in costs.long_lines(text.body):
        message = f"Die Zeile hat {length} Zeichen, erlaubt sind {costs.LINE_LIMIT}."
        yield Problem(document.at_body(number), message, "Teilen Sie sie in Absätze, mit einer leeren Zeile dazwischen.")


@record_rule(RecordText)
def zu_viele_ebenen(text: RecordText, document: SourceDocument) -> Problems:
    """Listen und Zitate stehen höchstens sechs Ebenen tief ineinander.

    Falsch: > > > > > > > Text
    Richtig: > Text
    """
    number = costs.deep_line(text.body)
    if number is not None:
        message = f"Hier stehen mehr als {costs.LEVEL_LIMIT} Listen oder Zitate ineinander."
        remedy = "Rücken Sie die Zeile weniger ein, oder nehmen Sie Zeichen am Anfang der Zeile heraus."
        yield Problem(document.at_body(number), message, remedy)


@record_rule(RecordText, signs="[")
def zu_viele_klammern(text: RecordText, document: SourceDocument) -> Problems:
    """Ein Absatz enthält höchstens 100 eckige Klammern, ein Text höchstens 1.000.

    Falsch: [[[[[[ und so fort
    Richtig: [Wort](https://example.org/)
    """
    for number, count in costs.bracketed_paragraphs(text.body):
        message = f"In diesem Absatz stehen {count} eckige Klammern, erlaubt sind {costs.BRACKET_LIMIT}."
        remedy = "Teilen Sie ihn mit leeren Zeilen, oder nehmen Sie Klammern heraus."
        yield Problem(document.at_body(number), message, remedy)
    count = costs.brackets(text.body)
    if count > costs.TEXT_BRACKET_LIMIT:
        message = f"Der Text enthält {count} eckige Klammern, erlaubt sind {costs.TEXT_BRACKET_LIMIT}."
        number = text.body.count("\n", 0, text.body.index("["))
        yield Problem(document.at_body(number), message, "Kürzen Sie den Text, oder nehmen Sie Klammern heraus.")


@record_rule(RecordText, signs="[")
def zu_viele_fussnoten(text: RecordText, document: SourceDocument) -> Problems:
    """Ein Text verweist höchstens 50-mal auf Fußnoten.

    Falsch: [^1] [^1] [^1] und so fort
    Richtig: jede Aussage mit ihrer Fußnote
    """
    count = costs.references_to_notes(text.body)
    if count > costs.NOTE_LIMIT:
        message = f"Der Text verweist {count}-mal auf Fußnoten, erlaubt sind {costs.NOTE_LIMIT}."
        number = text.body.count("\n", 0, text.body.index("[^"))
        yield Problem(document.at_body(number), message, "Fassen Sie Fußnoten zusammen.")


@record_rule(RecordText, signs="#=-")
def zu_viele_ueberschriften(text: RecordText, document: SourceDocument) -> Problems:
    """Ein Text hat höchstens 100 Überschriften und Trennlinien.

    Falsch: jede Zeile eine Überschrift
    Richtig: eine Überschrift je Abschnitt
    """
    lines = costs.headings(text.body)
    if len(lines) > costs.HEADING_LIMIT:
        message = f"Der Text hat {len(lines)} Überschriften und Trennlinien, erlaubt sind {costs.HEADING_LIMIT}."
        remedy = "Fassen Sie Abschnitte zusammen."
        yield Problem(document.at_body(lines[costs.HEADING_LIMIT]), message, remedy)


@record_rule(RecordText, signs="`~")
def zu_viele_codebloecke(text: RecordText, document: SourceDocument) -> Problems:
    """Ein Text hat höchstens 200 Zeilen, die mit ``` oder ~~~ beginnen.

    Falsch: jede zweite Zeile beginnt mit ```
    Richtig: ein Block, der mit ``` beginnt und mit ``` endet
    """
    lines = costs.fences(text.body)
    if len(lines) > costs.FENCE_LIMIT:
        message = f"Im Text beginnen {len(lines)} Zeilen mit ``` oder ~~~, erlaubt sind {costs.FENCE_LIMIT}."
        yield Problem(document.at_body(lines[costs.FENCE_LIMIT]), message, "Nehmen Sie diese Zeichen heraus.")


@record_rule(RecordText, signs="|")
def zu_viele_spalten(text: RecordText, document: SourceDocument) -> Problems:
    """Eine Tabelle hat höchstens 40 Spalten.

    Falsch: eine Spalte für jeden Tag des Jahres
    Richtig: eine Zeile für jeden Monat
    """
    for table in costs.wide_tables(text.body):
        message = f"Die Tabelle hat {table.columns} Spalten, erlaubt sind {costs.COLUMN_LIMIT}."
        yield Problem(document.at_body(table.line), message, "Teilen Sie sie, oder tauschen Sie Spalten und Zeilen.")


@record_rule(RecordText, signs="|")
def zu_viele_zellen(text: RecordText, document: SourceDocument) -> Problems:
    """Alle Tabellen eines Textes haben zusammen höchstens 5.000 Zellen (Spalten mal Zeilen).

    Falsch: die Zählung jeder Stunde eines Jahres
    Richtig: eine Zeile für jeden Monat
    """
    count = costs.cells(text.body)
    if count > costs.CELL_LIMIT:
        largest = max(tables(text.body), key=lambda table: table.cells)
        message = f"Die Tabellen des Textes haben zusammen {count} Zellen (Spalten mal Zeilen), erlaubt sind {costs.CELL_LIMIT}."
        yield Problem(document.at_body(largest.line), message, "Fassen Sie Zeilen zusammen, oder nehmen Sie Spalten heraus.")
