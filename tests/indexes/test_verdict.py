"""The verdict on a measure."""

import pytest

from citynet_kb.indexes import Verdict, early_signs, leading_modes, tally, verdict
from citynet_kb.indexes.counting import Tally
from citynet_kb.model import Outcome
from tests.indexes.examples import CAUSE, case


def tally_of(setbacks: int = 0, successes: int = 0, partly: int = 0) -> Tally:
    """That many towns of each kind."""
    outcomes = ["eingestellt"] * setbacks + ["erfolgreich"] * successes + ["teilweise"] * partly
    return tally(case(f"stadt{number}/x", outcome) for number, outcome in enumerate(outcomes))


@pytest.mark.parametrize(
    ("setbacks", "successes", "partly", "expected"),
    [
        (0, 0, 0, Verdict.TOO_FEW_CASES),
        (2, 0, 0, Verdict.TOO_FEW_CASES),
        (2, 1, 0, Verdict.MOSTLY_FAILS),
        (2, 2, 0, Verdict.DEPENDS),
        (1, 2, 0, Verdict.DEPENDS),
        (3, 7, 0, Verdict.MOSTLY_HOLDS),
        (3, 5, 2, Verdict.MOSTLY_HOLDS),
        (3, 4, 3, Verdict.PARTLY_HOLDS),
        (4, 6, 0, Verdict.DEPENDS),
        (0, 0, 3, Verdict.PARTLY_HOLDS),
        (0, 2, 2, Verdict.MOSTLY_HOLDS),
        (0, 1, 2, Verdict.PARTLY_HOLDS),
    ],
)
def test_verdict(setbacks: int, successes: int, partly: int, expected: Verdict) -> None:
    """Less than three: too few. More than half setbacks: mostly fails. Up to three in ten: holds, mostly if half are successes."""
    assert verdict(tally_of(setbacks, successes, partly)) is expected


def test_verdict_speaks_of_observations() -> None:
    """Six towns with one and the same outside cause are too few for any verdict."""
    assert verdict(tally(case(f"stadt{number}/x", common_cause=CAUSE) for number in range(6))) is Verdict.TOO_FEW_CASES


@pytest.mark.parametrize(("towns", "early"), [(2, False), (3, True), (4, True), (5, False)])
def test_early_signs(towns: int, early: bool) -> None:
    """Three and four observations are early signs."""
    assert early_signs(tally_of(successes=towns)) is early


def test_leading_modes() -> None:
    """The mode with most towns leads, several when tied, none without a setback."""
    tied = tally([case("a/x", "eingestellt"), case("b/x", "nicht-zustande"), case("c/x", "erfolgreich")])
    assert leading_modes(tied) == (Outcome.NEVER_REALISED, Outcome.DISCONTINUED)
    assert tied.sole_mode is None
    assert leading_modes(tally_of(setbacks=2)) == (Outcome.DISCONTINUED,)
    assert leading_modes(tally_of(successes=2)) == ()


def test_every_verdict_says_what_it_means() -> None:
    """Each verdict has a German label and a definition of one sentence."""
    assert all(one.label and one.definition.endswith(".") for one in Verdict)
