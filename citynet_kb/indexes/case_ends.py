"""How one case ended and which one stands for its town, as the model says, under the name by which the indexes ask for it."""

from citynet_kb.model.endings import (
    counts,
    effective_outcome,
    end_date,
    newest,
    newest_source,
    newest_turn,
    recency,
    standing_for_town,
    would_count,
)

__all__ = [
    "counts",
    "effective_outcome",
    "end_date",
    "newest",
    "newest_source",
    "newest_turn",
    "recency",
    "standing_for_town",
    "would_count",
]
