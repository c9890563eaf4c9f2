"""The cases as a table for office programs (daten/faelle.csv).

Made for a double click in Excel on a German office PC: semicolons, since a comma is the decimal sign there and puts a whole row into
one cell; UTF-8 with byte order mark, since Excel otherwise breaks umlauts; CRLF line ends and quotes after RFC 4180.
LibreOffice asks and offers the right answer; pandas reads it with `sep=";", encoding="utf-8-sig"`.

A cell that a spreadsheet would run as a formula is prefixed with ' (OWASP, "CSV injection").
Columns are the keys of the front matter, dots for nesting; lists are joined by " | ". Lists of parts (goals, checklist, follow-ups)
have no place in a table and stand in cases.json, save the addresses of the sources. Withdrawn cases are absent.
"""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from functools import cache
from typing import get_args

from citynet_kb.exports.cases import extra
from citynet_kb.indexes import Indexes
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import CaseStudy, Part, Record

SEPARATOR = " | "
FORMULA_STARTS = frozenset("=+-@＝＋－＠")
"""The last four are the full-width forms, which Excel takes for the plain ones."""
LINE_STARTS = ("\t", "\r", "\n")
COMPUTED = ("id", "url", "effective_outcome", "counts", "city_name", "topic_name", "measure_name")


def formula_safe(text: str) -> str:
    """The text with ' in front if a spreadsheet could take it for a formula, leading blanks and invisible characters notwithstanding."""
    if text[:1].isalnum():
        return text
    first = next((letter for letter in text if letter.isprintable() and not letter.isspace()), "")
    return f"'{text}" if first in FORMULA_STARTS or text.startswith(LINE_STARTS) else text


def table(rows: Iterable[bytes]) -> bytes:
    """The whole table of these rows."""
    return b"".join((codecs.BOM_UTF8, _row((*COMPUTED, *_columns())), *rows))


def case_row(case: CaseStudy, indexes: Indexes) -> bytes:
    """The row of a case; none of one that is withdrawn."""
    if case.withdrawn:
        return b""
    beside = (*extra(case, indexes).values(), *names_beside(case, indexes.base))
    return _row((*beside, *(_value(case, column) for column in _columns())))


def names_beside(case: CaseStudy, base: KnowledgeBase) -> Iterator[str | None]:
    """The names of its town, its topic and its measure, where they have records."""
    for records, key in ((base.cities, case.city), (base.topics, case.topic), (base.measures, case.measure)):
        yield getattr(records.get(key or ""), "name", None)


def _row(cells: Iterable[object]) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerow(formula_safe(_cell(cell)) for cell in cells)
    return out.getvalue().encode()


@cache
def _columns() -> tuple[str, ...]:
    """Columns of the front matter, in the canonical order of its keys."""
    return tuple(_of_front_matter())


def _of_front_matter() -> Iterator[str]:
    for key in CaseStudy.front_matter_keys():
        part, is_list = _part_of(CaseStudy, key)
        if key == "sources":
            yield "sources.url"
        elif part and not is_list and key != "withdrawn":
            yield from (f"{key}.{inner}" for inner in part.model_fields)
        elif not part:
            yield key


def column_fields() -> Iterator[tuple[str, str, str]]:
    """Each column of the front matter with its German label and its type in a table schema: a whole number or text."""
    for column in _columns():
        key, _, inner = column.partition(".")
        part, _is_list = _part_of(CaseStudy, key)
        info = (part if inner and part else CaseStudy).model_fields[inner or key]
        yield column, info.title or "", "integer" if int in _innermost(info.annotation) else "string"


def _innermost(annotation: object) -> set[object]:
    inner = get_args(annotation)
    return {annotation}.union(*map(_innermost, inner)) if inner else {annotation}


def _part_of(model: type[Record], key: str) -> tuple[type[Part] | None, bool]:
    """The group of keys that a field holds, if it holds one, and whether it holds several of them."""
    annotation = model.model_fields[key].annotation
    inner = get_args(annotation)
    part = next((kind for kind in inner if isinstance(kind, type) and issubclass(kind, Part)), None)
    return part, Ellipsis in inner


def _value(case: CaseStudy, column: str) -> object:
    key, _, inner = column.partition(".")
    value = getattr(case, key)
    if key == "sources":
        return [source.url for source in case.sources if source.url]
    return getattr(value, inner, None) if inner else value


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, (tuple, list)):
        return SEPARATOR.join(map(str, value))
    return str(value)
