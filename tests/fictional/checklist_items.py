"""Items of a checklist that stand in no law."""

from citynet_kb.model import ChecklistGroup, ChecklistItem, Source, Verified
from citynet_kb.model.practice import LeadWeeks, LegalBasis

LABEL = "Erledigen: "
"""What the label of each item begins with; its id follows."""


def checklist_item(slug: str) -> ChecklistItem:
    """An item under this id."""
    return ChecklistItem(
        id=slug,
        path=f"pruefpunkte/{slug}.md",
        slug=slug,
        label=f"{LABEL}{slug}",
        group=ChecklistGroup.PERMITS,
        what="Das ist vorher zu klären.",
        needed_when="Immer.",
        authority="Stadt Musterstadt",
        lead_weeks=LeadWeeks(default="8"),
        legal_basis=LegalBasis(land="allgemein", as_of="2024"),
        valid_for="laufend",
        verified=Verified.YES,
        sources=(Source(title="Merkblatt"),),
    )
