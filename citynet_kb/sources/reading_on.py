"""After a typo that stops YAML: reads on in a copy with that line mended, so that all mistakes are named in one round.

The copy keeps the number of lines, so that places stay right. It only serves to find more; the file itself is refused all the same.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from citynet_kb.findings import Finding
from citynet_kb.model.record import Part
from citynet_kb.sources.yaml_tree import Tree, parse

ROUNDS = 20
"""Most typos that are mended in one file."""
_VALUE = re.compile(r"(?P<start>\s*(?:- +)*(?:[\w-]+\s*:\s+)?)(?P<value>\S.*?)(?P<comment>\s+#(?:\s.*)?)?\s*")
_KEY = re.compile(r"(?P<indent>\s*)[^\w\s]*(?P<key>[a-z_]+)[^\w\"']+(?P<value>.*)")
_FIELD = re.compile(r"\s*(?:- +)?[\w-]+\s*:\s+\S")
_Mend = Callable[[list[str], int], list[str] | None]


def read_further(tree: Tree, head: str, path: str, first_line: int) -> Tree:
    """The tree of front matter whose reading broke off: all findings, and the values where a copy with mended typos can be read."""
    lines = head.split("\n")
    found: list[Finding] = []
    while not tree.is_whole and len(found) < ROUNDS:
        reason = tree.findings[-1]
        mend = _MENDS.get(reason.rule)
        number = reason.place.line - first_line
        mended = mend(lines, number) if mend and reason not in found and 0 <= number < len(lines) else None
        if mended is None or mended == lines:
            break
        found.append(reason)
        lines = mended
        tree = parse("\n".join(lines), path, first_line)
    findings = dict.fromkeys((*found, *tree.findings))
    return Tree(tree.places, tree.data, list(findings), tree.is_whole)


def _known_keys() -> frozenset[str]:
    """All keys that a record may have, at any depth."""

    def parts(kind: type[Part]) -> Iterator[type[Part]]:
        yield kind
        for inner in kind.__subclasses__():
            yield from parts(inner)

    return frozenset(key for part in parts(Part) for key in part.model_fields)


def _with(lines: list[str], number: int, line: str) -> list[str]:
    return [*lines[:number], line, *lines[number + 1 :]]


def _quote(lines: list[str], number: int) -> list[str] | None:
    """Put the whole value into quotation marks; a list in brackets, its entries."""
    found = _VALUE.fullmatch(lines[number])
    if not found or not found["start"].strip() or found["value"].startswith("{"):
        return None
    value = found["value"]
    if value.startswith("[") and value.find("]") in (-1, len(value) - 1):
        text = json.dumps([entry.strip(" \"'") for entry in value.strip("[]").split(",")], ensure_ascii=False)
    else:
        text = json.dumps(_bare(value), ensure_ascii=False)
    return _with(lines, number, f"{found['start']}{text}{found['comment'] or ''}")


def _bare(value: str) -> str:
    """A value without the quotation marks around it, of which one may be missing."""
    quote = value[0]
    return value[1:].removesuffix(quote) if quote in "\"'" else value


def _join(lines: list[str], number: int) -> list[str] | None:
    """Take a line, and those indented like it below, into the text that begins above it. One without letters is left out."""
    if not any(sign.isalnum() for sign in lines[number]):
        return _with(lines, number, "")
    begin = next((above for above in range(number - 1, -1, -1) if lines[above].strip()), None)
    while begin is not None and begin > 0 and not _FIELD.match(lines[begin]) and lines[begin][:1].isspace():
        begin -= 1
    if begin is None or not _FIELD.match(lines[begin]):
        return None
    end = number + 1
    while end < len(lines) and lines[end].strip() and _indent(lines[end]) >= _indent(lines[number]) > _indent(lines[begin]):
        end += 1
    texts = (line.strip().removesuffix("\\") for line in lines[begin + 1 : end])
    joined = " ".join((lines[begin].rstrip(), *(text for text in texts if text)))
    return _quote([*lines[:begin], joined, *[""] * (end - begin - 1), *lines[end:]], begin)


def _name(lines: list[str], number: int) -> list[str] | None:
    """Put the colon behind the name of a field; a line that begins with no such name belongs to the text above it."""
    found = _KEY.fullmatch(lines[number])
    if not found or found["key"] not in _known_keys():
        return _join(lines, number)
    value = found["value"].strip(" *")
    return _with(lines, number, f"{found['indent']}{found['key']}: {json.dumps(_bare(value), ensure_ascii=False) if value else ''}")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _align(lines: list[str], number: int) -> list[str] | None:
    """Indent a field as the line before it."""
    above = next((line for line in reversed(lines[:number]) if line.strip()), None)
    if above is None or not _KEY.match(lines[number]):
        return None
    start = re.match(r"\s*(?:- +)?", above)
    return _with(lines, number, " " * (start.end() if start else 0) + lines[number].lstrip())


def _blank(lines: list[str], number: int) -> list[str]:
    """Put ordinary blanks in the line, and at the beginning of the others: who indents with something else does so everywhere."""
    mended = [re.sub(r"^\s+", lambda indent: _ordinary(indent[0]), line) for line in lines]
    return _with(mended, number, _ordinary(mended[number]))


def _ordinary(text: str) -> str:
    return text.replace("\t", "  ").replace("\u00a0", " ")


def _replacing(old: str, new: str) -> _Mend:
    """Replace what matches a pattern in the line."""
    return lambda lines, number: _with(lines, number, re.sub(old, new, lines[number]))


_MENDS: Mapping[str, _Mend] = MappingProxyType(
    {
        "doppelpunkt-im-text": _quote,
        "anfuehrungszeichen-offen": _quote,
        "anfuehrungszeichen-im-text": _quote,
        "sonderzeichen-am-anfang": _quote,
        "yaml-sonderform": _quote,
        "rueckstrich": _quote,
        "doppelpunkt-in-fortsetzung": _join,
        "doppelpunkt-fehlt": _name,
        "einrueckung": _align,
        "raute-im-wert": lambda lines, number: _with(lines, number, re.sub(r"(?:^|\s)#.*", "", lines[number])),
        "tabulator": _blank,
        "leerzeichen-geschuetzt": _blank,
        "leerzeichen-nach-doppelpunkt": _replacing(r"^(\s*(?:- +)?[\w-]+):(?=\S)", r"\1: "),
        "aufzaehlungszeichen": _replacing(r"^(\s*)(?:[•·–—*+]\s+|-(?=[^\s-]))", r"\1- "),
        "zeilenumbruch-als-zeichen": _replacing(r"\\r", ""),
    }
)
"""How the typo behind a finding is mended, by the rule that it broke."""
