"""Pure joins over the knowledge base: counts, verdicts, "failed elsewhere", warnings, lists. Opens nothing, prints nothing."""

from citynet_kb.indexes.counting import MODES, Observations, Tally, counts, effective_outcome, latest_case, recency, tally
from citynet_kb.indexes.durations import UNKNOWN_DURATION, Duration, DurationUnit, duration
from citynet_kb.indexes.listings import Listing
from citynet_kb.indexes.measures import FailedElsewhere, MeasureSummary
from citynet_kb.indexes.order import german_order
from citynet_kb.indexes.overview import Indexes, Totals, build_indexes
from citynet_kb.indexes.reasons import NamedReason, Reasons
from citynet_kb.indexes.topics import TopicSummary
from citynet_kb.indexes.towns import TownSummary
from citynet_kb.indexes.verdict import Verdict, early_signs, leading_modes, verdict

__all__ = [
    "MODES",
    "UNKNOWN_DURATION",
    "Duration",
    "DurationUnit",
    "FailedElsewhere",
    "Indexes",
    "Listing",
    "MeasureSummary",
    "NamedReason",
    "Observations",
    "Reasons",
    "Tally",
    "TopicSummary",
    "Totals",
    "TownSummary",
    "Verdict",
    "build_indexes",
    "counts",
    "duration",
    "early_signs",
    "effective_outcome",
    "german_order",
    "latest_case",
    "leading_modes",
    "recency",
    "tally",
    "verdict",
]
