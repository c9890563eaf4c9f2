"""What of a Markdown text is code, and what is prose: the one place that knows a fence.

Python-Markdown, CommonMark and their extensions do not agree on every fence. Code is here what all of them take for code. What one takes
for code and another does not (a fence that is indented, never closed, or bears more than a plain language; backticks that do not pair up
within their line; escaped ones) counts as prose: a rule must not be fooled into looking away.

Every pattern takes time in proportion to the line, whatever stands in it: no two neighbouring parts match the same character.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

FENCE = r"```+|~~~+"
"""The signs of a fence, as a pattern."""
_SIGNS = ("```", "~~~")
_OPENING = re.compile(rf"({FENCE})[\w.#+-]* *")
_MARKED = re.compile(rf"[\s>*+.)\d-]*({FENCE})(.*)")
"""A line that some renderer may take for a fence, within a list or a quote too."""
_TICKS = re.compile(r"`+")


def prose(body: str) -> Iterator[tuple[int, str]]:
    """The lines of a text with their number from 0, without empty ones, code blocks and code spans."""
    lines = body.split("\n")
    if "`" not in body and "~~~" not in body:  # no code at all
        yield from ((number, line) for number, line in enumerate(lines) if line.strip())
        return
    code = fenced(lines)
    paragraph: list[tuple[int, str]] = []
    for number, line in enumerate(lines):
        if number not in code and line.strip():
            paragraph.append((number, line))
            continue
        yield from _without_spans(paragraph)
        paragraph = []
    yield from _without_spans(paragraph)


def fence_lines(body: str) -> list[int]:
    """The numbers of the lines that begin with the signs of a fence."""
    return [number for number, line in enumerate(body.split("\n")) if line.startswith(_SIGNS)]


def fenced(lines: Sequence[str]) -> frozenset[int]:
    """The numbers of the lines that belong to a closed code block, its fences included.

    From the first fence on that can be read in two ways, nothing counts as code: renderers would not agree on what it opens or ends.
    """
    marked = [
        (number, found) for number, line in enumerate(lines) if any(sign in line for sign in _SIGNS) if (found := _MARKED.match(line))
    ]
    closings: dict[str, list[int]] = {}
    for position, (number, _) in enumerate(marked):
        closings.setdefault(lines[number].rstrip(" "), []).append(position)
    inside: set[int] = set()
    position = 0
    while position < len(marked):
        start = marked[position][0]
        opening = _OPENING.fullmatch(lines[start])
        ends = closings.get(opening[1], []) if opening else []
        after = bisect_right(ends, position)
        if not opening or after == len(ends):
            break
        if any(_may_close(found, opening[1]) for _, found in marked[position + 1 : ends[after]]):
            break
        inside.update(range(start, marked[ends[after]][0] + 1))
        position = ends[after] + 1
    return frozenset(inside)


def _may_close(found: re.Match[str], signs: str) -> bool:
    """Whether a renderer might take a line for the end of a block that began with these signs: CommonMark lets it be indented or longer."""
    return found[1].startswith(signs) and not found[2].strip()


def _without_spans(paragraph: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The lines of one paragraph, code spans blanked out; as they are where its backticks do not pair up line by line."""
    if not any("`" in line for _, line in paragraph):
        yield from paragraph
        return
    blanked = [_blank(line) for _, line in paragraph]
    if None in blanked:
        yield from paragraph
        return
    yield from ((number, line or "") for (number, _), line in zip(paragraph, blanked, strict=True))


def _blank(line: str) -> str | None:
    """The line with spaces for its code spans, or None where a backtick is left over or escaped."""
    if "\\`" in line:
        return None
    runs = list(_TICKS.finditer(line))
    position, parts, at = 0, [], 0
    while position < len(runs):
        opening = runs[position]
        closing = next((other for other in range(position + 1, len(runs)) if len(runs[other][0]) == len(opening[0])), None)
        if closing is None:
            return None
        parts += [line[at : opening.start()], " " * (runs[closing].end() - opening.start())]
        at, position = runs[closing].end(), closing + 1
    return "".join((*parts, line[at:]))
