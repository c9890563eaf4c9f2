"""The effect of a change of the content on cases, verdicts and pages."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from citynet_kb.indexes import Indexes, MeasureSummary, german_order
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import CaseStudy, Measure
from citynet_kb.review.moves import Gone, Move, carried_along, gone, moves


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
    moves: tuple[Move, ...] = ()
    """Topics, measures and towns under another id."""
    gone: tuple[Gone, ...] = ()
    """Records that were removed without a notice."""

    @property
    def lost(self) -> tuple[Gone, ...]:
        """Those of which nobody says that it is on purpose."""
        return tuple(one for one in self.gone if not one.is_meant)


def changes(before: State, after: State, beside: tuple[str, ...] = (), meant: Iterable[str] = ()) -> Changes:
    """The difference between two states of the content; `beside` as in Changes. `meant` = paths of what is deleted on purpose."""
    moved = moves(before.base, after.base)
    cases, carried = _cases(before.base.cases, after.base.cases, moved)
    return Changes(
        cases=tuple(cases),
        measures=tuple(sorted(_measures(before, after, moved), key=_by_weight)),
        pages_new=tuple(sorted(after.pages.keys() - before.pages.keys())),
        pages_gone=tuple(sorted(before.pages.keys() - after.pages.keys())),
        pages_changed=tuple(sorted(uri for uri, text in after.pages.items() if before.pages.get(uri, text) != text)),
        beside=beside,
        moves=tuple(replace(move, cases=carried.get(move.before.path, 0)) for move in moved),
        gone=gone(before.base, after.base, moved, meant),
    )


def counts_of(summary: MeasureSummary | None) -> tuple[int, int, int]:
    """Towns with a setback last, towns of which the end is known, anonymous cases beside."""
    return (summary.tally.f, summary.tally.m, summary.tally.anonymous) if summary else (0, 0, 0)


def _cases(
    before: Mapping[str, CaseStudy], after: Mapping[str, CaseStudy], moved: tuple[Move, ...]
) -> tuple[list[CaseChange], dict[str, int]]:
    """The cases that change in something of their own, and how many each move carries along, by the path of the record that moved."""
    renamed = {alias: case.id for case in after.values() for alias in case.aliases if alias in before and alias not in after}
    origins = {new: old for old, new in renamed.items()}
    found: list[CaseChange] = []
    carried: dict[str, int] = {}
    for slug in sorted({*before, *after} - renamed.keys()):
        old, new = before.get(origins.get(slug, slug)), after.get(slug)
        if not (old and new):
            found.append(CaseChange(old, new))
            continue
        expected = carried_along(old, moved, renamed)
        movers = [move for move in moved if _names(old, move.before.id)] if expected != old else []
        of_town = f"{expected.city}/{old.slug}" == slug and slug in origins
        fields = _fields(expected.model_copy(update={"aliases": new.aliases}) if of_town else expected, new)
        if fields or (slug in origins and not of_town):
            found.append(CaseChange(old, new, fields, origins.get(slug, "")))
        else:
            carried.update({move.before.path: carried.get(move.before.path, 0) + 1 for move in movers})
    return found, carried


def _names(case: CaseStudy, record: str) -> bool:
    return record in (case.city, case.topic, *case.topics_more, case.measure)


def _fields(old: CaseStudy, new: CaseStudy) -> tuple[str, ...]:
    differing = [key for key in CaseStudy.front_matter_keys() if getattr(old, key) != getattr(new, key)]
    labels = [CaseStudy.model_fields[key].title or key for key in differing]
    return (*labels, *(("Text",) if old.body.strip() != new.body.strip() else ()))


def _measures(before: State, after: State, moved: tuple[Move, ...]) -> Iterator[MeasureChange]:
    """A renamed measure is compared with itself; of one that goes into another, only the other is compared."""
    old, new = before.indexes.measures, after.indexes.measures
    origins = {move.after.id: move.before.id for move in moved if isinstance(move.before, Measure) and not move.is_merged}
    left = {move.before.id for move in moved if isinstance(move.before, Measure)}
    for slug in sorted({*old, *new} - left):
        one, other = old.get(origins.get(slug, slug)), new.get(slug)
        if (counts_of(one), _judgement(one)) != (counts_of(other), _judgement(other)) or (one is None) != (other is None):
            measure = (new if other else old)[slug].measure
            yield MeasureChange(measure, one, other)


def _judgement(summary: MeasureSummary | None) -> tuple[str, str]:
    return (summary.verdict.value, summary.words) if summary else ("", "")


def _by_weight(change: MeasureChange) -> tuple[bool, tuple[str, str], str]:
    return not change.moves_verdict, german_order(change.measure.name), change.measure.id
