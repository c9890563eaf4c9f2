"""What certain pages say, and what keeps them safe: links, tombstones, hostile text."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citynet_kb.checks.form_pairs import rule_texts
from citynet_kb.fragments import digest
from citynet_kb.indexes import build_indexes
from citynet_kb.knowledge_base import link
from citynet_kb.knowledge_base.practice_records import PRACTICE_FOLDERS
from citynet_kb.model import CaseStudy, City, Configuration, Measure, Meeting, Network, OtherMeeting, Page, Record, Survey, Topic
from citynet_kb.pages import GeneratedPage, Site, build_site
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.kinds.case_pages import case_pages
from citynet_kb.pages.kinds.city_pages import city_pages
from citynet_kb.pages.kinds.measure_pages import measure_pages
from citynet_kb.pages.kinds.meeting_pages import meeting_pages
from citynet_kb.pages.kinds.plain_pages import plain_pages
from citynet_kb.pages.kinds.topic_pages import topic_pages
from citynet_kb.pages.page import SiteMap
from citynet_kb.pages.renderer import Renderer
from citynet_kb.pages.uris import joined_pages, site_map
from citynet_kb.search.register import build_register
from citynet_kb.sources import read
from tests.pages.examples import PLACEHOLDER, expanded, html_of, land, meta_of
from tests.site.building import LAND, TODAY, command, files, project
from tests.site.reading import Html, dangers


@pytest.mark.parametrize(
    "model", [*PRACTICE_FOLDERS.values(), CaseStudy, City, Measure, Meeting, Network, OtherMeeting, Survey, Topic, Page]
)
def test_the_example_uses_every_key(model: type[Record]) -> None:
    """Beispielland has every front matter key of every kind of record at least once, so that nothing on a page goes unseen."""
    used: set[str] = set()
    for path, kind in land().content.files.items():
        if kind is model:
            used |= set(land().content.documents[path].data)
    missing = set(model.front_matter_keys()) - used
    assert not missing, f"let a {model.__name__} in tests/fixtures/beispielland/content/ have {sorted(missing)}"
    assert set(model.front_matter_keys()) == used


def test_the_example_is_sound() -> None:
    """No error in it."""
    assert not land().has_errors, land().findings


def test_all_fragments_are_used() -> None:
    """Nothing is written that no page shows, and each fragment bears its hash."""
    site = land().site
    used = {name for page in site.pages.values() for name in PLACEHOLDER.findall(page.markdown)}
    assert set(site.fragments) == used - {"0" * 64}
    assert all(digest(html) == name for name, html in site.fragments.items())


def test_pages_are_those_of_the_map() -> None:
    """Links are made from a map of all pages; what it names is what is rendered."""
    base, indexes = land().content.knowledge_base, land().indexes
    joined, letters = lambda: joined_pages(base, indexes), lambda: build_register(base).letters
    known = site_map(base, indexes, joined, letters, tuple, has_feeds=True).uris
    assert set(land().site.pages) == known
    assert len(known) == len(list(known)), "no page is named twice"


@pytest.mark.parametrize("way", ["link", "markdown_link"])
def test_a_link_to_a_missing_page_is_refused(way: str) -> None:
    """A template that links to a page that will not be there stops the build."""
    with pytest.raises(LookupError, match=r"index\.md links to gibt-es-nicht\.md"):
        getattr(SiteMap(frozenset({"index.md"})), way)("index.md", "gibt-es-nicht.md")


@pytest.mark.parametrize(
    ("source", "target", "url", "file"),
    [
        ("index.md", "index.md", "./", "index.md"),
        ("index.md", "massnahmen/eisbahn.md", "massnahmen/eisbahn/", "massnahmen/eisbahn.md"),
        ("massnahmen/eisbahn.md", "index.md", "../../", "../index.md"),
        ("massnahmen/eisbahn.md", "massnahmen/index.md#feste", "../#feste", "index.md#feste"),
        ("massnahmen/index.md", "massnahmen/eisbahn.md", "eisbahn/", "eisbahn.md"),
        ("massnahmen/eisbahn.md", "massnahmen/eisbahn.md", "./", "eisbahn.md"),
    ],
)
def test_links(source: str, target: str, url: str, file: str) -> None:
    """Addresses as a browser needs them, paths as a generator checks them."""
    known = SiteMap(frozenset({"index.md", "massnahmen/index.md", "massnahmen/eisbahn.md"}))
    assert (known.link(source, target), known.markdown_link(source, target)) == (url, file)


def test_counts_on_measure_pages_are_those_of_the_export() -> None:
    """The numbers that a measure's verdict names are the published ones."""
    for slug, summary in land().indexes.measures.items():
        document = Html(expanded(land().site, f"massnahmen/{slug}.md"))
        found = {(data["data-what"], float(data["value"])) for data in document.all("data")}
        seen = summary.tally.experiences
        expected = {"cities_known": summary.tally.m, "cities_setback": summary.tally.f, "observations": seen.total}
        assert all(number == expected[what] for what, number in found if what in expected), slug
        assert not summary.tally.f or ("observations", seen.total) in found


def test_withdrawn_case_is_a_tombstone() -> None:
    """Its page gives day and reason and nothing else of it; no list shows it."""
    site = land().site
    assert "Dieser Fall wurde am 1. Juni 2025 zurückgezogen: Auf Wunsch der Stadt." in expanded(site, "faelle/irgendheim/eisbahn.md")
    for uri in site.pages:
        if uri != "faelle/irgendheim/eisbahn.md":
            assert "Eisbahn auf dem Schlosshof" not in expanded(site, uri), uri


def test_moved_case_points_to_its_new_address() -> None:
    """A former address leads to the case."""
    page = html_of(land().site, land().site.pages["faelle/musterstadt/abendmarkt.md"])
    assert page.references == ["../feierabendmarkt/"]


@pytest.mark.slow
def test_overdue_review_is_shown_from_its_day_on() -> None:
    """The banner comes with the day, not with the record."""
    base = land().content.knowledge_base
    for today, shown in (("2026-01-31", False), ("2026-02-01", True)):
        site = build_site(base, land().indexes, Configuration(), today)
        assert ("neu geprüft werden" in expanded(site, "faelle/musterstadt/feierabendmarkt.md")) is shown


def test_nothing_unconfigured_is_shown() -> None:
    """Without forge and mailbox no page offers to edit or to write."""
    site = build_site(land().content.knowledge_base, land().indexes, Configuration(), TODAY)
    for html in site.fragments.values():
        assert "Bearbeiten" not in html
        assert "Per Mail" not in html
        assert "Bei GitHub" not in html


def test_newest_follow_up_stands_first() -> None:
    """Of two follow-ups of one day the later in the list is the newer."""
    facts = {"outcome": "offen", "follow_up": [{"date": day, "note": note} for day, note in (("2024", "A"), ("2025", "B"), ("2025", "C"))]}
    (page,), site = rendered(study(**facts))
    assert [word for word in html_of(site, page).words if word in "ABC"] == ["C", "B", "A"]


def test_source_without_address_is_no_link() -> None:
    """A decision on paper is named, not linked to the page itself."""
    (page,), site = rendered(study(outcome="offen", sources=[{"title": "Ratsbeschluss 12/2023"}]))
    assert "Ratsbeschluss 12/2023" in html_of(site, page).seen
    assert "" not in html_of(site, page).references


def study(**facts: Any) -> CaseStudy:
    """A case of a town without a record."""
    always = {"title": "Ein erfundener Fall", "city": "musterstadt", "topic": "feste", "effort": "klein"}
    return CaseStudy.model_validate({"id": "musterstadt/fall", "path": "content/faelle/musterstadt/fall.md", **always, **facts})


def rendered(*records: Record) -> tuple[list[GeneratedPage], Site]:
    """The pages of these records alone."""

    def of(kind: type[Record]) -> list[Any]:
        return [record for record in records if isinstance(record, kind)]

    base = link(of(CaseStudy), of(City), of(Measure), of(Topic), of(Meeting), of(Page))
    indexes = build_indexes(base)
    context = BuildContext(base, indexes, Configuration(), TODAY)
    renderer = Renderer(context.site_map, context.settings)
    makers = (case_pages, measure_pages, topic_pages, city_pages, meeting_pages, plain_pages)
    pages = [renderer.render(draft) for make in makers for draft in make(context)]
    return pages, Site({page.uri: page for page in pages}, renderer.fragments)


ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)",
    "[x](javascript:alert(1))",
    "![x](https://foreign.example/x.png)",
    "<javascript:alert(1)>",
    "{{kb:" + "0" * 64 + "}}",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "{: onclick=alert(1) }",
    "`",
    "\\",
    "*",
    "_",
    "#",
    "]",
    "-->",
    "<!--",
    "&lt;",
    "&",
    "|",
    "~~~",
    "1. ",
    "- ",
    "    ",
    "---",
    ": ",
)
WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=12)
TEXTS = st.lists(st.sampled_from(ATTACKS) | WORDS, min_size=1, max_size=4).map("".join).filter(lambda text: bool(text.strip()))


@pytest.mark.slow
@settings(max_examples=40)
@given(TEXTS, st.data())
def test_any_text_stays_text(text: str, data: st.DataObject) -> None:
    """Whatever stands in a title, name or note appears on the page as it was written, and nothing of it becomes markup."""
    title = f"{text[:80]} Ein Titel"
    more = data.draw(TEXTS)
    case = study(
        title=title,
        outcome="eingestellt",
        measure="eisbahn",
        summary=more[:240],
        failure_reasons=["umfeld/wetter"],
        success_factors=[more],
        note=more,
        stellungnahme=more,
        tags=[more],
        sources=[{"title": more, "publisher": more, "url": "https://example.org/"}],
        goals=[{"goal": more, "before": more}],
        follow_up=[{"date": "2024", "note": more}],
        contact={"role": more},
        transfer={"works_if": [more], "fails_if": [more]},
    )
    town = City(id="musterstadt", slug="musterstadt", name=more, state=more, country="DE", central_function=more)
    measure = Measure(id="eisbahn", slug="eisbahn", name=more, topic="feste", description=more)
    topic = Topic(id="feste", slug="feste", name=more, description=more)
    pages, site = rendered(case, town, measure, topic)
    for page in pages:
        document = html_of(site, page)
        assert not dangers(document), page.uri
        assert not re.search('[<>"]', str(meta_of(page).get("title", "")))
    page = html_of(site, pages[0])
    for wanted in (case.title, more):
        assert " ".join(wanted.split()) in page.seen
    assert "49" not in page.seen or "49" in text + more


@pytest.mark.slow
@settings(max_examples=40)
@given(TEXTS)
def test_any_title_is_read_back_as_it_was(text: str) -> None:
    """The heading says the title letter by letter."""
    (page,), site = rendered(Page(id="seite", path="content/seite.md", title=text))
    html = html_of(site, page).text
    heading = Html(re.search(r"<h1[^>]*>.*?</h1>", html, re.DOTALL)[0]).seen
    assert heading == " ".join(text.split())


@pytest.mark.slow
def test_hash_seed_and_order_do_not_matter(tmp_path: Any) -> None:
    """Another PYTHONHASHSEED renders the same bytes, and so do records in another order."""
    root = project(tmp_path / "projekt")
    assert command(root, "render", "--to", "baum", PYTHONHASHSEED="99").returncode == 0
    tree = {path: content for path, content in files(root / "baum").items() if path != ".citynet-kb"}
    pictures = {path for path in tree if path.startswith("bilder/link/")}  # drawn with the theme's font, which lies beside this one alone
    assert pictures
    assert {path: content for path, content in tree.items() if path not in pictures} == land().tree()
    base = land().content.knowledge_base
    named = (base.cases, base.cities, base.measures, base.topics, base.meetings, base.pages)
    groups = (*named, base.networks, base.other_meetings, base.codings)
    beside = {"municipalities": base.municipalities, "practice": base.practice, "surveys": reversed(list(base.surveys.values()))}
    turned = link(*(reversed(list(group.values())) for group in groups), **beside)
    again = build_site(
        turned, build_indexes(turned), land().configuration, TODAY, land().content.pictures, rule_texts(), land().content.versions
    )
    assert again == land().site


def test_hostile_records_are_read_as_written() -> None:
    """The fixture really holds the hostile texts: the reader keeps them to the letter."""
    document, findings = read("boese.md", (LAND / "content/faelle/boesenau/boese.md").read_bytes())
    assert not findings
    assert document is not None
    assert str(document.data["note"]).startswith("<script>alert(1)</script><img src=x onerror=alert(1)> [x](javascript:alert(1))")
