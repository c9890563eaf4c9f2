"""Items of a checklist that stand in no law, and figures that nobody published."""

from citynet_kb.model import ChecklistGroup, ChecklistItem, CostItem, DocumentedCost, Source, Verified
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


def documented_costs(town: str) -> list[DocumentedCost]:
    """Six figures of one post that cover the same, and one that covers something else."""
    known = ((2019, 500), (2020, 900), (2021, 1200), (2022, 1600), (2023, 2100), (2024, 2600), (2025, 90000))
    return [
        DocumentedCost(
            id=f"{town}-{year}",
            path=f"kosten/{town}-{year}.md",
            town=town,
            event="Kirmes",
            year=str(year),
            item=CostItem.MUSIC_RIGHTS,
            amount_eur=str(amount),
            what_it_covers="Musik an einem Abend",
            comparable="true" if amount < 90000 else "false",
            sources=(Source(title="Merkblatt"),),
        )
        for year, amount in known
    ]
