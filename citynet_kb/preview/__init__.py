"""A preview of the site: records are read again when their files change, pages and files made when somebody asks for them."""

from citynet_kb.preview.live_content import LiveContent, errors_of
from citynet_kb.preview.shown_state import ShownState

__all__ = ["LiveContent", "ShownState", "errors_of"]
