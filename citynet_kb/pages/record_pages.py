"""Pages that stem from one record each: topics, meetings, plain pages."""

from collections.abc import Iterator

from citynet_kb.indexes import UNKNOWN, by_size
from citynet_kb.model import Meeting, Outcome, Page, SizeClass, addresses
from citynet_kb.pages import german
from citynet_kb.pages.form_pages import office_templates
from citynet_kb.pages.page import GeneratedPage
from citynet_kb.pages.renderer import Renderer
from citynet_kb.pages.views.source_lines import source_lines


def topic_pages(renderer: Renderer) -> Iterator[GeneratedPage]:
    """One page a topic."""
    crossed, sizes = renderer.indexes.case_lists, [*(size.value for size in SizeClass), UNKNOWN]
    for slug, summary in renderer.indexes.topics.items():
        meta = {"description": summary.topic.description, "section": addresses.section(addresses.TOPICS), "layout": "wide"}
        known = tuple(measure for measure in summary.measures if renderer.measures[measure].summary.listing.cases)
        yield renderer.page(
            addresses.topic(slug),
            "topic.md.j2",
            meta,
            summary=summary,
            known=known,
            body=summary.topic.body,
            sizes=by_size(summary.listing.cases, renderer.base.cities),
            outcomes=tuple(Outcome),
            whole=renderer.indexes.case_lists[addresses.topic(slug)],
            sized=[crossed[uri] for size in sizes if (uri := addresses.topic_size(slug, size)) in crossed],
            setbacks=crossed.get(addresses.topic_setbacks(slug)),
            edit_link=renderer.configuration.edit_link(summary.topic.path),
        )


def meeting_pages(renderer: Renderer) -> Iterator[GeneratedPage]:
    """One page a meeting."""
    for slug, meeting in renderer.base.meetings.items():
        title = meeting_title(renderer, meeting)
        yield renderer.page(
            addresses.meeting(slug),
            "meeting.md.j2",
            {"description": meeting.outcome, "section": addresses.section(addresses.MEETINGS), "layout": "record"},
            meeting=meeting,
            title=title,
            body=meeting.body,
            sources=source_lines(meeting.sources),
            edit_link=renderer.configuration.edit_link(meeting.path),
        )


def meeting_title(renderer: Renderer, meeting: Meeting) -> str:
    """Town and date: »Gera, Februar 2024«."""
    city = renderer.base.cities.get(meeting.city)
    return f"{city.name if city else meeting.city}, {german.day(meeting.date)}"


def plain_pages(renderer: Renderer) -> Iterator[GeneratedPage]:
    """Imprint, privacy and the like; the start page has a template of its own."""
    for slug, page in renderer.base.pages.items():
        if addresses.page(slug) != addresses.START:
            yield _plain_page(renderer, slug, page)


def _plain_page(renderer: Renderer, slug: str, page: Page) -> GeneratedPage:
    uri, taking_part = addresses.page(slug), addresses.section(addresses.TAKING_PART)
    section = taking_part if addresses.section(uri) == taking_part else ""
    layout = "wide" if uri == addresses.TAKING_PART else None
    meta = {"description": page.description, "section": section, "layout": layout}
    return renderer.page(uri, "page.md.j2", meta, page=page, body=page.body, templates=office_templates(renderer, uri))
