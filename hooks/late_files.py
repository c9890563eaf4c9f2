"""Pages whose text is read when it is asked for, and what a build knows of a text without reading it."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel

from citynet_kb.store import Store, pack

_DIGEST = re.compile("[0-9a-f]{64}")
_COMMENT = "<!--"


class MadeFile(File):
    """A file that no folder holds, by the path that it has in the site: made quicker than a `File`, which looks at every path twice."""

    def __init__(self, path: str, *_: object, dest_dir: str, use_directory_urls: bool, **__: object) -> None:
        self.src_uri, self.src_dir, self.dest_dir, self.use_directory_urls = path, None, dest_dir, use_directory_urls
        self.inclusion = InclusionLevel.UNDEFINED


class LateFile(MadeFile):
    """A page of MkDocs. `digest` stands for its text, which `read` gives."""

    digest: str
    read: Callable[[], str]
    _text: str | bytes | None = None
    """Only what another has put in its place: the texts of thousands of pages would fill the memory."""

    @classmethod
    def made(cls, config: MkDocsConfig, uri: str, digest: str, read: Callable[[], str]) -> "LateFile":
        """A file that no folder holds."""
        file = cls.generated(config, uri, content="")
        assert isinstance(file, cls)
        file.digest, file.read, file._text = digest, read, None
        return file

    @property
    def _content(self) -> str | bytes | None:
        return self.read() if self._text is None else self._text

    @_content.setter
    def _content(self, content: str | bytes | None) -> None:
        self._text = content


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
        digests = [file.digest for file in files if isinstance(file, LateFile)]
        found = store.each([_key(digest) for digest in digests])
        self._known = {key: KnownText(**json.loads(entry)) for key, entry in found}
        self._fresh: dict[str, bytes] = {}

    def get(self, file: File) -> KnownText | None:
        """What is known of the text of a file."""
        return self._known.get(_key(file.digest)) if isinstance(file, LateFile) else None

    def add(self, file: File, meta: Mapping[str, Any]) -> None:
        """A text was read. What JSON does not give back as it was is not kept."""
        if isinstance(file, LateFile):
            key, one = _key(file.digest), KnownText.of(file.content_string, meta)
            self._known[key] = one
            if all(map(_is_plain, meta.values())):
                self._fresh[key] = pack(key, json.dumps(asdict(one)).encode())

    def keep(self) -> None:
        """Keep what was added."""
        self._store.put(self._fresh, self._known)
        self._fresh = {}


def digest_of_text(file: File) -> str:
    """Stands for the text of a page."""
    return file.digest if isinstance(file, LateFile) else sha256(file.content_string.encode("utf-8", "surrogatepass")).hexdigest()


def _key(digest: str) -> str:
    return f"text {digest}"


def _is_plain(value: object) -> bool:
    """Whether JSON gives a value back as it was."""
    if isinstance(value, list):
        return all(map(_is_plain, value))
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_plain(one) for key, one in value.items())
    return value is None or isinstance(value, str | bool)
