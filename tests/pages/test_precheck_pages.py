"""The Erfahrungsblatt: what a town of a given size reads before it tries a measure."""

import re
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest

from citynet_kb.indexes import build_indexes
from citynet_kb.indexes.precheck import checklists, size_experiences
from citynet_kb.knowledge_base import KnowledgeBase, link
from citynet_kb.model import CaseStudy, City, Configuration, Measure, SizeClass, Topic
from citynet_kb.pages import Site
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.environment import environment
from citynet_kb.pages.kinds.precheck_pages import precheck_pages
from citynet_kb.pages.renderer import Renderer
from tests.fictional.records import generate_knowledge_base
from tests.indexes.examples import case
from tests.indexes.naive import SETBACKS, naive_tally, would_count
from tests.indexes.naive import outcome as effective
from tests.pages.examples import expanded, land
from tests.site.building import TODAY
from tests.site.reading import Html

GOLDEN = Path(__file__).parent / "golden"
HERE, THERE = SizeClass.SMALLER_MEDIUM_TOWN, SizeClass.SMALLER_LARGE_CITY
NUMBERS = (0, 1, 2, 3, 50)


@pytest.mark.parametrize(
    "uri",
    [
        pytest.param("vorab-check/index.md", id="entry"),
        pytest.param("vorab-check/feierabendmarkt/index.md", id="choice of the size"),
        pytest.param("vorab-check/feierabendmarkt/kleinere-mittelstadt.md", id="rich measure"),
        pytest.param("vorab-check/feierabendmarkt/landgemeinde.md", id="rich measure, no town of this size"),
        pytest.param("vorab-check/pop-up-store/kleine-kleinstadt.md", id="poor measure"),
    ],
)
def test_page(uri: str, golden: Callable[[Path, str], None]) -> None:
    """The page is, word for word, the one in golden/."""
    golden(GOLDEN / uri, expanded(land().site, uri))


@pytest.mark.parametrize("number", NUMBERS)
def test_page_for_any_number_of_towns(number: int, golden: Callable[[Path, str], None]) -> None:
    """With no town of this size, one, two, three or fifty, and one of another size."""
    golden(GOLDEN / f"vorab-check/{number}-staedte.md", expanded(site_of(towns(number)), f"vorab-check/eisbahn/{HERE.value}.md"))


def towns(number: int) -> KnowledgeBase:
    """So many towns of one size with a case each, and one larger town."""
    outcomes = islice(cycle(("eingestellt", "erfolgreich", "teilweise", "nicht-zustande")), number)
    cases = [case(f"stadt{index}/fall", outcome, **details(index, outcome)) for index, outcome in enumerate(outcomes)]
    cities = [town(f"stadt{index}", HERE) for index in range(number)]
    return base_of([*cases, case("grossberg/fall", "erfolgreich", summary="Dort ging es gut.")], [*cities, town("grossberg", THERE)])


def details(index: int, outcome: str) -> dict[str, Any]:
    """What a case can tell."""
    return {
        "summary": f"Fall in Stadt {index}. " + "Was war, in vielen Worten. " * 8,
        "period": {"start": "2019", "end": "2021"},
        "failure_reasons": ["umfeld/wetter", "akteure/haendler-zu-wenige"] if outcome in SETBACKS else [],
        "success_factors": ["Früh geworben"],
        "checklist": [{"item": "gema", "state": "vergessen"}, {"item": "haushalt", "state": "erledigt"}],
        "contact": {"role": "Citymanagement", "email": "citymanagement@example.org"},
        "effort_detail": {"cost_eur": 1_000 * index + 500},
        "sources": [{"title": f"Bericht {part} aus Stadt {index}", "publisher": "Tageblatt", "date": "2021-05"} for part in "abc"],
    }


def town(slug: str, size: SizeClass | None) -> City:
    return City(id=slug, slug=slug, name=slug.title(), state="Thüringen", country="DE", size_class=size)


def base_of(cases: list[CaseStudy], cities: list[City]) -> KnowledgeBase:
    measures = (Measure(id=slug, slug=slug, name=slug.title(), topic="feste-maerkte") for slug in ("eisbahn", "parklets"))
    return link(cases, cities, measures, (Topic(id="feste-maerkte", slug="feste-maerkte", name="Feste"),))


def site_of(base: KnowledgeBase) -> Site:
    """The pages of the Erfahrungsblatt alone."""
    indexes = build_indexes(base)
    context = BuildContext(base, indexes, Configuration(), TODAY)
    renderer = Renderer(context.site_map, context.settings)
    return Site({draft.uri: renderer.render(draft) for draft in precheck_pages(context)}, renderer.fragments)


def seen(site: Site, uri: str) -> str:
    return Html(expanded(site, uri)).seen


def test_measures_without_a_case_have_none() -> None:
    """Nothing is known of them: no page, no link from the entry."""
    site = site_of(towns(0))
    assert "vorab-check/eisbahn/index.md" in site.pages
    assert not [uri for uri in site.pages if uri.startswith("vorab-check/parklets")]
    assert "Parklets" not in seen(site, "vorab-check/index.md")


def test_nothing_known_at_all() -> None:
    """Without a single case the entry says so."""
    site = site_of(base_of([], []))
    assert "Noch ist zu keiner Maßnahme ein Fall bekannt." in seen(site, "vorab-check/index.md")


def test_only_the_entry_is_searched() -> None:
    """Five hundred sheets would drown every search."""
    site = site_of(towns(1))
    for uri, page in site.pages.items():
        if uri.startswith("vorab-check/"):
            assert ('search: {"exclude": true}' in page.markdown) is (uri != "vorab-check/index.md")


def test_every_town_leads_to_its_size() -> None:
    """Towns of unknown size are named apart; namesakes are told apart."""
    cities = [town("hier", HERE), town("da", None), town("dort", THERE).model_copy(update={"name": "Hier", "state": "Hessen"})]
    page = expanded(site_of(base_of([case("hier/fall")], cities)), "vorab-check/eisbahn/index.md")
    assert f'<li><a href="{HERE.value}/">Hier (Thüringen)</a></li>' in page
    assert f'<li><a href="{THERE.value}/">Hier (Hessen)</a></li>' in page
    assert "bitte oben die Größe wählen: Da." in Html(page).seen


def test_every_size_has_its_words() -> None:
    """Each class can stand in a sentence."""
    words: Any = environment().get_template("precheck_parts.html.j2").module
    for size in SizeClass:
        noun = size.label.split()[-1]
        assert str(words.one_of(size)).endswith(noun)
        assert str(words.many_of(size)).split()[-1][:4] == noun[:4]


def test_nearest_sizes() -> None:
    """Without a town of this size those of the nearest sizes speak, of both sides where they are equally far."""
    cities = [town("gross", SizeClass.LARGER_MEDIUM_TOWN), town("klein", SizeClass.LARGER_SMALL_TOWN), town("weit", SizeClass.RURAL)]
    base = base_of([case(f"{city.id}/fall", "erfolgreich") for city in cities], cities)
    found = size_experiences(build_indexes(base).measures["eisbahn"], base.cities)[HERE]
    assert [other.city for other in found.nearest] == ["gross", "klein"]
    assert found.nearest_sizes == (SizeClass.LARGER_MEDIUM_TOWN, SizeClass.LARGER_SMALL_TOWN)


def test_towns_of_unknown_size_speak_last() -> None:
    """They are named where nobody else knows how it ended."""
    base = base_of([case("irgendwo/fall")], [town("irgendwo", None)])
    text = seen(site_of(base), f"vorab-check/eisbahn/{HERE.value}.md")
    assert "Von den Städten, aus denen wir es wissen, fehlt die Einwohnerzahl: Irgendwo : eingestellt" in text


def test_counter_case() -> None:
    """A success where setbacks prevail, and the other way round, from the nearest size."""
    cities = [town("hier", HERE), town("dort", THERE)]
    for outcome, other in (("eingestellt", "erfolgreich"), ("erfolgreich", "wirkungslos")):
        base = base_of([case("hier/fall", outcome), case("dort/fall", other)], cities)
        found = size_experiences(build_indexes(base).measures["eisbahn"], base.cities)
        assert found[HERE].counter_case is base.cases["dort/fall"]
        assert found[THERE].counter_case is base.cases["hier/fall"]
    alone = seen(site_of(base_of([case("hier/fall", "erfolgreich")], cities)), f"vorab-check/eisbahn/{HERE.value}.md")
    assert "Dass es nicht gelang, ist aus keiner Stadt bekannt." in alone


def test_forgotten_counts_towns() -> None:
    """A town counts once an item, whatever it tells in however many cases; withdrawn, unnamed and weak cases tell nothing."""
    entry = {"checklist": [{"item": "gema", "state": "vergessen"}, {"item": "haushalt", "state": "zu-spaet"}]}
    done = {"checklist": [{"item": "gema", "state": "zu-spaet"}, {"item": "haushalt", "state": "erledigt"}]}
    told = checklists(
        [
            case("a/eins", "offen", **entry),
            case("a/zwei", **done),
            case("b/eins", **done),
            case("c/eins", confidence="low", **entry),
            case("d/eins", withdrawn={"date": "2026-01-01", "reason": "Irrtum."}, **entry),
            case("e/eins"),
        ]
    )
    assert told.cities == ("a", "b")
    assert [(missed.item.value, missed.cities) for missed in told.missed] == [("gema", ("a", "b")), ("haushalt", ("a",))]


def test_no_dead_end() -> None:
    """Without contact and website nobody is named, and no heading promises one."""
    uri = f"vorab-check/eisbahn/{THERE.value}.md"
    assert "Wen Sie fragen können" not in seen(site_of(towns(0)), uri)
    assert "Wen Sie fragen können" in seen(site_of(towns(1)), uri)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_numbers_are_those_of_a_naive_count(seed: int) -> None:
    """Whatever the records, each number on a sheet and on the choice of the size is the one that plain loops give."""
    base = generate_knowledge_base(80, seed)
    site, cases = site_of(base), [one.model_dump(mode="json") for one in base.cases.values()]
    for measure in base.measures:
        mine = [one for one in cases if one["measure"] == measure and one["withdrawn"] is None]
        assert (f"vorab-check/{measure}/index.md" in site.pages) is bool(mine)
        for size in SizeClass if mine else ():
            here = [one for one in mine if size_in(base, one) == size.value]
            parts = dict(sections(expanded(site, f"vorab-check/{measure}/{size.value}.md")))
            check_counts(parts["Bilanz"], naive_tally(mine, measure), "observations")
            check_counts(parts["In Städten wie Ihrer"], naive_tally(here, measure), "cities_known")
            check_reasons(parts["Woran es lag"], here, mine)
            check_effort(parts["Aufwand"], [one for one in mine if would_count(one) and one["city"] != "anonym"])
        if mine:
            check_sizes(Html(expanded(site, f"vorab-check/{measure}/index.md")), base, naive_tally(mine, measure)["tried"])


def size_in(base: KnowledgeBase, one: dict[str, Any]) -> str | None:
    if one["city"] == "anonym":
        return one["size_class"]
    return str(base.cities[one["city"]].size_class)


def sections(page: str) -> Iterator[tuple[str, list[tuple[str, float]]]]:
    """Heading or label of each section, and its numbers."""
    for part in page.split("<section")[1:]:
        heading = re.search(r"<h2>(.*?)</h2>", part)
        name = heading[1] if heading else "Bilanz"
        yield name, [(data["data-what"], float(data["value"])) for data in Html(part.split("</section>")[0]).all("data")]


def check_counts(found: list[tuple[str, float]], expected: dict[str, Any], whole: str) -> None:
    """Experiences, towns and modes, what stands beside them, and unnamed cases; `whole` = the number that is always said."""
    total, setbacks, successes, partly = expected["experiences"]
    known = {
        "cities_known": expected["m"],
        "cities_setback": expected["f"],
        "cities_setback_ever": len(expected["ever"]),
        "cases_anonymous": expected["anonymous"],
        "observations": total,
        "observations_setback": setbacks,
        "observations_success": successes,
        "observations_partly": partly,
        "cities_weak": len(expected["low"]),
        "cities_open": len(expected["open"]),
        "cities_cancelled": len(expected["cancelled"]),
        "cities_uncounted": sum(len(expected[reason]) for reason in ("low", "open", "cancelled")),
        **{f"setbacks_{mode}": number for mode, number in expected["modes"].items()},
    }
    assert all(number == known[what] for what, number in found if what in known), (found, known)
    assert not expected["m"] or (whole, known[whole]) in found


def check_reasons(found: list[tuple[str, float]], here: list[dict[str, Any]], mine: list[dict[str, Any]]) -> None:
    """Numbers of towns behind the most frequent reasons: of this size, else of all sizes, else where it was difficult and no setback."""
    for cases, outcomes in ((here, SETBACKS), (mine, SETBACKS), (mine, ("teilweise", "ausgelaufen"))):
        behind: dict[str, set[str]] = {}
        counted = [one for one in cases if would_count(one) and one["city"] != "anonym" and effective(one) in outcomes]
        for one in counted:
            for reason in one["failure_reasons"]:
                behind.setdefault(reason, set()).add(one["city"])
        if behind:
            numbers = sorted((len(cities) for cities in behind.values()), reverse=True)
            assert [number for what, number in found if what == "cities_reason"] == numbers[:3]
            total = len({one["city"] for one in counted if one["failure_reasons"] or outcomes is SETBACKS})
            assert found[0][1] == total
            return
    assert not found


def check_effort(found: list[tuple[str, float]], counted: list[dict[str, Any]]) -> None:
    """Ranges of at least five figures that cover the same, single costs without one, and cases by band."""
    known, kinds = dict(found), amounts_by_kind(counted)
    ranged = {kind: amounts for kind, amounts in kinds.items() if len(amounts) >= 5 and kind not in APART}
    for kind, amounts in ranged.items():
        middle = (amounts[(len(amounts) - 1) // 2] + amounts[len(amounts) // 2]) / 2
        told = [known[name] for name in (f"{kind}_minimum", f"{kind}_median", f"{kind}_maximum", f"figures_{kind}")]
        assert told == [amounts[0], middle, amounts[-1], len(amounts)]
    assert {what for what, _ in found if what.startswith("figures_")} == {f"figures_{kind}" for kind in ranged}
    costs = [amount for kind, amounts in kinds.items() if kind.startswith("kosten") for amount in amounts]
    single = [number for what, number in found if what == "kosten"]
    has_range = any(kind.startswith("kosten") for kind in ranged)
    assert len(single) == (0 if has_range else min(2, len(costs)))
    assert set(single) <= set(costs)
    for what, number in found:
        if what.startswith("effort_"):
            assert number == sum(one["effort"] == what.removeprefix("effort_") for one in counted)
        if what == "cases_counted":
            assert number == len(counted)


APART = ("kosten_None", "kosten_foerdersumme", "kosten_zuschuss-stadt")
"""What a figure covers is not known, or only a part of the cost."""


def amounts_by_kind(counted: list[dict[str, Any]]) -> dict[str, list[int]]:
    """Figures that cover the same, sorted: actual, else planned, else of costs the running one."""
    found: dict[str, list[int]] = {}
    for one in counted:
        detail = one["effort_detail"] or {}
        for kind, keys in (
            (f"kosten_{one['cost_of']}", ("cost_eur", "cost_planned_eur", "running_eur_per_year")),
            ("personentage", ("staff_days", "staff_days_planned")),
        ):
            amounts = [detail[key] for key in keys if detail.get(key) is not None]
            found.setdefault(kind, []).extend(amounts[:1])
    return {kind: sorted(amounts) for kind, amounts in found.items()}


def check_sizes(page: Html, base: KnowledgeBase, tried: list[str]) -> None:
    """How many towns of each size have tried it."""
    found = {(data["data-what"], int(data["value"])) for data in page.all("data")}
    expected = {(f"cities_tried_{size.value}", sum(base.cities[one].size_class is size for one in tried)) for size in SizeClass}
    assert found == {pair for pair in expected if pair[1]} | ({("cities_tried", len(tried))} if tried else set())
