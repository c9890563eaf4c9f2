"""What there is to download, and on what terms."""

from collections.abc import Iterator

from citynet_kb.model import addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.draft import Draft, PageMeta


def data_page(context: BuildContext) -> Iterator[Draft]:
    """The one page. It is the same for every knowledge base."""
    yield Draft(addresses.DATA, "data.md.j2", None, PageMeta())
