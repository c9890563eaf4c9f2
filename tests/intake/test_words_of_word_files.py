"""Over generated Word files: the words that a person added are in the case or in a finding, and no word twice in the case."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from word_files import FILLED, SHORT, W, cell, cells_of, edited, element, paragraph, row, row_of_question, run, table, text_box

from tests.intake.incoming import only, taken

PARAGRAPH = f"{{{W}}}p"
LABELS = ("Bericht", "Bericht: Umsetzung", "Schlagworte", "Kurzfassung", "Was geholfen hat", "Aufwand im Einzelnen: Anmerkung zum Aufwand")
GRIDS = ("Titel", "Ziel")
VISIBLE: dict[str, Callable[[str], str]] = {
    "plain": lambda text: f"<w:p>{run(text)}</w:p>",
    "inserted": lambda text: f"<w:p><w:ins>{run(text)}</w:ins></w:p>",
    "arrived": lambda text: f"<w:p><w:moveFrom>{run(text)}</w:moveFrom><w:moveTo>{run(text)}</w:moveTo></w:p>",
    "cut": lambda text: f"<w:p>{''.join(run(sign) for sign in text)}</w:p>",
    "boxed": lambda text: f"<w:p>{text_box(text)}</w:p>",
    "controlled": lambda text: f"<w:sdt><w:sdtContent>{paragraph(text)}</w:sdtContent></w:sdt>",
    "smart": lambda text: f"<w:p><w:smartTag>{run(text)}</w:smartTag></w:p>",
    "listed": lambda text: f'<w:p><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>{run(text)}</w:p>',
    "tabled": lambda text: table(row(*(cell(paragraph(word)) for word in text.split()))),
    "broken": lambda text: f"<w:p><w:r>{'<w:br/>'.join(f'<w:t>{word}</w:t>' for word in text.split())}</w:r></w:p>",
    "unfinished": lambda text: f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run(text + ' ')}</w:p>",
}
UNSEEN: dict[str, Callable[[str], str]] = {
    "hidden": lambda text: f"<w:p>{run(text, '<w:vanish/>')}</w:p>",
    "struck": lambda text: f"<w:p>{run(text, '<w:strike/>')}</w:p>",
    "deleted": lambda text: f"<w:p><w:del><w:r><w:delText>{text}</w:delText></w:r></w:del></w:p>",
    "moved away": lambda text: f"<w:p><w:moveFrom>{run(text)}</w:moveFrom></w:p>",
    "deleted box": lambda text: f"<w:p><w:del>{text_box(text)}</w:del></w:p>",
    "hidden table": lambda text: table(row(cell(paragraph(text)), marks="<w:del/>")),
}
PARTS = {
    "header": "<w:p><w:r><w:t>{0}</w:t></w:r></w:p>",
    "footer": "<w:p><w:r><w:t>{0}</w:t></w:r></w:p>",
    "footnotes": '<w:footnote w:id="5"><w:p><w:r><w:t>{0}</w:t></w:r></w:p></w:footnote>',
    "endnotes": '<w:endnote w:id="5"><w:p><w:r><w:t>{0}</w:t></w:r></w:p></w:endnote>',
    "comments": '<w:comment w:id="5"><w:p><w:r><w:t>{0}</w:t></w:r></w:p></w:comment>',
}


def right(root: etree._Element, label: str, xml: str) -> None:
    cells_of(row_of_question(root, label))[-1].append(element(xml))


def left(root: etree._Element, label: str, xml: str) -> None:
    cells_of(row_of_question(root, label))[0].append(element(xml))


def between(root: etree._Element, label: str, xml: str) -> None:
    next(row_of_question(root, label).iterancestors(f"{{{W}}}tbl")).addnext(element(xml))


def own_row(root: etree._Element, label: str, xml: str) -> None:
    row_of_question(root, label).addnext(element(row(cell(), cell(xml))))


def own_question(root: etree._Element, label: str, xml: str) -> None:
    row_of_question(root, label).addnext(element(row(cell(paragraph("Xylophon")), cell(xml))))


def single_cell(root: etree._Element, label: str, xml: str) -> None:
    row_of_question(root, label).addnext(element(row(cell(xml))))


def third_cell(root: etree._Element, label: str, xml: str) -> None:
    row_of_question(root, label).append(element(cell(xml)))


def merged(root: etree._Element, label: str, xml: str) -> None:
    first, *others = cells_of(row_of_question(root, label))
    first.extend(part for other in others for part in other.findall(PARAGRAPH))
    for other in others:
        other.getparent().remove(other)
    first.append(element(xml))


def own_table(root: etree._Element, label: str, xml: str) -> None:
    between(root, label, table(row(cell(), cell(xml), cell())))


def beyond_grid(root: etree._Element, label: str, xml: str) -> None:
    grid = row_of_question(root, GRIDS[len(label) % 2])
    grid.getnext().append(element(cell(xml)))


PLACES = (right, left, between, own_row, own_question, single_cell, third_cell, merged, own_table, beyond_grid)
edits = st.lists(
    st.tuples(st.sampled_from(PLACES), st.sampled_from(LABELS), st.sampled_from([*VISIBLE, *UNSEEN]), st.integers(1, 4)),
    min_size=1,
    max_size=6,
)


def words_of(content: bytes) -> set[str]:
    """All words in the text of all parts, those of deleted runs too."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        roots = [etree.fromstring(archive.read(name)) for name in archive.namelist() if re.fullmatch(r"word/(?!styles)\w+\.xml", name)]
    paragraphs = (each for root in roots for each in root.iter(PARAGRAPH))
    texts = ("".join(text.text or "" for text in each.iter(f"{{{W}}}t", f"{{{W}}}delText")) for each in paragraphs)
    return {word for text in texts for word in re.findall(r"wort\d+", text)}


def test_each_visible_form_in_a_report_is_read_once() -> None:
    """Whatever program wrote it."""
    content = edited(FILLED, lambda root: [right(root, "Bericht", form(f"wort{number}")) for number, form in enumerate(VISIBLE.values())])
    case = Counter(re.findall(r"wort\d+", only(taken("a.docx", content))))
    assert case == Counter(f"wort{number}" for number in range(len(VISIBLE)))


@pytest.mark.slow
@settings(deadline=None, max_examples=50)
@given(edits, st.sets(st.sampled_from(sorted(PARTS))))
def test_no_word_is_lost_or_doubled(
    chosen: list[tuple[Callable[[etree._Element, str, str], None], str, str, int]], parts: set[str]
) -> None:
    """Wherever it stands and however it is marked; what no reader sees is not published."""
    numbers = count(100)
    unseen: set[str] = set()

    def fresh(number: int) -> str:
        return " ".join(f"wort{next(numbers)}" for _ in range(number))

    def edit(root: etree._Element) -> None:
        for place, label, form, number in chosen:
            text = fresh(number)
            place(root, label, {**VISIBLE, **UNSEEN}[form](text))
            unseen.update(text.split() if form in UNSEEN else ())

    content = edited(FILLED, edit, {kind: PARTS[kind].format(fresh(2)) for kind in parts})
    plan = taken("a.docx", content)
    case = Counter(re.findall(r"wort\d+", only(plan)))
    named = {word for finding in plan.findings for word in re.findall(r"wort\d+", finding.private)}
    assert words_of(content) - words_of(FILLED) <= set(case) | named
    assert max(case.values(), default=1) == 1
    assert not unseen & set(case)
    assert SHORT["Bericht"] in only(plan) or any(SHORT["Bericht"] in finding.private for finding in plan.findings)
