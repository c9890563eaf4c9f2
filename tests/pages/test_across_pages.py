"""Pages across all measures: golden files, their numbers against a naive recount, and what they say of little or nothing."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from citynet_kb.indexes import Verdict, build_indexes, verdict_words
from citynet_kb.indexes.differences import FEWEST_TOWNS, FEWEST_TOWNS_A_SIDE
from citynet_kb.indexes.figures import FEWEST_FIGURES
from citynet_kb.indexes.standings import YEARS_UNTIL_OLD
from citynet_kb.indexes.verdict import FEWEST_FOR_VERDICT, Opinion
from citynet_kb.knowledge_base import KnowledgeBase, link
from citynet_kb.model import CaseStudy, City, Configuration, Evidence, Page, addresses
from citynet_kb.model.generated_pages import ACROSS
from citynet_kb.pages import Site, build_site
from citynet_kb.pages.page import address
from tests.fictional.records import generate_knowledge_base, generate_measures, generate_topics
from tests.indexes.examples import CAUSE, case
from tests.indexes.naive import SETBACKS, naive_tally, outcome, would_count
from tests.pages.examples import expanded, land
from tests.site.building import TODAY
from tests.site.reading import Html
from tests.speed import once

GOLDEN = Path(__file__).parent / "golden"
PAGES = (*ACROSS, addresses.EFFORTS)
NOTHING = "Dazu liegt noch nichts vor"
SIZES = (0, 1, 2, 3, 50)
REPORT = Page(id="mitmachen/index", path="content/mitmachen/index.md", title="Mitmachen")


@pytest.mark.parametrize("uri", PAGES)
def test_page(uri: str, golden: Callable[[Path, str], None]) -> None:
    """The page is, word for word, the one in golden/; a meant change is refreshed, read and committed with its reason."""
    golden(GOLDEN / uri, expanded(land().site, uri))


@once
def generated(number: int) -> tuple[KnowledgeBase, Site]:
    """A knowledge base of so many cases and its site."""
    base = generate_knowledge_base(number, seed=7)
    groups = (base.cases, base.cities, base.measures, base.topics, base.meetings)
    return built(link(*(group.values() for group in groups), [REPORT]))


def built(base: KnowledgeBase) -> tuple[KnowledgeBase, Site]:
    return base, build_site(base, build_indexes(base), Configuration(), TODAY)


@once
def example() -> tuple[KnowledgeBase, Site]:
    """Beispielland."""
    return land().content.knowledge_base, land().site


def of(*cases: CaseStudy) -> tuple[KnowledgeBase, Site]:
    """These cases alone, among the usual measures."""
    towns = {one.city: City(id=one.city, slug=one.city, name=one.city.title(), state="Thüringen", country="DE") for one in cases}
    return built(link(cases, towns.values(), generate_measures(), generate_topics(), (), [REPORT]))


KNOWN_BASES = [
    *(pytest.param(lambda number=number: generated(number), id=str(number)) for number in SIZES),
    pytest.param(example, id="land"),
]
ways_in = pytest.mark.parametrize("made", KNOWN_BASES)
Made = Callable[[], tuple[KnowledgeBase, Site]]


def page(site: Site, uri: str) -> Html:
    return Html(expanded(site, uri))


def numbers(document: Html, what: str) -> list[int]:
    """The values of all data elements of one name, in order."""
    return [int(data["value"]) for data in document.all("data") if data["data-what"] == what]


def plain(base: KnowledgeBase) -> list[dict[str, Any]]:
    """The cases as dictionaries that share nothing with the indexes."""
    return [case.model_dump(mode="json") for case in base.cases.values()]


def present(base: KnowledgeBase) -> list[dict[str, Any]]:
    return [one for one in plain(base) if one["withdrawn"] is None]


def counting(base: KnowledgeBase) -> list[dict[str, Any]]:
    return [one for one in plain(base) if would_count(one) and one["city"] != "anonym"]


@ways_in
def test_matrix_is_the_recount(made: Made) -> None:
    """Each cell, in order, is the number of counting cases with this effort and this outcome; what is not shown is named."""
    base, site = made()
    document = page(site, addresses.EFFORTS)
    pairs = Counter((one["effort"], outcome(one)) for one in counting(base))
    bands = ("sehr-klein", "klein", "mittel", "gross", "sehr-gross")
    columns = ("eingestellt", "wirkungslos", "nicht-zustande", "teilweise", "erfolgreich", "ausgelaufen")
    cells = [pairs[band, column] for band in bands for column in columns]
    assert numbers(document, "cases_cell") == (cells if sum(cells) else [])
    unknown = sum(one["effort"] == "unbekannt" for one in present(base))
    assert numbers(document, "cases_effort_unknown") == ([unknown] if 0 < unknown < len(present(base)) else [])
    quick = pairs["sehr-klein", "erfolgreich"] + pairs["klein", "erfolgreich"]
    small = sum(pairs[band, column] for band in bands[:2] for column in columns)
    assert numbers(document, "cases_quick_success") == ([quick] if quick else [])
    assert numbers(document, "cases_small_effort") == ([small] if small else [])


@ways_in
def test_gaps_are_the_recount(made: Made) -> None:
    """Measures without a case, those without an outcome, and the topics of which least is known."""
    base, site = made()
    document = page(site, addresses.GAPS)
    tried = {one["measure"] for one in present(base)}
    known = {one["measure"] for one in counting(base)}
    silent, unclear = set(base.measures) - tried, (set(base.measures) & tried) - known
    assert measures_linked(document) == silent | unclear
    assert numbers(document, "measures_without_case") == ([len(silent)] if silent else [])
    assert numbers(document, "measures_without_outcome") == ([len(unclear)] if unclear else [])
    counted = [sum(slug in (one["topic"], *one["topics_more"]) for one in counting(base)) for slug in base.topics]
    shown = [line for line in re.findall(r"<li>.*?</li>", document.text) if "../themen/" in line]
    found = [sum(numbers(Html(line), "cases_counted")) for line in shown]
    assert found == sorted(counted)[:5]


def measures_linked(document: Html) -> set[str]:
    return {url.split("/")[-2] for url in document.references if url.startswith("../massnahmen/") and url != "../massnahmen/"}


@ways_in
def test_shared_experience_is_the_recount(made: Made) -> None:
    """Measures with a success and a setback among the latest cases, the most even first, each with its numbers."""
    base, site = made()
    document = page(site, addresses.SHARED)
    tallies = {slug: naive_tally(plain(base), slug) for slug in base.measures}
    sides = {slug: (successes(base, tally), tally["f"], tally["m"]) for slug, tally in tallies.items()}
    divided = {slug: found for slug, found in sides.items() if found[0] and found[1]}
    assert measures_linked(document) == set(divided)
    expected = sorted(divided.values(), key=lambda side: (-min(side[:2]) / max(side[:2]), -side[2]))
    rows = [Html(row) for row in re.findall(r'<li class="kb-row kb-row--failed">.*?</li>', document.text, re.DOTALL)]
    found = [(numbers(row, "cities_success")[0], numbers(row, "cities_setback")[0], numbers(row, "cities_known")[0]) for row in rows]
    assert [(min(one[:2]) / max(one[:2]), one[2]) for one in found] == [(min(one[:2]) / max(one[:2]), one[2]) for one in expected]
    assert sorted(found) == sorted(expected)
    if divided:
        assert numbers(document, "measures_divided") == [len(divided)]
        assert numbers(document, "measures_known") == [sum(bool(tally["m"]) for tally in tallies.values())]


def successes(base: KnowledgeBase, tally: dict[str, Any]) -> int:
    cases = {one["id"]: one for one in plain(base)}
    return sum(outcome(cases[slug]) == "erfolgreich" for slug in tally["latest"].values())


@ways_in
def test_years_are_the_recount(made: Made) -> None:
    """Begun and ended cases, those without a date beside them, and the modes of all latest cases."""
    base, site = made()
    document = page(site, addresses.TIMELINE)
    begun = [dated(one, "start") for one in counting(base) if outcome(one) != "nicht-zustande"]
    ended = [dated(one, "end") for one in counting(base) if outcome(one) in SETBACKS]
    if any(begun) or any(ended):
        assert numbers(document, "cases_started") == [sum(map(bool, begun))]
        assert numbers(document, "cases_ended") == [sum(map(bool, ended))]
        assert shown_years(document, "cases_started_year") == tail(begun, begun + ended)
        assert shown_years(document, "cases_ended_year") == tail(ended, begun + ended)
    for what, whole, dates in (("cases_without_start", "cases_begun", begun), ("cases_without_end", "cases_setback", ended)):
        missing = dates.count(None)
        assert numbers(document, what) == ([missing] if missing else [])
        assert numbers(document, whole) == ([len(dates)] if missing else [])
    tallies = [naive_tally(plain(base), slug) for slug in base.measures]
    modes = {mode: sum(tally["modes"][mode] for tally in tallies) for mode in SETBACKS}
    assert {mode: sum(numbers(document, f"setbacks_{mode}")) for mode in SETBACKS} == modes
    if sum(modes.values()):
        assert numbers(document, "latest_cases") == [sum(tally["m"] for tally in tallies)]


def dated(one: dict[str, Any], end: str) -> int | None:
    date = (one["period"] or {}).get(end)
    return int(date[:4]) if date else None


def shown_years(document: Html, what: str) -> list[int]:
    return list(reversed(numbers(document, what)))


def tail(years: Iterable[int | None], every: Iterable[int | None]) -> list[int]:
    """How many fall on each of the last 24 years, from the first year of all."""
    known = sorted(year for year in every if year)
    counted = Counter(years)
    return [counted[year] for year in range(max(known[0], known[-1] - 23), known[-1] + 1)]


@ways_in
def test_counting_page_is_the_recount(made: Made) -> None:
    """Kinds of evidence with the number of counting cases."""
    base, site = made()
    document = page(site, addresses.COUNTING)
    found = Counter(one["evidence"] for one in counting(base))
    for kind in Evidence:
        assert numbers(document, f"cases_evidence_{kind.value}") == [found[kind.value]]


def test_verdicts_are_explained() -> None:
    """Each verdict has its rule, in the words of the thresholds that the code has."""
    seen = page(land().site, addresses.COUNTING).seen
    assert all(one.label in seen for one in (*Verdict, *Opinion))
    assert (FEWEST_FOR_VERDICT, FEWEST_FIGURES, FEWEST_TOWNS, FEWEST_TOWNS_A_SIDE, YEARS_UNTIL_OLD) == (5, 5, 10, 2, 3)
    said = ("Weniger als fünf", "mehr als der Hälfte", "höchstens drei von zehn", "erst ab zehn Städten")
    more = ("mindestens fünf Beträge", "mindestens zehn Städten", "mindestens zwei davon", "drei Jahre her")
    assert [words for words in (*said, *more) if words not in seen] == []


def test_the_reserve_is_said_in_its_own_words() -> None:
    """Once, and it is the only sentence of the page with »nie«."""
    seen = page(land().site, addresses.COUNTING).seen
    reserve = "Gezählt wird, was dokumentiert oder gemeldet ist. Das ist keine Stichprobe; was nie berichtet wurde, fehlt."
    assert seen.count(reserve) == 1
    assert not re.search(r"\bnie\b", seen.replace(reserve, ""))


def towns(measure: str, *outcomes: str) -> list[CaseStudy]:
    return [case(f"{measure}-{number}/{measure}", outcome, measure=measure) for number, outcome in enumerate(outcomes)]


def test_worked_example() -> None:
    """The measure with most towns of which two met a setback and two did not; of equal ones the first by name."""
    good, bad, partly = "erfolgreich", "eingestellt", "teilweise"
    one_sided = towns("eisbahn", good, good, good, good, good, bad)
    even = towns("stadtstrand", good, partly, bad, bad, good)
    later = towns("themenmarkt", good, good, bad, bad, good)
    smaller = towns("parklets", good, good, bad, bad)
    base, site = of(*one_sided, *even, *later, *smaller)
    document = page(site, addresses.COUNTING)
    assert "Ein Beispiel: Stadtstrand" in expanded(site, addresses.COUNTING)
    assert measures_linked(document) == {"stadtstrand"}
    names = ("observations", "observations_setback", "observations_success", "observations_partly")
    assert [numbers(document, what)[0] for what in names] == [5, 2, 2, 1]
    assert verdict_words(build_indexes(base).measures["stadtstrand"].tally) == "Mal gelungen, mal nicht"
    assert "In 2 von 5 Städten nicht gelungen. Mal gelungen, mal nicht." in " ".join(document.seen.split())


def test_worked_example_of_joined_towns() -> None:
    """Towns of one outside cause, and of one joint project, are one experience; divided ones say so; all that is written beside them."""
    hit = [case(f"h{number}/eisbahn", "eingestellt", common_cause=CAUSE) for number in range(2)]
    together = [case(f"p{number}/eisbahn", "erfolgreich", joint_project="eis") for number in range(2)]
    divided = [case("d/1", "eingestellt", period={"end": "2020"}), case("d/2", "erfolgreich", period={"end": "2020"})]
    document = page(of(*hit, *together, *divided, case("z/1", "teilweise"))[1], addresses.COUNTING)
    names = ("observations", "observations_setback", "observations_success", "observations_partly", "observations_divided")
    assert [numbers(document, what)[0] for what in names] == [4, 1, 1, 1, 1]
    for words in ("(Insolvenz des Anbieters", "(gemeinsames Vorhaben)", "widersprüchlich berichtet", "Es bleiben 4 Erfahrungen"):
        assert words in " ".join(document.seen.split()), words


def test_no_example_without_two_sides() -> None:
    """Where no measure is fit for it the section is left out."""
    assert "Ein Beispiel" not in expanded(of(*towns("eisbahn", "erfolgreich", "eingestellt", "eingestellt"))[1], addresses.COUNTING)


@pytest.mark.parametrize("number", SIZES)
@pytest.mark.parametrize("uri", PAGES)
def test_no_page_is_empty(uri: str, number: int) -> None:
    """Every section says something, whatever there is; without a case each page says so and how to report one."""
    site = generated(number)[1]
    text = expanded(site, uri)
    for section in re.split(r"^## .*$", text, flags=re.MULTILINE):
        assert Html(section).seen.strip()
    if number == 0:
        assert NOTHING in text
        assert "../mitmachen/" in page(site, uri).references


@pytest.mark.parametrize("uri", PAGES)
def test_a_knowledge_base_without_anything(uri: str) -> None:
    """Nor does a page need towns, measures, topics or a page on taking part."""
    site = built(link((), (), (), ()))[1]
    assert NOTHING in expanded(site, uri)


@pytest.mark.parametrize("uri", PAGES)
@pytest.mark.parametrize("number", SIZES)
def test_digits_are_named(uri: str, number: int) -> None:
    """No digit stands outside of a data element, a time, a drawing, a link text (a name) or the definition of a vocabulary."""
    text = expanded(generated(number)[1], uri).split("\n---\n", 1)[1]
    for known in (r"<svg.*?</svg>", r"<data.*?</data>", r"<time.*?</time>", r"<a .*?</a>", r'<p class="kb-card__text">.*?</p>', r"<[^>]*>"):
        text = re.sub(known, " ", text, flags=re.DOTALL)
    text = re.sub(r'kb-row__(text|facts)">.*?</p>|KeepLocal, Juli 2024', " ", text)
    if uri == addresses.EFFORTS:
        text = re.sub(r"## Schnelle Erfolge.*?(?=## )", " ", text, flags=re.DOTALL)
    assert not re.findall(r".{0,30}\d.{0,30}", text)


def test_all_are_within_three_clicks() -> None:
    """The list of cases, itself in the navigation, leads to the page of all overviews, that to each, and the list of towns to the map."""
    site = land().site
    assert "../ueberblicke/" in page(site, addresses.CASES).references
    assert {f"../{address(uri)}/" for uri in PAGES} <= set(page(site, addresses.OVERVIEW).references)
    assert "../karte/" in page(site, addresses.CITIES).references


@pytest.mark.parametrize("uri", PAGES)
def test_front_matter(uri: str) -> None:
    """Each page names its entry of the navigation and describes itself in one sentence."""
    head = land().site.pages[uri].markdown.split("\n---\n", 1)[0]
    assert re.search(r'^section: "[a-z]+/"$', head, re.MULTILINE)
    assert re.search(r'^description: "[^"&]{40,160}\."$', head, re.MULTILINE)


@pytest.mark.parametrize("uri", [uri for uri in PAGES if uri != addresses.COUNTING])
def test_counting_note_leads_to_the_rules(uri: str) -> None:
    """Once on each page, with the way to the rules."""
    document = page(land().site, uri)
    assert document.seen.count("Das ist keine Stichprobe") == 1
    assert document.references.count("../wie-wir-zaehlen/") == 1
