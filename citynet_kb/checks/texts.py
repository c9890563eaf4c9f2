"""All texts of a record with their places, for rules about words anywhere."""

from collections.abc import Callable, Container, Iterator
from functools import partial

from citynet_kb.findings import Place
from citynet_kb.sources import Location, SourceDocument
from citynet_kb.sources.document import Value

BODY: Location = ("body",)
"""The location of lines of the body."""


def texts(document: SourceDocument) -> Iterator[tuple[Location, str, Callable[[], Place]]]:
    """Every value of the front matter that is text, then every line of the body: location, text, and its place, which is costly to find."""
    for location, text in values(document):
        yield location, text, partial(document.at, *location)
    for number, line in enumerate(document.body.split("\n")):
        yield BODY, line, partial(document.at_body, number)


def values(document: SourceDocument) -> Iterator[tuple[Location, str]]:
    """Every value of the front matter that is text, without its place, which is costly to find."""
    yield from _values(document.data, ())


def may_hold(document: SourceDocument, *signs: str) -> bool:
    """Whether a value can hold one of these signs: it stands in the front matter, or something is escaped there."""
    head = document.places.text
    return "\\" in head or any(sign in head for sign in signs)


def joined(document: SourceDocument, without: Container[str]) -> str:
    """Every value and the body, joined by line feeds, for a quick first search; without the values of these keys."""
    lines: list[str] = []
    for key, value in document.data.items():
        if key not in without:
            _collect(value, lines)
    lines.append(document.body)
    return "\n".join(lines)


def _collect(value: Value, lines: list[str]) -> None:
    if isinstance(value, str):
        lines.append(value)
        return
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, str):  # as most are: a call less for each
            lines.append(inner)
        else:
            _collect(inner, lines)


def _values(value: object, location: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(value, str):
        yield location, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _values(inner, (*location, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _values(inner, (*location, number))
