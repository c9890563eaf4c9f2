"""The columns of a table: front matter keys, dots for nesting, all derived from the model.

Besides them `id`, `sections` (the whole body) and `sections.<abschnitt>`. A list of mappings is spread over numbered columns
(`sources.0.url`); a list of texts stands in one cell (`tags`) or in numbered columns (`tags.0`), which may then hold a semicolon.
A column may be named by its question (»Quellen: Adresse«) instead of its key, as in the Excel template.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import get_origin

from citynet_kb.findings import Finding, Place, nearest
from citynet_kb.intake.asking.questions import SECTIONS, heading, location_of
from citynet_kb.intake.reading import import_rules as rules
from citynet_kb.model import BODY_SECTIONS, CaseStudy, Part
from citynet_kb.model.slugs import plain_slug
from citynet_kb.schema.fields import target
from citynet_kb.schema.form_rules import form_fields
from citynet_kb.sources import Location

ID = "id"
_FIGURES = frozenset(("ganzzahl", "datum", "tag"))
"""Kinds of values that are digits alone."""
_MOST_MEANT = 20
"""Unknown names for which the nearest is sought; each costs some milliseconds."""


@dataclass(frozen=True)
class Column:
    """One column of a table. `number` counts from 1; a cell of a list column holds several values.

    `is_figure`: its values are digits without words. `is_text`: they are parts of the report.
    """

    name: str
    number: int
    location: Location
    is_list: bool
    is_required: bool = False
    is_figure: bool = False
    is_text: bool = False


@dataclass(frozen=True)
class _Known:
    label: str
    is_list: bool = False
    is_required: bool = False
    is_figure: bool = False


@lru_cache(maxsize=1)
def section_headings() -> Mapping[str, str]:
    """The keys below `sections` with the headings that they stand for, in the order of a body."""
    return MappingProxyType({plain_slug(name): name for name in BODY_SECTIONS})


@lru_cache(maxsize=4096)
def names_column(text: str, location: Location = ()) -> bool:
    """Whether a text is the name of a column, of that at the location if one is given."""
    column = _column(text, 1, _known())
    return column is not None and (not location or column.location == location)


def columns(path: str, header: Sequence[str]) -> tuple[list[Column], list[Finding], frozenset[str]]:
    """The columns that a header names. Unknown and repeated names give a finding and no column; empty names no column.

    The third value holds the fields that unknown names most likely meant.
    """
    known = _known()
    found: list[Column] = []
    findings: list[Finding] = []
    misnamed: set[str] = set()
    for number, name in enumerate(header, start=1):
        if not name:
            continue
        column = _column(name, number, known)
        other = column and _clash(column, found)
        if column is None:
            meant = _meant(name, known) if len(findings) < _MOST_MEANT else ""
            misnamed.add(meant.partition(".")[0])
            findings.append(rules.spalte_unbekannt(Place(path, 1, number), name, meant, _headings(known)))
        elif other:
            findings.append(rules.spalte_doppelt(Place(path, 1, number), name, other.name))
        else:
            found.append(column)
    return found, findings, frozenset(misnamed - {""})


def _column(name: str, number: int, known: Mapping[str, _Known]) -> Column | None:
    """The column of a name, which is a key or the heading of a question (»Quellen 2: Titel«), though a line break divides it."""
    joined = next((way for way in _ways(name) if location_of(way)), name)
    asked = location_of(joined)
    key = ".".join(map(str, asked)) if asked else name
    entry = known.get(re.sub(r"\.[0-9]{1,3}(?=\.|$)", ".0", key))
    if entry is None:
        return None
    name = joined
    location = tuple(int(step) if step.isdigit() else step for step in key.split("."))
    return Column(name, number, location, entry.is_list, entry.is_required, entry.is_figure, location[0] == SECTIONS)


def _ways(name: str) -> Iterator[str]:
    """How a name may be meant that is written in several lines: »Über-/schrift«, »Zeitraum:/Beginn«."""
    yield name
    if "\n" in name:
        yield re.sub(r"-[ \t]*\n[ \t]*", "", name)
        yield re.sub(r"[ \t]*\n[ \t]*", "", name)


def _meant(name: str, known: Mapping[str, _Known]) -> str:
    """The column that was most likely meant, empty where none was: a field of its own before one within a group."""
    labels = {key: entry.label for key, entry in known.items()}
    plain = {key: label for key, label in labels.items() if "." not in key}
    return nearest(name, plain, cutoff=0.8) or nearest(name, labels) or ""


def _headings(known: Iterable[str]) -> dict[str, str]:
    """Each column with the question that may be used as its name."""
    places = {name: tuple(int(step) if step.isdigit() else step for step in name.split(".")) for name in known}
    return {name: "Kennung" if name == ID else heading(place) for name, place in places.items()}


def _clash(column: Column, earlier: Sequence[Column]) -> Column | None:
    """The earlier column whose values would go to the same place, or into the same text or list."""
    for other in earlier:
        shared = min(len(column.location), len(other.location))
        if column.location[:shared] == other.location[:shared]:
            return other
    return None


@lru_cache(maxsize=1)
def _known() -> Mapping[str, _Known]:
    return MappingProxyType(dict(_all_known()))


def _all_known() -> Iterator[tuple[str, _Known]]:
    yield ID, _Known("Kennung")
    for name, entry in _fields(CaseStudy, ""):
        if name not in CaseStudy.file_keys:
            yield name, entry
    yield SECTIONS, _Known("ganzer Text des Berichts")
    for key, name in section_headings().items():
        yield f"{SECTIONS}.{key}", _Known(f"Abschnitt {name}")


def _fields(model: type[Part], prefix: str) -> Iterator[tuple[str, _Known]]:
    kinds = {each["key"]: each.get("kind") for each in form_fields(model)}
    for key, info in model.model_fields.items():
        name, label, part = f"{prefix}{key}", info.title or key, target(model, (key,)).part
        is_list = get_origin(info.annotation) is tuple
        if part:
            yield from _fields(part, f"{name}.0." if is_list else f"{name}.")
            continue
        yield name, _Known(label, is_list, info.is_required() and not prefix, kinds.get(key) in _FIGURES)
        if is_list:
            yield f"{name}.0", _Known(label)
