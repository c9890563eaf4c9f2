"""Knowledge base and indexes → the Markdown tree of the site. Words a person reads stand in `templates/`."""

from citynet_kb.pages.build import build_site
from citynet_kb.pages.page import GeneratedPage, Site

__all__ = ["GeneratedPage", "Site", "build_site"]
