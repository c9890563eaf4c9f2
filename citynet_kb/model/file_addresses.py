"""Where the files stand that are no pages: open data, feeds, templates, what scripts load. `addresses` names all of them."""

__all__ = (
    "CASES_TABLE",
    "CITATION",
    "DATA_PACKAGE",
    "EXCEL_TEMPLATE",
    "FORM_DATA",
    "HOLIDAYS",
    "MEETING_CALENDAR",
    "ROBOTS",
    "SEARCH",
    "SEARCH_CASES",
    "SEARCH_OF_THEME",
    "WORD_LISTS",
    "WORD_TEMPLATE",
    "api",
    "api_record",
    "feed",
    "finder_part",
    "finder_parts",
    "link_picture",
    "picture",
    "search_piece",
)

CASES_TABLE = "daten/faelle.csv"
DATA_PACKAGE = "datapackage.json"
"""Describes the open data. It stands at the top, since the paths in it may not lead upwards."""
FORM_DATA = "mitmachen/fall-einreichen/formular.json"
"""The rules of the form, beside its page."""
HOLIDAYS = "rueckwaerts/feiertage.json"
"""With which the backward calendars reckon."""
MEETING_CALENDAR = "treffen/termine.ics"
"""All meetings with a day, as one calendar to subscribe to."""
CITATION, ROBOTS = "CITATION.cff", "robots.txt"
SEARCH = "search/suche.json"
"""What the worker of the search loads first."""
SEARCH_CASES = "search/kennungen.json"
SEARCH_OF_THEME = "search/search_index.json"
"""The name under which the theme asks for its own index."""
WORD_TEMPLATE, WORD_LISTS = "mitmachen/vorlagen/fallbericht.docx", "mitmachen/vorlagen/auswahl.docx"
EXCEL_TEMPLATE = "mitmachen/vorlagen/fallbericht.xlsx"
"""Files made with the exports, for those who report a case in Office."""


def feed(name: str, ending: str) -> str:
    """A feed of news: `alles`, `stadt/gera`; `.xml` for Atom, `.json` for JSON Feed, `.opml` for a list of feeds."""
    return f"neu/abo/{name}.{ending}"


def api(name: str) -> str:
    """A file of the interface for programs. Breaking changes of the JSON get a new number."""
    return f"api/v1/{name}.json"


def api_record(kind: str, id: str) -> str:
    """The file of one record: of a case `stadt/fall`, of a measure."""
    return api(f"{kind}/{id}")


def finder_parts(stamp: str) -> str:
    """How the names of the files begin that hold further cases for the finder. They lie beside its page, which asks for them so."""
    return f"liste-{stamp}-"


def finder_part(stamp: str, number: int) -> str:
    """One of these files."""
    return f"faelle/{finder_parts(stamp)}{number}.json"


def search_piece(kind: str, name: str) -> str:
    """A piece of the index of the search, where it is too long for one file."""
    return f"search/{kind}/{name}.json"


def picture(name: str) -> str:
    """A picture of a case as published, by the digest of its bytes."""
    return f"bilder/{name}.webp"


def link_picture(uri: str = "") -> str:
    """The picture that services show beside a link to the page of a measure or a topic, or to any other page."""
    return f"bilder/link/{uri.removesuffix('.md') or 'seite'}.png"
