"""The roll-call before a meeting: which towns are asked, about what, and what is known of each already; and what came of one.

Which towns are asked: those that took part in any meeting of the network, as host or named among its `towns`; not those of a Land or of
cases, since a town that never came has not agreed to be asked. An editor may name others instead.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from citynet_kb.indexes.counting import latest_case
from citynet_kb.indexes.listings import last_happened_first
from citynet_kb.indexes.order import german_order
from citynet_kb.indexes.partner_board import is_open
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import SETBACKS, CaseStudy, Measure, Outcome, Reply, Survey
from citynet_kb.model.endings import effective_outcome

MOST_ASKED = 8
"""Most measures that a sheet asks about by name: more than a page of questions nobody answers."""
_WENT_WELL = (Outcome.SUCCESSFUL, Outcome.PARTLY)


@dataclass(frozen=True)
class CalledTown:
    """A town that is asked. `cases`: all that it tried or has open, what happened last first. `known`: of each measure that is asked about
    and of which its end there is known, whether it missed its goal."""

    town: str
    cases: tuple[CaseStudy, ...]
    known: Mapping[str, bool]


@dataclass(frozen=True)
class SplitMeasure:
    """A measure on which the towns that are asked differ: ids of those where it missed its goal last, and of those where it went well."""

    measure: Measure
    missed: tuple[str, ...]
    went_well: tuple[str, ...]


@dataclass(frozen=True)
class RollCall:
    """All that the sheet for a meeting asks and tells. `date` of the meeting, `as_of`: the day of this state; both YYYY-MM-DD."""

    date: str
    as_of: str
    towns: tuple[CalledTown, ...]
    measures: tuple[Measure, ...]
    due: tuple[CaseStudy, ...]
    divided: tuple[SplitMeasure, ...]
    seeking: tuple[CaseStudy, ...]


@dataclass(frozen=True)
class SurveyCounts:
    """What a roll-call brought about one measure, in numbers of towns. Shown beside the counts of cases, never added to them.

    `asked` about it; `tried` it, and of these `missed` its goal; `silent`: did not answer, or not on this measure.
    """

    survey: Survey
    asked: int
    tried: int
    missed: int
    silent: int


def network_towns(base: KnowledgeBase) -> tuple[str, ...]:
    """The towns that took part in any meeting of the network, in German order of their names."""
    known = {town for meeting in base.meetings.values() for town in meeting.took_part if town in base.cities}
    return tuple(sorted(known, key=lambda town: (german_order(base.cities[town].name), town)))


def roll_call(base: KnowledgeBase, date: str, as_of: str, towns: Sequence[str], measures: Sequence[str]) -> RollCall:
    """The sheet for these towns and measures, by id; unknown ones are passed over."""
    asked = tuple(town for town in towns if town in base.cities)
    named = tuple(base.measures[measure] for measure in measures if measure in base.measures)
    present = [case for town in asked for case in base.cases_by_city.get(town, ()) if not case.withdrawn]
    due = (case for case in present if case.next_review and case.next_review < as_of)
    return RollCall(
        date=date,
        as_of=as_of,
        towns=tuple(_called(base, town, named) for town in asked),
        measures=named,
        due=tuple(sorted(due, key=lambda case: (case.next_review or "", case.id))),
        divided=divided_measures(base, asked),
        seeking=tuple(last_happened_first(case for case in present if sought(case, as_of))),
    )


def sought(case: CaseStudy, day: str) -> tuple[str, ...]:
    """What a town looks for, in words, as long as the last day of its call is not over."""
    return tuple(call.what.label for call in case.looking_for if is_open(call, day))


def _called(base: KnowledgeBase, town: str, measures: Iterable[Measure]) -> CalledTown:
    cases = [case for case in base.cases_by_city.get(town, ()) if not case.withdrawn]
    known = {}
    for measure in measures:
        last = latest_case(case for case in cases if case.measure == measure.id)
        if last is not None:
            known[measure.id] = effective_outcome(last) in SETBACKS
    return CalledTown(town, tuple(last_happened_first(cases)), known)


def divided_measures(base: KnowledgeBase, towns: Iterable[str]) -> tuple[SplitMeasure, ...]:
    """The measures on which these towns differ; most towns first, then by name."""
    asked = frozenset(towns)
    found = [_divided(base, measure, asked) for measure in base.measures.values()]
    differing = [one for one in found if one.missed and one.went_well]
    return tuple(sorted(differing, key=lambda one: (-len(one.missed) - len(one.went_well), german_order(one.measure.name), one.measure.id)))


def _divided(base: KnowledgeBase, measure: Measure, towns: frozenset[str]) -> SplitMeasure:
    by_town: dict[str, list[CaseStudy]] = {}
    for case in base.cases_by_measure.get(measure.id, ()):
        if case.city in towns:
            by_town.setdefault(case.city, []).append(case)
    last = {town: latest_case(by_town[town]) for town in sorted(by_town)}
    ended = {town: effective_outcome(case) for town, case in last.items() if case}
    return SplitMeasure(
        measure,
        tuple(town for town, outcome in ended.items() if outcome in SETBACKS),
        tuple(town for town, outcome in ended.items() if outcome in _WENT_WELL),
    )


def asked_about(surveys: Iterable[Survey], measure: str) -> SurveyCounts | None:
    """What the newest roll-call that asked about a measure and has an answer on it brought; None without any."""
    for survey in sorted(surveys, key=lambda one: one.date, reverse=True):
        if measure in survey.measures:
            found = brought(survey, measure)
            if found.silent < found.asked:
                return found
    return None


def brought(survey: Survey, measure: str) -> SurveyCounts:
    """What one roll-call brought about a measure that it asked about."""
    answers = [survey.answer_of(town) for town in survey.towns]
    tried = [one for one in answers if one and measure in one.tried]
    said_no = [one for one in answers if one and measure not in one.tried and (one.reply is Reply.NOTHING or measure in one.untried)]
    missed = sum(measure in one.missed for one in tried)
    return SurveyCounts(survey, len(survey.towns), len(tried), missed, len(survey.towns) - len(tried) - len(said_no))
