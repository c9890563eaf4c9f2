"""Addresses of the pages that no record stands behind. Content may link to them, pages are made for them."""

from citynet_kb.model.reasons import FailureReason
from citynet_kb.model.vocabulary import Effort

START = "index.md"
FAILED_ELSEWHERE = "anderswo-gescheitert/index.md"
MEASURES = "massnahmen/index.md"
TOPICS = "themen/index.md"
CITIES = "staedte/index.md"
CASES = "faelle/index.md"
MEETINGS = "treffen/index.md"
REASONS = "gruende/index.md"
EFFORTS = "aufwand/index.md"
TAGS = "schlagworte/index.md"
DATA = "daten/index.md"
PRECHECK = "vorab-check/index.md"
MAP = "karte/index.md"
GAPS = "wissensluecken/index.md"
SHARED = "geteilte-erfahrungen/index.md"
TIMELINE = "zeitleiste/index.md"
COUNTING = "wie-wir-zaehlen/index.md"
OVERVIEWS = (START, FAILED_ELSEWHERE, MEASURES, TOPICS, CITIES, CASES, MEETINGS, REASONS, EFFORTS, TAGS, DATA, PRECHECK)
ACROSS = (MAP, GAPS, SHARED, TIMELINE, COUNTING)
"""What shows only across all measures."""

GENERATED = frozenset(
    (
        *OVERVIEWS,
        *ACROSS,
        *(f"gruende/{reason.value}.md" for reason in FailureReason),
        *(f"aufwand/{band.value}.md" for band in Effort),
    )
)
"""All of them, as paths below `content/`."""
