"""The verdict on a measure."""

import pytest

from citynet_kb.indexes import Verdict, leading_modes, tally, verdict, verdict_words
from citynet_kb.indexes.counting import Tally
from citynet_kb.model import Outcome
from tests.indexes.examples import CAUSE, case


def tally_of(setbacks: int = 0, successes: int = 0, partly: int = 0, expired: int = 0) -> Tally:
    """That many towns of each kind."""
    outcomes = ["eingestellt"] * setbacks + ["erfolgreich"] * successes + ["teilweise"] * partly + ["ausgelaufen"] * expired
    return tally(case(f"stadt{number}/x", outcome) for number, outcome in enumerate(outcomes))


@pytest.mark.parametrize(
    ("setbacks", "successes", "partly", "expired", "expected", "words"),
    [
        (0, 0, 0, 0, Verdict.TOO_FEW_CASES, ""),
        (4, 0, 0, 0, Verdict.TOO_FEW_CASES, ""),
        (0, 4, 0, 0, Verdict.TOO_FEW_CASES, ""),
        (3, 2, 0, 0, Verdict.MOSTLY_FAILS, "Meist nicht gelungen"),
        (3, 3, 0, 0, Verdict.DEPENDS, "Mal gelungen, mal nicht"),
        (2, 0, 3, 0, Verdict.DEPENDS, "Mal zum Teil gelungen, mal nicht"),
        (2, 0, 0, 3, Verdict.DEPENDS, "Kein klares Bild"),
        (3, 7, 0, 0, Verdict.MOSTLY_HOLDS, "Meist gelungen"),
        (3, 5, 2, 0, Verdict.MOSTLY_HOLDS, "Meist gelungen"),
        (3, 4, 3, 0, Verdict.PARTLY_HOLDS, "Meist ganz oder zum Teil gelungen"),
        (4, 6, 0, 0, Verdict.DEPENDS, "Mal gelungen, mal nicht"),
        (0, 0, 5, 0, Verdict.PARTLY_HOLDS, "Meist ganz oder zum Teil gelungen"),
        (0, 1, 1, 3, Verdict.DEPENDS, "Kein klares Bild"),
        (0, 0, 0, 5, Verdict.DEPENDS, "Kein klares Bild"),
        (1, 2, 0, 2, Verdict.DEPENDS, "Mal gelungen, mal nicht"),
    ],
)
def test_verdict(setbacks: int, successes: int, partly: int, expired: int, expected: Verdict, words: str) -> None:
    """Below five: no judging word. More than half setbacks; up to three in ten with half of full or partial successes; else it depends."""
    counted = tally_of(setbacks, successes, partly, expired)
    assert (verdict(counted), verdict_words(counted)) == (expected, words)


def test_verdict_speaks_of_experiences() -> None:
    """Six towns with one and the same outside cause are too few for any verdict."""
    assert verdict(tally(case(f"stadt{number}/x", common_cause=CAUSE) for number in range(6))) is Verdict.TOO_FEW_CASES


def test_leading_modes() -> None:
    """The mode with most towns leads, several when tied, none without a setback."""
    tied = tally([case("a/x", "eingestellt"), case("b/x", "nicht-zustande"), case("c/x", "erfolgreich")])
    assert leading_modes(tied) == (Outcome.NEVER_REALISED, Outcome.DISCONTINUED)
    assert tied.sole_mode is None
    assert leading_modes(tally_of(setbacks=2)) == (Outcome.DISCONTINUED,)
    assert leading_modes(tally_of(successes=2)) == ()


def test_leading_modes_of_the_past() -> None:
    """Where no town has a setback now, those that once had one say how."""
    recovered = [case("a/alt", "wirkungslos", period={"end": "2000"}), case("a/neu", "erfolgreich", period={"end": "2020"})]
    assert leading_modes(tally(recovered)) == (Outcome.NO_EFFECT,)


def test_every_verdict_says_what_it_means() -> None:
    """Each verdict has a German label and a definition of one sentence."""
    assert all(one.label and one.definition.endswith(".") for one in Verdict)
