"""The address book: where every page and every published file stands. No other module writes such a path, no template does.

A page is named by its path in the tree (`massnahmen/eisbahn.md`); `published` says where readers find it (`massnahmen/eisbahn/`).
Templates know this module as `addresses`.
"""

from citynet_kb.model.facet_values import Facet
from citynet_kb.model.facets import FACETS
from citynet_kb.model.file_addresses import *  # noqa: F403
from citynet_kb.model.page_paths import *  # noqa: F403
from citynet_kb.model.page_paths import folder, index, published, section
from citynet_kb.model.vocabulary import SizeClass

START = "index.md"
FAILED_ELSEWHERE = "anderswo-gescheitert/index.md"
MEASURES = index(FACETS["massnahme"].folder)
TOPICS = index(FACETS["thema"].folder)
CITIES = index(FACETS["stadt"].folder)
CASES = "faelle/index.md"
MEETINGS = "treffen/index.md"
NEWS = "neu/index.md"
HEADLINES = "neu/ueberschriften.md"
FOLLOWED, REPORTS = "nachgefasst/index.md", "bericht/index.md"
SUBSCRIBE = "neu/abonnieren.md"
"""There only where the address of the site is known: feeds are read elsewhere, and lead back to it."""
REASONS = index(FACETS["grund"].folder)
EFFORTS = index(FACETS["aufwand"].folder)
TAGS, FREE_TAGS = "schlagworte/index.md", "schlagworte/weitere/"
OVERVIEW = "ueberblicke/index.md"
REGISTER = "register/index.md"
DATA = "daten/index.md"
SHEETS = "erfahrungsblatt/index.md"
PROCEDURES, CHECKLIST = "vorgehen/index.md", "pruefpunkte/index.md"
COSTS, FUNDING = "kosten/index.md", "foerderung/index.md"
FIRST_DAYS, PROVIDERS = "neu-im-amt/index.md", "anbieter/index.md"
BACKWARD = "rueckwaerts/index.md"
"""It leads to the procedures, and so to the calendars."""
BOARD = "gemeinsam/index.md"
"""»Gemeinsam ins Ziel«: who looks for partners, and who plans or runs the same."""
MAP = "karte/index.md"
GAPS = "wissensluecken/index.md"
FORMER_SHEETS = "vorab-check/index.md"
SHARED = "geteilte-erfahrungen/index.md"
TIMELINE = "zeitleiste/index.md"
COUNTING = "wie-wir-zaehlen/index.md"
CERTAINTY = "wie-sicher/index.md"
TAKING_PART = "mitmachen/index.md"
FORM, GUIDE = "mitmachen/fall-einreichen.md", "mitmachen/anleitung.md"
DEVELOPERS = "entwickler/index.md"
FIELDS = "entwickler/felder.md"
FIELDS_BEFORE = "mitmachen/felder.md"
"""Where all fields stood before the pages for developers had a place of their own."""
GLOSSARY = "glossar/index.md"
IMPRINT, PRIVACY, ACCESSIBILITY = "impressum.md", "datenschutz.md", "barrierefreiheit.md"
CONTENT = "content"
SURVEYS = "umfragen"
"""The folder of their records; their pages lie among the meetings."""
CASE_FILES = f"{CONTENT}/faelle"
"""Where the files of cases lie."""


def page(id: str) -> str:
    """A page of its own, by its id: `mitmachen/index`."""
    return f"{id}.md"


def case(id: str) -> str:
    """The page of a case, or of a former id of it. Of a town alone: what is left when the last part is cut off; it leads to the town."""
    return f"faelle/{id}.md"


def measure(slug: str) -> str:
    """The page of a measure."""
    return value(MEASURES, slug)


def topic(slug: str) -> str:
    """The page of a topic."""
    return value(TOPICS, slug)


def city(slug: str) -> str:
    """The page of a town."""
    return value(CITIES, slug)


def meeting(slug: str) -> str:
    """The page of a meeting."""
    return f"treffen/{slug}.md"


def meeting_calendar(slug: str) -> str:
    """The calendar file of a meeting, beside its page."""
    return f"{published(meeting(slug))}{slug}.ics"


def survey(date: str) -> str:
    """The roll-call before the meeting on a day: the sheet to fill in, and what the towns answered."""
    return f"treffen/rundruf/{date}.md"


def news_month(month: str) -> str:
    """What came and changed in a month, YYYY-MM."""
    return value(NEWS, month)


def yearly_report(year: str) -> str:
    """The report of a year, YYYY; there only where enough happened in it."""
    return value(REPORTS, year)


def sheet(measure: str) -> str:
    """The Erfahrungsblatt of a measure."""
    return value(SHEETS, measure)


def sheet_document(measure: str) -> str:
    """The same as a Word file, beside its page, with a name that still says what it is in another folder."""
    return f"{published(sheet(measure))}erfahrungsblatt-{measure}.docx"


def former_sheets(measure: str) -> tuple[str, ...]:
    """Where the sheets of a measure stood when there was one for each size of town: each leads to the one of today."""
    return f"vorab-check/{measure}/index.md", *(f"vorab-check/{measure}/{size.value}.md" for size in SizeClass)


def procedure(measure: str) -> str:
    """How to go about a measure; there only where it has a procedure."""
    return value(PROCEDURES, measure)


def checklist_item(item: str) -> str:
    """The page of an item of the checklist."""
    return value(CHECKLIST, item)


def backward(measure: str) -> str:
    """The backward calendar of a measure; there only where it has a procedure."""
    return value(BACKWARD, measure)


def calendar_file(measure: str) -> str:
    """The calendar for the first possible start, beside its page."""
    return f"{published(backward(measure))}{measure}.ics"


def checklist_anchor(item: str) -> str:
    """The name of the place of an item of the checklist on a page."""
    return f"pruefpunkt-{item}"


def board_anchor(measure: str) -> str:
    """The name of the place of a measure on »Gemeinsam ins Ziel«."""
    return f"massnahme-{measure}"


def free_tag(slug: str) -> str:
    """The page of a tag that is neither topic nor measure nor outcome. The folder keeps it apart from the index of tags."""
    return f"{FREE_TAGS}{slug}.md"


def topic_setbacks(slug: str) -> str:
    """The setbacks of a topic; there only where there is one."""
    return value(TOPICS, f"{slug}/rueckschlaege")


def topic_size(slug: str, size: str) -> str:
    """The cases of a topic from towns of one size class, or of unknown size; there only where there is one."""
    return value(TOPICS, f"{slug}/{size}")


def register_letter(letter: str) -> str:
    """The keywords with one letter: A to Z, or 0-9."""
    return f"register/{letter.lower()}.md"


def value(index: str, slug: str) -> str:
    """The page of one value of what the page `index` lists."""
    return f"{section(index)}{slug}.md"


def of_value(facet: Facet, slug: str) -> str:
    """The page of one value of a facet with pages."""
    return f"{tree(facet)}/{slug}.md"


def tree(facet: Facet) -> str:
    """The folder that holds the pages of the values of a facet."""
    return f"{folder(OVERVIEW)}/{facet.slug}" if facet.is_folded else facet.folder


def before_folding(facet: Facet, uri: str = "") -> str:
    """Where a list of a facet, or without one the page of all its values, stood while the facet had a tree of its own."""
    return f"{facet.folder}{uri.removeprefix(tree(facet))}" if uri else index(facet.folder)


def place_of_facet(facet: Facet) -> str:
    """Where all values of a facet with pages stand: a page of their own, or a section of the page of all overviews."""
    return f"{OVERVIEW}#{facet.slug}" if facet.is_folded else index(facet.folder)


def is_case(address: str) -> bool:
    """Whether a published address is that of a case."""
    top, *steps = address.split("/")
    return top == folder(CASES) and len(steps) == 3 and all(steps[:2]) and not steps[2]


def form_file(name: str) -> str:
    """A file beside the page of the form: the cases of a town by its slug, for corrections; towns by their first letters (`orte/ba`)."""
    return f"{published(FORM)}{name}.json"
