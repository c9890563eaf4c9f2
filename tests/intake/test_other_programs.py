"""Workbooks and documents as other programs write them: no word is lost, none stands twice, and numbers stay what a person saw."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping

import pytest
from word_files import FILLED, R, W, cells_of, edited, element, paragraph, row, row_of_question, run, table
from workbooks import CASE, HEAD, workbook

from citynet_kb.intake import take_in
from tests.attacks.large_files import packed
from tests.intake.incoming import SETTING, only, taken

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def cells(kind: str, texts: tuple[str, ...]) -> str:
    """A row of cells, each as `kind` says it."""
    return "".join(kind.format(text.replace("&", "&amp;")) for text in texts)


INLINE = '<c t="inlineStr"><is><t>{}</t></is></c>'
SHEETS = '<sheets><sheet name="F" sheetId="1" r:id="r1"/></sheets>'


def book(report: str, *, shared: str = "", before: str = "", more: str = "") -> bytes:
    """A workbook with the usual case, whose report is the cell given as XML."""
    rows = f"<row>{cells(INLINE, HEAD)}</row><row>{cells(INLINE, CASE[:-1])}{report}</row>"
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{R}">{before}{SHEETS}</workbook>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{more}</worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
    }
    return packed("xl/workbook.xml", parts, {"worksheet": "worksheets/sheet1.xml", "sharedStrings": "sharedStrings.xml"})


def renamed(content: bytes, change: Callable[[str, str], str]) -> bytes:
    """The same archive with the text of each part changed, by its name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name).decode()))
    return stream.getvalue()


def prefixed(name: str, text: str) -> str:
    """As the Open XML SDK writes: every element with a prefix."""
    if not name.startswith("xl/") or name.endswith(".rels"):
        return text
    return re.sub(r"<(/?)([a-zA-Z])", r"<\1x:\2", text).replace("<x:?xml", "<?xml").replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')


PLAIN = '<c t="inlineStr"><is><t>Zusatzwort</t></is></c>'
RICH = '<r><rPr><b/></rPr><t>Zusatz</t></r><r><t xml:space="preserve">wort</t></r>'
READING = '<rPh sb="0" eb="1"><t>Lesung</t></rPh><phoneticPr fontId="1"/>'
BOOKS: Mapping[str, bytes] = {
    "shared": book('<c t="s"><v>0</v></c>', shared="<si><t>Zusatzwort</t></si>"),
    "rich": book('<c t="s"><v>0</v></c>', shared=f"<si>{RICH}</si>"),
    "reading": book('<c t="s"><v>0</v></c>', shared=f"<si><t>Zusatzwort</t>{READING}</si>"),
    "inline rich": book(f'<c t="inlineStr"><is>{RICH}</is></c>'),
    "formula": book('<c t="str"><f>"Zusatz"&amp;"wort"</f><v>Zusatzwort</v></c>'),
    "shared formula": book('<c t="str"><f t="shared" ref="G2:G9" si="0">A1</f><v>Zusatzwort</v></c>'),
    "escaped": book('<c t="str"><v>Zusatzwort_x000D_</v></c>'),
    "validation": book(PLAIN, more='<dataValidations><dataValidation prompt="Bitte"></dataValidation></dataValidations>'),
    "filter and table": book(PLAIN, more='<autoFilter ref="A1:G2"/><tableParts count="1"><tablePart/></tableParts>'),
    "strict": renamed(book(PLAIN), lambda name, text: text.replace(MAIN, STRICT)),
    "prefixed": renamed(book(PLAIN), prefixed),
    "from the root": renamed(book(PLAIN), lambda name, text: text.replace('Target="worksheets', 'Target="/xl/worksheets')),
    "dates from 1904": book(PLAIN, before='<workbookPr date1904="1"/>'),
}


@pytest.mark.parametrize("name", BOOKS)
def test_workbooks_of_other_programs(name: str) -> None:
    """One case with nothing to say about it."""
    plan = take_in("faelle.xlsx", BOOKS[name], SETTING)
    assert plan.findings == ()
    assert [file.text.split("\n---\n", 1)[1].strip() for file in plan.files] == ["Zusatzwort"]


def changed(*marks: str) -> Callable[[str], str]:
    """A run with marks, the word in it."""
    return lambda text: f"<w:p>{run(text, ''.join(marks))}</w:p>"


FIELD = '<w:p><w:r><w:fldChar w:fldCharType="begin">{}</w:fldChar></w:r><w:r><w:instrText> {} </w:instrText></w:r>{}</w:p>'
END = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
CHOICES = '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Anderes"/><w:listEntry w:val="{}"/></w:ddList></w:ffData>'
SHOWN = '<w:sdtPr><w:showingPlcHdr w:val="0"/></w:sdtPr>'
SEEN: Mapping[str, Callable[[str], str]] = {
    "field": lambda text: FIELD.format("", 'REF "Feld"', END.format(run(text))),
    "chosen": lambda text: FIELD.format(CHOICES.format(text), "FORMDROPDOWN", ""),
    "soft hyphen": lambda text: f"<w:p><w:r><w:t>{text[:3]}</w:t><w:softHyphen/><w:t>{text[3:]}</w:t></w:r></w:p>",
    "ruby": lambda text: f"<w:p><w:r><w:ruby><w:rubyBase>{run(text)}</w:rubyBase></w:ruby></w:r></w:p>",
    "one way": lambda text: f'<w:p><w:bdo w:val="ltr"><w:customXml>{run(text)}</w:customXml></w:bdo></w:p>',
    "equation": lambda text: f"<w:p><m:oMath><m:r><m:t>{text}</m:t></m:r></m:oMath></w:p>",
    "older shape": lambda text: (
        f"<w:p><w:r><w:pict><v:textbox><w:txbxContent>{paragraph(text)}</w:txbxContent></v:textbox></w:pict></w:r></w:p>"
    ),
    "nested": lambda text: table(row(f"<w:tc>{table(row(f'<w:tc>{paragraph(text)}</w:tc>'))}<w:p/></w:tc>")),
    "former look": lambda text: changed("<w:b/><w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange>")(text),
    "no placeholder": lambda text: f"<w:sdt>{SHOWN}<w:sdtContent>{paragraph(text)}</w:sdtContent></w:sdt>",
    "white on a colour": changed('<w:color w:val="FFFFFF"/><w:shd w:fill="000000"/>'),
}
UNSEEN: Mapping[str, Callable[[str], str]] = {
    "white": changed('<w:color w:val="FFFFFF"/>'),
    "tiny": changed('<w:sz w:val="2"/>'),
    "reading": lambda text: f"<w:p><w:r><w:ruby><w:rt>{run(text)}</w:rt><w:rubyBase/></w:ruby></w:r></w:p>",
    "deleted insertion": lambda text: f"<w:p><w:ins><w:del><w:r><w:delText>{text}</w:delText></w:r></w:del></w:ins></w:p>",
    "deleted cell": lambda text: table(row(f"<w:tc><w:tcPr><w:cellDel/></w:tcPr>{paragraph(text)}</w:tc>")),
    "unknown sign": lambda text: f'<w:p><w:r><w:sym w:font="{text}" w:char="F0FF"/></w:r></w:p>',
}


def with_report(*xml: str) -> bytes:
    """The filled template with more in the cell of its report."""
    return edited(FILLED, lambda root: cells_of(row_of_question(root, "Bericht"))[1].extend(element(each) for each in xml))


def test_documents_of_other_programs() -> None:
    """What a reader sees is in the case, once; what nobody sees in a finding."""
    seen = {name: f"Sichtwort{number}x" for number, name in enumerate(SEEN)}
    unseen = {name: f"Nebenwort{number}x" for number, name in enumerate(UNSEEN)}
    xml = [kinds[name](text) for kinds, texts in ((SEEN, seen), (UNSEEN, unseen)) for name, text in texts.items()]
    xml = [kinds[name](text) for kinds, texts in ((SEEN, seen), (UNSEEN, unseen)) for name, text in texts.items()]
    plan = taken("fall.docx", with_report(*xml))
    text, said = only(plan), " ".join(finding.private for finding in plan.findings)
    assert {name: text.count(word) for name, word in seen.items()} == dict.fromkeys(seen, 1)
    assert {name: (text.count(word), said.count(word)) for name, word in unseen.items()} == dict.fromkeys(unseen, (0, 1))


@pytest.mark.parametrize(
    ("xml", "read"),
    [
        (f'<w:p>{run("Haken ")}<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p>', "Haken ☒"),
        (FIELD.format("<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>", "FORMCHECKBOX", run("Genehmigt")), "☒ Genehmigt"),
        (f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('Der Markt ')}</w:p>", "Der Markt"),
    ],
)
def test_signs_and_blanks_are_kept(xml: str, read: str) -> None:
    """Signs of symbol fonts, boxes of forms, and the blank before a paragraph that goes on."""
    text = only(taken("fall.docx", with_report(xml, paragraph("lief."))))
    assert text.rstrip().replace("\n\n", " ").endswith(f"{read} lief.")


LINES = tuple(f"{name}: {value}" for name, value in zip(HEAD[:-1], CASE[:-1], strict=True))


def plain_document(*lines: str) -> bytes:
    """A document that is not made from the template."""
    body = "".join(paragraph(line.replace("&", "&amp;")) for line in lines)
    main = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return packed("word/document.xml", {"word/document.xml": main}, {})


def test_a_document_with_labelled_lines_is_read_as_a_mail() -> None:
    """The salutation and the signature are named; paragraphs stay paragraphs."""

    lines = ("Guten Tag,", *LINES, "", "Der Markt lief.", "Dann nicht mehr.", "Viele Grüße", "Erika Beispiel")
    lines = ("Guten Tag,", *LINES, "", "Der Markt lief.", "Dann nicht mehr.", "Viele Grüße", "Erika Beispiel")
    plan = taken("fall.docx", plain_document(*lines))
    assert only(plan).split("\n---\n", 1)[1].strip() == "Der Markt lief.\n\nDann nicht mehr."
    assert [finding.private for finding in plan.findings] == ["Guten Tag,", "Viele Grüße Erika Beispiel"]


def test_a_document_without_questions_is_refused() -> None:
    """Prose in a document is no case."""
    assert [finding.rule for finding in taken("fall.docx", plain_document("Wir hatten einen Markt.")).findings] == ["dokument-unlesbar"]


def test_macros_are_passed_over() -> None:
    """And it is said that they were."""
    for name, content in (("fall.docm", FILLED), ("faelle.xlsm", workbook(HEAD, CASE))):
        plan = take_in(name, content, SETTING)
        assert [finding.rule for finding in plan.findings] == ["makros-nicht-gelesen"]
        assert len(plan.files) == 1
