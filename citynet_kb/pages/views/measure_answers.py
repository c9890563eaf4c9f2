"""What the cases of a measure say to »woran lag es« and »was hat geholfen«, in plain values: for its page and its sheet."""

from collections.abc import Iterable
from dataclasses import dataclass

from citynet_kb.indexes import NamedReason, last_happened_first
from citynet_kb.model import CaseStudy
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.views.case_lines import CaseLine


@dataclass(frozen=True)
class ReasonTowns:
    """A reason with the cases that name it. `slug` is its page; `towns` = how many towns."""

    slug: str
    label: str
    towns: int
    cases: tuple[CaseLine, ...]


def reason_towns(context: BuildContext, named: Iterable[NamedReason]) -> tuple[ReasonTowns, ...]:
    """Reasons in their order."""
    return tuple(ReasonTowns(one.reason.value, one.reason.label, len(one.cities), context.lines_of(one.cases)) for one in named)


def what_helped(context: BuildContext, cases: Iterable[CaseStudy]) -> tuple[tuple[str, CaseLine], ...]:
    """What helped, and in which case: what happened last first."""
    return tuple((factor, context.lines[case.id]) for case in last_happened_first(cases) for factor in case.success_factors)
