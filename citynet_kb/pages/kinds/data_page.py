"""What there is to download, and on what terms."""

from collections.abc import Iterator
from dataclasses import dataclass

from citynet_kb.model import addresses
from citynet_kb.model.api_version import API_VERSION
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.draft import Draft, PageMeta


@dataclass(frozen=True)
class DataView:
    """The version of the form of the data."""

    api: str = API_VERSION


def data_page(context: BuildContext) -> Iterator[Draft]:
    """The one page. It is the same for every knowledge base."""
    yield Draft(addresses.DATA, "data.md.j2", DataView(), PageMeta())
