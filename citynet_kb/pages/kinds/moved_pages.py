"""What stands at the former address of a record: a page that leads on."""

from collections.abc import Iterator

from citynet_kb.pages import uris
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.views.named import Named


def moved_pages(context: BuildContext) -> Iterator[Draft]:
    """One page for each former address."""
    for moved in uris.moved_addresses(context.base, context.indexes):
        meta = PageMeta(redirect=context.link(moved.former, moved.uri), template="moved.html", is_searched=False)
        yield Draft(moved.former, "moved.md.j2", Named(moved.uri, moved.name), meta)
