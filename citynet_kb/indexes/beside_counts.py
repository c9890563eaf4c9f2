"""What stands beside the counts of one measure: towns that do not count and why, cancelled editions, and news that do not count."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from citynet_kb.model import CaseStudy, Confidence, Outcome
from citynet_kb.model.endings import counts, effective_outcome, newest, recency


@dataclass(frozen=True)
class Beside:
    """Named towns only, each once; sorted by id. A town without a counting case stands under the first reason that fits."""

    weak: tuple[str, ...]
    """A case of theirs has sources too thin to count."""
    open: tuple[str, ...]
    """The outcome of a case of theirs is not known."""
    cancelled: tuple[str, ...]
    """Only a cancelled edition is known of them."""
    cancelled_editions: Mapping[str, tuple[str, ...]]
    """Town, whether or not it counts → years of its cancelled editions, oldest first; none where the year is not known."""
    newer: Mapping[str, CaseStudy]
    """Town → its newest case that does not count, is newer than the one that stands for it, and says otherwise."""

    @property
    def uncounted(self) -> int:
        """Towns without a counting case."""
        return len(self.weak) + len(self.open) + len(self.cancelled)


def beside(present: Iterable[CaseStudy], latest: Mapping[str, CaseStudy]) -> Beside:
    """From the cases of one measure that are not withdrawn, and the case that stands for each town."""
    by_town: defaultdict[str, list[CaseStudy]] = defaultdict(list)
    for case in present:
        if not case.is_anonymous:
            by_town[case.city].append(case)
    reasons = {town: _reason(by_town[town]) for town in sorted(by_town) if not any(map(counts, by_town[town]))}
    editions = {town: years for town in sorted(by_town) if (years := _cancelled_years(by_town[town])) is not None}
    newer = {town: news for town in latest if (news := _newer(by_town[town], latest[town]))}
    return Beside(
        weak=tuple(town for town, reason in reasons.items() if reason == "weak"),
        open=tuple(town for town, reason in reasons.items() if reason == "open"),
        cancelled=tuple(town for town, reason in reasons.items() if reason == "cancelled"),
        cancelled_editions=MappingProxyType(editions),
        newer=MappingProxyType(newer),
    )


def _reason(cases: list[CaseStudy]) -> str:
    if any(case.confidence is Confidence.LOW for case in cases):
        return "weak"
    return "open" if any(effective_outcome(case) is Outcome.OPEN for case in cases) else "cancelled"


def _cancelled_years(cases: list[CaseStudy]) -> tuple[str, ...] | None:
    """Years of the cancelled editions, empty ones left out; None where no edition was cancelled. Thin sources carry none."""
    carried = [case for case in cases if case.confidence is not Confidence.LOW]
    dates = [case.period.end if case.period else None for case in carried if case.outcome is Outcome.CANCELLED]
    dates += [entry.date for case in carried for entry in case.follow_up if entry.outcome is Outcome.CANCELLED]
    return tuple(sorted({date[:4] for date in dates if date})) if dates else None


def _newer(cases: list[CaseStudy], standing: CaseStudy) -> CaseStudy | None:
    """The newest one that says otherwise; of equal dates the one with the smallest id."""
    shown = (case for case in cases if not counts(case) and effective_outcome(case) is not effective_outcome(standing))
    found = newest(case for case in shown if recency(case) > recency(standing))
    return found[0] if found else None
