"""Pages that bring many records together: start page and indexes."""

from collections.abc import Iterator
from itertools import groupby

from citynet_kb.indexes import TagKind, TopicSummary, german_order
from citynet_kb.model import City, FailureReason, Outcome, ReasonGroup, addresses
from citynet_kb.pages.page import GeneratedPage, inert
from citynet_kb.pages.record_pages import meeting_title
from citynet_kb.pages.renderer import Renderer
from citynet_kb.pages.views.measure_facts import Groups, outcome_groups


def overview_pages(renderer: Renderer) -> Iterator[GeneratedPage]:
    """Start page and all indexes."""
    yield _topics(renderer)
    yield _cities(renderer)
    yield _cases(renderer)
    yield _meetings(renderer)
    yield from _reasons(renderer)
    yield _tags(renderer)
    yield _data(renderer)


def _in_german_order(renderer: Renderer) -> list[TopicSummary]:
    return sorted(renderer.indexes.topics.values(), key=lambda summary: (german_order(summary.topic.name), summary.topic.id))


def _topics(renderer: Renderer) -> GeneratedPage:
    meta = {"section": addresses.section(addresses.TOPICS), "layout": "wide"}
    return renderer.page(addresses.TOPICS, "topics.md.j2", meta, topics=_in_german_order(renderer))


def _cities(renderer: Renderer) -> GeneratedPage:
    towns = sorted(renderer.base.cities.values(), key=lambda city: (german_order(city.name), city.id))
    groups = [(letter, [(city, _counts(renderer, city)) for city in cities]) for letter, cities in groupby(towns, key=_letter)]
    letters = [(letter, f"#{letter.lower()}") for letter, _ in groups]
    meta = {"section": addresses.section(addresses.CITIES), "layout": "wide"}
    return renderer.page(addresses.CITIES, "cities.md.j2", meta, groups=groups, letters=letters, outcomes=tuple(Outcome))


def _letter(city: City) -> str:
    return german_order(city.name)[0][:1].upper()


def _counts(renderer: Renderer, city: City) -> Groups:
    return outcome_groups(renderer.indexes.outcomes[case.id] for case in renderer.indexes.towns[city.id].listing.cases)


def _cases(renderer: Renderer) -> GeneratedPage:
    towns = sorted(renderer.base.cities.values(), key=lambda city: (german_order(city.name), city.id))
    meta = {"section": addresses.section(addresses.CASES), "layout": "wide", "search": {"exclude": True}}
    return renderer.page(addresses.CASES, "cases.md.j2", meta, shown=renderer.indexes.finder.shown, towns=towns)


def _meetings(renderer: Renderer) -> GeneratedPage:
    meetings = sorted(renderer.base.meetings.values(), key=lambda meeting: meeting.id, reverse=True)
    titles = {meeting.id: meeting_title(renderer, meeting) for meeting in meetings}
    meta = {"section": addresses.section(addresses.MEETINGS), "layout": "wide"}
    return renderer.page(addresses.MEETINGS, "meetings.md.j2", meta, meetings=meetings, titles=titles)


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


def _data(renderer: Renderer) -> GeneratedPage:
    return renderer.page(addresses.DATA, "data.md.j2", {})
