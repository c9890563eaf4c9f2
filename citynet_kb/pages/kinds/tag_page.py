"""All tags of cases by kind. A plugin of the theme lists the cases below each."""

from collections.abc import Iterator
from dataclasses import dataclass

from citynet_kb.indexes import TagKind
from citynet_kb.model import addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.page import inert


@dataclass(frozen=True)
class TagsView:
    """Names of all tags by kind. A name stands in one of them only: the first that it belongs to."""

    topics: tuple[str, ...]
    measures: tuple[str, ...]
    outcomes: tuple[str, ...]
    free: tuple[str, ...]


def tag_page(context: BuildContext) -> Iterator[Draft]:
    """The one page."""
    tags = context.indexes.tags
    pages = {inert(tag.label): context.link(addresses.TAGS, tag.uri) for kind in reversed(TagKind) for tag in tags if tag.kind is kind}
    meta = PageMeta(section=addresses.section(addresses.MEASURES), layout="wide", tag_pages=tuple(pages.items()))
    yield Draft(addresses.TAGS, "tags.md.j2", _view(context), meta)


def _view(context: BuildContext) -> TagsView:
    kinds = (TagKind.TOPIC, TagKind.MEASURE, TagKind.OUTCOME, TagKind.FREE)
    names = {kind: dict.fromkeys(tag.label for tag in context.indexes.tags if tag.kind is kind) for kind in kinds}
    first = {name: kind for kind in reversed(kinds) for name in names[kind]}
    return TagsView(*(tuple(name for name in names[kind] if first[name] is kind) for kind in kinds))
