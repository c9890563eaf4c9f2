"""The factors in which the cases of one measure differ, setbacks beside the others: counts of towns, never causes.

Each town counts with its latest case. State and confidence are no factors, since they depend on where newspapers report.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

from citynet_kb.indexes.durations import DurationUnit, duration_of
from citynet_kb.indexes.measures import MeasureSummary
from citynet_kb.model import CaseStudy, City, Effort, Evidence, Funding, Outcome, Term
from citynet_kb.model.endings import effective_outcome
from citynet_kb.model.terms import new_term

FEWEST_TOWNS = 10
"""Least number of towns with a known end for a comparison."""
FEWEST_TOWNS_A_SIDE = 2
"""Least number of towns with a setback, and of those without one, for a comparison."""
FEWEST_GROUPS = 2
"""Least number of groups: a factor in which all towns are alike says nothing."""
NOT_OUTSIDE = frozenset({Funding.OWN_FUNDS, Funding.REVENUE})


class TownSize(Term):
    """Size of a town in three coarse classes. `minimum` = least population."""

    minimum: int

    def __new__(cls, slug: str, label: str, definition: str, minimum: int) -> Self:
        member = new_term(cls, slug, label, definition)
        member.minimum = minimum
        return member

    LARGE = ("ab-100000", "ab 100.000 Einwohner", "100.000 Einwohner und mehr.", 100_000)
    MEDIUM = ("20000-bis-100000", "20.000 bis unter 100.000 Einwohner", "20.000 bis unter 100.000 Einwohner.", 20_000)
    SMALL = ("unter-20000", "unter 20.000 Einwohner", "Unter 20.000 Einwohnern.", 0)
    UNKNOWN = ("einwohnerzahl-unbekannt", "Einwohnerzahl unbekannt", "Die Einwohnerzahl der Stadt ist nicht erfasst.", -1)

    @classmethod
    def of(cls, city: City | None) -> "TownSize":
        """By population, else by size class; unknown where the record has neither or is missing."""
        population = _population(city) if city else -1
        return next(size for size in cls if population >= size.minimum)


class RunningTime(Term):
    """How long a measure ran, in classes."""

    UNDER_ONE_YEAR = ("unter-1-jahr", "unter 1 Jahr", "Lief weniger als zwölf Monate.")
    ONE_TO_THREE_YEARS = ("1-bis-3-jahre", "1 bis 3 Jahre", "Lief ein bis drei Jahre.")
    OVER_THREE_YEARS = ("ueber-3-jahre", "über 3 Jahre", "Lief länger als drei Jahre.")
    STILL_RUNNING = ("laeuft-noch", "kein Ende bekannt", "Hat begonnen; ein Ende ist nicht bekannt, gescheitert ist es nicht.")
    NEVER_RAN = ("lief-nie", "kam nicht zustande", "Es hat nicht begonnen.")
    UNKNOWN = ("dauer-unbekannt", "Dauer unbekannt", "Beginn oder Ende ist nicht bekannt.")

    @classmethod
    def of(cls, case: CaseStudy) -> "RunningTime":
        """The class of the duration as it is shown: a span that rounds to 3 years is one of 1 to 3 years."""
        outcome, ran = effective_outcome(case), duration_of(case)
        if outcome is Outcome.NEVER_REALISED:
            return cls.NEVER_RAN
        if ran.unit is DurationUnit.UNKNOWN:
            is_open = case.period is not None and bool(case.period.start) and not case.period.end and not outcome.is_setback
            return cls.STILL_RUNNING if is_open else cls.UNKNOWN
        months = ran.amount * (12 if ran.unit is DurationUnit.YEARS else 1)
        return cls.UNDER_ONE_YEAR if months < 12 else cls.ONE_TO_THREE_YEARS if months <= 36 else cls.OVER_THREE_YEARS


class MoneyFrom(Term):
    """Whether money came from outside the town's own budget."""

    OUTSIDE = ("mit-fremdmitteln", "mit Förderung oder Geld Dritter", "Mindestens eine Quelle des Geldes liegt außerhalb der Stadt.")
    OWN = ("nur-eigenmittel", "nur Eigenmittel und Einnahmen", "Allein Mittel der Stadt und was das Vorhaben selbst einbrachte.")
    NOT_STATED = ("finanzierung-unbekannt", "Finanzierung nicht genannt", "Der Fall sagt nicht, woher das Geld kam.")

    @classmethod
    def of(cls, case: CaseStudy) -> "MoneyFrom":
        """Outside money as soon as one named source is neither own funds nor revenue."""
        if not case.funding:
            return cls.NOT_STATED
        return cls.OWN if NOT_OUTSIDE.issuperset(case.funding) else cls.OUTSIDE


class Factor(Term):
    """One side of the context (Umstand). `groups` = the vocabulary that its groups are taken from, in order."""

    groups: type[Term]

    def __new__(cls, slug: str, label: str, definition: str, groups: type[Term]) -> Self:
        member = new_term(cls, slug, label, definition)
        member.groups = groups
        return member

    SIZE = ("groesse", "Größe der Stadt", "Nach der Einwohnerzahl.", TownSize)
    EFFORT = ("aufwand", "Aufwand", "Nach dem Aufwand des Falls.", Effort)
    DURATION = ("dauer", "Dauer", "Nach der Zeit, die die Maßnahme lief.", RunningTime)
    FUNDING = ("finanzierung", "Finanzierung", "Danach, ob Geld von außerhalb der Stadt kam.", MoneyFrom)
    EVIDENCE = ("belege", "Belege", "Danach, woher das Ergebnis bekannt ist.", Evidence)


NOT_COMPARED = frozenset(
    {TownSize.UNKNOWN, Effort.UNKNOWN, RunningTime.UNKNOWN, RunningTime.STILL_RUNNING, RunningTime.NEVER_RAN, MoneyFrom.NOT_STATED}
)
"""Groups left out of comparisons: unknown, or with an outcome that follows from the group (what still runs is no setback by definition)."""


@dataclass(frozen=True)
class Group:
    """Towns that are alike in one factor."""

    term: Term
    cases: tuple[CaseStudy, ...]
    """The latest case of each of these towns, by town."""
    successes: int
    setbacks: int

    @property
    def towns(self) -> int:
        """The number of towns, each with one case."""
        return len(self.cases)


@dataclass(frozen=True)
class Difference:
    """The towns of a measure grouped by one factor; groups without a town are absent."""

    factor: Factor
    groups: tuple[Group, ...]
    """Known groups in the order of their vocabulary, at least two."""
    apart: tuple[Group, ...]
    """Groups that are left out of comparisons. Together with `groups` they hold every town of the measure with a latest case."""

    @property
    def towns(self) -> int:
        """Towns in the groups that are compared."""
        return sum(group.towns for group in self.groups)

    @property
    def differs(self) -> bool:
        """Whether the share of successes or of setbacks is not the same in all groups that are compared."""
        shares = {(Fraction(group.successes, group.towns), Fraction(group.setbacks, group.towns)) for group in self.groups}
        return len(shares) > 1


def differences(summary: MeasureSummary, cities: Mapping[str, City]) -> tuple[Difference, ...] | None:
    """The factors in which the towns of a measure fall into at least two known groups.

    Each town counts once, with its latest case. None below ten towns with a known end, and where fewer than two of them have a setback or
    fewer than two have none.
    """
    counted = summary.tally
    if counted.m < FEWEST_TOWNS or min(counted.f, len(counted.latest) - counted.f) < FEWEST_TOWNS_A_SIDE:
        return None
    contexts = [(case, _context(case, cities.get(case.city))) for case in counted.latest.values()]
    found = (_difference(factor, ((case, context[factor]) for case, context in contexts)) for factor in Factor)
    return tuple(difference for difference in found if len(difference.groups) >= FEWEST_GROUPS)


def _population(city: City) -> int:
    """Inhabitants, else the least of the size class, else -1."""
    if city.population is not None:
        return city.population
    return city.size_class.minimum if city.size_class else -1


def _context(case: CaseStudy, city: City | None) -> Mapping[Factor, Term]:
    return {
        Factor.SIZE: TownSize.of(city),
        Factor.EFFORT: case.effort,
        Factor.DURATION: RunningTime.of(case),
        Factor.FUNDING: MoneyFrom.of(case),
        Factor.EVIDENCE: case.evidence,
    }


def _difference(factor: Factor, placed: Iterable[tuple[CaseStudy, Term]]) -> Difference:
    members: defaultdict[Term, list[CaseStudy]] = defaultdict(list)
    for case, term in placed:
        members[term].append(case)
    groups = [_group(term, members[term]) for term in factor.groups if term in members]
    return Difference(
        factor=factor,
        groups=tuple(group for group in groups if group.term not in NOT_COMPARED),
        apart=tuple(group for group in groups if group.term in NOT_COMPARED),
    )


def _group(term: Term, cases: list[CaseStudy]) -> Group:
    outcomes = [effective_outcome(case) for case in cases]
    return Group(
        term=term,
        cases=tuple(cases),
        successes=outcomes.count(Outcome.SUCCESSFUL),
        setbacks=sum(outcome.is_setback for outcome in outcomes),
    )
