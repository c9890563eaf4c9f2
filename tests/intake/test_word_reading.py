"""What stands in a Word file beside the answers, and how answers are read that somebody wrote elsewhere than intended."""

from collections.abc import Callable

import pytest
from lxml.etree import _Element as Element
from word_files import FILLED, SHORT, W, cell, cells_of, edited, element, paragraph, row, row_of_question, run, table, text_box

from citynet_kb.intake import Plan
from tests.intake.incoming import WORD, as_word, only, rules_of, taken
from tests.speed import in_time

PARAGRAPH = f"{{{W}}}p"


def answered(xml: str, label: str = "Bericht") -> Callable[[Element], None]:
    """An edit that appends runs to the answer of a question."""
    return lambda root: cells_of(row_of_question(root, label))[1].find(PARAGRAPH).extend(element(f"<w:p>{xml}</w:p>"))


def below(xml: str, label: str = "Bericht") -> Callable[[Element], None]:
    """An edit that adds rows below a question."""
    return lambda root: row_of_question(root, label).addnext(element(xml))


def after_tables(xml: str) -> Callable[[Element], None]:
    """An edit that adds something at the end of the document."""
    return lambda root: root[0][-1].addprevious(element(xml))


def body(plan: Plan) -> str:
    """The text of the only case."""
    return only(plan).split("---\n", 2)[2].strip()


def set_aside(plan: Plan) -> list[tuple[str, str]]:
    """Kind and words of what is named."""
    return [(finding.message.partition(": ")[0], finding.private) for finding in plan.findings if finding.private]


@pytest.mark.parametrize(
    ("xml", "text", "kind", "words"),
    [
        (run(" Geheim.", "<w:vanish/>"), "Anfang.", "verborgener Text", "Geheim."),
        (run(" Offen.", '<w:vanish w:val="0"/>'), "Anfang. Offen.", "", ""),
        (run(" Weg.", "<w:dstrike/>"), "Anfang.", "durchgestrichener Text", "Weg."),
        ("<w:del><w:r><w:delText>Weg.</w:delText></w:r></w:del>", "Anfang.", "gelöschter Text", "Weg."),
        (f"<w:ins>{run(' Neu.')}</w:ins>", "Anfang. Neu.", "", ""),
        (f"<w:moveFrom>{run(' Fort.')}</w:moveFrom>", "Anfang.", "verschobener Text", "Fort."),
        (f"<w:moveFrom>{run(' Fort.')}</w:moveFrom><w:moveTo>{run(' Fort.')}</w:moveTo>", "Anfang. Fort.", "", ""),
        (text_box("Kasten."), "Anfang.\n\nKasten.", "", ""),
        ('<w:r><w:pict><v:shape><v:textpath string="Bogen."/></v:shape></w:pict></w:r>', "Anfang.\n\nBogen.", "", ""),
        ('<w:r><w:drawing><wp:docPr descr="Ein Platz"/></w:drawing></w:r>', "Anfang.", "Beschreibung eines Bildes", "Ein Platz"),
        ("<m:oMath><m:r><m:t> E=3</m:t></m:r></m:oMath>", "Anfang. E=3", "", ""),
        ('<w:fldSimple w:instr="HYPERLINK &quot;https://gera.de/a&quot;"><w:r><w:t> hier</w:t></w:r></w:fldSimple>',
         "Anfang. hier", "Adresse eines Links", "https://gera.de/a"),
        ('<w:fldSimple w:instr="HYPERLINK &quot;https://gera.de/&quot;"><w:r><w:t> gera.de</w:t></w:r></w:fldSimple>',
         "Anfang. gera.de", "", ""),
        (f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Klicken Sie hier.')}</w:sdtContent></w:sdt>", "Anfang.", "", ""),
        ("<w:r><w:t> A</w:t><w:noBreakHyphen/><w:t>B</w:t><w:br/><w:t>C</w:t></w:r>", "Anfang. A-B\n\nC", "", ""),
    ],
)  # fmt: skip
def test_marks_within_an_answer(xml: str, text: str, kind: str, words: str) -> None:
    """What a reader sees is the answer; the rest is named once."""
    plan = taken("a.docx", edited(FILLED, answered(xml)))
    assert body(plan) == text
    assert set_aside(plan) == ([(f"Nicht übernommen ({kind})", words)] if kind else [])


@pytest.mark.parametrize(
    ("kind", "xml", "reference", "said"),
    [
        ("footnotes", f'<w:footnote w:id="4">{paragraph("Bote, S. 3")}</w:footnote>', '<w:footnoteReference w:id="4"/>', "Fußnote"),
        ("endnotes", f'<w:endnote w:id="4">{paragraph("Bote, S. 3")}</w:endnote>', '<w:endnoteReference w:id="4"/>', "Endnote"),
        ("comments", f'<w:comment w:id="4">{paragraph("Bote, S. 3")}</w:comment>', '<w:commentReference w:id="4"/>', "Kommentar"),
        ("comments", f'<w:comment w:id="4">{paragraph("Bote, S. 3")}</w:comment>', "<w:tab/>", "Kommentar"),
        ("header", paragraph("Bote, S. 3"), "<w:tab/>", "Kopfzeile"),
        ("footer", table(row(cell(paragraph("Bote, S. 3")))), "<w:tab/>", "Fußzeile"),
    ],
)
def test_notes_and_margins_are_named(kind: str, xml: str, reference: str, said: str) -> None:
    """Once, whether or not the text refers to them."""
    plan = taken("a.docx", edited(FILLED, answered(f"<w:r>{reference}</w:r>"), {kind: xml}))
    assert body(plan) == "Anfang."
    assert set_aside(plan) == [(f"Nicht übernommen ({said})", "Bote, S. 3")]


def test_styles_hide_strike_and_list() -> None:
    """A mark of a style, or of the one that it is based on, counts like one of the run."""
    styles = (
        '<w:style w:styleId="A"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        '<w:style w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )

    def edit(root: Element) -> None:
        answered(run(" Geheim.", '<w:rStyle w:val="B"/>'))(root)
        right = cells_of(row_of_question(root, "Bericht"))[1]
        right.extend(element(f'<w:p><w:pPr><w:pStyle w:val="L"/></w:pPr>{run(text)}</w:p>') for text in ("Eins", "Zwei"))

    plan = taken("a.docx", edited(FILLED, edit, {"styles": styles}))
    assert body(plan) == "Anfang.\n\n- Eins\n- Zwei"
    assert set_aside(plan) == [("Nicht übernommen (verborgener Text)", "Geheim.")]


@pytest.mark.parametrize(
    ("edit", "text", "said"),
    [
        (below(row(cell(), cell(paragraph("Weiter.")))), "Anfang.\n\nWeiter.", []),
        (below(row(cell(), cell(paragraph("Weiter."))), "Stadt"), "Anfang.", [("Hier fehlt die Frage; nicht übernommen", "Weiter.")]),
        (below(row(cell(paragraph("Wer half")), cell(paragraph("Die Polizei")))), "Anfang.", [
            ("Nicht übernommen, weil es in keinem Feld steht", "Wer half Die Polizei")]),
        (below(row(cell(paragraph("Ein Satz.")))), "Anfang.", [("Nicht übernommen, weil es in keinem Feld steht", "Ein Satz.")]),
        (below(row(cell(), cell(paragraph("Weg.")), marks="<w:del/>")), "Anfang.", [
            ("Nicht übernommen (gelöschte Tabellenzeile)", "Weg.")]),
        (lambda root: row_of_question(root, "Stadt").append(element(cell(paragraph("auch Jena")))), "Anfang.", [
            ("Nicht übernommen (weitere Zelle)", "auch Jena")]),
        (lambda root: row_of_question(root, "Bericht").append(element(cell(paragraph("Rechts.")))), "Anfang.\n\nRechts.", []),
        (lambda root: cells_of(row_of_question(root, "Stadt"))[0].append(element(paragraph("Links."))), "Anfang.", [
            ("Nicht übernommen (neben der Frage)", "Links.")]),
        (after_tables(table(row(cell(paragraph("Tag")), cell(paragraph("Gäste"))), row(cell(paragraph("Mo")), cell(paragraph("300"))))),
         "Anfang.", [("Nicht übernommen (Tabelle ohne Frage)", "Tag Gäste Mo 300")]),
        (after_tables(f"<w:sdt><w:sdtContent>{paragraph('Erstens.')}{paragraph('Zweitens.')}</w:sdtContent></w:sdt>"), "Anfang.", [
            ("Nicht übernommen, weil es in keinem Feld steht", "Erstens. Zweitens.")]),
        (after_tables(f"<w:p>{text_box('Kasten.')}</w:p>"), "Anfang.", [("Nicht übernommen, weil es in keinem Feld steht", "Kasten.")]),
        (lambda root: cells_of(row_of_question(root, "Ziel"))[0].getparent().append(element(cell(paragraph("Bemerkung")))), "Anfang.", [
            ("Nicht übernommen (neben der Frage)", "Bemerkung")]),
    ],
)  # fmt: skip
def test_words_beside_the_answers(edit: Callable[[Element], None], text: str, said: list[tuple[str, str]]) -> None:
    """Rows, cells, tables and paragraphs that somebody added are part of the report or named; none of them stops the case."""
    plan = taken("a.docx", edited(FILLED, edit))
    assert body(plan) == text
    assert set_aside(plan) == said


def test_a_question_without_label_is_known_by_its_help() -> None:
    """Its answer is taken, and the finding says so."""

    def edit(root: Element) -> None:
        left = cells_of(row_of_question(root, "Bericht"))[0]
        left.remove(left.find(PARAGRAPH))

    plan = taken("a.docx", edited(FILLED, edit))
    assert body(plan) == "Anfang."
    assert set_aside(plan) == [("Hier fehlt die Frage; übernommen als Antwort auf »Bericht«", "Anfang.")]


def test_a_table_inside_the_report_is_one_of_markdown() -> None:
    """With its rows; in other answers each cell is a line."""
    inner = table(row(cell(paragraph("Tag")), cell(paragraph("Gäste | Stände"))), row(cell(paragraph("Mo")), cell(paragraph("300"))))

    def edit(root: Element) -> None:
        for label in ("Bericht", "Schlagworte"):
            cells_of(row_of_question(root, label))[1].append(element(inner))

    text = only(taken("a.docx", edited(FILLED, edit)))
    assert text.endswith("\n\nAnfang.\n\n| Tag | Gäste \\| Stände |\n| --- | --- |\n| Mo | 300 |\n")
    assert '\ntags:\n  - Tag\n  - "Gäste | Stände"\n  - Mo\n  - 300\n' in text


def test_a_second_form_is_a_second_case() -> None:
    """Both are made; an empty one is passed over."""
    other = as_word({**SHORT, "Überschrift": "Musterstadt: Eisbahn aufgegeben", "Bericht": "Zweiter."})

    def joined(second: bytes) -> bytes:
        tables: list[Element] = []
        edited(second, lambda root: tables.extend(root.iter(f"{{{W}}}tbl")))
        return edited(FILLED, lambda root: [root[0][-1].addprevious(each) for each in tables] and None)

    plan = taken("a.docx", joined(other))
    assert [file.path for file in plan.files] == [
        "musterstadt/eisbahn-aufgegeben.md",
        "musterstadt/feierabendmarkt-eingestellt.md",
    ]
    assert [file.text.rpartition("---\n")[2].strip() for file in plan.files] == ["Zweiter.", "Anfang."]
    assert body(taken("a.docx", joined(WORD))) == "Anfang."
    refused = taken("a.docx", joined(as_word({key: text for key, text in SHORT.items() if key != "Stadt"})))
    assert [(rule, line > 30) for rule, line in rules_of(refused)] == [("feld-fehlt", True)]


def test_a_second_answer_is_refused_and_named() -> None:
    """The first one stands; an equal or an empty second one does not matter."""
    for text, rules in (("Musterstadt", []), ("", []), ("Jena", ["antwort-doppelt"])):
        plan = taken("a.docx", edited(FILLED, below(row(cell(paragraph("Stadt *")), cell(paragraph(text))), "Bericht")))
        assert [rule for rule, _ in rules_of(plan)] == rules


def test_rows_copied_below_a_list_of_groups_are_entries() -> None:
    """And so is a copied table."""

    def edit(root: Element) -> None:
        sources = next(row_of_question(root, "Titel").iterancestors(f"{{{W}}}tbl"))
        entries = sources.findall(f"{{{W}}}tr")[1:]
        for number, entry in enumerate(entries):
            cells_of(entry)[0].append(element(paragraph(f"Quelle {number}")))
        sources.append(element(row(*(cell(paragraph(text)) for text in ("Quelle 2", "", "", "", "", "", "Rand")))))
        sources.addnext(element(table(*(row(*(cell(paragraph(text)) for text in texts)) for texts in (("Titel", "Adresse"), ("Q3", ""))))))

    plan = taken("a.docx", edited(FILLED, edit))
    assert only(plan).count("- title: Q") == 6
    assert set_aside(plan) == [("Nicht übernommen (Spalte ohne Frage)", "Rand")]


def test_the_strict_dialect_is_read_alike() -> None:
    """Word offers it among the kinds of .docx."""
    strict = edited(FILLED, namespace="http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert only(taken("a.docx", strict)) == only(taken("a.docx", FILLED))


@pytest.mark.slow
def test_too_many_pieces_are_refused_at_once() -> None:
    """Before anything is parsed."""
    long = edited(FILLED, lambda root: root[0].extend([element(paragraph("x")) for _ in range(20_000)]))
    (finding,) = in_time(1, lambda: taken("a.docx", long)).findings
    assert (finding.rule, "20.000 Absätze" in finding.message) == ("dokument-unlesbar", True)


def test_a_list_of_too_many_entries_is_refused() -> None:
    """Their headings have two digits."""
    heading, entry = (row(*(cell(paragraph(text)) for text in texts)) for texts in (("Titel", "Adresse"), ("Bote", "")))
    for number, is_read in ((95, True), (100, False)):
        plan = taken("a.docx", edited(FILLED, after_tables(table(heading, *[entry] * number))))
        assert [rule for rule, _ in rules_of(plan)] == ([] if is_read else ["dokument-unlesbar"])


def test_of_a_list_of_too_many_values_the_rest_is_named() -> None:
    """By lines or by commas; the report may have as many as it likes."""
    plan = taken("a.docx", edited(FILLED, answered(run("a, " * 200 + "zuviel"), "Gründe")))
    assert plan.files == ()
    assert [finding.private for finding in plan.findings if finding.rule == "nicht-uebernommen"] == ["zuviel"]
    assert rules_of(taken("a.docx", edited(FILLED, answered(run(" a," * 201), "Bericht")))) == []


def test_deep_nesting_is_read() -> None:
    """As deep as a parser goes."""
    deep = edited(FILLED, lambda root: root[0].append(element("<w:p>" + "<w:ins>" * 200 + run("x") + "</w:ins>" * 200 + "</w:p>")))
    assert set_aside(taken("a.docx", deep)) == [("Nicht übernommen, weil es in keinem Feld steht", "x")]
