"""How to follow what is new, with all feeds to choose from. There only where the address of the site is known."""

from collections.abc import Iterator
from dataclasses import dataclass

from citynet_kb.indexes import german_order
from citynet_kb.model import addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.descriptions import description
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.feeds.subscriptions import FeedKind


@dataclass(frozen=True)
class FeedLine:
    """One feed: its mark, its name, empty where its kind says all, and its files as the page links to them."""

    id: str
    kind: str
    name: str
    title: str
    atom: str
    json: str


@dataclass(frozen=True)
class SubscribeView:
    """The feeds of everything, and those of one record by kind, each in German order. Towns are many: a script offers them from `list`."""

    common: tuple[FeedLine, ...]
    groups: tuple[tuple[str, tuple[FeedLine, ...]], ...]
    list: str
    """The OPML file with all feeds."""


LISTED = (FeedKind.TOPIC, FeedKind.MEASURE, FeedKind.STATE)


def subscribe_page(context: BuildContext) -> Iterator[Draft]:
    """The one page, if there are feeds."""
    if not context.has_feeds:
        return
    found = {kind: tuple(_lines(context, kind)) for kind in FeedKind}
    view = SubscribeView(
        common=tuple(line for kind, lines in found.items() if kind not in (*LISTED, FeedKind.CITY) for line in lines),
        groups=tuple((kind.value, found[kind]) for kind in LISTED if found[kind]),
        list=_file(context, addresses.feed("abos", "opml")),
    )
    meta = PageMeta(
        description=description(addresses.SUBSCRIBE),
        section=addresses.section(addresses.MEETINGS),
        layout="wide",
        scripts=("assets/js/subscribe.js",),
    )
    yield Draft(addresses.SUBSCRIBE, "subscribe.md.j2", view, meta)


def _lines(context: BuildContext, kind: FeedKind) -> Iterator[FeedLine]:
    ones = (one for one in context.subscriptions.values() if one.kind is kind)
    for one in sorted(ones, key=lambda one: (german_order(one.name), one.slug)):
        atom, json = (_file(context, one.file(ending)) for ending in ("xml", "json"))
        yield FeedLine(one.id, kind.value, one.name, one.title, atom, json)


def _file(context: BuildContext, path: str) -> str:
    return context.site_map.file(addresses.SUBSCRIBE, path)
