"""Pages that bring many records together: start page and indexes."""

from collections.abc import Iterator

from citynet_kb.indexes import german_order
from citynet_kb.model import addresses
from citynet_kb.pages.page import GeneratedPage
from citynet_kb.pages.renderer import Renderer


def overview_pages(renderer: Renderer) -> Iterator[GeneratedPage]:
    """Start page and all indexes."""
    yield _cases(renderer)


def _cases(renderer: Renderer) -> GeneratedPage:
    towns = sorted(renderer.base.cities.values(), key=lambda city: (german_order(city.name), city.id))
    meta = {"section": addresses.section(addresses.CASES), "layout": "wide", "search": {"exclude": True}}
    return renderer.page(addresses.CASES, "cases.md.j2", meta, shown=renderer.indexes.finder.shown, towns=towns)
