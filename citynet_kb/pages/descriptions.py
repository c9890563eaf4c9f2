"""What search engines, link previews and the site's own search say of a page without a record."""

from html import unescape
from typing import Any

from citynet_kb.pages.environment import environment


def description(uri: str) -> str:
    """One sentence about a page that stands alone. Raises KeyError for one of which the template says nothing."""
    return unescape(_words().description(uri))


def of_town(name: str) -> str:
    """One sentence about the page of a town."""
    return unescape(_words().town(name))


def _words() -> Any:
    return environment().get_template("descriptions.html.j2").module
