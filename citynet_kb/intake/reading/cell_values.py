"""The stored value of a cell and its number format → the text that a person sees there."""

import datetime
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from citynet_kb.intake.reading.unseen_signs import without_unseen

_HIDDEN_IN_FORMAT = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_TOKEN = re.compile(
    r'"(?P<words>[^"]*)"|\[\$(?P<sign>[^\]-]*)[^\]]*\]|\[[^\]]*\]|\\(?P<one>.)|_.|\*.|(?P<digit>[0#?@]|General)|(?P<bare>[€$£])'
)
_BLANKS = (0x09, 0x0A, 0x0B, 0x0C)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
BUILT_IN: Mapping[int, str] = MappingProxyType(
    {
        **{2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "dd.mm.yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy"},
        **{18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "dd.mm.yyyy h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss"},
    }
)
"""The number formats that have a number only."""
_EPOCH, _EPOCH_OF_1904 = datetime.datetime(1899, 12, 30), datetime.datetime(1904, 1, 1)
_FALSE_LEAP_DAY = 60
"""Excel counts a 29th of February 1900; days before it are one lower."""


def unescaped(text: str) -> str:
    """Without the codes by which Excel writes characters that XML does not allow (»_x000D_« of a pasted line break), and unseen signs."""
    if "_x" in text:
        text = _ESCAPED.sub(_character, text)
    elif text.isascii():
        return text
    return without_unseen(text)


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return "_" if code == 0x5F else "" if code == 0x0D else chr(code) if code in _BLANKS else found[0]


def shown(value: str, number_format: str, *, counts_from_1904: bool = False) -> str:
    """What a cell with a number shows: a date no more exact than its format, a share with its sign, no ».0«, zeros before a postcode."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number) > Decimal(10) ** 15:
        return value
    form = _HIDDEN_IN_FORMAT.sub("", number_format.partition(";")[0]).lower()
    if form != "general" and re.search("[ymdhs]", form):
        return _moment(number, form, number_format, counts_from_1904)
    return f"{_plain(number * 100, '')} %" if "%" in form else _plain(number, number_format)


def with_words(text: str, number_format: str) -> str:
    """A number with the words and signs that its format shows beside it: »120 Gäste«, »4200 €«. Empty where there are none."""
    sections = number_format.split(";")
    is_below = text.startswith("-") and len(sections) > 1  # a format for numbers below zero says so itself
    section, digits = (sections[1], text[1:]) if is_below else (sections[0], text)
    if re.search("[ymdhs%]", _HIDDEN_IN_FORMAT.sub("", section).lower()):
        return ""
    before, number, behind = "", "", ""
    for found in _TOKEN.finditer(section):
        words = next(filter(None, found.group("words", "sign", "one", "bare")), "")
        if found["digit"]:
            number = digits
        elif number:
            behind += words
        else:
            before += words
    return " ".join(f"{before} {number} {behind}".split()) if re.search(r"[^\W\d_]|[€$£]", before + behind) else ""


def dated(value: str, number_format: str) -> str:
    """What a cell shows whose value is a date in ISO form."""
    try:
        moment = datetime.datetime.fromisoformat(value.removesuffix("Z"))
    except ValueError:
        return value
    return _date(moment, _HIDDEN_IN_FORMAT.sub("", number_format).lower())


def _moment(number: Decimal, form: str, number_format: str, counts_from_1904: bool) -> str:
    if not 0 <= number < 2_958_466:  # the day after 31 December 9999
        return _plain(number, "")
    seconds = round(float(number) * 86_400)
    if "[h" in number_format.lower() or (number < 1 and re.search("[yd]", form) is None):
        return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}"
    early = 86_400 if not counts_from_1904 and number < _FALSE_LEAP_DAY else 0
    return _date((_EPOCH_OF_1904 if counts_from_1904 else _EPOCH) + datetime.timedelta(seconds=seconds + early), form)


def _date(moment: datetime.datetime, form: str) -> str:
    """A date, or a month or year where the cell shows no more: Excel turns a typed 2021-03 into the first of March."""
    if moment.time() != datetime.time():
        return moment.isoformat(sep=" ", timespec="minutes")
    if "d" in form or "y" not in form:
        return moment.strftime("%Y-%m-%d")
    return moment.strftime("%Y-%m") if "m" in form else moment.strftime("%Y")


def _plain(number: Decimal, number_format: str) -> str:
    """With the fifteen digits that Excel knows: 0.1 + 0.2 is 0,3. A comma before decimals, since 9.512 is nine thousand here."""
    rounded = Decimal(f"{number:.15g}")
    if rounded != rounded.to_integral_value():
        return f"{rounded.normalize():f}".replace(".", ",")
    is_padded = re.fullmatch("0{2,}", number_format) is not None  # »00000« shows the postcode 07545 with its zero
    return str(int(rounded)).zfill(len(number_format) if is_padded else 0)
