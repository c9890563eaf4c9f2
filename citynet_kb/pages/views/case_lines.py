"""A case as lists show it, in plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from citynet_kb.indexes import Indexes, is_own_praise, shown_period
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import CaseStudy, Kind, Organiser, Outcome
from citynet_kb.pages import german


@dataclass(frozen=True)
class CaseLine:
    """One case in a list. `town` and `measure` are names, empty where there is none; `outcome` is the effective one.

    Of a town that is not named only the `region` is known. `period` is in words, `years` the same for narrow columns.
    """

    id: str
    title: str
    town: str
    region: str
    measure: str
    outcome: Outcome
    period: str
    years: str
    summary: str
    is_documented: bool
    is_own_praise: bool
    """A success that is known only from the impression of those who did it: drawn hollow, »nach eigener Einschätzung«."""
    is_private: bool
    """A business or private people ran it, not the town."""

    @property
    def city(self) -> str:
        """Id of its town; of towns that are not named the same for all."""
        return self.id.partition("/")[0]

    @property
    def is_anonymous(self) -> bool:
        """Whether the town is not named."""
        return not self.town

    @property
    def story(self) -> str:
        """The title without the town at its front, for lists that name the town already."""
        front, _, rest = self.title.partition(": ")
        front = front.partition(" (")[0]  # »Friedberg (Bayern)«
        return rest if rest and front and self.town.startswith(front) else self.title


def case_lines(base: KnowledgeBase, indexes: Indexes) -> Mapping[str, CaseLine]:
    """Case id → its line, withdrawn cases included."""
    return MappingProxyType({case.id: _line(case, base, indexes) for case in base.cases.values()})


def _line(case: CaseStudy, base: KnowledgeBase, indexes: Indexes) -> CaseLine:
    measure, span = base.measures.get(case.measure or ""), shown_period(case)
    return CaseLine(
        id=case.id,
        title=case.title,
        town="" if case.is_anonymous else base.cities[case.city].name if case.city in base.cities else case.city,
        region=case.region or "",
        measure=measure.name if measure else "",
        outcome=indexes.outcomes[case.id],
        period=german.period(span),
        years=german.years(span),
        summary=case.summary or "",
        is_documented=case.kind is Kind.DOCUMENTED,
        is_own_praise=is_own_praise(case),
        is_private=case.organiser is Organiser.PRIVATE,
    )
