"""What there is to download, and on what terms."""

from collections.abc import Iterator
from dataclasses import dataclass

from citynet_kb.model import addresses
from citynet_kb.model.api_version import API_VERSION
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.descriptions import description
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.structured_data import dataset


@dataclass(frozen=True)
class DataView:
    """The version of the form of the data; of the register of municipalities the day of its boundaries and of its population, if any."""

    api: str = API_VERSION
    as_of: str = ""
    counted: str = ""


def data_page(context: BuildContext) -> Iterator[Draft]:
    """The one page."""
    towns = context.base.municipalities
    view = DataView(as_of=towns.as_of, counted=towns.counted) if len(towns) else DataView()
    meta = PageMeta(description=description(addresses.DATA), json_ld=dataset(context))
    yield Draft(addresses.DATA, "data.md.j2", view, meta)
