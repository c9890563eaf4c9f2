"""All files of feeds. Without an address of the site there are none: a feed is read elsewhere and leads back by whole addresses."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from html import unescape
from typing import Any

from citynet_kb.indexes import every_call, newest_moves
from citynet_kb.model import addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.environment import environment
from citynet_kb.pages.feeds.feed_entries import EPOCH, EntryWriter, FeedEntry
from citynet_kb.pages.feeds.feed_formats import FeedHead, atom, json_feed, opml
from citynet_kb.pages.feeds.subscriptions import FeedKind, Subscription, news_of_feeds, subscriptions
from citynet_kb.store import ALONE, Means

MOST_ENTRIES = 50
"""The newest entries of a feed; older ones stand on the pages."""


def feed_files(context: BuildContext, means: Means = ALONE) -> dict[str, bytes]:
    """Path relative to the site → content."""
    return means.remembered(dict(_files(context))) if context.has_feeds else {}


def _files(context: BuildContext) -> Iterator[tuple[str, tuple[object, Callable[[], bytes]]]]:
    """Path of each file, what it says, and what writes it."""

    every, writer = subscriptions(context.base), EntryWriter(context)
    news = news_of_feeds(context.base, context.indexes)
    moves = newest_moves(context.base, MOST_ENTRIES)[:MOST_ENTRIES]
    called = {entry.id: entry for entry in (writer.of_call(*one) for one in every_call(context.base))}
    calls = sorted(called.values(), key=lambda entry: (entry.day, entry.id), reverse=True)[:MOST_ENTRIES]
    heads = {one: _head(context, writer, one) for one in every}
    made: dict[str, FeedEntry] = {}

    def entries(one: Subscription) -> Iterator[FeedEntry]:
        if one.kind is FeedKind.HEADLINES:
            yield from map(writer.of_move, moves)
        if one.kind is FeedKind.CALLS:
            yield from calls
        for item in news.get((one.kind, one.slug), ())[:MOST_ENTRIES]:
            name = f"{item.day}/{item.case.id}/{item.kind.value}"
            if name not in made:
                made[name] = writer.of_news(item)
            yield made[name]

    for one in every:
        found = tuple(entries(one))
        said = repr((heads[one], found))
        yield one.file("xml"), (said, partial(atom, heads[one], found))
        yield one.file("json"), (said, partial(json_feed, heads[one], found))
    yield addresses.feed("abos", "opml"), (tuple(heads.items()), partial(_opml, context, every, heads))


def _head(context: BuildContext, writer: EntryWriter, one: Subscription) -> FeedHead:
    name = context.configuration.site.name
    words: Any = environment().get_template("feed_parts.html.j2").module
    return FeedHead(
        title=f"{one.title} – {name}",
        description=unescape(str(words.feed_description(one.kind.value, MOST_ENTRIES))),
        author=name,
        page=writer.url(one.page),
        atom=context.whole_address(one.file("xml")),
        json=context.whole_address(one.file("json")),
        updated=context.indexes.newest_date or EPOCH,
    )


def _opml(context: BuildContext, every: Sequence[Subscription], heads: dict[Subscription, FeedHead]) -> bytes:
    words: Any = environment().get_template("feed_parts.html.j2").module
    return opml(context.configuration.site.name, [(unescape(str(words.feed_group(one.kind.value))), heads[one]) for one in every])
