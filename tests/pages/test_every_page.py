"""What holds for every page, whatever the records say: one test a kind of page."""

import re
from collections.abc import Callable
from functools import cache
from posixpath import normpath
from urllib.parse import unquote, urlsplit

import pytest
from markdown import Markdown

from citynet_kb.model.facets import FACETS
from citynet_kb.pages.kinds.guide_pages import PICTURES
from citynet_kb.pages.page import address
from tests.pages.examples import fragments_of, html_of, land, meta_of
from tests.site.reading import Html, dangers

BLOCKS = frozenset(Markdown().block_level_elements)
MAIL_OR_WEB = ("https://", "http://", "mailto:")
KINDS = (
    "",
    "anbieter",
    "bericht",
    "anderswo-gescheitert",
    "daten",
    "entwickler",
    "erfahrungsblatt",
    "faelle",
    "foerderung",
    "geteilte-erfahrungen",
    "gemeinsam",
    "glossar",
    "karte",
    "kosten",
    "mitmachen",
    "nachgefasst",
    "neu",
    "neu-im-amt",
    "pruefpunkte",
    "register",
    "rueckwaerts",
    "schlagworte",
    "treffen",
    "vorab-check",
    "vorgehen",
    "wie-sicher",
    "wie-wir-zaehlen",
    "wissensluecken",
    "zeitleiste",
    "ueberblicke",
    *(facet.folder for facet in FACETS.values() if facet.pages),
)
"""Kinds of pages by their first folder; plain pages at the top are one kind."""

by_kind = pytest.mark.parametrize("kind", KINDS)


def kind_of(uri: str) -> str:
    return uri.split("/")[0] if "/" in uri else ""


def wrong(kind: str, found: Callable[[str], object]) -> dict[str, object]:
    """What is found on each page of this kind where anything is: one test looks at all of them, and names every one."""
    uris = [uri for uri in land().site.pages if kind_of(uri) == kind]
    assert uris, "no page of this kind"
    return {uri: what for uri in uris if (what := found(uri))}


def test_every_kind_of_page_is_looked_at() -> None:
    """A new folder of pages: add it to KINDS."""
    assert {kind_of(uri) for uri in land().site.pages} == set(KINDS)


@cache
def shown(uri: str) -> Html:
    """A page of Beispielland."""
    return html_of(land().site, land().site.pages[uri])


@by_kind
def test_fragments_are_harmless(kind: str) -> None:
    """No trusted fragment carries a script, a style, an event handler or an address that runs code, though every field holds some."""
    assert wrong(kind, lambda uri: [danger for html in fragments_of(land().site, uri) for danger in dangers(Html(html))]) == {}


@by_kind
def test_fragments_are_well_formed(kind: str) -> None:
    """Every element is closed in its order, since a stray tag would tear the page apart; and the first one is a block.

    What begins otherwise gets a paragraph around it.
    """

    def is_torn(html: str) -> bool:
        begins = re.match(r"\s*<([a-z0-9]+)", html)
        return bool(Html(html).open) or "\n\n" in html or not begins or begins[1] not in BLOCKS

    assert wrong(kind, lambda uri: [html for html in fragments_of(land().site, uri) if is_torn(html)]) == {}


@by_kind
def test_pages_are_harmless(kind: str) -> None:
    """Nor does the page as a whole."""
    assert wrong(kind, lambda uri: dangers(shown(uri))) == {}


@by_kind
def test_front_matter_holds_no_markup(kind: str) -> None:
    """Title, description and keywords stay text where a theme prints them unescaped, as Material does."""

    def markup(uri: str) -> list[str]:
        values = meta_of(land().site.pages[uri]).values()
        texts = [str(text) for value in values for text in (value if isinstance(value, list) else [value])]
        return [text for text in texts if re.search('[<>"]', text)]

    assert wrong(kind, markup) == {}


@by_kind
def test_every_page_has_one_title(kind: str) -> None:
    """One heading of the highest level, and the same words as title."""
    assert wrong(kind, lambda uri: len(shown(uri).all("h1")) != 1 or not meta_of(land().site.pages[uri])["title"]) == {}


@cache
def beside_the_pages() -> frozenset[str]:
    """Files that are no pages: exports, templates, what the search loads."""
    return frozenset(land().files())


@by_kind
def test_every_link_leads_to_a_page(kind: str) -> None:
    """Each internal link of a page, in its Markdown and in its fragments, leads to a page or file that will be there."""
    pages = land().site.pages
    known = {address(other) for other in pages} | beside_the_pages() | {picture.file for picture in PICTURES.values()}

    def leads(uri: str, url: str) -> bool:
        parts = urlsplit(url)
        if url.startswith(MAIL_OR_WEB):
            return True
        if parts.path.endswith(".md"):
            return normpath(f"{uri}/../{unquote(parts.path)}") in pages
        aim = normpath(f"{address(uri) or '.'}/{unquote(parts.path)}")
        return bool(url) and (not parts.path or ("" if aim == "." else aim) in known)

    assert wrong(kind, lambda uri: [url for url in shown(uri).references if not leads(uri, url)]) == {}


COUNTS_OF_TOWNS = {"cities_setback", "cities_setback_ever", "cities_reason", "cities_success"}


@by_kind
def test_every_page_with_counts_of_towns_says_how_it_counts(kind: str) -> None:
    """A page that counts towns says once that this is no sample; no page says it twice."""

    def notes_missing_or_twice(uri: str) -> bool:
        notes = shown(uri).seen.count("Das ist keine Stichprobe")
        counts = {data["data-what"] for html in fragments_of(land().site, uri) for data in Html(html).all("data")}
        return notes != 1 if counts & COUNTS_OF_TOWNS else notes > 1

    assert wrong(kind, notes_missing_or_twice) == {}


FOR_DEVELOPERS = re.compile(r"\bGit\b|\bmake\b|Pull Request|\bcitynet-kb\b|\bcontent/|\bapi/v1|\.venv|\b[a-z-]+\.(?:md|toml|ya?ml|json)\b")
"""Paths, commands and tools: words for developers."""
FROM_RECORDS = ("faelle/", "treffen/", "massnahmen/", "staedte/")
"""Folders whose pages show texts of records, which may say anything."""


def test_only_pages_for_developers_name_paths_and_tools() -> None:
    """A city manager meets neither Git nor make nor the path of a file."""
    pages = [uri for uri in land().site.pages if not uri.startswith((*FROM_RECORDS, "entwickler/"))]
    found = {uri: words for uri in pages if (words := sorted(set(FOR_DEVELOPERS.findall(shown(uri).seen))))}
    assert found == {}
