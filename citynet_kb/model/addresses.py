"""Addresses of the pages that no record stands behind. Content may link to them, pages are made for them."""

from citynet_kb.model.reasons import FailureReason
from citynet_kb.model.vocabulary import Effort, Evidence, Outcome, SizeClass

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
FREE_TAGS = "schlagworte/weitere/"
OUTCOMES = "ergebnisse/index.md"
SIZES = "groessen/index.md"
STATES = "laender/index.md"
YEARS = "jahre/index.md"
EVIDENCE = "belege/index.md"
REGISTER = "register/index.md"
DATA = "daten/index.md"
PRECHECK = "vorab-check/index.md"
MAP = "karte/index.md"
GAPS = "wissensluecken/index.md"
SHARED = "geteilte-erfahrungen/index.md"
TIMELINE = "zeitleiste/index.md"
COUNTING = "wie-wir-zaehlen/index.md"
TAKING_PART = "mitmachen/index.md"
FORM = "mitmachen/fall-einreichen.md"
GUIDE = "mitmachen/anleitung.md"
FIELDS = "mitmachen/felder.md"
GLOSSARY = "glossar/index.md"
WORD_TEMPLATE = "mitmachen/vorlagen/fallbericht.docx"
EXCEL_TEMPLATE = "mitmachen/vorlagen/fallbericht.xlsx"
"""Files made with the exports, for those who report a case in Office."""
FORM_DATA = "mitmachen/fall-einreichen/formular.json"
"""What the script of the form interprets."""
OVERVIEWS = (START, FAILED_ELSEWHERE, MEASURES, TOPICS, CITIES, CASES, MEETINGS, REASONS, EFFORTS, TAGS, DATA, PRECHECK)
ACROSS = (MAP, GAPS, SHARED, TIMELINE, COUNTING)
"""What shows only across all measures."""
LISTS = (OUTCOMES, SIZES, STATES, YEARS, EVIDENCE, REGISTER)
"""Ways to every case that need no script, beside those by topic, measure, town, reason, effort and tag."""

GENERATED = frozenset(
    (
        *OVERVIEWS,
        *ACROSS,
        *LISTS,
        *(f"ergebnisse/{outcome.value}.md" for outcome in Outcome),
        *(f"groessen/{size.value}.md" for size in SizeClass),
        *(f"belege/{evidence.value}.md" for evidence in Evidence),
        FORM,
        GUIDE,
        FIELDS,
        GLOSSARY,
        *(f"gruende/{reason.value}.md" for reason in FailureReason),
        *(f"aufwand/{band.value}.md" for band in Effort),
    )
)
"""All of them, as paths below `content/`."""


def topic(slug: str) -> str:
    """The page of a topic."""
    return f"themen/{slug}.md"


def measure(slug: str) -> str:
    """The page of a measure."""
    return f"massnahmen/{slug}.md"


def outcome(slug: str) -> str:
    """The page of an outcome."""
    return f"ergebnisse/{slug}.md"


def free_tag(slug: str) -> str:
    """The page of a tag that is neither topic nor measure nor outcome. The folder keeps it apart from `schlagworte/index.md`."""
    return f"{FREE_TAGS}{slug}.md"


def topic_setbacks(slug: str) -> str:
    """The setbacks of a topic; there only where there is one."""
    return f"themen/{slug}/rueckschlaege.md"


def topic_size(slug: str, size: str) -> str:
    """The cases of a topic from towns of one size class, or of unknown size; there only where there is one."""
    return f"themen/{slug}/{size}.md"


def form_cases(city: str) -> str:
    """What the form shows of a town's cases when one is corrected."""
    return f"mitmachen/fall-einreichen/{city}.json"


def register_letter(letter: str) -> str:
    """The keywords with one letter: A to Z, or 0-9."""
    return f"register/{letter.lower()}.md"


def further_part(uri: str, number: int) -> str:
    """The second, third … page of a list that is too long for one."""
    return f"{uri.removesuffix('.md')}/teil-{number}.md"
