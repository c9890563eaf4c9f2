"""Days, months and years as people write them → YYYY, YYYY-MM or YYYY-MM-DD.

`exact_date` loses nothing: »12.5.2023«, »Mai 2023«, »05/2023«, »seit 2021«. `rough_date` gives the year or month of words that say more
than a date can hold: »Herbst 2023«, »Anfang Mai 2023«, »Winter 2023/24«; whoever takes it must keep the words elsewhere.
"""

import re
from types import MappingProxyType
from typing import Any

from citynet_kb.model.values import is_partial_date

LONGEST = 60
"""Letters of a text that may be a date."""
_MONTHS = (
    *(("januar", "jaenner", "jan"), ("februar", "feber", "feb"), ("maerz", "maer", "mae", "mrz"), ("april", "apr"), ("mai",)),
    *(("juni", "jun"), ("juli", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("oktober", "okt"), ("november", "nov")),
    ("dezember", "dez"),
)
MONTH = re.compile("|".join(name for names in _MONTHS for name in names))
"""The name of a month in small letters, umlauts spelt out."""
_NUMBERS = MappingProxyType({name: number for number, names in enumerate(_MONTHS, start=1) for name in names})
_NAME = rf"(?P<name>{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\.?"
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_EXACT = tuple(
    re.compile(form)
    for form in (
        _YEAR,
        rf"{_YEAR}-(?P<month>[0-9]{{1,2}})",
        rf"{_YEAR}-(?P<month>[0-9]{{1,2}})-(?P<day>[0-9]{{1,2}})(?:[ t][0-9]{{2}}:[0-9]{{2}}(?::[0-9]{{2}})?)?",
        rf"(?P<day>[0-9]{{1,2}})\. ?(?P<month>[0-9]{{1,2}})\. ?{_YEAR}",
        r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<short>[0-9]{2})",
        rf"(?:(?P<day>[0-9]{{1,2}})\. ?)?{_NAME},? {_YEAR}",
        rf"{_YEAR},? {_NAME}",
        rf"(?P<month>[0-9]{{1,2}}) ?[./-] ?{_YEAR}",
        rf"{_YEAR} ?/ ?(?P<next>[0-9]{{2}})",
    )
)
_START, _END = (
    re.compile(rf"(?:{word})?(?:im |am |in )?(?:jahre? |monat )?")
    for word in ("seit |ab |von |vom |beginn:? ", "bis |zum |bis zum |ende:? ")
)
_PART = (
    r"anfang|mitte|ende|fruehjahr|fruehling|fruehsommer|sommer|spaetsommer|herbst|winter|advent|weihnachten|ostern|pfingsten|sommerferien|"
    r"weihnachtszeit|adventszeit|vorweihnachtszeit|jahresanfang|jahresende|jahresmitte|[1-4]\. ?quartal|q[1-4]|[12]\. ?halbjahr|h[12]"
)
_ABOUT = r"ca\.? ?|circa |zirka |etwa |ungefaehr |um |rund |vermutlich |wohl "
_ROUGH = re.compile(rf"(?:{_ABOUT})?(?:im |zum |zu )?(?:(?:{_PART})(?: des jahres| im| in)? )?(?P<date>.+)")
_TWO_YEARS = re.compile(r"(?P<first>(?:19|20)[0-9]{2}) ?[/–-] ?(?P<second>(?:(?:19|20)?[0-9]{2}))")


def date_forms() -> dict[str, Any]:
    """How dates are read, for scripts: forms of small letters with umlauts spelt out, months, words before, rough words."""
    return {
        "forms": [for_scripts(form.pattern) for form in _EXACT if "next" not in form.groupindex],
        "months": dict(_NUMBERS),
        "before": {"start": _START.pattern, "end": _END.pattern},
        "rough": for_scripts(_ROUGH.pattern),
    }


def for_scripts(pattern: str) -> str:
    """A pattern with names of groups as browsers write them."""
    return pattern.replace("(?P<", "(?<")


def iso_form(text: str) -> str:
    """A day or month in the form in which dates stand, whether or not it exists in the calendar; other texts unchanged."""
    plain = _plain(text)
    return (_in_order(plain) if plain else None) or text


def exact_date(text: str, *, is_end: bool = False) -> str | None:
    """The date that a text says, and nothing but it; None for all else. `is_end`: the text tells when something ended."""
    plain = _plain(text)
    return _dated(_without(plain, is_end=is_end)) if plain else None


def rough_date(text: str, *, is_end: bool = False) -> str | None:
    """The year or month in a text that says more than that. Of two years in a row the first, or for an end the second."""
    plain = _plain(text)
    parts = _ROUGH.fullmatch(_without(plain, is_end=is_end)) if plain else None
    if parts is None:
        return None
    years = _TWO_YEARS.fullmatch(parts["date"])
    if years:
        first, second = years["first"], f"{years['first'][:2]}{years['second']}"[-4:]
        second = years["second"] if len(years["second"]) == 4 else second
        return (second if is_end else first) if int(second) == int(first) + 1 else None
    return _dated(parts["date"])


def _plain(text: str) -> str:
    """In small letters, umlauts spelt out, single blanks; empty if it is too long for a date."""
    plain = " ".join(text[: LONGEST + 1].casefold().split()).replace("ä", "ae").replace("ü", "ue").rstrip(",;")
    return plain if len(plain) <= LONGEST else ""


def _without(plain: str, *, is_end: bool) -> str:
    """Without the word that says no more than the field does: »seit« before a beginning, »bis« before an end."""
    words = (_END if is_end else _START).match(plain)
    return plain[words.end() :] if words else plain


def _dated(plain: str) -> str | None:
    date = _in_order(plain)
    return date if date and is_partial_date(date) else None


def _in_order(plain: str) -> str | None:
    """Year, month and day of a text in this order, None if it is no date."""
    for form in _EXACT:
        found = form.fullmatch(plain)
        if found:
            parts = found.groupdict()
            year = parts.get("year") or f"20{parts['short']}"
            if parts.get("next") and int(parts["next"]) == (int(year) + 1) % 100:
                return None  # 2011/12 may be a winter
            month = _NUMBERS[parts["name"]] if parts.get("name") else int(parts.get("month") or parts.get("next") or 0)
            day = int(parts.get("day") or 0)
            return year + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")
    return None
