"""The columns of a table: front matter keys, dots for nesting, all derived from the model.

Besides them `id`, `sections` (the whole body) and `sections.<abschnitt>`. A list of mappings is spread over numbered columns
(`sources.0.url`); a list of texts stands in one cell (`tags`) or in numbered columns (`tags.0`), which may then hold a semicolon.
A column may be named by its question (»Quellen: Adresse«) instead of its key, as in the Excel template.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import get_origin

from citynet_kb.findings import Finding, Place, nearest
from citynet_kb.intake.asking.questions import EARLIER_COLUMNS, SECTIONS, heading, location_of
from citynet_kb.intake.reading import import_rules as rules
from citynet_kb.intake.reading.misspelt import misspelt, spellings
from citynet_kb.intake.reading.table_rules import spalte_verstanden
from citynet_kb.model import BODY_SECTIONS, CaseStudy, Part
from citynet_kb.model.slugs import plain_slug
from citynet_kb.schema.fields import target
from citynet_kb.schema.form_rules import form_fields
from citynet_kb.sources import Location

ID = "id"
_FIGURES = frozenset(("ganzzahl", "datum", "tag"))
"""Kinds of values that are digits alone."""


_CLOSE, _ANY = 0.8, 0.6
"""Likeness of a name from which a question is offered: where a field is lacking, any likeness."""


@dataclass(frozen=True)
class Column:
    """One column of a table. `number` counts from 1; a cell of a list column holds several values.

    `is_figure`: its values are digits without words. `is_text`: they are parts of the report. `key`: what a name with a typo means.
    """

    name: str
    number: int
    location: Location
    is_list: bool
    is_required: bool = False
    is_figure: bool = False
    is_text: bool = False
    key: str = ""

    @cached_property
    def first(self) -> Location:
        """The location of the first value of a list."""
        return (*self.location, 0)


@dataclass(frozen=True)
class Header:
    """The columns of a table, by number. `misnamed` are the fields that unknown names most likely meant.

    `aside`: names that are no field, each with what to do about it. `rivals`: columns for which there are others already; their cells
    count where those of the others are empty.
    """

    columns: tuple[Column, ...]
    aside: Mapping[int, str]
    rivals: Mapping[int, tuple[int, ...]]
    findings: tuple[Finding, ...]
    misnamed: frozenset[str]


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


def header_of(path: str, names: Sequence[str], most_sought: int) -> Header:
    """The columns that a row of names stands for; empty names no column. What is a typo away from one field is that field.

    What is no field stops nothing, unless no name is one, or a field without which there is no case is most likely meant. That is sought
    for the first names only: each costs some milliseconds.
    """
    known = _known()
    found = [column for number, name in enumerate(names, start=1) if (column := _column(name, number, known))]
    exact = {column.number for column in found}
    unknown = {number: name for number, name in enumerate(names, start=1) if name and number not in exact}
    findings: list[Finding] = []
    for number, name in list(unknown.items())[: max(most_sought, 0)]:
        meant = _near(name, number, known)
        if len(meant) == 1 and not any(column.number in exact and _is_shared(meant[0], column) for column in found):
            found.append(meant[0])
            del unknown[number]
            findings.append(spalte_verstanden(Place(path, 1, number), name, _headings([meant[0].key])[meant[0].key]))
    rivals = {
        column.number: tuple(other.number for other in found[:place] if _is_shared(column, other)) for place, column in enumerate(found)
    }
    lacking = _lacking(found, known)
    aside: dict[int, str] = {}
    misnamed: set[str] = set()
    for place, (number, name) in enumerate(unknown.items()):
        asked = _asked(name, number, known, _ANY if lacking else _CLOSE) if place < most_sought else []
        if not found or lacking.intersection(asked):
            misnamed.update(key.partition(".")[0] for key in asked)
            findings.append(rules.spalte_unbekannt(Place(path, 1, number), name, asked, _headings(known)))
        else:
            aside[number] = rules.meant_columns(name, asked, _headings(known))
    found.sort(key=lambda column: column.number)
    rivals = {number: others for number, others in rivals.items() if others}
    return Header(tuple(found), aside, rivals, tuple(findings), frozenset(misnamed))


def _lacking(found: Sequence[Column], known: Mapping[str, _Known]) -> frozenset[str]:
    """The fields that a case needs and no column gives. A measure tells the topic."""
    given = {column.location for column in found}
    given |= {("topic",)} if ("measure",) in given else set()
    return frozenset(key for key, entry in known.items() if entry.is_required and (key,) not in given)


def _near(name: str, number: int, known: Mapping[str, _Known]) -> list[Column]:
    """The columns that a name with a typo may mean."""
    entry = re.search(r" ([1-9][0-9]?)(?=: )", name)
    keys = (key.replace(".0", f".{int(entry[1]) - 1}", 1) if entry else key for key in misspelt(name, _spellings()))
    columns = (_column(key, number, known) for key in keys)
    return [replace(column, name=name, key=column.name) for column in columns if column]


@lru_cache(maxsize=1)
def _spellings() -> Mapping[str, frozenset[str]]:
    """Keys and headings of all columns but those that editors alone fill in."""
    headings = _headings(_known())
    return spellings((word, key) for key in headings if not key.endswith(".0") for word in (key, headings[key]))


def _column(name: str, number: int, known: Mapping[str, _Known]) -> Column | None:
    """The column of a name, which is a key or the heading of a question (»Quellen 2: Titel«), though a line break divides it."""
    joined = next((way for way in _ways(name) if location_of(way)), name)
    asked = location_of(EARLIER_COLUMNS.get(joined, joined))
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


def _asked(name: str, number: int, known: Mapping[str, _Known], cutoff: float) -> list[str]:
    """The columns that were most likely meant: those a typo away, else the nearest, a field of its own before one within a group."""
    near = sorted(column.key for column in _near(name, number, known))
    if len(near) > 1:
        return near
    labels = {key: entry.label for key, entry in known.items()}
    plain = {key: label for key, label in labels.items() if "." not in key}
    meant = nearest(name, plain, _CLOSE) or nearest(name, labels, cutoff)
    return [meant] if meant else []


def _headings(known: Iterable[str]) -> dict[str, str]:
    """Each column with the question that may be used as its name."""
    places = {name: tuple(int(step) if step.isdigit() else step for step in name.split(".")) for name in known}
    return {name: "Kennung" if name == ID else heading(place) for name, place in places.items()}


def _is_shared(column: Column, other: Column) -> bool:
    """Whether the values of two columns would go to the same place, or into the same list. The report and its sections make one text."""
    shared = min(len(column.location), len(other.location))
    is_report = column.is_text and other.is_text and column.location != other.location
    return column.location[:shared] == other.location[:shared] and not is_report


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
