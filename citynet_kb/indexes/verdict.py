"""The verdict (Bilanz) on one measure, always computed from its tally. In words only from five independent experiences on."""

from citynet_kb.indexes.counting import Tally
from citynet_kb.model import Outcome, Term

FEWEST_FOR_VERDICT = 5
"""Least number of experiences for a judging word."""


class Verdict(Term):
    """What the counts say about one measure (Bilanz). Of `DEPENDS` the words depend on what it depends: see `Opinion`."""

    TOO_FEW_CASES = ("zu-wenige-faelle", "Zu wenige Erfahrungen", "Weniger als fünf voneinander unabhängige Erfahrungen liegen vor.")
    MOSTLY_FAILS = ("scheitert-meist", "Meist nicht gelungen", "In mehr als der Hälfte der Erfahrungen nicht gelungen.")
    MOSTLY_HOLDS = ("traegt-meist", "Meist gelungen", "In höchstens drei von zehn nicht gelungen, in mindestens der Hälfte gelungen.")
    PARTLY_HOLDS = (
        "traegt-teilweise",
        "Meist ganz oder zum Teil gelungen",
        "In höchstens drei von zehn nicht gelungen, in mindestens der Hälfte ganz oder zum Teil gelungen.",
    )
    DEPENDS = ("kommt-darauf-an", "Kein klares Bild", "Weder das eine noch das andere überwiegt.")


class Opinion(Term):
    """The words for what is neither mostly one nor mostly the other."""

    MIXED = ("mal-so-mal-so", "Mal gelungen, mal nicht", "Es gibt beides: gelungen und nicht gelungen.")
    PARTLY_MIXED = ("mal-zum-teil", "Mal zum Teil gelungen, mal nicht", "Ganz gelungen ist es nirgends.")
    UNCLEAR = ("kein-klares-bild", "Kein klares Bild", "Die Erfahrungen reichen für kein Urteil.")


def verdict(tally: Tally) -> Verdict:
    """The verdict on M experiences, F of them setbacks, S successes, T partial ones.

    M < 5: too few. 2F > M: mostly fails. 10F ≤ 3M: mostly holds if 2S ≥ M, else partly holds if 2(S+T) ≥ M. Otherwise: it depends.
    """
    seen = tally.experiences
    if seen.total < FEWEST_FOR_VERDICT:
        return Verdict.TOO_FEW_CASES
    if 2 * seen.setbacks > seen.total:
        return Verdict.MOSTLY_FAILS
    if 10 * seen.setbacks <= 3 * seen.total and 2 * seen.successes >= seen.total:
        return Verdict.MOSTLY_HOLDS
    if 10 * seen.setbacks <= 3 * seen.total and 2 * (seen.successes + seen.partial) >= seen.total:
        return Verdict.PARTLY_HOLDS
    return Verdict.DEPENDS


def verdict_words(tally: Tally) -> str:
    """The judging words for a reader; empty below five experiences."""
    found = verdict(tally)
    if found is Verdict.TOO_FEW_CASES:
        return ""
    return opinion(tally).label if found is Verdict.DEPENDS else found.label


def opinion(tally: Tally) -> Opinion:
    """Which of the three wordings fits where it depends."""
    seen = tally.experiences
    if seen.setbacks and seen.successes:
        return Opinion.MIXED
    return Opinion.PARTLY_MIXED if seen.setbacks and seen.partial else Opinion.UNCLEAR


def leading_modes(tally: Tally) -> tuple[Outcome, ...]:
    """The mode with most setback towns, where none has one now among all setbacks ever; several when tied, none without a setback."""
    modes = tally.modes if tally.f else tally.ever_modes
    most = max(modes.values())
    return tuple(mode for mode, towns in modes.items() if towns == most) if most else ()
