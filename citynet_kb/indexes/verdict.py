"""The verdict (Bilanz) on one measure, always computed from its tally."""

from citynet_kb.indexes.counting import Tally
from citynet_kb.model import Outcome, Term

FEWEST_FOR_VERDICT = 3
"""Least number of observations for a verdict."""
FEWEST_FOR_FIRM_VERDICT = 5
"""A verdict on fewer observations than this is marked as early."""


class Verdict(Term):
    """What the counts say about one measure (Bilanz)."""

    TOO_FEW_CASES = ("zu-wenige-faelle", "Zu wenige Fälle", "Weniger als drei voneinander unabhängige Erfahrungen liegen vor.")
    MOSTLY_FAILS = ("scheitert-meist", "Scheitert meist", "Mehr als die Hälfte der Erfahrungen sind Rückschläge.")
    MOSTLY_HOLDS = ("traegt-meist", "Trägt meist", "Höchstens drei von zehn sind Rückschläge, mindestens die Hälfte Erfolge.")
    PARTLY_HOLDS = ("traegt-teilweise", "Trägt teilweise", "Selten gescheitert, meist nur teilweise gelungen.")
    DEPENDS = ("kommt-darauf-an", "Kommt darauf an", "Rückschläge sind häufig, aber nicht in der Mehrzahl.")


def verdict(tally: Tally) -> Verdict:
    """The verdict on M observations, F of them setbacks, S successes.

    M < 3: too few cases. 2F > M: mostly fails. 10F ≤ 3M: mostly holds if 2S ≥ M, else partly holds. Otherwise: it depends.
    """
    seen = tally.observations
    if seen.total < FEWEST_FOR_VERDICT:
        return Verdict.TOO_FEW_CASES
    if 2 * seen.setbacks > seen.total:
        return Verdict.MOSTLY_FAILS
    if 10 * seen.setbacks > 3 * seen.total:
        return Verdict.DEPENDS
    return Verdict.MOSTLY_HOLDS if 2 * seen.successes >= seen.total else Verdict.PARTLY_HOLDS


def early_signs(tally: Tally) -> bool:
    """Whether the verdict is based on three or four observations only."""
    return FEWEST_FOR_VERDICT <= tally.observations.total < FEWEST_FOR_FIRM_VERDICT


def leading_modes(tally: Tally) -> tuple[Outcome, ...]:
    """The mode with most setback towns; several when tied, none without a setback."""
    most = max(tally.modes.values())
    return tuple(mode for mode, towns in tally.modes.items() if towns == most) if most else ()
