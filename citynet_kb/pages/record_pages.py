"""Pages that stem from one record each: cases, measures, topics, towns, meetings, plain pages."""

from collections.abc import Iterator
from posixpath import dirname

from citynet_kb.indexes import UNKNOWN, by_size, contact_of
from citynet_kb.model import ANONYMOUS, CaseStudy, City, Meeting, Outcome, Page, SizeClass, Source, addresses
from citynet_kb.pages import german, uris
from citynet_kb.pages.form_pages import office_templates
from citynet_kb.pages.page import GeneratedPage
from citynet_kb.pages.renderer import Renderer
from citynet_kb.pages.views import neighbours, others

OTHERS_SHOWN = 6
"""Other cases of the same measure that a case's page lists."""


def case_pages(renderer: Renderer) -> Iterator[GeneratedPage]:
    """One page a case, a tombstone for each withdrawn one, and a pointer for each former address."""
    base = renderer.base
    present = tuple(case for case in base.cases.values() if not case.withdrawn)
    ways = neighbours(present)
    company = {slug: others(view.summary.listing.cases, OTHERS_SHOWN) for slug, view in renderer.measures.items()}
    for case in present:
        yield _case_page(renderer, case, ways[case.id], company.get(case.measure or "", {}).get(case.id, ()))
    for case in base.cases.values():
        if case.withdrawn:
            meta = {"section": addresses.section(addresses.CASES), "search": {"exclude": True}}
            edit_link = renderer.configuration.edit_link(case.path)
            yield renderer.page(addresses.case(case.id), "withdrawn.md.j2", meta, case=case, edit_link=edit_link)
    for case, alias in uris.aliases(base):
        meta = {
            "redirect": renderer.site_map.link(addresses.case(alias), addresses.case(case.id)),
            "search": {"exclude": True},
        }
        yield renderer.page(addresses.case(alias), "moved.md.j2", meta, case=case)


def _case_page(
    renderer: Renderer, case: CaseStudy, ways: tuple[CaseStudy | None, CaseStudy | None], company: tuple[CaseStudy, ...]
) -> GeneratedPage:
    meta = {
        "description": case.summary,
        "section": addresses.section(addresses.CASES),
        "layout": "record",
        "updated": german.day(case.updated) if case.updated else "",
        "tags": list(dict.fromkeys(tag.label for tag in renderer.indexes.tags_of_cases.get(case.id, ()))),
    }
    return renderer.page(
        addresses.case(case.id),
        "case.md.j2",
        meta,
        case=case,
        contact=contact_of(case, renderer.base.cities),
        body=case.body,
        images=dirname(case.path) if case.city != ANONYMOUS else "",
        before=ways[0],
        after=ways[1],
        others=company,
        related=[renderer.base.cases[other] for other in case.related if other in renderer.base.cases],
        sources=_sources(case.sources),
        edit_link=renderer.configuration.edit_link(case.path),
    )


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


def city_pages(renderer: Renderer) -> Iterator[GeneratedPage]:
    """One page a town, also those without a case of their own."""
    for slug, city in renderer.base.cities.items():
        yield _city_page(renderer, slug, city)


def _city_page(renderer: Renderer, slug: str, city: City) -> GeneratedPage:
    return renderer.page(
        addresses.city(slug),
        "city.md.j2",
        {"section": addresses.section(addresses.CITIES), "layout": "record"},
        city=city,
        body=city.body,
        summary=renderer.indexes.towns[slug],
        edit_link=renderer.configuration.edit_link(city.path),
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
            sources=_sources(meeting.sources),
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


def _sources(sources: tuple[Source, ...]) -> list[dict[str, str]]:
    return [
        {
            "title": source.title,
            "url": source.url or "",
            "publisher": source.publisher or "",
            "date": german.day(source.date) if source.date else "",
            "accessed": german.day(source.accessed) if source.accessed else "",
            "archived": source.archived or "",
        }
        for source in sources
    ]
