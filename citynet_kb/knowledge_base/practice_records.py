"""The records of practice, by kind and id. A further kind is one field here and one folder."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from citynet_kb.model import ChecklistItem, DocumentedCost, FirstStep, FundingProgramme, Procedure, Record

R = TypeVar("R", bound=Record)
PRACTICE_FOLDERS: Mapping[str, type[Record]] = MappingProxyType(
    {
        "pruefpunkte": ChecklistItem,
        "vorgehen": Procedure,
        "kosten": DocumentedCost,
        "foerderung": FundingProgramme,
        "neu-im-amt": FirstStep,
    }
)
"""Which folder of `content/` holds which records, one a file."""


@dataclass(frozen=True)
class Practice:
    """Records by id, each mapping sorted by id. Procedures bear the ids of their measures."""

    items: Mapping[str, ChecklistItem] = field(default_factory=dict)
    procedures: Mapping[str, Procedure] = field(default_factory=dict)
    costs: Mapping[str, DocumentedCost] = field(default_factory=dict)
    funding: Mapping[str, FundingProgramme] = field(default_factory=dict)
    first_steps: Mapping[str, FirstStep] = field(default_factory=dict)

    def item_label(self, slug: str) -> str:
        """The name of an item of the checklist; its id where it has no record."""
        return self.items[slug].label if slug in self.items else slug

    @property
    def kinds(self) -> tuple[Mapping[str, Record], ...]:
        """All mappings, in the order of the folders."""
        return (self.items, self.procedures, self.costs, self.funding, self.first_steps)


def practice_of(records: Iterable[Record]) -> Practice:
    """The records of practice among these. Of two with one id the first by path is kept."""
    known = tuple(record for record in records if isinstance(record, tuple(PRACTICE_FOLDERS.values())))
    return Practice(
        items=_by_id(known, ChecklistItem),
        procedures=_by_id(known, Procedure),
        costs=_by_id(known, DocumentedCost),
        funding=_by_id(known, FundingProgramme),
        first_steps=_by_id(known, FirstStep),
    )


def _by_id(records: Iterable[Record], kind: type[R]) -> Mapping[str, R]:
    found: dict[str, R] = {}
    for record in sorted((one for one in records if isinstance(one, kind)), key=lambda record: (record.id, record.path)):
        found.setdefault(record.id, record)
    return MappingProxyType(found)
