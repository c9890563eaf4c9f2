"""The page of each case, and a tombstone for each withdrawn one; pointers for former addresses are made by `moved_pages`."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from posixpath import dirname

from citynet_kb.indexes import Confirmation, Duration, DurationUnit, Likeness, contact_of, duration_of, last_confirmed
from citynet_kb.model import CaseStudy, Outcome, addresses
from citynet_kb.model.case_parts import Withdrawal
from citynet_kb.pages import german
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.structured_data import article
from citynet_kb.pages.views.board_lines import CallWords, call_words
from citynet_kb.pages.views.case_lines import CaseLine
from citynet_kb.pages.views.case_text import without_empty_sections
from citynet_kb.pages.views.checked_items import CheckedItem, checked_items
from citynet_kb.pages.views.named import Named
from citynet_kb.pages.views.offices import OfficeToAsk, office_to_ask
from citynet_kb.pages.views.record_state import RecordState, state_of
from citynet_kb.pages.views.source_lines import SourceLine, source_lines
from citynet_kb.pages.views.who_says import WhoSays, who_says

OTHERS_SHOWN, MOST_JOINT = 6, 40
"""Other cases of the same measure, and of the same joint project, that a case's page names."""
SECTION = addresses.section(addresses.CASES)

_DURATION_OF = (Outcome.DISCONTINUED, Outcome.EXPIRED)
"""Outcomes of which it is said after how long they came."""
_Ways = tuple[CaseStudy | None, CaseStudy | None]
"""The case before and the case after another."""


@dataclass(frozen=True)
class CaseTown:
    """The town of a case, if it has a record. `size` is the label of its size class, empty where it is not known."""

    id: str
    name: str
    state: str
    population: int | None
    size: str


@dataclass(frozen=True)
class CaseLists:
    """Where all cases are listed that share a value with this one: uris."""

    outcome: str
    size: str
    state: str
    year: str
    effort: str
    evidence: str
    cadence: str
    organiser: str


@dataclass(frozen=True)
class CounterCase:
    """The case of the most similar town that ended the other way. Without likeness where a town has no record."""

    id: str
    title: str
    likeness: Likeness | None


@dataclass(frozen=True)
class TagLink:
    """A tag and the page of all cases that bear it."""

    label: str
    uri: str


@dataclass(frozen=True)
class Company:
    """Other cases of the same measure, and of the same joint project."""

    of_measure: tuple[CaseStudy, ...]
    of_project: tuple[CaseStudy, ...]


@dataclass(frozen=True)
class CaseView:
    """One case with its place among the others. `line.outcome` is the effective outcome; `measure` and `topics` are those with a record."""

    case: CaseStudy
    line: CaseLine
    town: CaseTown | None
    measure: Named | None
    topics: tuple[Named, ...]
    lists: CaseLists
    who_says: WhoSays | None
    """Who calls it a success."""
    duration: Duration | None
    """How long something ran that was given up or ended as planned, as far as it is known."""
    checklist: tuple[CheckedItem, ...]
    joint: tuple[CaseLine, ...]
    """Cases of other towns in the same joint project; `has_more_joint` than are named."""
    has_more_joint: bool
    contact: OfficeToAsk | None
    calls: tuple[CallWords, ...]
    may_call: bool
    """Whether it is planned or runs, so that its town may look for partners."""
    confirmed: Confirmation | None
    """When and by whom it was last confirmed."""
    is_overdue: bool
    """Whether its day of review has passed."""
    sources: tuple[SourceLine, ...]
    related: tuple[CaseLine, ...]
    counter: CounterCase | None
    others: tuple[CaseLine, ...]
    """Other cases of the same measure."""
    tags: tuple[TagLink, ...]
    before: Named | None
    after: Named | None
    state: RecordState
    edit_link: str


@dataclass(frozen=True)
class WithdrawnView:
    """What is left of a withdrawn case. `date` as in its record."""

    title: str
    date: str
    reason: str
    edit_link: str


def case_pages(context: BuildContext, only: Collection[str] | None = None) -> Iterator[Draft]:
    """All of them, or only those at these addresses."""
    cases = context.base.cases.values()
    present = [case for case in cases if not case.withdrawn]
    others_of = {slug: others(summary.listing.cases, OTHERS_SHOWN) for slug, summary in context.indexes.measures.items()}
    projects: defaultdict[str, list[CaseStudy]] = defaultdict(list)
    for case in present:
        projects[case.joint_project or ""].append(case)
    for case, ways in zip(present, neighbours(present), strict=True):
        if only is not None and addresses.case(case.id) not in only:
            continue
        joint = projects[case.joint_project] if case.joint_project else ()
        company = Company(others_of.get(case.measure or "", {}).get(case.id, ()), tuple(one for one in joint if one is not case))
        yield _page(context, case, ways, company)
    for case in cases:
        if case.withdrawn and (only is None or addresses.case(case.id) in only):
            yield _withdrawn(context, case, case.withdrawn)


def neighbours(cases: Sequence[CaseStudy]) -> Iterator[_Ways]:
    """Of each case the one before and the one after it."""
    return zip([None, *cases[:-1]], [*cases[1:], None], strict=True) if cases else iter(())


def others(cases: tuple[CaseStudy, ...], most: int) -> Mapping[str, tuple[CaseStudy, ...]]:
    """Case id → up to `most` others of the same list, those that follow it, round to the beginning; in the order of the list."""
    double = (*range(len(cases)), *range(most))
    reach = min(most, len(cases) - 1)
    chosen = (sorted(double[index + 1 : index + 1 + reach]) for index in range(len(cases)))
    return {case.id: tuple(cases[place] for place in places) for case, places in zip(cases, chosen, strict=True)}


def _page(context: BuildContext, case: CaseStudy, ways: _Ways, company: Company) -> Draft:
    view = _view(context, case, ways, company)
    meta = PageMeta(
        description=case.summary or "",
        section=SECTION,
        layout="record",
        updated=german.day(case.updated) if case.updated else "",
        tags=tuple(dict.fromkeys(tag.label for tag in view.tags)),
        json_ld=article(context, case),
    )
    images = "" if case.is_anonymous else dirname(case.path)
    return Draft(addresses.case(case.id), "case.md.j2", view, meta, without_empty_sections(case.body), images)


def _view(context: BuildContext, case: CaseStudy, ways: _Ways, company: Company) -> CaseView:
    base, indexes = context.base, context.indexes
    measure = base.measures.get(case.measure or "")
    topics = (base.topics[topic] for topic in (case.topic, *case.topics_more) if topic in base.topics)
    before, after = (Named(way.id, way.title) if way else None for way in ways)
    return CaseView(
        case=case,
        line=context.lines[case.id],
        town=_town(context, case),
        measure=Named(measure.id, measure.name) if measure else None,
        topics=tuple(Named(topic.id, topic.name) for topic in topics),
        lists=_lists(context, case),
        who_says=who_says(case, indexes.outcomes[case.id]),
        duration=_duration(context, case),
        checklist=checked_items(context, case.checklist),
        joint=context.lines_of(company.of_project[:MOST_JOINT]),
        has_more_joint=len(company.of_project) > MOST_JOINT,
        contact=office_to_ask(who) if (who := contact_of(case, base.cities)) else None,
        calls=call_words(case.looking_for, context.today),
        may_call=case.id in context.undertaken,
        confirmed=last_confirmed(case),
        is_overdue=bool(case.next_review and case.next_review < context.today),
        sources=source_lines(case.sources),
        related=context.lines_of(base.cases[other] for other in case.related if other in base.cases),
        counter=_counter(context, case),
        others=context.lines_of(company.of_measure),
        tags=tuple(TagLink(tag.label, tag.uri) for tag in indexes.tags_of_cases.get(case.id, ())),
        before=before,
        after=after,
        state=state_of(context, case),
        edit_link=context.edit_link(case.path),
    )


def _duration(context: BuildContext, case: CaseStudy) -> Duration | None:
    found = duration_of(case)
    is_said = context.indexes.outcomes[case.id] in _DURATION_OF and found.unit is not DurationUnit.UNKNOWN
    return found if is_said else None


def _town(context: BuildContext, case: CaseStudy) -> CaseTown | None:
    city = context.base.cities.get(case.city)
    if city is None:
        return None
    return CaseTown(city.id, city.name, city.state, city.population, city.size_class.label if city.size_class else "")


def _lists(context: BuildContext, case: CaseStudy) -> CaseLists:
    def of(facet: str) -> str:
        lists = context.indexes.facets[facet]
        return addresses.of_value(lists.facet, lists.of_cases[case.id][0])

    return CaseLists(
        outcome=of("ergebnis"),
        size=of("groesse"),
        state=of("land"),
        year=of("jahr"),
        effort=of("aufwand"),
        evidence=of("belege"),
        cadence=of("vorhaben"),
        organiser=of("traeger"),
    )


def _counter(context: BuildContext, case: CaseStudy) -> CounterCase | None:
    found = context.indexes.counter_cases.get(case.id)
    return CounterCase(found.case.id, found.case.title, found.likeness) if found else None


def _withdrawn(context: BuildContext, case: CaseStudy, withdrawal: Withdrawal) -> Draft:
    view = WithdrawnView(case.title, withdrawal.date, withdrawal.reason, context.edit_link(case.path))
    return Draft(addresses.case(case.id), "withdrawn.md.j2", view, PageMeta(section=SECTION, is_searched=False))
