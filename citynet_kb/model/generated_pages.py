"""Which pages are made whatever the records say, and which names at the top of the site are taken by them."""

import re
from collections.abc import Sequence

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
_IN_PARTS = frozenset(map(at.folder, (at.MEASURES, at.CITIES)))
"""Folders of records whose index may go on in further parts."""
_PART = re.compile(r"teil-[0-9]+")


def is_taken(names: Sequence[str]) -> bool:
    """Whether the site itself makes the page that a file of this name would be, the folders before it: (`massnahmen`, `teil-2`) is one."""
    if len(names) == 1:
        return names[0] in TAKEN
    return len(names) == 2 and names[0] in _IN_PARTS and bool(_PART.fullmatch(names[1]))
