"""What search engines, link previews and the site's own search say of a page without a record."""

from html import unescape
from typing import Any

from citynet_kb.pages.environment import environment


def description(uri: str) -> str:
    """One sentence about a page. Raises KeyError for a page of which the template says nothing."""
    words: Any = environment().get_template("descriptions.html.j2").module
    return unescape(words.description(uri))
