"""The kinds of single values in front matter. Each is parsed from text: YAML's own types never apply.

A refused value raises a `PydanticCustomError` whose type names the broken rule. The German message is made in `schema`.
"""

import calendar
import re
from datetime import date
from functools import lru_cache, partial
from types import MappingProxyType
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from citynet_kb.model.hosts import host_of, is_clear

SLUG_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"
DATE_PATTERN = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
_HOST = r"[A-Za-z0-9\u00c0-\u024f._~-]+"
"""Latin letters only: hosts in other scripts have an ASCII form, and confusables are refused. No user name before the host either."""
_REST = r"""[^\x00-\x20\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000<>"'`\\]*"""
PATTERNS = MappingProxyType(
    {
        "kennung": SLUG_PATTERN,
        "fallkennung": f"{SLUG_PATTERN}/{SLUG_PATTERN}",
        "datum": DATE_PATTERN,
        "tag": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
        "adresse": rf"[Hh][Tt][Tt][Pp][Ss]?://(?:{_HOST}|\[(?:[0-9A-Fa-f]{{0,4}}:){{2,7}}[0-9A-Fa-f]{{0,4}}\])(?::[0-9]{{1,5}})?(?:[/?#]{_REST})?",
        "mailadresse": r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
        "ganzzahl": r"[0-9]{1,12}",
        "wochen": r"-?[0-9]{1,3}",
        "wahrheitswert": r"true|false",
        "laenge": r"-?(?:180(?:\.0{1,8})?|(?:1[0-7][0-9]|0?[0-9]{1,2})(?:\.[0-9]{1,8})?)",
        "breite": r"90(?:\.0{1,8})?|-?[0-8]?[0-9](?:\.[0-9]{1,8})?",
    }
)
"""What the whole value must match, by the code of the error. Python and browsers must read the patterns alike: no \\d, \\s or \\w, which
match different characters there. A date must also exist in the calendar."""
_COMPILED = MappingProxyType({code: re.compile(pattern) for code, pattern in PATTERNS.items()})


def _matches(code: str, text: str) -> bool:
    return _COMPILED[code].fullmatch(text) is not None


def is_slug(text: str) -> bool:
    """Lower-case letters a-z, digits and single hyphens."""
    return _matches("kennung", text)


@lru_cache(maxsize=4096)
def last_day(partial: str) -> str:
    """The last day of a partial date: 2021 → 2021-12-31, 2021-02 → 2021-02-28."""
    if len(partial) == 4:
        return f"{partial}-12-31"
    if len(partial) == 7:
        return f"{partial}-{calendar.monthrange(int(partial[:4]), int(partial[5:]))[1]:02}"
    return partial


def first_day(partial: str) -> str:
    """The first day of a partial date: 2021 → 2021-01-01."""
    return f"{partial}-01-01"[:10] if len(partial) == 4 else f"{partial}-01"[:10]


@lru_cache(maxsize=256)
def months_after(day: str, months: int) -> str:
    """The same day so many months later; the last of a month that is too short for it."""
    year, month = divmod(int(day[:4]) * 12 + int(day[5:7]) - 1 + months, 12)
    last = calendar.monthrange(min(year, 9999), month + 1)[1]
    return f"{min(year, 9999):04}-{month + 1:02}-{min(int(day[8:]), last):02}"


@lru_cache(maxsize=256)
def a_year_after(day: str) -> str:
    """The same day a year later; the last of February where there is none. The form on the site does the same."""
    return f"{min(int(day[:4]) + 1, 9999):04}{day[4:]}".replace("-02-29", "-02-28")


def is_partial_date(text: str) -> bool:
    """Whether a text is YYYY, YYYY-MM or YYYY-MM-DD and exists in the calendar."""
    return len(text) <= 10 and _is_in_calendar(text)


@lru_cache(maxsize=4096)
def _is_in_calendar(text: str) -> bool:
    try:
        return _matches("datum", text) and bool(date.fromisoformat(first_day(text)))
    except ValueError:
        return False


def _require(code: str, holds: bool, text: str) -> str:
    if not holds:
        raise PydanticCustomError(code, "must be {code}", {"code": code})
    return text


def _partial_date(text: str) -> str:
    return _require("datum", is_partial_date(text), text)


def _day(text: str) -> str:
    return _require("tag", len(text) == 10 and is_partial_date(text), text)


def _matching(code: str, text: object) -> object:
    if isinstance(text, str) and _COMPILED[code].fullmatch(text) is None:
        raise PydanticCustomError(code, "must be {code}", {"code": code})
    return text


def _address(text: str) -> str:
    return _require("adresse", _matches("adresse", text) and is_clear(host_of(text)), text)


Text = Annotated[str, StringConstraints(min_length=1)]
Slug = Annotated[
    str,
    AfterValidator(partial(_matching, "kennung")),
    WithJsonSchema({"type": "string", "pattern": f"^{SLUG_PATTERN}$"}),
]
CaseId = Annotated[
    str,
    AfterValidator(partial(_matching, "fallkennung")),
    WithJsonSchema({"type": "string", "pattern": f"^{SLUG_PATTERN}/{SLUG_PATTERN}$"}),
]
PartialDate = Annotated[str, AfterValidator(_partial_date), WithJsonSchema({"type": "string", "pattern": f"^{DATE_PATTERN}$"})]
Day = Annotated[str, AfterValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Url = Annotated[str, AfterValidator(_address), WithJsonSchema({"type": "string", "pattern": "^https?://"})]
Email = Annotated[
    str,
    AfterValidator(partial(_matching, "mailadresse")),
    WithJsonSchema({"type": "string", "format": "email"}),
]
Whole = Annotated[int, BeforeValidator(partial(_matching, "ganzzahl")), WithJsonSchema({"type": "integer", "minimum": 0})]
Weeks = Annotated[int, BeforeValidator(partial(_matching, "wochen")), WithJsonSchema({"type": "integer", "minimum": -999, "maximum": 999})]
"""Weeks from a day, negative before it."""
Latitude = Annotated[
    float, BeforeValidator(partial(_matching, "breite")), WithJsonSchema({"type": "number", "minimum": -90, "maximum": 90})
]
"""Degrees north; the South Pole, which no map shows, is left out."""
Longitude = Annotated[
    float, BeforeValidator(partial(_matching, "laenge")), WithJsonSchema({"type": "number", "minimum": -180, "maximum": 180})
]
"""Degrees east."""
Flag = Annotated[bool, BeforeValidator(partial(_matching, "wahrheitswert")), WithJsonSchema({"type": "boolean"})]
