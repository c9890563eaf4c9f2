"""Feeds as Atom (RFC 4287) and as JSON Feed 1.1, and a list of feeds as OPML 2.0. Equal entries give equal bytes."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from feedgenerator import Atom1Feed

from citynet_kb.pages.feeds.feed_entries import FeedEntry

LANGUAGE = "de"
JSON_FEED = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True)
class FeedHead:
    """What stands above the entries. `updated` is the day of a feed without any (YYYY-MM-DD); addresses are whole ones."""

    title: str
    description: str
    author: str
    page: str
    atom: str
    json: str
    updated: str


class _DatedFeed(Atom1Feed):  # type: ignore[misc]
    """The library dates a feed without entries by the clock; this one by its head."""

    def latest_post_date(self) -> datetime:
        days: list[datetime] = [*(item["updateddate"] for item in self.items)] or [self.feed["updated"]]
        return max(days)


def atom(head: FeedHead, entries: Iterable[FeedEntry]) -> bytes:
    """The feed as Atom."""
    feed = _DatedFeed(
        title=head.title,
        link=head.page,
        description=head.description,
        language=LANGUAGE,
        author_name=head.author,
        feed_url=head.atom,
        feed_guid=head.atom,
        updated=_instant(head.updated),
    )
    for entry in entries:
        day = _instant(entry.day)
        feed.add_item(
            title=entry.title,
            link=entry.url,
            description=None,
            content=entry.text,
            unique_id=entry.id,
            pubdate=day,
            updateddate=day,
            categories=entry.tags,
        )
    text = StringIO()
    feed.write(text, "utf-8")
    return f"{text.getvalue()}\n".encode()


def json_feed(head: FeedHead, entries: Iterable[FeedEntry]) -> bytes:
    """The feed as JSON Feed."""
    made = {
        "version": JSON_FEED,
        "title": head.title,
        "home_page_url": head.page,
        "feed_url": head.json,
        "description": head.description,
        "authors": [{"name": head.author}],
        "language": LANGUAGE,
        "items": [
            {
                "id": entry.id,
                "url": entry.url,
                "title": entry.title,
                "content_html": entry.text,
                "date_published": f"{entry.day}T00:00:00Z",
                "tags": list(entry.tags),
            }
            for entry in entries
        ],
    }
    return (json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def opml(title: str, feeds: Sequence[tuple[str, FeedHead]]) -> bytes:
    """A list of feeds that programs read, in folders: pairs of the folder's name, empty for none, and the feed."""
    root = Element("opml", version="2.0")
    SubElement(SubElement(root, "head"), "title").text = title
    outlines = SubElement(root, "body")
    folders = {"": outlines}
    for folder, head in feeds:
        if folder not in folders:
            folders[folder] = SubElement(outlines, "outline", text=folder)
        SubElement(folders[folder], "outline", type="rss", text=head.title, title=head.title, xmlUrl=head.atom, htmlUrl=head.page)
    indent(root, "")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode").encode() + b"\n"


def _instant(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=UTC)
