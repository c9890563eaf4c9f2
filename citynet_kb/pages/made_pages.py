"""Pages that were rendered, each as a store keeps it."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from citynet_kb.pages.late_pages import PageTexts
from citynet_kb.pages.page import PageHead, SiteMap
from citynet_kb.store import pack

_PLACEHOLDER = re.compile(r"\{\{kb:([0-9a-f]{64})\}\}")
_TEXTS = " texts"
"""Behind the key of a page: where its texts are kept."""


@dataclass(frozen=True)
class MadePage:
    """A page: what is known of it, the names of its trusted markup, the pictures that it shows; with its texts where they are not kept."""

    head: PageHead
    key: str
    names: Sequence[str]
    shown: Sequence[str]
    texts: PageTexts | None = None
    is_from_before: bool = False

    @property
    def key_of_texts(self) -> str:
        """Where its texts are kept."""
        return self.key + _TEXTS

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the page was made by another: its markup is all there, but for what a contributed text claims."""
        assert self.texts
        named = set(_PLACEHOLDER.findall(self.texts.markdown)) - set(_PLACEHOLDER.findall(self.head.text))
        return named <= self.texts.fragments.keys()

    @property
    def told(self) -> tuple[object, ...]:
        """What `read` makes the page of again, as JSON holds it. Its texts are kept by themselves."""
        head = self.head
        return self.key, head.uri, head.title, head.description, head.text, head.searchable, head.digest, self.names, self.shown

    @classmethod
    def read(cls, told: Sequence[Any]) -> "MadePage":
        """A page of an earlier build."""
        key, *head, names, shown = told
        return cls(PageHead(*head), key, names, shown, is_from_before=True)

    def entry(self, links: Sequence[str]) -> bytes:
        """It as it is kept by itself; `links` are the pages that it links to."""
        return json.dumps([*self.told, links]).encode()

    def entries(self, links: Sequence[str]) -> dict[str, bytes]:
        """All that is kept of a page which was just rendered."""
        assert self.texts
        return {self.key: pack(self.key, self.entry(links)), self.key_of_texts: pack(self.key_of_texts, self.texts.written)}


def page_of_entry(entry: bytes, site_map: SiteMap) -> MadePage | None:
    """A page as it was kept, without its texts; None if one that it links to is gone."""
    *told, links = json.loads(entry)
    return MadePage.read(told) if all(map(site_map.has, links)) else None
