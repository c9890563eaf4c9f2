"""The pictures that a Markdown text shows: each a paragraph of its own, outside of code."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from citynet_kb.sources.scanner.prose import prose

ILLUSTRATION = r'!\[(?P<alt>[^\[\]`<>{}\\]*)\]\((?P<name>[a-z0-9-]+\.(?:webp|jpg|png))(?: "(?P<caption>[^"`<>{}\\]*)")?\)'
"""A picture as it may stand in a text; Python and browsers read the pattern alike, names of groups aside."""
_ILLUSTRATION = re.compile(rf"{ILLUSTRATION} *")


@dataclass(frozen=True)
class Illustration:
    """A picture in a text: the words for those who do not see it, the file, what stands below it."""

    alt: str
    name: str
    caption: str = ""


def illustrations(body: str, lines: Iterable[tuple[int, str]] | None = None) -> dict[int, Illustration]:
    """The pictures of a text by the number of their line, from 0. `lines` is its prose, for those who have it already."""
    if "![" not in body:
        return {}
    around = ["", *body.split("\n"), ""]
    found = ((number, _ILLUSTRATION.fullmatch(around[number + 1])) for number, _ in (prose(body) if lines is None else lines))
    return {
        number: Illustration(picture["alt"].strip(), picture["name"], (picture["caption"] or "").strip())
        for number, picture in found
        if picture and not around[number].strip() and not around[number + 2].strip()
    }
