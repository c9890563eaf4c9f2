"""Agreement of two codings: published examples, bounds, and what holds whatever the order."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citynet_kb.indexes import Aspect, agreement, agreements, kappa, rounded, sheet_of_base, sheet_of_coding
from citynet_kb.knowledge_base import link
from citynet_kb.model import Cadence, CodedCase, Coding, Evidence, FollowUp, Outcome
from tests.indexes.examples import case

Table = Mapping[tuple[str, str], int]

COHEN_1968: Table = {
    ("1", "1"): 88, ("1", "2"): 10, ("1", "3"): 2,
    ("2", "1"): 14, ("2", "2"): 40, ("2", "3"): 6,
    ("3", "1"): 18, ("3", "2"): 10, ("3", "3"): 12,
}  # fmt: skip
"""Cohen, J. (1968): Weighted kappa. Psychological Bulletin 70 (4), 213-220, table 1: 200 cases, two judges, three diagnoses. Observed
.70, expected .41, unweighted kappa .492."""
GRANTS: Table = {("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15}
"""Fifty grant proposals read by two: the simple example of the article »Cohen's kappa« in the English Wikipedia. Kappa .40."""
SAME_SHARE: Mapping[str, tuple[Table, str]] = {
    "alike": ({("yes", "yes"): 45, ("yes", "no"): 15, ("no", "yes"): 25, ("no", "no"): 15}, "0.1304"),
    "unlike": ({("yes", "yes"): 25, ("yes", "no"): 35, ("no", "yes"): 5, ("no", "no"): 35}, "0.2593"),
}
"""The same article: sixty of a hundred equal each time, and two values of kappa."""
answers = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=30)


def spread(table: Table) -> Iterator[tuple[str, str]]:
    for pair, number in table.items():
        yield from [pair] * number


def test_the_example_of_cohen() -> None:
    """Kappa is (.70 - .41) / (1 - .41), exactly."""
    assert kappa(spread(COHEN_1968)) == Fraction(29, 59)
    assert str(rounded(Fraction(29, 59), 3)) == "0.492"


def test_the_example_of_grant_proposals() -> None:
    """Observed .7, expected .5."""
    assert kappa(spread(GRANTS)) == Fraction(2, 5)


@pytest.mark.parametrize("name", SAME_SHARE)
def test_the_same_share_may_mean_more_or_less(name: str) -> None:
    """Kappa takes off what chance alone would give."""
    table, expected = SAME_SHARE[name]
    value = kappa(spread(table))
    assert value is not None
    assert str(rounded(value, 4)) == expected


def test_kappa_is_undefined_where_nothing_varies() -> None:
    """No pair, or one answer for all: chance would agree fully."""
    assert kappa([]) is None
    assert kappa([("a", "a")] * 5) is None
    assert kappa([("a", "b")] * 5) == 0


@given(answers, st.randoms())
def test_order_and_side_do_not_matter(pairs: list[tuple[str, str]], chance: object) -> None:
    """Kappa is the same for shuffled pairs and exchanged sides; it lies between -1 and 1, and is 1 where all are equal."""
    value = kappa(pairs)
    shuffled = list(pairs)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert value == kappa(shuffled) == kappa([(other, one) for one, other in pairs])
    if value is not None:
        assert -1 <= value <= 1
        assert (value == 1) == all(one == other for one, other in pairs)


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [("1/8", 2, "0.13"), ("-1/8", 2, "-0.13"), ("1", 2, "1.00"), ("145/2", 1, "72.5"), ("2/3", 0, "1"), ("-1/1000", 2, "0.00")],
)
def test_halves_are_rounded_away_from_zero(value: str, places: int, shown: str) -> None:
    """As people do it; what rounds to nothing bears no sign."""
    assert str(rounded(Fraction(value), places)) == shown


def coding(*cases: CodedCase) -> Coding:
    return Coding(id="gegenlesung/x", cases=cases)


def test_a_coding_is_compared_with_what_holds_today() -> None:
    """Effective outcome, evidence and cadence; moved cases by their present id, withdrawn ones not at all, gaps left out."""
    turned = case("gera/markt", "offen").model_copy(
        update={
            "follow_up": (FollowUp(date="2024", note="Es gelang.", outcome=Outcome.SUCCESSFUL),),
            "aliases": ("gera/alt",),
            "evidence": Evidence.COUNT,
        }
    )
    gone = case("jena/markt", "eingestellt").model_copy(update={"withdrawn": {"date": "2024-01-01", "reason": "x"}})
    base = link([turned, gone, case("weimar/markt", "offen")])
    coded = coding(
        CodedCase(id="gera/alt", outcome=Outcome.SUCCESSFUL, evidence=Evidence.COUNT, cadence=Cadence.ONCE),
        CodedCase(id="jena/markt", outcome=Outcome.DISCONTINUED),
        CodedCase(id="weimar/markt", outcome=Outcome.PARTLY),
    )
    found = agreements(sheet_of_coding(coded, base), sheet_of_base(base))
    outcome = found[Aspect.OUTCOME]
    assert (outcome.cases, outcome.same, outcome.share) == (2, 1, Fraction(1, 2))
    assert outcome.differing == (("weimar/markt", Outcome.PARTLY, Outcome.OPEN),)
    assert (found[Aspect.EVIDENCE].cases, found[Aspect.EVIDENCE].kappa) == (1, None)
    assert (found[Aspect.CADENCE].cases, found[Aspect.CADENCE].share) == (0, None)


def test_two_codings_are_compared_where_they_meet() -> None:
    """Cases that only one of them holds are left out."""
    base = link([case("gera/a", "offen"), case("gera/b", "offen"), case("gera/c", "offen")])
    one = coding(CodedCase(id="gera/a", outcome=Outcome.OPEN), CodedCase(id="gera/b", outcome=Outcome.OPEN))
    other = coding(CodedCase(id="gera/b", outcome=Outcome.OPEN), CodedCase(id="gera/c", outcome=Outcome.PARTLY))
    found = agreement(sheet_of_coding(one, base), sheet_of_coding(other, base), Aspect.OUTCOME)
    assert (found.cases, found.same) == (1, 1)
