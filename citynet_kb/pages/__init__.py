"""Knowledge base and indexes → the Markdown tree of the site. Words a person reads stand in `templates/`."""

from citynet_kb.pages.build import build_site, lost_texts, sentences_of, site_of
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.component_styles import with_component_styles
from citynet_kb.pages.environment import forget_macros
from citynet_kb.pages.feeds.feed_files import feed_files
from citynet_kb.pages.kept_templates import kept_templates
from citynet_kb.pages.late_pages import made_again_by
from citynet_kb.pages.link_pictures import link_pictures, sign_drawings
from citynet_kb.pages.macro_context import MacroContext
from citynet_kb.pages.meeting_calendars import meeting_calendars
from citynet_kb.pages.page import GeneratedPage, Site, address
from citynet_kb.pages.plan_calendars import plan_calendars
from citynet_kb.pages.preview_notice import preview_failure, preview_notice
from citynet_kb.pages.search_words import measure_headlines, search_words
from citynet_kb.pages.sheet_documents import sheet_documents
from citynet_kb.pages.single_pages import SinglePages

__all__ = [
    "BuildContext",
    "GeneratedPage",
    "MacroContext",
    "SinglePages",
    "Site",
    "address",
    "build_site",
    "feed_files",
    "forget_macros",
    "kept_templates",
    "link_pictures",
    "lost_texts",
    "made_again_by",
    "measure_headlines",
    "meeting_calendars",
    "plan_calendars",
    "preview_failure",
    "preview_notice",
    "search_words",
    "sentences_of",
    "sheet_documents",
    "sign_drawings",
    "site_of",
    "with_component_styles",
]
