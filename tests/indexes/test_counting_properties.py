"""Properties of the counts, for any cases."""

import random
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citynet_kb.indexes import (
    Indexes,
    Opinion,
    Tally,
    Verdict,
    build_indexes,
    counts,
    effective_outcome,
    leading_modes,
    tally,
    verdict,
    verdict_words,
)
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import CaseStudy, FollowUp, Outcome
from citynet_kb.model.case_parts import Withdrawal
from tests.fictional.crowded import knowledge_base
from tests.fictional.records import generate_knowledge_base
from tests.fictional.strategies import DATES, MEASURE_IDS, TOWN_IDS, case_lists, case_studies, linked
from tests.indexes.naive import naive_tally

EXAMPLES = settings(max_examples=50, derandomize=True, deadline=None)
NEVER_COUNTED: Mapping[str, Mapping[str, Any]] = {
    "ausgefallen": {"outcome": "ausgefallen", "follow_up": []},
    "offen": {"outcome": "offen", "follow_up": []},
    "low": {"confidence": "low"},
    "withdrawn": {"withdrawn": Withdrawal(date="2026-02-01", reason="Irrtum.")},
    "anonym": {"city": "anonym", "id": "anonym/fall-99"},
}

MADE: Mapping[str, Callable[[int], KnowledgeBase]] = {
    "plain": lambda seed: generate_knowledge_base(40, seed),
    "crowded": knowledge_base,
    "many towns": lambda seed: knowledge_base(seed, 70, 24),
}


@pytest.mark.slow
@EXAMPLES
@given(case_lists(), st.randoms(use_true_random=False))
def test_order_of_input_never_matters(cases: list[CaseStudy], chance: random.Random) -> None:
    """The same cases in another order give the same indexes, down to the order of every list."""
    shuffled = chance.sample(cases, len(cases))
    assert tally(shuffled) == tally(cases)
    first, second = build_indexes(linked(cases)), build_indexes(linked(shuffled))
    assert first == second
    assert repr(first) == repr(second)


@pytest.mark.slow
@EXAMPLES
@given(case_lists(), case_studies(99))
def test_second_case_of_a_town_never_raises_m(cases: list[CaseStudy], more: CaseStudy) -> None:
    """Towns are counted: a further case of a town that is already known leaves m as it is, whether or not they agree."""
    before, after = tally(cases), tally([*cases, more])
    known = {*before.latest, *before.divided}
    assert after.m == before.m + (counts(more) and more.city not in known)
    assert after.m - before.m in (0, 1)


@pytest.mark.slow
@EXAMPLES
@given(case_lists(), case_studies(99), st.sampled_from(sorted(NEVER_COUNTED)))
def test_what_never_counts_changes_nothing(cases: list[CaseStudy], more: CaseStudy, why: str) -> None:
    """Cancelled, open, weakly sourced, withdrawn and anonymous cases change no count."""
    hidden = CaseStudy.model_validate({**more.model_dump(), **NEVER_COUNTED[why]})
    assert _counted(tally([*cases, hidden])) == _counted(tally(cases))


@pytest.mark.slow
@EXAMPLES
@given(case_lists(), st.data())
def test_a_cancelled_edition_told_later_changes_no_count(cases: list[CaseStudy], data: st.DataObject) -> None:
    """A follow-up »ausgefallen« is shown and replaces nothing, whatever its date and wherever it stands in the list."""
    told = [_with_cancelled_edition(case, data.draw) for case in cases]
    for before, after in zip(cases, told, strict=True):
        assert effective_outcome(after) is effective_outcome(before)
    assert _ids(tally(told)) == _ids(tally(cases))


@pytest.mark.slow
@EXAMPLES
@given(case_lists())
def test_counts_fit_each_other(cases: list[CaseStudy]) -> None:
    """Experiences never exceed towns, modes add up to the setbacks, a divided town is no latest one, and no town stands beside twice."""
    counted = tally(cases)
    seen = counted.experiences
    assert counted.m == len(counted.latest) + len(counted.divided)
    assert not set(counted.latest) & set(counted.divided)
    assert counted.f <= counted.m <= len(counted.cities_tried)
    assert sum(counted.modes.values()) == counted.f
    assert seen.setbacks + seen.successes + seen.partial + len(counted.divided) <= seen.total <= counted.m
    assert seen.setbacks <= counted.f
    assert bool(seen.setbacks) == bool(counted.f)
    now = {town for town, case in counted.latest.items() if effective_outcome(case).is_setback}
    assert now <= set(counted.setback_cities) <= {*counted.latest, *counted.divided}
    assert counted.setback_experiences <= len(counted.setback_cities)
    beside = (*counted.beside.weak, *counted.beside.open, *counted.beside.cancelled)
    assert len(beside) == len(set(beside)) == len(counted.cities_tried) - counted.m


@pytest.mark.slow
@EXAMPLES
@given(case_lists())
def test_agrees_with_the_plain_reading_of_the_rule(cases: list[CaseStudy]) -> None:
    """A second implementation, written from the wording alone, gives the same counts."""
    summaries = Indexes(linked(cases)).measures
    for measure in MEASURE_IDS:
        assert _plain(summaries[measure].tally) == naive_tally([case.model_dump(mode="json") for case in cases], measure)


@pytest.mark.slow
@settings(EXAMPLES, max_examples=300)
@given(st.lists(st.tuples(st.sampled_from(TOWN_IDS), st.sampled_from(Outcome), st.sampled_from(DATES)), min_size=2, max_size=8))
def test_agrees_where_towns_are_divided(facts: list[tuple[str, Outcome, str]]) -> None:
    """So it does where little but town, outcome and end is known and most cases share their date."""
    plain = {"title": "Ein erfundener Fall", "topic": "feste-maerkte", "measure": "eisbahn", "effort": "unbekannt"}
    cases = [
        CaseStudy.model_validate({**plain, "id": f"{town}/{number}", "city": town, "outcome": outcome, "period": {"end": end[:4]}})
        for number, (town, outcome, end) in enumerate(facts)
    ]
    assert _plain(tally(cases)) == naive_tally([case.model_dump(mode="json") for case in cases], "eisbahn")


@cache
def compared(kind: str, seed: int) -> tuple[list[str], frozenset[str]]:
    """The measures of one knowledge base that the two readings count differently, and the verdicts and ways to count that were met."""
    base = MADE[kind](seed)
    dumps = [case.model_dump(mode="json") for case in base.cases.values()]
    wrong, met = list[str](), set[str]()
    for measure, cases in base.cases_by_measure.items():
        counted = tally(cases)
        if _plain(counted) != naive_tally(dumps, measure):
            wrong.append(measure)
        met |= {verdict_words(counted) or "Zu wenige"}
        met |= {name for name in ("divided", "joint_projects", "shared_causes") if getattr(counted, name)}
        met |= {name for name in ("weak", "open", "cancelled", "cancelled_editions", "newer") if getattr(counted.beside, name)}
    return wrong, frozenset(met)


@pytest.mark.parametrize("kind", MADE)
@pytest.mark.parametrize("seeds", [range(3), pytest.param(range(3, 200), marks=pytest.mark.slow)], ids=["3", "197"])
def test_agrees_with_the_plain_reading_on_generated_knowledge_bases(seeds: range, kind: str) -> None:
    """So it does on 200 knowledge bases with whole, good cases, 200 small ones in which everything meets, 200 with many towns a measure."""
    assert {seed: wrong for seed in seeds if (wrong := compared(kind, seed)[0])} == {}


@pytest.mark.slow
def test_every_verdict_and_every_way_to_count_was_met() -> None:
    """What the generated knowledge bases never hold would not have been compared."""
    met = frozenset[str]().union(*(compared("many towns", seed)[1] for seed in range(200)))
    judged = {label for one in (*Verdict, *Opinion) if (label := one.label) != Verdict.TOO_FEW_CASES.label}
    beside = {"divided", "joint_projects", "shared_causes", "weak", "open", "cancelled", "cancelled_editions", "newer"}
    assert met == {"Zu wenige", *judged, *beside}


def _with_cancelled_edition(case: CaseStudy, draw: Callable[..., Any]) -> CaseStudy:
    """The same case with one more follow-up."""
    entry = FollowUp(date=draw(st.sampled_from(DATES)), note="Fiel aus.", outcome=Outcome.CANCELLED)
    place = draw(st.integers(0, len(case.follow_up)))
    return case.model_copy(update={"follow_up": (*case.follow_up[:place], entry, *case.follow_up[place:])})


def _counted(counted: Tally) -> tuple[object, ...]:
    """All that is counted of named towns, with the cases that stand for them."""
    joined = dict(counted.shared_causes), dict(counted.joint_projects)
    ever = counted.setback_cities, counted.setback_experiences
    return counted.m, counted.f, counted.experiences, *ever, dict(counted.latest), dict(counted.divided), *joined, verdict(counted)


def _ids(counted: Tally) -> tuple[object, ...]:
    """The same, with the ids of the cases instead of the cases; and the anonymous ones."""
    plain = _plain(counted)
    return tuple(plain[name] for name in sorted(plain.keys() - {"cancelled_editions"}))


def _plain(counted: Tally) -> dict[str, object]:
    seen, beside = counted.experiences, counted.beside
    return {
        "latest": {town: case.id for town, case in counted.latest.items()},
        "divided": {town: [case.id for case in cases] for town, cases in counted.divided.items()},
        "modes": {mode.value: towns for mode, towns in counted.modes.items()},
        "m": counted.m,
        "f": counted.f,
        "experiences": (seen.total, seen.setbacks, seen.successes, seen.partial),
        "ever": list(counted.setback_cities),
        "setback_cases": [case.id for case in counted.setback_cases],
        "successful": list(counted.success_cities),
        "counter_cases": [case.id for case in counted.counter_cases],
        "setback_experiences": counted.setback_experiences,
        "tried": list(counted.cities_tried),
        "low": list(beside.weak),
        "open": list(beside.open),
        "cancelled": list(beside.cancelled),
        "cancelled_editions": {town: list(years) for town, years in beside.cancelled_editions.items()},
        "newer": {town: case.id for town, case in beside.newer.items()},
        "anonymous": counted.anonymous,
        "anonymous_setbacks": counted.anonymous_setbacks,
        "shared_causes": {cause.value: list(towns) for cause, towns in counted.shared_causes.items()},
        "joint_projects": {project: list(towns) for project, towns in counted.joint_projects.items()},
        "verdict": verdict(counted).value,
        "words": verdict_words(counted),
        "leading": sorted(mode.value for mode in leading_modes(counted)),
    }
