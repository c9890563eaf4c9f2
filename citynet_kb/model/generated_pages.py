"""Which pages are made whatever the records say, and which names at the top of the site are taken by them."""

from citynet_kb.model import addresses as at
from citynet_kb.model.facets import FACETS

OVERVIEWS = (
    *(at.START, at.FAILED_ELSEWHERE, at.MEASURES, at.TOPICS, at.CITIES, at.CASES, at.MEETINGS, at.REASONS, at.EFFORTS, at.TAGS),
    *(at.DATA, at.SHEETS),
)
PRACTICE = (at.PROCEDURES, at.CHECKLIST, at.COSTS, at.FUNDING, at.FIRST_DAYS, at.PROVIDERS)
"""What to look out for, and how to go about it."""
ACROSS = (at.MAP, at.GAPS, at.SHARED, at.TIMELINE, at.COUNTING, at.CERTAINTY)
"""What shows only across all measures."""
NEWS = (at.NEWS, at.HEADLINES, at.BOARD, at.FOLLOWED, at.REPORTS)
TAKING_PART = (at.FORM, at.GUIDE, at.FIELDS, at.DEVELOPERS, at.GLOSSARY)
"""How to take part, and the words."""

GENERATED = frozenset(
    (
        *(*OVERVIEWS, *PRACTICE, *ACROSS, *NEWS, *TAKING_PART, at.OVERVIEW, at.REGISTER),
        *(at.of_value(one, term.value) for one in FACETS.values() if one.pages for term in one.vocabulary or ()),
    )
)
"""All of them, as paths below `content/`."""
_FILES = (at.api(""), at.SEARCH, at.picture(""))
TAKEN = frozenset(
    (
        *map(at.folder, (*_FILES, at.CASES, at.MEASURES, at.TOPICS, at.CITIES, at.MEETINGS, at.FORM)),
        *(at.folder(uri) for uri in (*GENERATED, at.FORMER_SHEETS, at.BACKWARD) if "/" in uri),
        *(facet.folder for facet in FACETS.values() if facet.folder),
        *("assets", "sitemap", "404"),
    )
)
"""Names at the top of the published site that no page of its own may bear."""
