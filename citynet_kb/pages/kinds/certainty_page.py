"""How sure the knowledge is: readings and how far they agree, sources and their age, what cannot be known, how to correct and reply."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from citynet_kb.indexes import (
    Aspect,
    SourceFacts,
    agreement,
    agreements,
    is_own_praise,
    rounded,
    sheet_of_base,
    sheet_of_coding,
    source_facts,
)
from citynet_kb.indexes.source_facts import FRESH, OLD
from citynet_kb.model import OUTCOMES, Coding, Kind, Outcome, ReadingKind, addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.descriptions import description
from citynet_kb.pages.draft import Draft, PageMeta

LEAST_FOR_PERCENT = 10
"""Of fewer cases no percentage is said."""


@dataclass(frozen=True)
class Turn:
    """What a new reading made of an outcome, in so many cases."""

    before: Outcome
    after: Outcome
    cases: int


@dataclass(frozen=True)
class Rereading:
    """A reading of the editors against the one before: cases in both, and how outcomes turned, most cases first.

    `freed`: setbacks before and none after; `doubted`: successes before and none after; `fallen`: setbacks after alone.
    """

    cases: int
    turns: tuple[Turn, ...]
    changed: int
    freed: int
    doubted: int
    fallen: int

    @classmethod
    def of(cls, cases: int, turns: tuple[Turn, ...]) -> "Rereading":
        """The reading with its sums."""

        def sum_of(fits: Callable[[Turn], bool]) -> int:
            return sum(turn.cases for turn in turns if fits(turn))

        return cls(
            cases=cases,
            turns=turns,
            changed=sum_of(lambda turn: True),
            freed=sum_of(lambda turn: turn.before.is_setback and not turn.after.is_setback),
            doubted=sum_of(lambda turn: turn.before is Outcome.SUCCESSFUL),
            fallen=sum_of(lambda turn: turn.after.is_setback and not turn.before.is_setback),
        )


@dataclass(frozen=True)
class ComparedAspect:
    """One line of a comparison. `percent` is None of few cases, `kappa` where it is not defined."""

    aspect: Aspect
    cases: int
    same: int
    percent: str | None
    kappa: str | None


@dataclass(frozen=True)
class SecondOpinion:
    """A coding of the text alone against what holds today. `name` is that of its file."""

    name: str
    cases: int
    aspects: tuple[ComparedAspect, ...]


@dataclass(frozen=True)
class CertaintyView:
    """What the page tells. `read_once`: cases that no two readings of the editors hold.

    `praised`: counted successes known from the impression of those who took part alone.
    """

    cases: int
    documented: int
    rereadings: tuple[Rereading, ...]
    read_once: int
    opinions: tuple[SecondOpinion, ...]
    sources: SourceFacts
    single_percent: str | None
    """Cases with one source among all, in percent; None of few cases."""
    successes: int
    praised: int
    mailbox: str
    fresh_years: int = FRESH
    old_years: int = OLD


def certainty_page(context: BuildContext) -> Iterator[Draft]:
    """The one page."""
    indexes = context.indexes
    outcomes, counting = indexes.outcomes, indexes.counting
    successes = [case for case in indexes.newest if counting[case.id] and outcomes[case.id] is Outcome.SUCCESSFUL]
    sources = source_facts(indexes.newest, int(context.today[:4]))
    view = CertaintyView(
        cases=len(indexes.newest),
        documented=sum(case.kind is Kind.DOCUMENTED for case in indexes.newest),
        rereadings=tuple(_rereadings(context)),
        read_once=_read_once(context),
        opinions=tuple(_opinions(context)),
        sources=sources,
        single_percent=_percent(Fraction(sources.single, sources.cases or 1), sources.cases),
        successes=len(successes),
        praised=sum(map(is_own_praise, successes)),
        mailbox=context.configuration.editors.mailbox or "",
    )
    meta = PageMeta(description=description(addresses.CERTAINTY), section=addresses.section(addresses.CASES))
    yield Draft(addresses.CERTAINTY, "certainty.md.j2", view, meta)


def _of_kind(context: BuildContext, kind: ReadingKind) -> list[Coding]:
    return [coding for coding in context.base.codings.values() if coding.kind is kind]


def _rereadings(context: BuildContext) -> Iterator[Rereading]:
    sheets = [sheet_of_coding(coding, context.base) for coding in _of_kind(context, ReadingKind.EDITORIAL)]
    for before, after in pairwise(sheets):
        found = agreement(before, after, Aspect.OUTCOME)
        turned = Counter((one.value, other.value) for _, one, other in found.differing)
        turns = (Turn(before, after, turned[before.value, after.value]) for before in OUTCOMES for after in OUTCOMES)
        shown = sorted((turn for turn in turns if turn.cases), key=lambda turn: -turn.cases)
        if found.cases:
            yield Rereading.of(found.cases, tuple(shown))


def _read_once(context: BuildContext) -> int:
    sheets = [sheet_of_coding(coding, context.base) for coding in _of_kind(context, ReadingKind.EDITORIAL)]
    twice = {id for before, after in pairwise(sheets) for id in before.keys() & after.keys()}
    return sum(case.id not in twice for case in context.indexes.newest)


def _opinions(context: BuildContext) -> Iterator[SecondOpinion]:
    today = sheet_of_base(context.base)
    for coding in _of_kind(context, ReadingKind.SECOND_OPINION):
        found = agreements(sheet_of_coding(coding, context.base), today)
        lines = (
            ComparedAspect(aspect, one.cases, one.same, _percent(one.share, one.cases), _kappa(one.kappa)) for aspect, one in found.items()
        )
        yield SecondOpinion(coding.name, len(coding.cases), tuple(lines))


def _percent(share: Fraction | None, cases: int) -> str | None:
    return None if share is None or cases < LEAST_FOR_PERCENT else str(rounded(100 * share, 1))


def _kappa(kappa: Fraction | None) -> str | None:
    return None if kappa is None else str(rounded(kappa, 2))
