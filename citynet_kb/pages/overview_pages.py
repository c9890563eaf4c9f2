"""Pages that bring many records together: start page and indexes."""

from collections.abc import Iterator

from citynet_kb.indexes import TagKind, german_order
from citynet_kb.model import FailureReason, ReasonGroup, addresses
from citynet_kb.pages.page import GeneratedPage, inert
from citynet_kb.pages.renderer import Renderer


def overview_pages(renderer: Renderer) -> Iterator[GeneratedPage]:
    """Start page and all indexes."""
    yield _cases(renderer)
    yield from _reasons(renderer)
    yield _tags(renderer)


def _cases(renderer: Renderer) -> GeneratedPage:
    towns = sorted(renderer.base.cities.values(), key=lambda city: (german_order(city.name), city.id))
    meta = {"section": addresses.section(addresses.CASES), "layout": "wide", "search": {"exclude": True}}
    return renderer.page(addresses.CASES, "cases.md.j2", meta, shown=renderer.indexes.finder.shown, towns=towns)


def _reasons(renderer: Renderer) -> Iterator[GeneratedPage]:
    named = renderer.indexes.reasons
    counting, outcomes = renderer.indexes.counting, renderer.indexes.outcomes
    cities = {case.city for case in renderer.base.cases.values() if counting[case.id] and outcomes[case.id].is_setback}
    groups = [(group, _bars(renderer, group)) for group in ReasonGroup]
    yield renderer.page(
        addresses.REASONS,
        "reasons.md.j2",
        {"section": addresses.section(addresses.FAILED_ELSEWHERE), "layout": "wide"},
        groups=[(group, bars) for group, bars in groups if bars],
        maximum=max((len(one.cities) for one in named.values()), default=1) or 1,
        silent=[reason for reason, one in named.items() if not one.cases],
        cities_setback=len(cities),
    )
    for reason, one in named.items():
        meta = {"description": reason.definition, "section": addresses.section(addresses.FAILED_ELSEWHERE), "layout": "wide"}
        yield renderer.page(addresses.reason(reason.value), "reason.md.j2", meta, named=one, cities_setback=len(cities))


def _bars(renderer: Renderer, group: ReasonGroup) -> list[tuple[str, str, int, str]]:
    named = [renderer.indexes.reasons[reason] for reason in FailureReason if reason.group is group]
    ranked = sorted((one for one in named if one.cases), key=lambda one: -len(one.cities))
    return [
        (one.reason.label, renderer.site_map.link(addresses.REASONS, addresses.reason(one.reason.value)), len(one.cities), "")
        for one in ranked
    ]


def _tags(renderer: Renderer) -> GeneratedPage:
    tags, link = renderer.indexes.tags, renderer.site_map.link
    kinds = {kind.value: list(dict.fromkeys(tag.label for tag in tags if tag.kind is kind)) for kind in TagKind}
    pages = {inert(tag.label): link(addresses.TAGS, tag.uri) for kind in reversed(TagKind) for tag in tags if tag.kind is kind}
    meta = {"section": addresses.section(addresses.TOPICS), "layout": "wide", "tag_pages": pages}
    return renderer.page(addresses.TAGS, "tags.md.j2", meta, kinds=kinds)
