"""What there is to download, and on what terms; and the page for developers."""

from collections.abc import Iterator
from dataclasses import dataclass

from citynet_kb.model import addresses
from citynet_kb.model.api_version import API_VERSION
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.descriptions import description
from citynet_kb.pages.draft import Draft, PageMeta


@dataclass(frozen=True)
class DataView:
    """Of the register of municipalities the day of its boundaries and of its population, if any."""

    as_of: str = ""
    counted: str = ""


@dataclass(frozen=True)
class DevelopersView:
    """The version of the form of the data."""

    api: str = API_VERSION


def data_page(context: BuildContext) -> Iterator[Draft]:
    """The one page."""
    towns = context.base.municipalities
    view = DataView(as_of=towns.as_of, counted=towns.counted) if len(towns) else DataView()
    yield Draft(addresses.DATA, "data.md.j2", view, PageMeta())


def developers_page(context: BuildContext) -> Iterator[Draft]:
    """The one page with paths, commands and files for programs."""
    yield Draft(addresses.DEVELOPERS, "developers.md.j2", DevelopersView(), PageMeta(description=description(addresses.DEVELOPERS)))
