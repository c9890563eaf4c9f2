"""Typos that make YAML fail: the first known kind that fits the line becomes the finding."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from citynet_kb.findings import Finding, Place
from citynet_kb.sources import yaml_rules as rules
from citynet_kb.sources.loss_rules import doppelpunkt_in_fortsetzung

_FIELD = re.compile(r"\s*(?:- +)?(?P<key>[\w-]+)\s*:(?P<gap>\s*)(?P<value>.*)")
_ENTRY = re.compile(r"\s*- +(?P<value>.*)")
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*$")
_NAMED = re.compile(r"\s*(?:- +)?[a-z_]+:(?:\s|$)")
"""A line that holds a field of its own."""

_BULLET = re.compile(r"[•·–—*+]\s|-[^\s-]")
"""What people type before a list entry instead of a hyphen and a space."""


def explain(path: str, first_line: int, lines: Sequence[str], problem: yaml.YAMLError) -> Finding:
    """The finding for front matter that YAML cannot parse.

    `lines` are the lines of the front matter, `first_line` the number of its first line in the file.
    """
    within = _within_text(path, first_line, lines, _mark(lines, problem)[0]) if lines else None
    if within:
        return within
    for number in _suspects(lines, problem):
        found = _typo(Place(path, first_line + number), lines[number], problem)
        if found:
            return found
    number, column = _mark(lines, problem)
    place, line = Place(path, first_line + number, column), lines[number] if lines else ""
    is_indentation = "expected" in str(problem) or "mapping values" in str(problem)
    return rules.einrueckung(place, line) if is_indentation else rules.kopf_unlesbar(place, line)


def first_typo(path: str, first_line: int, lines: Sequence[str]) -> Finding | None:
    """The first typo in front matter that YAML reads as one long text."""
    typos = (_typo(Place(path, first_line + number), line, None) for number, line in enumerate(lines))
    return next((typo for typo in typos if typo), None)


def entries_within(path: str, first_line: int, lines: Sequence[str], event: yaml.ScalarEvent) -> Iterator[Finding]:
    """The lines that were meant as the next entries of a list but were read as part of this one."""
    begin: Any = event.start_mark
    end: Any = event.end_mark
    for number in range(begin.line + 1, min(end.line + 1, len(lines))):
        text = lines[number].lstrip()
        if _BULLET.match(text):
            yield rules.aufzaehlungszeichen(Place(path, number + first_line, len(lines[number]) - len(text) + 1), text)


def _within_text(path: str, first_line: int, lines: Sequence[str], number: int) -> Finding | None:
    """Where a text goes on in an indented line: a comment that cut it, or a colon in that line."""
    line = lines[number]
    above = next((earlier for earlier in range(number - 1, -1, -1) if lines[earlier].strip()), None)
    if above is None or not line[:1].isspace():
        return None
    comment = _COMMENT.search(lines[above])
    if comment and (not lines[above][: comment.start()].strip() or _begins_text(lines[above])) and not _NAMED.match(line):
        return rules.raute_im_wert(Place(path, first_line + above, comment.start() + 1), comment[0])
    begin = next((earlier for earlier in range(above, max(above - 10, -1), -1) if _begins_text(lines[earlier])), None)
    if begin is None or _indent(line) <= _indent(lines[begin]) or _NAMED.match(line) or not re.search(r":(\s|$)", line):
        return None
    return doppelpunkt_in_fortsetzung(Place(path, first_line + number, _indent(line) + 1), line)


def _begins_text(line: str) -> bool:
    """Whether a line holds a field and the beginning of its text, not in quotation marks."""
    field = _FIELD.fullmatch(line) or _ENTRY.fullmatch(line)
    return field is not None and field["value"][:1] not in ("", '"', "'", "[", "{", "|", ">", "#")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _mark(lines: Sequence[str], problem: yaml.YAMLError) -> tuple[int, int]:
    mark = getattr(problem, "problem_mark", None) or getattr(problem, "context_mark", None)
    if mark is None:
        return 0, 1
    return min(mark.line, max(len(lines) - 1, 0)), mark.column + 1


def _suspects(lines: Sequence[str], problem: yaml.YAMLError) -> Iterator[int]:
    """Numbers of the lines in question, the likeliest first: where a quoted text began, where YAML stopped, the line before that."""
    context = getattr(problem, "context_mark", None)
    if context is not None and "quoted scalar" in str(getattr(problem, "context", "")) and context.line < len(lines):
        yield context.line
    if not lines:
        return
    number, _ = _mark(lines, problem)
    yield number
    before = [earlier for earlier in range(number) if lines[earlier].strip()]
    yield from before[-1:]


def _typo(place: Place, line: str, problem: yaml.YAMLError | None) -> Finding | None:
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent or ("\\t" in str(problem) and "\t" in line):
        return rules.tabulator(_at(place, line.index("\t")))
    if indent.strip(" \t"):
        return rules.leerzeichen_geschuetzt(place)
    field = _FIELD.fullmatch(line)
    if not field:
        bare = line.strip()
        if _BULLET.match(bare):
            return rules.aufzaehlungszeichen(_at(place, len(indent)), bare)
        is_text = bare and not bare.startswith(("-", "#", '"', "'", "[", "{", "]", "}"))
        return rules.doppelpunkt_fehlt(_at(place, len(indent)), bare) if is_text else None
    return _typo_of_value(_at(place, field.start("value")), field, problem)


def _typo_of_value(place: Place, field: re.Match[str], problem: yaml.YAMLError | None) -> Finding | None:
    value = field["value"].strip()
    if not value:
        return None
    if not field["gap"]:
        return rules.leerzeichen_nach_doppelpunkt(place, field["key"])
    if value[0] in "\"'":
        return _typo_of_quotes(place, value, problem)
    if value[0] in "@`%*&!{}[],?|>" or value.startswith("- "):
        return rules.sonderzeichen_am_anfang(place, value[0])
    if re.search(r":(\s|$)", value):
        return rules.doppelpunkt_im_text(place, value)
    return None


def _typo_of_quotes(place: Place, value: str, problem: yaml.YAMLError | None) -> Finding | None:
    if "escape" in str(problem):
        return rules.rueckstrich(place)
    closing = value.find(value[0], 1)
    if closing < 0:
        return rules.anfuehrungszeichen_offen(place)
    return rules.anfuehrungszeichen_im_text(place) if value[closing + 1 :].strip() else None


def _at(place: Place, index: int) -> Place:
    return Place(place.path, place.line, index + 1)
