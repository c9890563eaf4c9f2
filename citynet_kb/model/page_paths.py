"""What follows from the path of a page alone: its folder, where it is published, where a long list goes on. `addresses` names all of it."""

from functools import lru_cache
from posixpath import dirname

__all__ = ("folder", "further_part", "index", "index_of", "published", "published_there", "section")


def index(folder: str) -> str:
    """The page of a folder itself."""
    return f"{folder}/index.md"


def further_part(uri: str, number: int) -> str:
    """The second, third … page of a list that is too long for one; the first is its own."""
    return f"{published(uri)}teil-{number}.md" if number > 1 else uri


def folder(path: str) -> str:
    """The first folder: `massnahmen/eisbahn.md` → `massnahmen`."""
    return path.partition("/")[0]


def index_of(path: str) -> str:
    """The index of the folder in which a page lies: `massnahmen/eisbahn.md` → `massnahmen/index.md`."""
    return index(folder(path))


def section(uri: str) -> str:
    """The entry of the navigation that a page belongs to by its place: `massnahmen/eisbahn.md` → `massnahmen/`."""
    return f"{folder(uri)}/"


@lru_cache(maxsize=65_536)
def published(uri: str) -> str:
    """Where a page is published, relative to the site: `massnahmen/eisbahn.md` → `massnahmen/eisbahn/`, `index.md` → ``."""
    stem = uri.removesuffix(".md")
    place = dirname(stem) if stem == "index" or stem.endswith("/index") else stem
    return f"{place}/" if place else ""


def published_there(address: str) -> tuple[str, ...]:
    """The pages that may be published at an address of the site: the other way round than `published`."""
    stem = address.rstrip("/")
    return (f"{stem}.md", f"{stem}/index.md") if stem else ("index.md",)
