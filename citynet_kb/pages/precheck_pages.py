"""The Vorab-Check: measure, size of the town, and on one sheet what is known (Ratsvorlage)."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice, zip_longest
from typing import Any, TypeVar

from markupsafe import Markup

from citynet_kb.indexes import Comparison, MeasureSummary, NamedReason, german_order
from citynet_kb.indexes.precheck import SizeExperience, checklists, size_experiences, size_of, tried_by_size
from citynet_kb.model import CaseStudy, City, SizeClass, Source, Topic, addresses
from citynet_kb.pages.environment import environment
from citynet_kb.pages.german import sentence
from citynet_kb.pages.page import GeneratedPage, address
from citynet_kb.pages.renderer import Renderer
from citynet_kb.pages.views import MeasureView

TOWNS_SHOWN, REASONS_SHOWN, FACTORS_SHOWN, MISSED_SHOWN, CONTACTS_SHOWN, SOURCES_SHOWN = 5, 4, 3, 3, 3, 8
"""What fits on one sheet of A4 together."""
SUMMARY_SHOWN = 200
"""Characters of a case's summary; without one where more than three towns are named."""
TOWNS_WITH_SUMMARY = 3
SECTION = addresses.section(addresses.MEASURES)

T = TypeVar("T")


@dataclass(frozen=True)
class SharedParts:
    """What the sheets of one measure have in common, whatever the size of the town."""

    verdict: Markup
    effort: Markup
    missed: Markup
    has_missed: bool
    """Something was forgotten; as with contacts, the sheet then has no room for what helped."""
    rules: Markup


def precheck_pages(renderer: Renderer) -> Iterator[GeneratedPage]:
    """The entry, and for each measure with a case one page to choose the size and one sheet for each size."""
    known = {slug: view for slug, view in renderer.measures.items() if addresses.precheck_start(slug) in renderer.site_map.uris}
    yield _start(renderer, known)
    towns = _towns(renderer, next(iter(known), ""))
    for slug, view in known.items():
        yield _sizes(renderer, slug, view, towns)
        parts = _shared_parts(renderer, slug, view)
        for experience in size_experiences(view.summary, renderer.base.cities).values():
            yield _answer(renderer, slug, view, experience, parts)


def _start(renderer: Renderer, known: Mapping[str, MeasureView]) -> GeneratedPage:
    topics: list[tuple[Topic, list[tuple[MeasureView, str]]]] = []
    for summary in sorted(renderer.indexes.topics.values(), key=lambda summary: (german_order(summary.topic.name), summary.topic.id)):
        checks = [(known[slug], addresses.precheck_start(slug)) for slug in summary.measures if slug in known]
        if checks:
            topics.append((summary.topic, sorted(checks, key=lambda check: german_order(check[0].summary.measure.name))))
    return renderer.page(addresses.PRECHECK, "precheck_start.md.j2", {"section": SECTION, "layout": "wide"}, topics=topics)


def _towns(renderer: Renderer, measure: str) -> Markup:
    """All towns, A to Z. Their addresses are relative, so one list serves every measure."""
    towns = sorted(renderer.base.cities.values(), key=lambda city: (german_order(city.name), city.id))
    namesakes = Counter(city.name for city in towns)
    names = {city.id: f"{city.name} ({city.state})" if namesakes[city.name] > 1 else city.name for city in towns}
    link = partial(renderer.site_map.link, addresses.precheck_start(measure))
    sized = [(names[city.id], link(addresses.precheck(measure, city.size_class.value))) for city in towns if measure and city.size_class]
    unsized = [names[city.id] for city in towns if not city.size_class]
    return Markup(environment().get_template("precheck_towns.html.j2").render(sized=sized, unsized=unsized))


def _sizes(renderer: Renderer, slug: str, view: MeasureView, towns: Markup) -> GeneratedPage:
    tried = tried_by_size(view.summary, renderer.base.cities)
    return renderer.page(
        addresses.precheck_start(slug),
        "precheck_sizes.md.j2",
        {"section": SECTION, "layout": "wide", "search": {"exclude": True}},
        view=view,
        sizes=[(size, addresses.precheck(slug, size.value), tried[size]) for size in SizeClass],
        unsized=tried[None],
        towns=towns,
    )


def _shared_parts(renderer: Renderer, slug: str, view: MeasureView) -> SharedParts:
    words: Any = environment().get_template("precheck_parts.html.j2").module
    link = partial(renderer.site_map.link, addresses.precheck(slug, SizeClass.RURAL.value))
    counted = [case for case in view.summary.listing.cases if renderer.indexes.counting[case.id]]
    told = checklists(view.summary.listing.cases)
    bands = Counter(case.effort for case in counted)
    in_order = sorted(bands, key=lambda band: band.level or 0)
    return SharedParts(
        verdict=words.verdict(view),
        effort=words.effort(
            renderer.indexes.comparisons[slug].spreads, [(band.value, band.label, bands[band]) for band in in_order], len(counted), link
        ),
        missed=words.missed(told, MISSED_SHOWN, link(addresses.measure(slug))),
        has_missed=bool(told.missed),
        rules=words.rules(link(addresses.COUNTING) if renderer.site_map.has(addresses.COUNTING) else None),
    )


def _answer(renderer: Renderer, slug: str, view: MeasureView, experience: SizeExperience, parts: SharedParts) -> GeneratedPage:
    cities, uri = renderer.base.cities, addresses.precheck(slug, experience.size.value)
    found = experience.latest or experience.nearest
    shown = _of_every_outcome(renderer, found)
    counter = experience.counter_case
    named = (*shown, *(case for case in (counter,) if case and case not in shown))
    contacts = _contacts(renderer.indexes.comparisons[slug], experience.size, cities)
    sources = [(case, source) for case in named for source in case.sources]
    return renderer.page(
        uri,
        "precheck_answer.md.j2",
        {"section": SECTION, "layout": "precheck", "search": {"exclude": True}},
        view=view,
        sized=MeasureView(experience.summary, renderer.indexes),
        experience=experience,
        parts=parts,
        nearest_labels=[size.label for size in experience.nearest_sizes],
        shown=shown,
        towns=[(case, _summary(case) if len(shown) <= TOWNS_WITH_SUMMARY or case is counter else "") for case in shown],
        towns_more=len(found) - len(shown),
        counter=counter,
        counter_size=size_of(counter, cities) if counter else None,
        counter_summary=_summary(counter) if counter else "",
        **_reasons(view.summary, experience.summary),
        **contacts,
        factors=() if contacts["contacts"] or parts.has_missed else _factors(renderer, (*found, *view.tally.latest.values())),
        sources=_in_turn(named, SOURCES_SHOWN),
        sources_more=len(sources) - SOURCES_SHOWN,
        address=address(uri),
    )


def _summary(case: CaseStudy) -> str:
    return sentence(case.summary or "", SUMMARY_SHOWN)


def _factors(renderer: Renderer, cases: Iterable[CaseStudy]) -> list[tuple[CaseStudy, str]]:
    """What helped where it went well, at least in part: the first factor of each of the first towns."""
    helped = {case.id: case for case in cases if case.success_factors and not renderer.indexes.outcomes[case.id].is_setback}
    return [(case, case.success_factors[0]) for case in islice(helped.values(), FACTORS_SHOWN)]


def _of_every_outcome(renderer: Renderer, cases: Sequence[CaseStudy]) -> list[CaseStudy]:
    """As many cases as fit, so that no kind of outcome is left out while another stands there twice; in their own order."""
    kinds: dict[str, list[CaseStudy]] = {}
    for case in cases:
        kinds.setdefault(renderer.indexes.outcomes[case.id], []).append(case)
    chosen = {case.id for case in _first_of_each(kinds.values(), TOWNS_SHOWN)}
    return [case for case in cases if case.id in chosen]


def _in_turn(cases: Sequence[CaseStudy], most: int) -> list[tuple[CaseStudy, Source]]:
    """Sources, one of each case before the second of any, then told case by case."""
    pairs = [[(number, place) for place in range(len(case.sources))] for number, case in enumerate(cases)]
    return [(cases[number], cases[number].sources[place]) for number, place in sorted(_first_of_each(pairs, most))]


def _first_of_each(groups: Iterable[Sequence[T]], most: int) -> list[T]:
    """The first of each group, then the second of each, and so on."""
    return [one for one in chain.from_iterable(zip_longest(*groups)) if one is not None][:most]


def _reasons(every: MeasureSummary, sized: MeasureSummary) -> dict[str, Any]:
    """Reasons of setbacks in this size, else in all sizes, else what slowed a partial success."""
    ways: tuple[tuple[str, tuple[NamedReason, ...], Callable[[], int]], ...] = (
        ("size", sized.reasons.setbacks, lambda: len(sized.tally.setback_cities)),
        ("all", every.reasons.setbacks, lambda: len(every.tally.setback_cities)),
        ("partly", every.reasons.partly, lambda: len({city for one in every.reasons.partly for city in one.cities})),
    )
    of, named, base = next((way for way in ways if way[1]), ways[-1])
    return {"reasons": named[:REASONS_SHOWN], "reasons_of": of, "reasons_base": base(), "reasons_more": len(named) - REASONS_SHOWN}


def _contacts(comparison: Comparison, size: SizeClass, cities: Mapping[str, City]) -> dict[str, Any]:
    """Contacts, those of towns of this size first; then websites, likewise."""
    contacts = sorted(comparison.contacts.cases, key=lambda contact: size_of(contact.case, cities) is not size)
    websites = sorted(comparison.contacts.websites, key=lambda city: city.size_class is not size)
    return {
        "contacts": contacts[:CONTACTS_SHOWN],
        "websites": websites[: max(0, CONTACTS_SHOWN - len(contacts))],
        "contacts_more": len(contacts) + len(websites) - CONTACTS_SHOWN,
    }
