"""A page before it is rendered: all that its template speaks of, as plain frozen values.

A page is a pure function of its draft and the site's settings, so what stands for both stands for it as long as the templates are the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from citynet_kb.model import Configuration, addresses
from citynet_kb.pages.page import SiteMap


@dataclass(frozen=True)
class PageMeta:
    """What the theme and the search read of a page. Empty values are left out of its front matter.

    `title` stands for the first heading where it is given; `section` is the active entry of the navigation; `layout` start, wide,
    record or sheet, else a text with its table of contents; `redirect` a relative address; `template` one of the theme in place of the
    common one; `tag_pages` pairs of tag and address; `feeds` pairs of the path of a file and its title; `subscribe` the path of the page
    that says how, with the feed asked for; `json_ld` what schema.org calls the page; `picture` the path of the one beside links to the
    page, where it has its own.
    """

    title: str = ""
    description: str = ""
    section: str = ""
    layout: str = ""
    updated: str = ""
    tags: tuple[str, ...] = ()
    redirect: str = ""
    template: str = ""
    is_searched: bool = True
    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    tag_pages: tuple[tuple[str, str], ...] = ()
    feeds: tuple[tuple[str, str], ...] = ()
    subscribe: str = ""
    json_ld: str = ""
    picture: str = ""

    def fields(self, heading: str) -> Mapping[str, Any]:
        """The front matter, in the order in which it is written. `heading` is the title of a page that names none."""
        return {
            "title": self.title or heading,
            "description": self.description,
            "section": self.section,
            "layout": self.layout,
            "updated": self.updated,
            "tags": list(self.tags),
            "redirect": self.redirect,
            "template": self.template,
            "search": None if self.is_searched else {"exclude": True},
            "scripts": list(self.scripts),
            "styles": list(self.styles),
            "tag_pages": dict(self.tag_pages) or None,
            "feeds": dict(self.feeds) or None,
            "subscribe": self.subscribe,
            "json_ld": self.json_ld,
            "picture": self.picture,
        }


WIDE = PageMeta(layout="wide")


@dataclass(frozen=True)
class Draft:
    """One page: where it stands, which template shows it, and the view that the template speaks of.

    `view` holds plain frozen values only: texts, numbers, terms, tuples, frozen dataclasses of these. It holds states ("older than three
    years"), never the day of the build. `body` is a contributed text, set in where the template says `{{ body }}`, with the pictures
    that lie in the folder `images`, if that is given.
    """

    uri: str
    template: str
    view: object
    meta: PageMeta = WIDE
    body: str = ""
    images: str = ""


@dataclass(frozen=True)
class PageSettings:
    """What every template may speak of beside its view."""

    name: str = ""
    url: str = ""
    report: str = addresses.FORM
    """The page that says how to report a case."""
    mailbox: str = ""
    """Of the editors."""
    has_forge: bool = False

    def address(self, uri: str) -> str:
        """The address of a page in full; empty where the site has none."""
        return f"{self.url.rstrip('/')}/{addresses.published(uri)}" if self.url else ""

    @classmethod
    def of(cls, configuration: Configuration, site_map: SiteMap) -> "PageSettings":
        """The settings of an installation; where its content has no page about taking part, the form stands for it."""
        report = addresses.TAKING_PART if site_map.has(addresses.TAKING_PART) else addresses.FORM
        mailbox, forge = configuration.editors.mailbox or "", configuration.forge.url
        return cls(configuration.site.name, configuration.site.url or "", report, mailbox, has_forge=forge is not None)
