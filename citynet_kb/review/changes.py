"""The effect of a change of the content on cases, verdicts and pages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from citynet_kb.indexes import Indexes, MeasureSummary, german_order
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import CaseStudy, Measure


@dataclass(frozen=True)
class State:
    """The content at one moment, with its indexes and pages. `pages` = address in the tree → text."""

    base: KnowledgeBase
    indexes: Indexes
    pages: Mapping[str, str]


@dataclass(frozen=True)
class CaseChange:
    """A case that was added, removed or changed. `fields` = labels of what differs; `formerly` = its id before it was renamed."""

    before: CaseStudy | None
    after: CaseStudy | None
    fields: tuple[str, ...] = ()
    formerly: str = ""

    @property
    def case(self) -> CaseStudy:
        """The case as it is, or as it last was."""
        case = self.after or self.before
        if case is None:
            raise ValueError("a change concerns a case")
        return case

    @property
    def is_lost(self) -> bool:
        """Whether it was removed without a notice, and no case names its address as a former one."""
        return self.after is None


@dataclass(frozen=True)
class MeasureChange:
    """A measure whose counts or verdict differ. None: the measure is not there on that side."""

    measure: Measure
    before: MeasureSummary | None
    after: MeasureSummary | None

    @property
    def moves_verdict(self) -> bool:
        """Whether the verdict itself differs, not only the counts."""
        return _judgement(self.before) != _judgement(self.after)


@dataclass(frozen=True)
class Changes:
    """All differences. Pages are addresses in the tree, sorted."""

    cases: tuple[CaseChange, ...]
    measures: tuple[MeasureChange, ...]
    """Those whose verdict changes first, then by name."""
    pages_new: tuple[str, ...]
    pages_gone: tuple[str, ...]
    pages_changed: tuple[str, ...]
    beside: tuple[str, ...] = ()
    """Changed files outside the content, for the maintainers of the program."""

    @property
    def lost(self) -> tuple[CaseChange, ...]:
        """Cases that were removed without a notice."""
        return tuple(change for change in self.cases if change.is_lost)


def changes(before: State, after: State, beside: tuple[str, ...] = ()) -> Changes:
    """The difference between two states of the content; `beside` as in Changes."""
    return Changes(
        cases=tuple(_cases(before.base.cases, after.base.cases)),
        measures=tuple(sorted(_measures(before, after), key=_by_weight)),
        pages_new=tuple(sorted(after.pages.keys() - before.pages.keys())),
        pages_gone=tuple(sorted(before.pages.keys() - after.pages.keys())),
        pages_changed=tuple(sorted(uri for uri, text in after.pages.items() if before.pages.get(uri, text) != text)),
        beside=beside,
    )


def counts_of(summary: MeasureSummary | None) -> tuple[int, int, int]:
    """Towns with a setback last, towns of which the end is known, anonymous cases beside."""
    return (summary.tally.f, summary.tally.m, summary.tally.anonymous) if summary else (0, 0, 0)


def _cases(before: Mapping[str, CaseStudy], after: Mapping[str, CaseStudy]) -> Iterator[CaseChange]:
    renamed = {alias: case.id for case in after.values() for alias in case.aliases if alias in before and alias not in after}
    origins = {new: old for old, new in renamed.items()}
    for slug in sorted({*before, *after} - renamed.keys()):
        old, new = before.get(origins.get(slug, slug)), after.get(slug)
        fields = _fields(old, new) if old and new else ()
        if not (old and new) or fields or slug in origins:
            yield CaseChange(old, new, fields, origins.get(slug, ""))


def _fields(old: CaseStudy, new: CaseStudy) -> tuple[str, ...]:
    differing = [key for key in CaseStudy.front_matter_keys() if getattr(old, key) != getattr(new, key)]
    labels = [CaseStudy.model_fields[key].title or key for key in differing]
    return (*labels, *(("Text",) if old.body.strip() != new.body.strip() else ()))


def _measures(before: State, after: State) -> Iterator[MeasureChange]:
    old, new = before.indexes.measures, after.indexes.measures
    for slug in sorted({*old, *new}):
        one, other = old.get(slug), new.get(slug)
        if (counts_of(one), _judgement(one)) != (counts_of(other), _judgement(other)) or (one is None) != (other is None):
            measure = (new if other else old)[slug].measure
            yield MeasureChange(measure, one, other)


def _judgement(summary: MeasureSummary | None) -> tuple[str, str]:
    return (summary.verdict.value, summary.words) if summary else ("", "")


def _by_weight(change: MeasureChange) -> tuple[bool, tuple[str, str], str]:
    return not change.moves_verdict, german_order(change.measure.name), change.measure.id
