"""A second case inside the report of the first, in another form than that one: it is refused at its line, never published as text."""

import re
from collections.abc import Iterable, Iterator, Sequence

from citynet_kb.findings import Finding
from citynet_kb.intake.asking.questions import SECTIONS, location_of
from citynet_kb.intake.reading.label_lines import labelled
from citynet_kb.intake.reading.mail_rules import zweiter_fall
from citynet_kb.intake.reading.rows import Row
from citynet_kb.sources import Location

FEWEST = 4
"""Fields side by side that show a case, outcome and town or title among them."""
_FRAME = re.compile(r"-{3,}\s*")
_KEY = re.compile(r"(title|city|outcome|effort|measure|topic|added):(?:\s|$)")


def second_cases(rows: Iterable[Row]) -> Iterator[Finding]:
    """A finding for each report in which another case begins."""
    for row in rows:
        cell = row.cells.get((SECTIONS,))
        lines = cell.text.split("\n") if cell else []
        fields = [_field(line) for line in lines]
        found = next((number for number in range(len(lines)) if _begins(lines, fields, number)), None)
        if cell and found is not None:
            place = cell.place
            yield zweiter_fall(place._replace(line=place.line + (found if cell.by_line else 0)), lines[found])


def _field(line: str) -> Location | None:
    key, label = _KEY.match(line), labelled(line)
    return (key[1],) if key else location_of(label[0]) if label else None


def _begins(lines: Sequence[str], fields: Sequence[Location | None], start: int) -> bool:
    """Whether a head or a block of labels starts in this line."""
    number = start + 1 if _FRAME.fullmatch(lines[start]) else start
    if number >= len(fields) or not fields[number]:
        return False
    found = set[Location]()
    for line, field in zip(lines[number : number + 99], fields[number : number + 99], strict=True):
        if line.strip() and not field and not line.startswith(("  ", "- ")):
            break
        found |= {field} if field else set()
    return len(found) >= FEWEST and ("outcome",) in found and bool(found & {("city",), ("title",)})
