"""The whole site from one knowledge base."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from citynet_kb.findings.rules import NO_RULES, RuleTexts
from citynet_kb.indexes import Indexes
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import Configuration, addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.draft import Draft
from citynet_kb.pages.environment import environment
from citynet_kb.pages.kept_drafts import LostTexts, SiteRenderer
from citynet_kb.pages.kinds.board_page import board_page
from citynet_kb.pages.kinds.case_pages import case_pages
from citynet_kb.pages.kinds.certainty_page import certainty_page
from citynet_kb.pages.kinds.checklist_pages import checklist_pages
from citynet_kb.pages.kinds.city_index import city_index
from citynet_kb.pages.kinds.city_pages import city_pages
from citynet_kb.pages.kinds.counting_page import counting_page
from citynet_kb.pages.kinds.data_page import data_page, developers_page
from citynet_kb.pages.kinds.effort_pages import effort_pages
from citynet_kb.pages.kinds.finder_page import finder_page
from citynet_kb.pages.kinds.first_days_page import first_days_page
from citynet_kb.pages.kinds.followed_page import followed_page
from citynet_kb.pages.kinds.form_pages import form_pages
from citynet_kb.pages.kinds.glossary_pages import glossary_pages
from citynet_kb.pages.kinds.guide_pages import guide_pages
from citynet_kb.pages.kinds.list_pages import list_pages
from citynet_kb.pages.kinds.map_page import land_maps, map_page
from citynet_kb.pages.kinds.measure_overviews import measure_overviews
from citynet_kb.pages.kinds.measure_pages import measure_pages
from citynet_kb.pages.kinds.meeting_pages import meeting_index, meeting_pages
from citynet_kb.pages.kinds.money_pages import money_pages
from citynet_kb.pages.kinds.moved_pages import moved_pages
from citynet_kb.pages.kinds.news_pages import news_pages
from citynet_kb.pages.kinds.overview_page import overview_page
from citynet_kb.pages.kinds.plain_pages import plain_pages
from citynet_kb.pages.kinds.procedure_pages import procedure_pages
from citynet_kb.pages.kinds.reason_pages import reason_pages
from citynet_kb.pages.kinds.reference_pages import reference_pages
from citynet_kb.pages.kinds.register_pages import register_pages
from citynet_kb.pages.kinds.report_pages import report_pages
from citynet_kb.pages.kinds.sheet_pages import sheet_pages
from citynet_kb.pages.kinds.start_page import start_page
from citynet_kb.pages.kinds.subscribe_page import subscribe_page
from citynet_kb.pages.kinds.survey_pages import survey_pages
from citynet_kb.pages.kinds.tag_page import tag_page
from citynet_kb.pages.kinds.timeline_page import timeline_page
from citynet_kb.pages.kinds.topic_pages import topic_index, topic_pages
from citynet_kb.pages.link_pictures import link_pictures
from citynet_kb.pages.page import Site
from citynet_kb.pages.page_kinds import PageKind
from citynet_kb.pages.views.hurdle_lines import lesson
from citynet_kb.sources.image_rules import PublishedImage

MAKERS: tuple[Callable[[BuildContext], Iterable[Draft]], ...] = (
    start_page,
    measure_overviews,
    measure_pages,
    topic_index,
    topic_pages,
    case_pages,
    city_pages,
    city_index,
    meeting_pages,
    meeting_index,
    survey_pages,
    news_pages,
    board_page,
    followed_page,
    report_pages,
    subscribe_page,
    moved_pages,
    plain_pages,
    sheet_pages,
    procedure_pages,
    checklist_pages,
    money_pages,
    first_days_page,
    map_page,
    land_maps,
    timeline_page,
    counting_page,
    certainty_page,
    glossary_pages,
    data_page,
    developers_page,
    reference_pages,
    guide_pages,
    reason_pages,
    tag_page,
    register_pages,
    effort_pages,
    overview_page,
    list_pages,
    form_pages,
    finder_page,
)
"""One function a kind of page: from the build's context to drafts."""
MADE_TOGETHER: tuple[tuple[Callable[[BuildContext], Iterable[Draft]], ...], ...] = (
    (city_pages, land_maps, map_page, city_index, start_page),
    (list_pages, measure_pages, sheet_pages, topic_pages),
    (case_pages,),
    (news_pages, report_pages),
    (register_pages,),
)
"""By one process: what shows the same of what is joined, so that nobody else need join it. Those with most to do come first; each of the
others is made for itself."""


SHOW_LESSONS = (topic_pages, report_pages)
"""Those that show what cases have learned. The page of a case shows its whole text; on no other page has the text of a case a say."""


def build_site(
    base: KnowledgeBase,
    indexes: Indexes,
    configuration: Configuration,
    today: str,
    pictures: Mapping[str, PublishedImage | None] = MappingProxyType({}),
    rules: RuleTexts = NO_RULES,
    versions: Mapping[str, str] = MappingProxyType({}),
) -> Site:
    """Every page, sorted by uri. `today` is YYYY-MM-DD and decides which reviews are overdue; `pictures` by path of their files; `rules` as
    the pages about taking part tell them; `versions`: path of a record → digest of its bytes.

    Raises LookupError where a template links to a page that does not exist.
    """
    return site_of(BuildContext(base, indexes, configuration, today, rules, versions), pictures)


def site_of(context: BuildContext, pictures: Mapping[str, PublishedImage | None]) -> Site:
    """Every page of a build."""
    site = _site_renderer(context, pictures).site(_kinds(context), [[MAKERS.index(make) for make in some] for some in MADE_TOGETHER])
    sentences = context.kept("sentences", lambda: sentences_of(context))
    return replace(site, sentences=sentences, link_pictures=link_pictures(context))


def lost_texts(context: BuildContext, pictures: Mapping[str, PublishedImage | None]) -> LostTexts:
    """What makes single pages anew of a site that another process has made."""
    return LostTexts(_site_renderer(context, pictures), _kinds(context))


def _site_renderer(context: BuildContext, pictures: Mapping[str, PublishedImage | None]) -> SiteRenderer:
    def shared() -> Iterator[object]:
        measures = context.measures.values()
        facts = (facts.outcome_facts for facts in measures)
        yield from (*context.base.cases.values(), *context.lines.values(), *facts, *measures, *context.subscriptions.values())

    return SiteRenderer(context.site_map, context.settings, pictures, context.means, shared)


def _kinds(context: BuildContext) -> list[PageKind]:
    return [kind_of_pages(context, make) for make in MAKERS]


def _announced(context: BuildContext, draft: Draft) -> Draft:
    """A page that has a feed names it, for programs that look for one, and for readers."""
    feeds = context.feeds(draft.uri)
    return replace(draft, meta=replace(draft.meta, feeds=feeds, subscribe=context.subscribe(draft.uri))) if feeds else draft


def sentences_of(context: BuildContext) -> dict[str, str]:
    """Measure id → what is known of it, as plain text."""
    words: Any = environment().get_template("sentences.html.j2").module
    return {slug: str(words.measure_sentence(facts).striptags()) for slug, facts in context.measures.items()}


def kind_of_pages(context: BuildContext, make: Callable[[BuildContext], Iterable[Draft]]) -> PageKind:
    """The pages of one maker, and what they depend on."""
    source = context.facts and f"{make.__name__} {context.facts}"
    cases = context.base.cases.values()
    if make is case_pages:
        own = {addresses.case(case.id): context.versions[case.path] for case in cases} if source else {}
        return PageKind(lambda only: drafts_of(context, partial(case_pages, only=only)), source, own)
    if source and make in SHOW_LESSONS:
        source += sha256(repr([lesson(case) for case in cases]).encode("utf-8", "surrogatepass")).hexdigest()
    return PageKind(lambda _: drafts_of(context, make), source)


def drafts_of(context: BuildContext, make: Callable[[BuildContext], Iterable[Draft]]) -> Iterator[Draft]:
    """All pages of one kind, as `build_site` renders them, each when it is asked for."""
    return (_announced(context, draft) for draft in make(context))
