"""How far two codings of the same cases agree: the share of equal answers, and Cohen's kappa, both exact.

Cohen, J. (1960): A coefficient of agreement for nominal scales. Educational and Psychological Measurement 20 (1), 37-46. Kappa is
(observed - expected) / (1 - expected); expected = how often two would agree by chance who give each answer as often as they did here.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import CaseStudy, Coding, Term
from citynet_kb.model.endings import effective_outcome


class Aspect(StrEnum):
    """What is compared of a case."""

    OUTCOME = "outcome"
    EVIDENCE = "evidence"
    CADENCE = "cadence"


CodedAnswers = Mapping[Aspect, Term | None]
Sheet = Mapping[str, CodedAnswers]
"""Case id → what was answered; None where nothing was."""


@dataclass(frozen=True)
class Agreement:
    """Two codings compared in one aspect, over the cases that both answer."""

    cases: int
    same: int
    kappa: Fraction | None
    """None where it is not defined: no case, or both gave one and the same answer to all."""
    differing: tuple[tuple[str, Term, Term], ...] = ()
    """Case id with both answers, by id."""

    @property
    def share(self) -> Fraction | None:
        """Equal answers among all, 0 to 1; None without a case."""
        return Fraction(self.same, self.cases) if self.cases else None


def kappa(pairs: Iterable[tuple[str, str]]) -> Fraction | None:
    """Cohen's kappa of pairs of answers; None where chance alone would give full agreement, or there is no pair."""
    pairs = list(pairs)
    if not pairs:
        return None
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    observed = Fraction(sum(one == other for one, other in pairs), len(pairs))
    expected = Fraction(sum(first[answer] * second[answer] for answer in first), len(pairs) ** 2)
    return None if expected == 1 else (observed - expected) / (1 - expected)


def rounded(value: Fraction, places: int) -> Decimal:
    """The fraction with so many decimal places, a half away from zero."""
    size = int(abs(value) * 10**places + Fraction(1, 2))
    return Decimal(size if value >= 0 else -size).scaleb(-places)


def agreement(one: Sheet, other: Sheet, aspect: Aspect) -> Agreement:
    """The comparison in one aspect."""
    shared = [(id, one[id][aspect], other[id][aspect]) for id in sorted(one.keys() & other.keys())]
    answered = [(id, mine, theirs) for id, mine, theirs in shared if mine is not None and theirs is not None]
    differing = tuple((id, mine, theirs) for id, mine, theirs in answered if mine is not theirs)
    return Agreement(
        cases=len(answered),
        same=len(answered) - len(differing),
        kappa=kappa((mine, theirs) for _, mine, theirs in answered),
        differing=differing,
    )


def agreements(one: Sheet, other: Sheet) -> Mapping[Aspect, Agreement]:
    """The comparison in every aspect."""
    return {aspect: agreement(one, other, aspect) for aspect in Aspect}


def sheet_of_coding(coding: Coding, base: KnowledgeBase) -> Sheet:
    """What a reading answers. A case that has moved since stands under its present id."""
    return {base.present_id(case.id): _answers(case.outcome, case.evidence, case.cadence) for case in coding.cases}


def sheet_of_base(base: KnowledgeBase) -> Sheet:
    """What holds today: effective outcome, evidence and cadence of each case that is not withdrawn."""
    return {case.id: _answers_of(case) for case in base.cases.values() if not case.withdrawn}


def _answers_of(case: CaseStudy) -> CodedAnswers:
    return _answers(effective_outcome(case), case.evidence, case.cadence)


def _answers(outcome: Term, evidence: Term | None, cadence: Term | None) -> CodedAnswers:
    return {Aspect.OUTCOME: outcome, Aspect.EVIDENCE: evidence, Aspect.CADENCE: cadence}
