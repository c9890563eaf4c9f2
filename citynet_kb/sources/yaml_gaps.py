"""What stands between the keys and values of front matter: the signs of YAML, blanks and comments, and nothing else.

YAML's parser passes over what it takes for a comment, and a comma within brackets ends a value. Here each sign that belongs to no key and
no value is looked at once more, so that no word of a text is dropped without a finding.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from citynet_kb.findings import Finding, Place
from citynet_kb.sources import loss_rules
from citynet_kb.sources import yaml_rules as rules

VALUE = "\0"
"""Stands for every character of a key or value."""
_WORTH_A_LOOK = re.compile(r"[#{\[\t]|^[ -]*\?", re.MULTILINE)
_LOOKED_FOR = "#{[\t?"
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*$")
_SIGNS = re.compile(rf"[\s{VALUE}:,\[\]{{}}-]*")
_HEADER = re.compile(r"[|>][-+0-9]*")
"""How a block of text begins: the sign, then how its line breaks and its indentation are to be read."""
_START = re.compile(r"\s*(?:-\s+)*")
_AFTER_KEY = re.compile(r"\s*:(?:\s|$)")
_DECIMAL = re.compile(r"(?<![0-9])[0-9]{1,3},[0-9]{1,3}(?![0-9])")
_BESIDE = re.compile(rf"{VALUE} (#.*)")
NO_COMMENT = re.compile(r"#(?:\S|\s*\d)")
"""A hash that is part of a text, »#1«, »# 1«, »#markt«: reported as an error already, where the value is read."""
_WORD = re.compile(r"#\w")
"""A hash that is part of a word: »#1«, »#markt«."""
_GOES_ON = re.compile(
    r"(?:und|oder|aber|sowie|sondern|denn|weil|dass|sodass|damit|obwohl|bzw\.|also|auch|nicht|etwa"
    r"|d\. ?h\.|z\. ?B\.|der|die|das|den|dem|wo|wobei|wovon|davon|darunter|inkl\.|inklusive)\s"
)
"""How an entry begins that is the rest of a sentence."""


def is_worth_a_look(text: str) -> bool:
    """Whether there can be anything to find, as in few files."""
    return any(sign in text for sign in _LOOKED_FOR) and _WORTH_A_LOOK.search(text) is not None


def masked(lines: Sequence[str], scalars: Sequence[yaml.ScalarEvent]) -> list[str]:
    """The lines with every character of a key or value replaced, so that a hash that is left begins a comment."""
    result = list(lines)
    for event in scalars:
        _mask(result, event.start_mark, event.end_mark, is_block=event.style in ("|", ">"))
    return result


def _mask(lines: list[str], start: Any, end: Any, *, is_block: bool) -> None:
    """A block begins on the line after its | or >; behind that sign there may be a comment."""
    for number in range(start.line, min(end.line + 1, len(lines))):
        line = lines[number]
        begin = start.column if number == start.line else 0
        stop = end.column if number == end.line else len(line)
        if is_block and number == start.line:
            header = _HEADER.match(line, begin)
            stop = header.end() if header else begin + 1
        lines[number] = line[:begin] + VALUE * (stop - begin) + line[stop:]


def lost(path: str, first_line: int, lines: Sequence[str], events: Sequence[yaml.Event]) -> Iterator[Finding]:
    """What would not be read, or would be cut. `events` are those of front matter that YAML has read to its end."""
    scalars = [event for event in events if isinstance(event, yaml.ScalarEvent)]
    gaps = masked(lines, scalars)
    owner: int | None = None
    """The column of the key or hyphen that the value above belongs to; None at the beginning and below a key without value."""
    for number, (line, gap) in enumerate(zip(lines, gaps, strict=True)):
        comment = _COMMENT.search(gap)
        bare = gap[: comment.start()] if comment else gap
        for column, finding in _of_line(line, bare):
            yield finding(Place(path, first_line + number, column + 1))
        is_text = comment is not None and not bare.strip() and (_WORD.match(comment[0]) if owner is None else comment.start() > owner)
        if comment and is_text and comment.start() > 0:
            yield rules.raute_im_wert(Place(path, first_line + number, comment.start() + 1), line[comment.start() :])
        beside = _BESIDE.search(gap) if comment else None
        if beside and not NO_COMMENT.match(beside[1]):
            column = beside.start(1)
            yield loss_rules.kommentar_neben_wert(Place(path, first_line + number, column + 1), line[column:])
        if bare.strip():
            owner = _owner(bare, owner)
    for event in scalars:
        yield from _tabs(path, first_line, lines, event)
    yield from _cut(path, first_line, lines, gaps, events)


def _of_line(line: str, bare: str) -> Iterator[tuple[int, Any]]:
    """Columns and findings, still without place, of signs that are no comment and have no meaning where they stand."""
    column = _SIGNS.match(bare).end()  # type: ignore[union-attr]  # matches the empty text at least
    if column == len(bare):
        return
    sign, rest = bare[column], line[column:]
    if sign == "#":
        yield column, lambda place: rules.raute_im_wert(place, rest)
    elif sign == "?":
        yield column, lambda place: rules.sonderzeichen_am_anfang(place, "?")
    else:
        yield column, lambda place: rules.kopf_unlesbar(place, rest)


def _owner(bare: str, before: int | None) -> int | None:
    """The column below which an indented line would go on with the value that ends in this line; None where the line ends with a key."""
    start = _START.match(bare).end()  # type: ignore[union-attr]  # matches the empty text at least
    if bare.rstrip().endswith(":"):
        return None
    if not bare[start:].startswith(VALUE):
        return start
    value = re.match(f"{VALUE}+", bare[start:])
    if value and _AFTER_KEY.match(bare, start + value.end()):
        return start
    hyphen = bare.rfind("-", 0, start)
    if hyphen >= 0:
        return hyphen
    return before if before is not None else start - 1


def _tabs(path: str, first_line: int, lines: Sequence[str], event: yaml.ScalarEvent) -> Iterator[Finding]:
    """A tab in a quoted text of several lines: YAML folds it away or not, depending on where it stands."""
    start: Any = event.start_mark
    end: Any = event.end_mark
    if event.style not in ("'", '"') or start.line == end.line:
        return
    for number in range(start.line, end.line + 1):
        if "\t" in lines[number]:
            yield rules.tabulator(Place(path, first_line + number, lines[number].index("\t") + 1))
            return


class _Group:
    """A mapping or list that is still open: whether it stands in brackets, and what the next scalar is."""

    def __init__(self, event: yaml.CollectionStartEvent) -> None:
        self.is_mapping = isinstance(event, yaml.MappingStartEvent)
        self.is_in_brackets = bool(event.flow_style)
        self.key: yaml.ScalarEvent | None = None
        self.count = 0


def _cut(path: str, first_line: int, lines: Sequence[str], gaps: Sequence[str], events: Sequence[yaml.Event]) -> Iterator[Finding]:
    """Values in brackets that a comma cuts: a key without a value, a decimal number, an entry that goes on with a sentence."""
    for number, gap in enumerate(gaps):
        comment = _COMMENT.search(gap)
        bare = gap[: comment.start()] if comment else gap
        for decimal in _DECIMAL.finditer(lines[number], 0, len(bare)) if "," in bare else ():
            comma = lines[number].index(",", decimal.start())
            if gap[comma] == ",":
                yield loss_rules.komma_im_wert(Place(path, first_line + number, comma + 1), _rest(lines[number], comma))
    groups: list[_Group] = []
    for event in events:
        if isinstance(event, yaml.CollectionEndEvent):
            groups.pop()
            continue
        around = groups[-1] if groups else None
        start: Any = event.start_mark
        if around and isinstance(event, yaml.ScalarEvent):
            key, is_value = around.key, around.is_mapping and around.count % 2 == 1
            around.key = event
            if around.is_in_brackets and not event.style and _is_rest(event, key if is_value else None, around):
                cut: Any = key.start_mark if is_value and key else start
                yield _comma_before(path, first_line, lines[cut.line], cut)
        if around:
            around.count += 1
        if isinstance(event, yaml.CollectionStartEvent):
            groups.append(_Group(event))


def _is_rest(event: yaml.ScalarEvent, key: yaml.ScalarEvent | None, around: _Group) -> bool:
    """Whether a scalar in brackets is the missing value of a key without a colon, or an entry that goes on with a sentence."""
    if around.is_mapping:
        end: Any = key.end_mark if key else None
        start: Any = event.start_mark
        return key is not None and event.value == "" and end.index == start.index
    return around.count > 0 and _GOES_ON.match(event.value) is not None


def _comma_before(path: str, first_line: int, line: str, start: Any) -> Finding:
    before = line[: start.column].rstrip()
    if before.endswith(","):
        comma = len(before) - 1
        return loss_rules.komma_im_wert(Place(path, first_line + start.line, comma + 1), _rest(line, comma))
    if before.endswith("{"):
        return rules.sonderzeichen_am_anfang(Place(path, first_line + start.line, len(before)), "{")
    return loss_rules.komma_im_wert(Place(path, first_line + start.line, start.column + 1), _rest(line, start.column - 1))


def _rest(line: str, comma: int) -> str:
    """The text behind a comma up to the next sign that ends it."""
    return re.split(r"[,}\]]", line[comma + 1 :], maxsplit=1)[0].strip()
