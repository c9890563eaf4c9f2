"""The page that says how sure the knowledge is: what it compares, what it leaves unsaid, and the ways to it."""

import re
from pathlib import Path

import yaml

from citynet_kb.indexes import Indexes
from citynet_kb.knowledge_base import KnowledgeBase, link
from citynet_kb.model import CaseStudy, City, CodedCase, Coding, Configuration, Outcome, Page, Source, addresses
from citynet_kb.pages import Site
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.kinds.certainty_page import certainty_page
from citynet_kb.pages.renderer import Renderer
from tests.fictional.records import generate_measures, generate_topics
from tests.indexes.examples import case
from tests.pages.examples import expanded, land
from tests.site.building import TODAY
from tests.site.reading import Html

ROOT = Path(__file__).parents[2]
REPORT = Page(id="mitmachen/index", path="content/mitmachen/index.md", title="Mitmachen")
TOWNS = tuple(City(id=slug, slug=slug, name=slug.title(), state="Thüringen", country="DE") for slug in ("gera", "jena"))
ENOUGH = 10
"""From so many cases on a percentage is said."""


def cases(number: int, outcome: str = "erfolgreich") -> list[CaseStudy]:
    return [case(f"gera/fall-{one}", outcome, measure="eisbahn") for one in range(number)]


def reading(id: str, *outcomes: str) -> Coding:
    """The cases of `cases`, in their order, with these outcomes."""
    return Coding(id=id, cases=tuple(CodedCase(id=f"gera/fall-{one}", outcome=Outcome(said)) for one, said in enumerate(outcomes)))


def site(found: list[CaseStudy], *codings: Coding) -> Site:
    """The site of this one page."""
    base: KnowledgeBase = link(found, TOWNS, generate_measures(), generate_topics(), (), [REPORT], codings=codings)
    context = BuildContext(base, Indexes(base), Configuration(), TODAY)
    renderer = Renderer(context.site_map, context.settings, {})
    pages = {draft.uri: renderer.render(draft) for draft in certainty_page(context)}
    return Site(pages=pages, fragments=renderer.fragments, pictures={}, sentences={})


def page(made: Site) -> Html:
    return Html(expanded(made, addresses.CERTAINTY))


def values(document: Html, what: str) -> list[str]:
    return [data["value"] for data in document.all("data") if data["data-what"] == what]


def test_the_second_reading_is_told_by_what_it_changed() -> None:
    """How many of how many, in which direction, and each change."""
    before = reading("redaktion/lesung-1", "eingestellt", "erfolgreich", "offen", "offen", "erfolgreich")
    after = reading("redaktion/lesung-2", "ausgelaufen", "offen", "wirkungslos", "offen")
    document = page(site(cases(5), before, after))
    said = {what: values(document, f"reread_{what}") for what in ("cases", "changed", "freed", "doubted", "fallen", "turned")}
    assert said == {"cases": ["4"], "changed": ["3"], "freed": ["1"], "doubted": ["1"], "fallen": ["1"], "turned": ["1", "1", "1"]}
    assert values(document, "read_once") == ["1"]
    assert "Bei 3 von 4 Fällen änderte sich dabei das Ergebnis" in document.seen


def test_codings_are_compared_with_today_and_never_with_each_other() -> None:
    """X and Y are of one kind: that they agree proves nothing. That nobody independent has read, is said."""
    outcomes = ["erfolgreich"] * 8 + ["offen"] * 2
    document = page(site(cases(ENOUGH), reading("gegenlesung/x", *outcomes), reading("gegenlesung/y", *outcomes)))
    assert values(document, "coded_same") == ["8", "8"]
    assert values(document, "coded_percent") == ["80.0", "80.0"]
    assert values(document, "coded_kappa") == ["0.00", "0.00"]
    assert "100,0" not in document.seen
    assert "voneinander nicht unabhängig" in document.seen
    assert "gibt es bisher nicht" in document.seen


def test_no_percentage_of_few_cases() -> None:
    """Below ten there are counts alone; kappa of one answer throughout is called undefined."""
    document = page(site(cases(ENOUGH - 1), reading("gegenlesung/x", *["erfolgreich"] * (ENOUGH - 1))))
    assert values(document, "coded_percent") == values(document, "sources_single_percent") == values(document, "coded_kappa") == []
    assert "9 von 9" in document.seen
    assert "zu wenige" in document.seen
    assert "nicht bestimmt" in document.seen


def test_nothing_is_claimed_where_nothing_was_read() -> None:
    """Without readings and cases the page says so."""
    document = page(site([]))
    assert "Noch wurde kein Fall zweimal gelesen" in document.seen
    assert "Noch hat niemand Fälle zur Gegenprobe eingeordnet" in document.seen
    assert "Dazu liegt noch nichts vor" in document.seen
    assert [data["data-what"] for data in document.all("data")] == []


def test_age_of_sources_is_a_state() -> None:
    """The newest year of each case counts; the page holds how many are of which age, not the day of the build."""
    dates = ("2026-01", "2023", "2022-12-31", "2016-05", "2015")
    old = Source(title="Alt", date="1999")
    studies = [one.model_copy(update={"sources": (Source(title="Neu", date=date), old)}) for one, date in zip(cases(5), dates, strict=True)]
    document = page(site([*studies, case("jena/ohne", "offen", measure="eisbahn")]))
    said = {what: values(document, f"sources_{what}") for what in ("fresh", "middle", "old", "undated", "none", "several", "half_since")}
    assert said == {
        "fresh": ["2"], "middle": ["2"], "old": ["1"], "undated": ["1"], "none": ["1"], "several": ["5"], "half_since": ["2022"]
    }  # fmt: skip
    assert TODAY not in expanded(site(studies), addresses.CERTAINTY)


def test_every_table_says_what_it_shows() -> None:
    """A caption for each, and headings of rows and columns with their scope."""
    html = expanded(land().site, addresses.CERTAINTY)
    assert html.count("<table") == html.count("<caption>") > 3
    assert all("scope=" in heading for heading in re.findall(r"<th\b[^>]*>", html))


def test_every_case_and_measure_leads_to_corrections_and_replies() -> None:
    """Withdrawn cases too; the anchor is that of the heading."""
    assert "## Korrektur und Stellungnahme" in land().site.pages[addresses.CERTAINTY].markdown
    base = land().content.knowledge_base
    uris = [*map(addresses.case, base.cases), *map(addresses.measure, base.measures)]
    without = [uri for uri in uris if "/wie-sicher/#korrektur-und-stellungnahme" not in expanded(land().site, uri)]
    assert without == []


def test_the_footer_and_the_rules_of_counting_lead_there() -> None:
    """So do all pages, by the footer."""
    assert "../wie-sicher/" in Html(expanded(land().site, addresses.COUNTING)).references
    text = (ROOT / "mkdocs.yml").read_text("utf-8").split("  footer_links:\n")[1].split("\n\n")[0]
    assert {"title": "Wie sicher ist das?", "url": addresses.published(addresses.CERTAINTY)} in yaml.safe_load(text)
