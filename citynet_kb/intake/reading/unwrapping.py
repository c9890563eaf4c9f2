"""Addresses that a mail program replaced by a detour of its own → the addresses behind them."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from citynet_kb.findings import Finding, Place
from citynet_kb.intake.reading import mail_rules as rules

_DETOUR = re.compile(
    r"https?://(?:[\w-]+\.safelinks\.protection\.outlook\.com/|urldefense\.(?:com|proofpoint\.com)/v[23]/|www\.google\.com/url\?)[^\s<>\"»«]+"
)
_URLDEFENSE = re.compile(r"/v3/__(?P<address>https?:/{1,2}.+?)__;")
_TRAILING = ".,;:!)]}*_'"


def unwrapped(path: str, text: str) -> tuple[str, list[Finding]]:
    """The text with plain addresses, and a finding for each detour. One whose target cannot be seen stays."""
    findings: list[Finding] = []
    parts: list[str] = []
    end = 0
    for start, wrapped, address in _detours(text):
        findings.append(rules.umleitung_entfernt(Place(path, text.count("\n", 0, start) + 1), wrapped, address))
        parts += [text[end:start], address]
        end = start + len(wrapped)
    return "".join((*parts, text[end:])), findings


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
    for name in ("url", "q"):
        if asked.get(name):
            return asked[name][0]
    coded = asked.get("u", [""])[0].replace("_", "/")
    return re.sub(r"-([0-9A-F]{2})", lambda code: chr(int(code[1], 16)), coded)
