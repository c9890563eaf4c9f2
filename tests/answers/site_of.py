"""A built site as somebody reads it who follows links: what is how far from the start, and what stands below a heading."""

import re
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from tests.site.reading import Html

FARTHEST = 3
_MAIN = re.compile(r"<article\b.*?</article>", re.DOTALL)
_HEADING = re.compile(r'<h2\b[^>]*>(.*?)(?:<a class="headerlink".*?)?</h2>', re.DOTALL)
_INLINE = re.compile(r"</?(?:a|data|span|strong|time)\b[^>]*>")
_TAG = re.compile(r"<[^>]+>")


def seen(html: str) -> str:
    """The words of a piece of HTML, one space between them."""
    return " ".join(unescape(_TAG.sub(" ", _INLINE.sub("", html))).split())


@dataclass(frozen=True)
class Reading:
    """All pages of a built site by address."""

    pages: Mapping[str, Html]

    def links(self, address: str) -> list[str]:
        """Addresses of the pages to which links of a page lead."""
        return [aim for link in self.pages[address].all("a") if (aim := leads_to(address, link.get("href", ""))) in self.pages]

    @cached_property
    def distance(self) -> Mapping[str, int]:
        """How many links each page that is near enough is from the start page: breadth first, without any script."""
        found, waiting = {"": 0}, deque([""])
        while waiting:
            here = waiting.popleft()
            if found[here] == FARTHEST:
                break  # whatever lies behind is too far
            for other in self.links(here):
                if other not in found:
                    found[other] = found[here] + 1
                    waiting.append(other)
        return found

    def below(self, address: str, heading: str) -> str:
        """The HTML below a heading of the second level, up to the next one; above the first one where no heading is given."""
        assert self.distance.get(address, FARTHEST + 1) <= FARTHEST, f"{address} is too far from the start page"
        article = _MAIN.search(self.pages[address].text)
        assert article, f"{address} has no text"
        parts = _HEADING.split(article[0])
        sections = {"": parts[0], **{seen(name).rstrip(" ¶"): text for name, text in zip(parts[1::2], parts[2::2], strict=True)}}
        assert heading in sections, f"{address} has no »{heading}«, but {sorted(sections)}"
        return sections[heading]

    def answer(self, address: str, heading: str) -> str:
        """The words below a heading."""
        return seen(self.below(address, heading))

    def offers_to_report(self, address: str, heading: str) -> bool:
        """Whether a link below the heading leads to where one reports."""
        links = re.findall(r'href="([^"]*)"', self.below(address, heading))
        return any(leads_to(address, unescape(link)).startswith("mitmachen/") for link in links)


def leads_to(address: str, href: str) -> str:
    """The address of the page to which a relative link leads; foreign ones stay as they are."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or href.startswith("/"):
        return href
    path = normpath(f"{address}{unquote(parts.path)}") if parts.path else address.rstrip("/") or "."
    return "" if path == "." else f"{path}/"
