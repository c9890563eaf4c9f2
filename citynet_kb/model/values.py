"""The kinds of single values that front matter may hold. Every one starts from text: YAML's own guesses never apply.

Each refuses with a `PydanticCustomError` whose type names the rule that was broken; the words for a reader stand in `schema`.
"""

import calendar
import re
from datetime import date
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

SLUG_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"
DATE_PATTERN = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
_SLUG = re.compile(SLUG_PATTERN)
_CASE_ID = re.compile(f"{SLUG_PATTERN}/{SLUG_PATTERN}")
_DATE = re.compile(DATE_PATTERN, re.ASCII)
_WHOLE = re.compile(r"\d{1,12}", re.ASCII)
_DECIMAL = re.compile(r"-?\d{1,3}(?:\.\d{1,8})?", re.ASCII)
_PLAIN_URL = re.compile(r"https?://[a-z0-9.-]*[a-z0-9](?:/[A-Za-z0-9/._~%&=?#+,;:@!$()*-]*)?")
"""An address in which nothing could be misread, as nearly all are: it needs no closer look."""
_EMAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def is_slug(text: str) -> bool:
    """Lower-case letters a-z, digits and single hyphens."""
    return _SLUG.fullmatch(text) is not None


def last_day(partial: str) -> str:
    """A partial date filled up to its last day: 2021 → 2021-12-31, 2021-02 → 2021-02-28."""
    if len(partial) == 4:
        return f"{partial}-12-31"
    if len(partial) == 7:
        return f"{partial}-{calendar.monthrange(int(partial[:4]), int(partial[5:]))[1]:02}"
    return partial


def first_day(partial: str) -> str:
    """A partial date filled down to its first day: 2021 → 2021-01-01."""
    return f"{partial}-01-01"[:10] if len(partial) == 4 else f"{partial}-01"[:10]


def is_partial_date(text: str) -> bool:
    """YYYY, YYYY-MM or YYYY-MM-DD, and a day that the calendar has."""
    try:
        return _DATE.fullmatch(text) is not None and bool(date.fromisoformat(first_day(text)))
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


def _url(text: str) -> str:
    return _require("adresse", _PLAIN_URL.fullmatch(text) is not None or _is_url(text), text)


def _is_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s<>\"'`\\]", text)
    except ValueError:
        return False


def _whole(text: object) -> object:
    if isinstance(text, str):
        _require("ganzzahl", _WHOLE.fullmatch(text) is not None, text)
    return text


def _decimal(text: object) -> object:
    if isinstance(text, str):
        _require("kommazahl", _DECIMAL.fullmatch(text) is not None, text)
    return text


Text = Annotated[str, StringConstraints(min_length=1)]
Slug = Annotated[
    str,
    AfterValidator(lambda text: _require("kennung", is_slug(text), text)),
    WithJsonSchema({"type": "string", "pattern": f"^{SLUG_PATTERN}$"}),
]
CaseId = Annotated[
    str,
    AfterValidator(lambda text: _require("fallkennung", _CASE_ID.fullmatch(text) is not None, text)),
    WithJsonSchema({"type": "string", "pattern": f"^{SLUG_PATTERN}/{SLUG_PATTERN}$"}),
]
PartialDate = Annotated[str, AfterValidator(_partial_date), WithJsonSchema({"type": "string", "pattern": f"^{DATE_PATTERN}$"})]
Day = Annotated[str, AfterValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Url = Annotated[str, AfterValidator(_url), WithJsonSchema({"type": "string", "pattern": "^https?://"})]
Email = Annotated[
    str,
    AfterValidator(lambda text: _require("mailadresse", _EMAIL.fullmatch(text) is not None, text)),
    WithJsonSchema({"type": "string", "format": "email"}),
]
Whole = Annotated[int, BeforeValidator(_whole), WithJsonSchema({"type": "integer", "minimum": 0})]
Decimal = Annotated[float, BeforeValidator(_decimal), WithJsonSchema({"type": "number"})]
