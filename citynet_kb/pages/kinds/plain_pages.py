"""Pages of their own: texts, the legal pages, and how to take part. The start page has a module of its own."""

from collections.abc import Iterator
from dataclasses import dataclass

from citynet_kb.model import Configuration, Page, addresses
from citynet_kb.model.configuration import Accessibility, Imprint, Privacy
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.draft import Draft, PageMeta

SECTION = addresses.section(addresses.TAKING_PART)


@dataclass(frozen=True)
class TextView:
    """A text under a title. `lead` = one sentence above it, empty without one."""

    title: str
    lead: str


@dataclass(frozen=True)
class LegalView(TextView):
    """A legal page with what the operator states on it. `has_imprint` = there is a page with the imprint."""

    statements: Imprint | Privacy | Accessibility
    is_unfinished: bool
    """Whether a statement is missing."""
    has_imprint: bool


@dataclass(frozen=True)
class TakingPartView(TextView):
    """The ways to report a case. Mailbox and address of the forge are empty where there are none."""

    mailbox: str
    forge: str
    forge_url: str
    word_template: str
    """Addresses of the files to fill in, from this page."""
    word_lists: str
    excel_template: str


def plain_pages(context: BuildContext) -> Iterator[Draft]:
    """All of them."""
    for page in context.base.pages.values():
        if addresses.page(page.id) != addresses.START:
            yield _page(context, page)


def _page(context: BuildContext, page: Page) -> Draft:
    uri = addresses.page(page.id)
    template, view = _view(context, page, uri)
    section = SECTION if addresses.section(uri) == SECTION else ""
    meta = PageMeta(description=view.lead, section=section, layout="wide" if uri == addresses.TAKING_PART else "")
    return Draft(uri, template, view, meta, page.body)


def _view(context: BuildContext, page: Page, uri: str) -> tuple[str, TextView]:
    """The template of a page and its view."""
    title, lead = page.title, page.description or ""
    if uri == addresses.TAKING_PART:
        return "taking_part.md.j2", _taking_part(context, title, lead)
    template, statements = _legal(context.configuration).get(uri, ("page.md.j2", None))
    if statements is None:
        return template, TextView(title, lead)
    return template, LegalView(title, lead, statements, bool(statements.missing), context.site_map.has(addresses.IMPRINT))


def _legal(configuration: Configuration) -> dict[str, tuple[str, Imprint | Privacy | Accessibility | None]]:
    """Each legal page with its template and what is stated on it."""
    return {
        addresses.IMPRINT: ("imprint.md.j2", configuration.imprint),
        addresses.PRIVACY: ("privacy.md.j2", configuration.privacy),
        addresses.ACCESSIBILITY: ("accessibility.md.j2", configuration.accessibility),
    }


def _taking_part(context: BuildContext, title: str, lead: str) -> TakingPartView:
    configuration, site_map = context.configuration, context.site_map
    return TakingPartView(
        title=title,
        lead=lead,
        mailbox=configuration.editors.mailbox or "",
        forge=configuration.forge.kind.value,
        forge_url=configuration.forge.url or "",
        word_template=site_map.file(addresses.TAKING_PART, addresses.WORD_TEMPLATE),
        word_lists=site_map.file(addresses.TAKING_PART, addresses.WORD_LISTS),
        excel_template=site_map.file(addresses.TAKING_PART, addresses.EXCEL_TEMPLATE),
    )
