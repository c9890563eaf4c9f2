"""What is known of the texts of pages without reading them: of files that say by `digest` what stands for their text."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.utils.meta import YAML_RE, get_data

from citynet_kb.forked import cores, joined, spread
from citynet_kb.store import Store, pack, program

_DIGEST = re.compile("[0-9a-f]{64}")
_COMMENT = "<!--"


@dataclass(frozen=True)
class KnownText:
    """What is known of a text: its front matter, the names of trusted markup that it may hold, and whether it has comments: in these,
    plugins look for instructions."""

    meta: Mapping[str, Any]
    names: list[str]
    has_comments: bool

    @classmethod
    def of(cls, text: str, meta: Mapping[str, Any]) -> "KnownText":
        """Of a text and the front matter that MkDocs has read in it."""
        return cls(dict(meta), list(dict.fromkeys(_DIGEST.findall(text))), _COMMENT in text)


class KnownTexts:
    """What the store knows of texts, by their digests."""

    def __init__(self, store: Store, files: Iterable[File]) -> None:
        self._store = store
        self._made_by = program(Path(__file__).parent)
        found = store.each([self._key(digest) for file in files if (digest := digest_of_late(file))])
        self._known = {key: KnownText(**json.loads(entry)) for key, entry in found}
        self._fresh: dict[str, bytes] = {}
        unread = {self._key(digest): file for file in files if (digest := digest_of_late(file))}
        self._read([(key, file) for key, file in unread.items() if key not in self._known])

    def _read(self, unread: Sequence[tuple[str, File]]) -> None:
        """Read on all cores what nothing is known of, before MkDocs asks for one page after the other."""

        def read(part: Sequence[tuple[str, File]]) -> dict[str, KnownText]:
            texts = ((key, file.content_string) for key, file in part)
            known = {key: KnownText.of(text, get_data(text)[1]) for key, text in texts}
            self._store.put(dict(entry for key, one in known.items() for entry in _entry(key, one)))
            return known

        self._known |= joined(spread(read, unread, cores()))

    def get(self, file: File) -> KnownText | None:
        """What is known of the text of a file."""
        digest = digest_of_late(file)
        return self._known.get(self._key(digest)) if digest else None

    def add(self, file: File, meta: Mapping[str, Any]) -> None:
        """A text was read."""
        if digest := digest_of_late(file):
            key, one = self._key(digest), KnownText.of(file.content_string, meta)
            self._known[key] = one
            self._fresh.update(_entry(key, one))

    def keep(self) -> None:
        """Keep what was added."""
        self._store.put(self._fresh, self._known)
        self._fresh = {}

    def _key(self, digest: str) -> str:
        return f"text {digest} {self._made_by}"


def digest_of_late(file: File) -> str:
    """Stands for a text that need not be read; empty where it lies there anyway."""
    return str(getattr(file, "digest", ""))


def digest_of_text(file: File) -> str:
    """Stands for the text of a page."""
    return digest_of_late(file) or sha256(file.content_string.encode("utf-8", "surrogatepass")).hexdigest()


def read_text(page: Page) -> None:
    """Give a page its text, if it was left unread."""
    if not page.markdown and digest_of_late(page.file):
        text = page.file.content_string
        head = YAML_RE.match(text) if page.meta else None  # it was read before
        page.markdown = text[head.end() :].lstrip("\n") if head else get_data(text)[0]


def _entry(key: str, one: KnownText) -> Iterator[tuple[str, bytes]]:
    """As it is kept. What JSON does not give back as it was is not."""
    if all(map(_is_plain, one.meta.values())):
        yield key, pack(key, json.dumps(asdict(one)).encode())


def _is_plain(value: object) -> bool:
    """Whether JSON gives a value back as it was."""
    if isinstance(value, list):
        return all(map(_is_plain, value))
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_plain(one) for key, one in value.items())
    return value is None or isinstance(value, str | bool)
