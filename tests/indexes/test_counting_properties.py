"""Properties of the counts, for any cases."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citynet_kb.indexes import Observations, Tally, build_indexes, counts, effective_outcome, tally, verdict
from citynet_kb.model import CaseStudy
from citynet_kb.model.case_parts import Withdrawal
from tests.fictional.records import generate_knowledge_base
from tests.fictional.strategies import MEASURE_IDS, case_lists, case_studies, linked
from tests.indexes.naive import naive_tally

EXAMPLES = settings(max_examples=50, derandomize=True, deadline=None)


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
    """Towns are counted: a further case of a town that is already known leaves m as it is."""
    before, after = tally(cases), tally([*cases, more])
    assert after.m == before.m + (counts(more) and more.city not in before.latest)


@pytest.mark.slow
@EXAMPLES
@given(case_lists(), case_studies(99), st.sampled_from(["offen", "low", "withdrawn", "anonym"]))
def test_what_never_counts_changes_nothing(cases: list[CaseStudy], more: CaseStudy, why: str) -> None:
    """Open, weakly sourced, withdrawn and anonymous cases change no count."""
    changes = {
        "offen": {"outcome": "offen", "follow_up": []},
        "low": {"confidence": "low"},
        "withdrawn": {"withdrawn": Withdrawal(date="2026-02-01", reason="Irrtum.")},
        "anonym": {"city": "anonym", "id": "anonym/fall-99"},
    }
    hidden = CaseStudy.model_validate({**more.model_dump(), **changes[why]})
    assert _counted(tally([*cases, hidden])) == _counted(tally(cases))


@pytest.mark.slow
@EXAMPLES
@given(case_lists())
def test_counts_fit_each_other(cases: list[CaseStudy]) -> None:
    """Setbacks and observations never exceed towns, modes add up to the setbacks, and every latest setback was one ever."""
    counted = tally(cases)
    seen = counted.observations
    assert counted.f <= counted.m <= len(counted.cities_tried)
    assert sum(counted.modes.values()) == counted.f
    assert seen.setbacks + seen.successes <= seen.total <= counted.m
    assert seen.setbacks <= counted.f
    assert sum(counted.evidence.values()) == counted.m
    now = {town for town, case in counted.latest.items() if effective_outcome(case).is_setback}
    assert now <= set(counted.setback_cities) <= set(counted.latest)


@pytest.mark.slow
@EXAMPLES
@given(case_lists())
def test_agrees_with_the_plain_reading_of_the_rule(cases: list[CaseStudy]) -> None:
    """A second implementation, written from the wording alone, gives the same counts."""
    summaries = build_indexes(linked(cases)).measures
    for measure in MEASURE_IDS:
        assert _plain(summaries[measure].tally) == naive_tally([case.model_dump(mode="json") for case in cases], measure)


@pytest.mark.parametrize("seeds", [range(5), pytest.param(range(5, 200), marks=pytest.mark.slow)], ids=["5", "195"])
def test_agrees_with_the_plain_reading_on_generated_knowledge_bases(seeds: range) -> None:
    """So it does on 200 knowledge bases with whole, good cases."""
    for seed in seeds:
        knowledge_base = generate_knowledge_base(40, seed)
        dumps = [case.model_dump(mode="json") for case in knowledge_base.cases.values()]
        for measure, cases in knowledge_base.cases_by_measure.items():
            assert _plain(tally(cases)) == naive_tally(dumps, measure), (seed, measure)


def _counted(counted: Tally) -> tuple[int, int, Observations, tuple[str, ...], dict[str, CaseStudy]]:
    return counted.m, counted.f, counted.observations, counted.setback_cities, dict(counted.latest)


def _plain(counted: Tally) -> dict[str, object]:
    seen = counted.observations
    return {
        "latest": {town: case.id for town, case in counted.latest.items()},
        "modes": {mode.value: towns for mode, towns in counted.modes.items()},
        "m": counted.m,
        "f": counted.f,
        "observations": (seen.total, seen.setbacks, seen.successes),
        "ever": list(counted.setback_cities),
        "tried": list(counted.cities_tried),
        "anonymous": counted.anonymous,
        "verdict": verdict(counted).value,
    }
