"""Addresses that a mail program replaced by a detour of its own → the addresses behind them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from citynet_kb.findings import Finding
from citynet_kb.intake.reading import mail_rules as rules
from citynet_kb.intake.reading.rows import Cell, Row
from citynet_kb.sources import Location

_DETOUR = re.compile(
    r"https?://(?:[\w-]+\.safelinks\.protection\.outlook\.com/|urldefense\.(?:com|proofpoint\.com)/v[23]/|www\.google\.\w+/url\?"
    r"|statics\.teams\.cdn\.office\.net/[^\s?]{0,100}safelinks|deref-(?:gmx|web|1und1)\.\w+/|l\.facebook\.com/l\.php\?|www\.linkedin\.com/redir/)[^\s<>\"»«]+"
)
_URLDEFENSE = re.compile(r"/v3/__(?P<address>https?:/{1,2}.+?)__;")
_TRAILING = ".,;:!)]}*_'"


def unwrapped(row: Row) -> tuple[Row, list[Finding]]:
    """The row with plain addresses, and a finding for each detour. One whose target cannot be seen stays."""
    addresses = [(location, cell) for location, cell in row.cells.items() if "://" in cell.text]
    cells, findings = dict[Location, Cell](), list[Finding]()
    for location, cell in addresses:
        parts, end = list[str](), 0
        for start, wrapped, address in _detours(cell.text):
            place = cell.place._replace(line=cell.place.line + cell.text.count("\n", 0, start)) if cell.by_line else cell.place
            findings.append(rules.umleitung_entfernt(place, wrapped, address))
            parts += [cell.text[end:start], address]
            end = start + len(wrapped)
        if parts:
            cells[location] = cell._replace(text="".join((*parts, cell.text[end:])))
    return (replace(row, cells={**row.cells, **cells}) if findings else row), findings


def _detours(text: str) -> Iterator[tuple[int, str, str]]:
    for found in _DETOUR.finditer(text):
        wrapped = found[0].rstrip(_TRAILING)
        address = _behind(wrapped)
        if re.fullmatch(r"https?://[^\s<>\"»«]+", address):
            yield found.start(), wrapped, address


def _behind(wrapped: str) -> str:
    found = _URLDEFENSE.search(wrapped)
    if found:
        return re.sub("^(https?:)/+", r"\1//", found["address"])
    try:
        asked = parse_qs(urlsplit(wrapped).query)
    except ValueError:
        return ""
    for name in ("url", "q", "redirectUrl"):
        if asked.get(name):
            return asked[name][0]
    coded = asked.get("u", [""])[0]
    if coded.startswith(("https://", "http://")):
        return coded
    coded = coded.replace("_", "/")
    return re.sub(r"-([0-9A-F]{2})", lambda code: chr(int(code[1], 16)), coded)
