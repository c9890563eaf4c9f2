"""Pages and their trusted markup, of which what a store keeps is read when it is asked for: most builds ask for little of it."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar

from citynet_kb.pages.page import GeneratedPage, PageHead, Site
from citynet_kb.store import Store

AHEAD, NEAR, RECENT = 64, 8, 16
"""So many pages are read at once by who takes one after the other, or every eighth; so many places where somebody may go on."""
REMEMBERED = 3 * AHEAD
"""Pages whose texts are in memory at most; those that were not asked for longest go first."""

K = TypeVar("K")
T = TypeVar("T")


@dataclass(frozen=True)
class PageTexts:
    """The Markdown of a page, and its trusted markup by hash."""

    markdown: str
    fragments: Mapping[str, str]

    @property
    def written(self) -> bytes:
        """A line that says how long each text is and how the markup is called, then the texts: much quicker to read than JSON."""
        texts = [text.encode("utf-8", "surrogatepass") for text in (self.markdown, *self.fragments.values())]
        lengths = ",".join(str(len(text)) for text in texts)
        return b"\n".join((f"{lengths} {','.join(self.fragments)}".encode(), b"".join(texts)))

    @classmethod
    def read(cls, entry: bytes) -> "PageTexts":
        """What was written."""
        head, _, rest = entry.partition(b"\n")
        lengths, _, names = head.decode().partition(" ")
        sizes = list(map(int, lengths.split(",")))
        parts = zip(accumulate(sizes), sizes, strict=True)
        markdown, *markup = (str(rest[end - size : end], "utf-8", "surrogatepass") for end, size in parts)
        return cls(markdown, dict(zip(names.split(",") if names else (), markup, strict=True)))


Again = Callable[[str, int], PageTexts]
"""Makes the texts of one page anew, whose maker has this number."""


class KeptTexts:
    """The texts of kept pages by address. `keys` says where each is kept, `made_by` the number of its maker; `again` gives what makes one
    anew, should the store have lost it since."""

    def __init__(self, store: Store, keys: Mapping[str, str], made_by: Mapping[str, int], again: Callable[[], Again] | None = None) -> None:
        self.again = again
        self._store, self._keys, self._made_by = store, keys, made_by
        self._order = list(keys)
        self._places = {uri: place for place, uri in enumerate(self._order)}
        self._read: dict[str, PageTexts] = {}
        self._recent: deque[int] = deque([-1], RECENT)
        self._anew: Again | None = None

    def __reduce__(self) -> tuple[object, ...]:
        """Another process has to be told anew how pages are made."""
        return KeptTexts, (self._store, self._keys, self._made_by)

    def of(self, uri: str) -> PageTexts:
        """The texts of a page."""
        if uri not in self._read:
            self._read_on(self._places[uri])
        if uri not in self._read:
            self._read[uri] = self._made_anew(uri)
        found = self._read[uri] = self._read.pop(uri)  # now the newest
        return found

    def _read_on(self, place: int) -> None:
        """The page at this place; those behind it too, if one shortly before it was the last that somebody asked for."""
        before = next((one for one in self._recent if 0 < place - one <= NEAR), None)
        some = self._order[place : place + (1 if before is None else AHEAD)]
        if before is not None:
            self._recent.remove(before)
        self._recent.append(place + len(some) - 1)
        found = self._store.get(self._keys[one] for one in some)
        self._read |= {one: PageTexts.read(found[self._keys[one]]) for one in some if self._keys[one] in found}
        for uri in list(self._read)[: max(0, len(self._read) - REMEMBERED)]:
            del self._read[uri]

    def _made_anew(self, uri: str) -> PageTexts:
        if self._anew is None:
            assert self.again, "whoever unpacks a site says how its pages are made anew"
            self._anew = self.again()
        return self._anew(uri, self._made_by[uri])


@dataclass(frozen=True, eq=False)
class _Late(Mapping[str, T], Generic[K, T]):
    """What the texts of pages hold, by name. `known` = what can be said of each without them, `made` = those that this build rendered."""

    known: Mapping[str, K]
    made: Mapping[str, PageTexts]
    kept: KeptTexts

    def __contains__(self, name: object) -> bool:
        return name in self.known

    def __iter__(self) -> Iterator[str]:
        return iter(self.known)

    def __len__(self) -> int:
        return len(self.known)

    def texts(self, uri: str) -> PageTexts:
        """The texts of a page."""
        return self.made.get(uri) or self.kept.of(uri)


class LatePages(_Late[PageHead, GeneratedPage]):
    """Pages by address."""

    def __getitem__(self, uri: str) -> GeneratedPage:
        head = self.known[uri]
        return GeneratedPage(uri, self.texts(uri).markdown, head.title, head.description, head.text, head.searchable)


class LateMarkup(_Late[str, str]):
    """Trusted markup by hash; known of each is the page on which it stands."""

    def __getitem__(self, name: str) -> str:
        return self.texts(self.known[name]).fragments[name]


def made_again_by(site: Site, again: Callable[[], Again]) -> None:
    """Say to a site of another process how a page is made anew, should the store lose what it has."""
    if isinstance(site.pages, LatePages):
        site.pages.kept.again = again
