"""The Erfahrungsblatt: one sheet a measure, and the same as a Word file."""

import io
import re
import zipfile
from collections.abc import Callable
from itertools import chain, cycle, islice
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from citynet_kb.indexes import Indexes
from citynet_kb.knowledge_base import KnowledgeBase, link
from citynet_kb.model import CaseStudy, City, Configuration, Measure, SizeClass, Topic, addresses
from citynet_kb.model.configuration import SiteSettings
from citynet_kb.pages import Site, sheet_documents
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.environment import environment
from citynet_kb.pages.kinds.sheet_pages import LINES_ON_FIRST_PAGE, TOWNS_ON_FIRST_PAGE, sheet_pages
from citynet_kb.pages.renderer import Renderer
from citynet_kb.pages.word_writer import word_document
from tests.indexes.examples import case
from tests.pages.examples import expanded, land
from tests.site.building import TODAY
from tests.site.reading import Html

GOLDEN = Path(__file__).parent / "golden"
SHEET = addresses.sheet("eisbahn")
PUBLISHED = Configuration(site=SiteSettings(url="https://wissen.example.org/"))
TOWN = re.compile(r'<tr data-town="([^"]+)">')


@pytest.mark.parametrize(
    "uri",
    [
        pytest.param(addresses.SHEETS, id="list"),
        pytest.param(addresses.sheet("feierabendmarkt"), id="rich measure"),
        pytest.param(addresses.sheet("pop-up-store"), id="poor measure"),
        pytest.param(addresses.sheet("parklets"), id="nothing known"),
    ],
)
def test_page(uri: str, golden: Callable[[Path, str], None]) -> None:
    """The page is, word for word, the one in golden/."""
    golden(GOLDEN / uri, expanded(land().site, uri))


def town(number: int, size: SizeClass = SizeClass.SMALLER_MEDIUM_TOWN, **more: Any) -> City:
    name = f"Stadt{number}"
    return City(id=name.lower(), slug=name.lower(), name=name, state="Thüringen", country="DE", size_class=size, **more)


def base_of(cases: list[CaseStudy], cities: list[City]) -> KnowledgeBase:
    measures = (Measure(id=slug, slug=slug, name=slug.title(), topic="feste-maerkte") for slug in ("eisbahn", "parklets"))
    return link(cases, cities, measures, (Topic(id="feste-maerkte", slug="feste-maerkte", name="Feste"),))


def many(number: int) -> KnowledgeBase:
    """So many towns, the larger the later; most of them succeeded, two did not, one contradicts itself."""
    outcomes = ("eingestellt", "nicht-zustande", *("erfolgreich",) * max(0, number - 2))[:number]
    given = cycle(({"period": {"start": "2019", "end": "2021"}}, {"success_factors": ["Früh geworben"]}))
    cases = [case(f"stadt{place}/fall", one, **more) for place, (one, more) in enumerate(zip(outcomes, islice(given, number), strict=True))]
    return base_of(cases, [town(place, population=20_000 + place) for place in range(number)])


def site_of(base: KnowledgeBase, configuration: Configuration = PUBLISHED) -> Site:
    """The sheets alone."""
    context = BuildContext(base, Indexes(base), configuration, TODAY)
    renderer = Renderer(context.site_map, context.settings)
    pages = {draft.uri: renderer.render(draft) for draft in sheet_pages(context)}
    return Site(pages, renderer.fragments, heads={uri: page.head for uri, page in pages.items()})


def tables(page: str) -> list[list[str]]:
    """Ids of the towns of the first page, and of those behind it."""
    return [TOWN.findall(part) for part in page.split("<table")[1:]]


def test_every_town_stands_there_once() -> None:
    """Up to twelve on the first page, all others behind it, each lot from large to small."""
    for number in (1, TOWNS_ON_FIRST_PAGE, 30):
        found = tables(expanded(site_of(many(number)), SHEET))
        assert sorted(chain(*found)) == sorted(f"stadt{place}" for place in range(number))
        assert len(found[0]) == min(number, TOWNS_ON_FIRST_PAGE)
        assert all(lot == sorted(lot, key=lambda id: -int(id.removeprefix("stadt"))) for lot in found)


def test_no_outcome_is_missing_on_the_first_page() -> None:
    """The only two that failed stand there beside twenty-eight that did not."""
    assert {"stadt0", "stadt1"} <= set(tables(expanded(site_of(many(30)), SHEET))[0])


def test_long_sentences_leave_room_for_fewer_towns() -> None:
    """The first page stays one page: so many lines of sentences at most, and each outcome is still there."""
    base = many(30)
    wordy = [
        case.model_copy(update={"title": "Was alles geschah, in so vielen Worten, wie ein Titel haben darf und noch mehr."})
        for case in base.cases.values()
    ]
    found = tables(expanded(site_of(base_of(wordy, list(base.cities.values()))), SHEET))
    assert len(found[0]) == LINES_ON_FIRST_PAGE // 2
    assert {"stadt0", "stadt1"} <= set(found[0])


def test_order_of_towns() -> None:
    """By size class, within it by inhabitants; towns of unknown size last."""
    cities = [
        town(1, SizeClass.RURAL, population=4_000),
        town(2, SizeClass.SMALLER_LARGE_CITY),
        town(3).model_copy(update={"size_class": None}),
        town(4, population=30_000),
        town(5, population=40_000),
    ]
    base = base_of([case(f"{city.id}/fall", "erfolgreich") for city in cities], cities)
    assert tables(expanded(site_of(base), SHEET)) == [["stadt2", "stadt5", "stadt4", "stadt1", "stadt3"]]


def test_a_later_turn_is_told() -> None:
    """Where news made the outcome another one, the title tells of the wrong end."""
    turned = case("stadt1/fall", "erfolgreich", follow_up=[{"date": "2024", "note": "Der Rat hat es beendet.", "outcome": "eingestellt"}])
    page = Html(expanded(site_of(base_of([turned], [town(1)])), SHEET)).seen
    assert "eingestellt (2024): Der Rat hat es beendet." in page


def test_address_and_code_once_the_site_has_an_address() -> None:
    """Neither stands there before."""
    address = "https://wissen.example.org/erfahrungsblatt/eisbahn/"
    assert address in Html(expanded(site_of(many(2)), SHEET)).seen
    assert 'class="kb-sheet__code"' in expanded(site_of(many(2)), SHEET)
    without = expanded(site_of(many(2), Configuration()), SHEET)
    assert "kb-sheet__code" not in without
    assert "https://" not in without


def test_lists_that_are_not_filled_yet() -> None:
    """»Nicht vergessen« and the council's questions stand there as soon as the view has them."""
    parts: Any = environment().get_template("sheet_parts.html.j2").module
    assert "<li>Strom &amp; Lärm</li>" in parts.listed("Nicht vergessen", ("Strom & Lärm",))
    assert "Nicht vergessen" not in expanded(site_of(many(3)), SHEET)


def test_only_the_list_is_searched() -> None:
    """Beside the pages of the measures the sheets would stand in the way."""
    for uri, page in site_of(many(1)).pages.items():
        assert page.searchable is (uri == addresses.SHEETS)


def test_former_sheets_lead_on_for_measures_that_had_one() -> None:
    """A measure without a case had none."""
    pages = land().site.pages
    assert set(addresses.former_sheets("stadtgutschein")) <= pages.keys()
    assert not set(addresses.former_sheets("parklets")) & pages.keys()


# The Word file


def document_of(base: KnowledgeBase, configuration: Configuration = PUBLISHED) -> bytes:
    return sheet_documents(base, site_of(base, configuration), configuration)[addresses.sheet_document("eisbahn")]


def test_word_file_says_what_the_page_says() -> None:
    """Word for word, in the same order; what only leads on is left out."""
    base = many(30)
    document = Document(io.BytesIO(document_of(base)))
    told = " ".join(text for block in document.iter_inner_content() for text in texts(block))
    shown = expanded(site_of(base), SHEET).split("---\n", 2)[2].replace("# Erfahrungsblatt", "Erfahrungsblatt")
    for left_out in (r'<nav class="kb-crumbs".*?</nav>', r"<svg.*?</svg>", r'<p class="kb-(?:actions|passing)".*?</p>'):
        shown = re.sub(left_out, "", shown, flags=re.DOTALL)
    words = re.findall(r"\w+", Html(shown).seen)
    head = words.index("Erfahrungsblatt")
    assert re.findall(r"\w+", told) == [*words[head : head + 2], *words[:head], *words[head + 2 :]]


def texts(block: Any) -> list[str]:
    return [cell.text for row in block.rows for cell in row.cells] if hasattr(block, "rows") else [block.text]


def test_word_file_has_styles_to_work_with() -> None:
    """Headings, lists and tables are Word's own; nothing is laid out by hand."""
    document = Document(io.BytesIO(document_of(many(14))))
    used = {paragraph.style.name for paragraph in document.paragraphs}
    assert {"Title", "Subtitle", "Heading 1", "List Bullet", "Normal"} >= used - {"Klein"} >= {"Title", "Subtitle", "Heading 1"}
    assert {table.style.name for table in document.tables} == {"Table Grid"}
    assert document.core_properties.title == "Erfahrungsblatt: Eisbahn"
    assert len(document.inline_shapes) == 1
    assert not Document(io.BytesIO(document_of(many(1), Configuration()))).inline_shapes


def test_word_file_holds_links() -> None:
    """To foreign pages as they are, to our own ones in full once the site has an address."""
    markup = '<p><a href="../../massnahmen/eisbahn/">Hier</a> und <a href="https://example.org/?a=1&amp;b=2">dort</a></p>'
    for address, expected in (
        ("https://wissen.example.org/erfahrungsblatt/eisbahn/", {"https://wissen.example.org/massnahmen/eisbahn/"}),
        ("", set()),
    ):
        document = Document(io.BytesIO(word_document("T", markup, address)))
        links = {link.address for paragraph in document.paragraphs for link in paragraph.hyperlinks}
        assert links == expected | {"https://example.org/?a=1&b=2"}
        assert document.paragraphs[1].text == "Hier und dort"


def test_word_file_is_the_same_each_time() -> None:
    """No time of creation, and hostile text stays text."""
    hostile = "<p>&lt;w:p&gt; &amp; \x0b &quot;</p>"
    first = word_document('A & "B"', hostile, "")
    assert first == word_document('A & "B"', hostile, "")
    assert Document(io.BytesIO(first)).core_properties.title == 'A & "B"'
    assert {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(first)).infolist()} == {(1980, 1, 1, 0, 0, 0)}
