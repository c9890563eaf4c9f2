"""Lines that begin with a label, however people and programs decorate it: bold, numbered, in a table, with a dash in place of the colon."""

import re
from collections.abc import Sequence
from functools import lru_cache

from citynet_kb.intake.asking.questions import SECTIONS, is_asked, location_of
from citynet_kb.intake.reading.set_aside import Line
from citynet_kb.sources import Location

LEAST_ALIKE = 3
"""Lines side by side, of different labels, that show that a sign other than a colon stands between label and answer."""
LONGEST = 120
"""Letters in which a label must end."""
_MARKS = re.compile(
    r"\s*(?:#{1,6}\s*)?(?:(?:[*•·–—+▪■●◦○➔➢→✓✔☐☑-]|o|\[[ xX]\])\s+)?"
    r"(?:(?:(?:Nr|Punkt|Frage)\.?\s*)?\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[IVX]{1,4})(?:[.):]{1,2}\s+|(?<=\d)\s+(?=[A-ZÄÖÜ])))?"
    r"(?:\*{1,3}|_{1,2})?"
)
_LABEL_END = re.compile(r"[:?=：ː](?:\*{1,3}|_{1,2})?(?=\s|$)|[:?](?:\*{1,3}|__)")
_SIGN = re.compile(r"[:?=：ː\t]")
_BETWEEN = re.compile(r"\s*(?:[|;\t]|(?<=\s)(?:-{1,2}|–|—|->|=>|→|⇒|>)(?=\s)|::?(?!//))\s*")
"""What stands between label and answer in tables, and where people type no colon."""
_AROUND = "|[]»«„“”\"'*_ \t"
_PAIRS = (("|", "|"), ("<", ">"), ("[", "]"), ("»", "«"), ("„", "“"), ('"', '"'), ("(", ")"))
_GRID = re.compile(r"[|+\s:=-]*[|+-]{2,}[|+\s:=-]*")


@lru_cache(maxsize=1 << 14)
def labelled(text: str) -> tuple[str, str] | None:
    """The label with which a line begins, and what follows it. Of »Zeitraum: Beginn: 2021« the longest label counts."""
    if not _SIGN.search(text, 0, 2 * LONGEST):
        return None
    bare = text[_MARKS.match(text).end() :]  # type: ignore[union-attr]
    if "\t" in bare and is_asked(bare.partition("\t")[0].strip("*_ ")):
        return bare.partition("\t")[0].strip("*_ :"), bare.partition("\t")[2].strip(" \t*_")
    for end in reversed([mark.end() for mark in _LABEL_END.finditer(bare[:LONGEST])]):
        label = bare[:end].replace("*", "").replace("_", "").rstrip("= ")
        if is_asked(label) or is_asked(label := label.rstrip("?")):
            return label.rstrip(": ：ː"), bare[end:].strip(" \t*_")
    return None


def with_colons(lines: Sequence[Line]) -> list[Line]:
    """The lines with »Label: answer« in place of labels that other signs part from their answers, or that stand in a line above them.

    Only where several stand side by side that are not answered yet; rules of a table between them become empty lines.
    """
    found, number, seen = list(lines), 0, set[Location | None]()
    while number < len(lines):
        run, end, labels = _run(lines, number)
        if len(labels - seen) >= LEAST_ALIKE or (len(labels) >= LEAST_ALIKE and {("outcome",), ("title",)} <= labels):
            for index, line in run.items():
                found[index] = (lines[index][0], line)
            seen |= labels
        seen |= {location_of(label[0]) for _, text in lines[number : max(end, number + 1)] if (label := labelled(text))}
        number = max(end, number + 1)
    return found


def _run(lines: Sequence[Line], start: int) -> tuple[dict[int, str], int, set[Location | None]]:
    """The lines from here on as they would read with colons, where they end, and which labels they have."""
    run, labels, number = dict[int, str](), set[Location | None](), start
    while number < len(lines):
        text = lines[number][1]
        known = labelled(text)
        pair = None if known else _pair(text)
        stacked = None if pair or (known and known[1]) else _stacked(lines, number)
        if pair or stacked:
            label, end = pair[0] if pair else stacked[0], stacked[1] if stacked else number  # type: ignore[index]
            run[number] = f"{label}: {pair[1]}" if pair else f"{label}:"
            if end > number:
                run |= dict.fromkeys(range(number + 1, end + 1), "") | {number + 1: lines[end][1]}
            labels.add(location_of(label))
            number = end + 1
        elif run and (_GRID.fullmatch(text) or not text.strip() or known):
            run |= {number: ""} if _GRID.fullmatch(text) and text.strip() else {}
            number += 1
        else:
            break
    return run, number, labels


def _pair(text: str) -> tuple[str, str] | None:
    """Label and answer of one line, whatever stands between and around them."""
    bare = text.strip().rstrip(",;") if text.lstrip()[:1] in _AROUND else text.strip()
    quoted = _quoted(bare) if bare[:1] in ('"', "'", "„") else None
    if quoted:
        return quoted
    opened = next((end for begin, end in _PAIRS if bare.startswith(begin) and bare.endswith(end)), "")
    bare = bare[1:-1].strip() if opened else bare
    inner = labelled(bare)
    if inner and opened:
        return inner
    start = _MARKS.match(bare).end()  # type: ignore[union-attr]
    for between in _BETWEEN.finditer(bare[:LONGEST]):
        label = bare[start : between.start()].strip(_AROUND)
        if label and is_asked(label):
            return label, bare[between.end() :].strip("| \t")
        start = between.end() if re.fullmatch(r"\W*\w{0,3}\W*", bare[: between.start()]) else start
    return None


def _quoted(bare: str) -> tuple[str, str] | None:
    """»"Stadt": "Gera"« and the like."""
    label, colon, value = bare.partition(":")
    name = label.strip(_AROUND)
    return (name, value.strip().strip(_AROUND)) if colon and name != label and is_asked(name) else None


def _stacked(lines: Sequence[Line], number: int) -> tuple[str, int] | None:
    """A label alone in its line, and the line in which its answer begins; nothing of a list or a text is moved."""
    known = labelled(lines[number][1])
    label = known[0] if known and not known[1] else _alone(lines[number][1])
    below = next((index for index in range(number + 1, min(number + 4, len(lines))) if lines[index][1].strip()), None)
    if not label or below is None or _alone(lines[below][1]) or labelled(lines[below][1]) or (known and below == number + 1):
        return None
    is_text = (location_of(label) or ("",))[0] == SECTIONS
    return label, number if is_text else below


def _alone(text: str) -> str:
    bare = text[_MARKS.match(text).end() :].strip(_AROUND)  # type: ignore[union-attr]
    return bare if len(bare) <= LONGEST and bare and is_asked(bare) else ""
