"""Properties of comparisons, for any cases."""

import random
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citynet_kb.indexes import (
    Indexes,
    MeasureSummary,
    TopicSummary,
    across_measures,
    build_indexes,
    compare,
    counter_cases,
    counts,
    effective_outcome,
)
from citynet_kb.indexes.measures import summarise
from citynet_kb.model import CaseStudy, Measure, Outcome
from tests.fictional.records import generate_knowledge_base
from tests.fictional.strategies import case_lists, linked

EXAMPLES = settings(max_examples=50, derandomize=True, deadline=None)
MEASURE = Measure(id="eisbahn", slug="eisbahn", name="Eisbahn", topic="feste-maerkte")


@pytest.mark.slow
@EXAMPLES
@given(case_lists(), st.randoms(use_true_random=False))
def test_order_of_input_never_matters(cases: list[CaseStudy], chance: random.Random) -> None:
    """The same cases in another order give the same, down to the order of every list."""
    shuffled = chance.sample(cases, len(cases))
    cities = linked(cases).cities
    one, other = (compare(summarise(MEASURE, some), cities) for some in (cases, shuffled))
    assert repr(one) == repr(other)
    over_one, over_other = (across_measures(some, *_summaries(some)) for some in (cases, shuffled))
    assert repr(over_one) == repr(over_other)


@pytest.mark.slow
@EXAMPLES
@given(case_lists())
def test_what_never_counts_changes_nothing(cases: list[CaseStudy]) -> None:
    """Without the cases that do not count, differences, figures, answers, counter-cases, opinion, modes and years are the same."""
    counting = [case for case in cases if counts(case)]
    one, other = (compare(summarise(MEASURE, some), {}) for some in (cases, counting))
    assert (one.differences, one.spreads, one.planned_against_actual) == (other.differences, other.spreads, other.planned_against_actual)
    assert one.would_repeat == other.would_repeat
    over_one, over_other = (across_measures(some, *_summaries(some)) for some in (cases, counting))
    assert (over_one.matrix.counted, over_one.timeline, over_one.modes) == (
        over_other.matrix.counted,
        over_other.timeline,
        over_other.modes,
    )


@pytest.mark.slow
def test_groups_hold_every_town_once() -> None:
    """The groups of each factor, compared and apart, add up to the towns; so do successes and setbacks."""
    told = 0
    for seed in range(20):
        knowledge_base = generate_knowledge_base(300, seed)
        for summary in Indexes(knowledge_base).measures.values():
            counted = summary.tally
            found = compare(summary, knowledge_base.cities).differences
            assert (found is None) == (counted.m < 10 or counted.f < 2 or len(counted.latest) - counted.f < 2)
            for difference in found or ():
                groups = (*difference.groups, *difference.apart)
                assert sorted(case.id for group in groups for case in group.cases) == sorted(case.id for case in counted.latest.values())
                assert sum(group.setbacks for group in groups) == counted.f
                assert sum(group.successes for group in groups) == len(counted.counter_cases)
                assert len(difference.groups) >= 2
                assert all(group.towns for group in groups)
                told += 1
    assert told > 100


def test_counter_cases_are_latest_cases_of_other_towns() -> None:
    """Each is of the other kind, and of another town."""
    knowledge_base = generate_knowledge_base(500)
    for summary in Indexes(knowledge_base).measures.values():
        for slug, other in counter_cases(summary, lambda case, candidates: candidates[-1]).items():
            case = knowledge_base.cases[slug]
            assert other in summary.tally.latest.values()
            assert other.city != case.city
            kinds = {effective_outcome(case).is_setback, effective_outcome(other).is_setback}
            assert kinds == {True, False}
            assert Outcome.SUCCESSFUL in (effective_outcome(case), effective_outcome(other))


def _summaries(cases: list[CaseStudy]) -> tuple[Mapping[str, MeasureSummary], Mapping[str, TopicSummary]]:
    indexes = build_indexes(linked(cases))
    return indexes.measures, indexes.topics
