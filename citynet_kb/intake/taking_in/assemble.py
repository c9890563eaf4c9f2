"""A row → front matter and body of a case, with the cell that each place in the file came from."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from citynet_kb.findings import Finding
from citynet_kb.intake.asking.questions import SECTIONS, heading
from citynet_kb.intake.reading import import_rules as rules
from citynet_kb.intake.reading.columns import ID, section_headings
from citynet_kb.intake.reading.rows import Cell, Row
from citynet_kb.intake.taking_in.plain_findings import Words, in_labels
from citynet_kb.model import CaseStudy, Kind
from citynet_kb.model.values import SLUG_PATTERN, a_year_after
from citynet_kb.sources import Location, SourceDocument, read, write

_BESIDE = (ID, SECTIONS)
"""What a row has that is not front matter."""


@dataclass(frozen=True)
class CaseDraft:
    """What one row says: front matter, body, the id as written (else empty), and which cell each value came from.

    The locations of `origin` are those of the case's front matter, where lists have no gaps. `case` is what the model makes of the front
    matter, without id, path and body; None where that is not known yet, or where it refuses it.
    """

    row: Row
    fields: Mapping[str, Any]
    body: str
    id: str
    origin: Mapping[Location, Cell]
    words: Words = field(default_factory=Words)
    town: tuple[str, str] | None = None
    """Path and text of the file of a town that is new."""
    case: CaseStudy | None = None

    @property
    def texts(self) -> dict[Location, str]:
        """The values of the front matter by location."""
        return {location: cell.text for location, cell in self.origin.items() if location[0] not in _BESIDE}

    def moved(self, finding: Finding, document: SourceDocument) -> Finding:
        """A finding in the case's file, moved to the place in the input."""
        location = location_of(document, finding)
        if location is None or location[0] != SECTIONS:
            return self.placed(finding, location)
        above = document.body.split("\n")[: finding.place.line - document.body_line]
        headings = [number for number, text in enumerate(above) if text in _headings()]
        start = 1 if (SECTIONS,) in self.origin or not headings else headings[-1] + 2
        return self.placed(finding, location, max(len(above) - start, 0))

    def placed(self, finding: Finding, location: Location | None = None, line: int = 0) -> Finding:
        """A finding about the case, moved to where the sender can correct it. The message names case and field, by labels.

        `line` counts the lines of a text above the one that is meant.
        """
        cell = self._cell(location) if location else self.row.unanswered.get(finding.message.partition(":")[0])
        where = self.row.name
        written = (cell.written or cell.text) if cell else ""
        finding = in_labels(finding, location, written, self.words)
        if cell is None:
            place, message = self.row.place, f"{where}: {finding.message}" if where else finding.message
        else:
            place = cell.place._replace(line=cell.place.line + line) if cell.by_line else cell.place
            said = finding.message.removeprefix(f"{cell.name}: ")
            message = f"{where}{', ' if where else ''}{self.row.part} »{cell.name}«: {said}"
        return replace(finding, place=place, message=message, question=self._question(location, cell), answer=written)

    def _question(self, location: Location | None, cell: Cell | None) -> str:
        """What was asked; in a table of several cases with the case."""
        asked = cell.name if cell else heading(location) if location else ""
        return f"{self.row.name}: {asked}" if self.row.name and asked else asked

    def _cell(self, location: Location) -> Cell | None:
        """The cell of a value; of the nearest enclosing one, else the first inside it, under the name of the whole."""
        for end in range(len(location), 0, -1):
            if location[:end] in self.origin:
                return self.origin[location[:end]]
        inside = (cell for origin, cell in self.origin.items() if origin[0] == location[0] and origin[: len(location)] == location)
        first = next(inside, None)
        return first and first._replace(name=".".join(first.name.split(".")[: len(location)]))


def assemble(row: Row, words: Words) -> tuple[CaseDraft, list[Finding]]:
    """The draft of a row, and findings for an id or sections that are no text or have no known heading."""
    shape = _shape(tuple(row.cells))
    cells = list(row.cells.values())
    fields, origin = _filled(shape.tree, cells), {location: cells[number] for number, location in shape.order}
    case_id, sections = fields.pop(ID, ""), fields.pop(SECTIONS, {})
    draft = CaseDraft(row, fields, _body(sections), case_id if isinstance(case_id, str) else "", origin, words)
    return draft, [*_id_problems(draft, case_id), *_section_problems(draft, sections)]


def with_topic(row: Row, topics: Mapping[str, str]) -> Row:
    """The row with the topic of its measure where it names none: a measure belongs to exactly one."""
    measure = row.cells.get(("measure",))
    if measure is None or ("topic",) in row.cells or measure.text not in topics:
        return row
    return replace(row, cells={**row.cells, ("topic",): measure._replace(text=topics[measure.text], written="")})


def stamped(fields: Mapping[str, Any], added: str) -> dict[str, str]:
    """The days that the tools write: that of entry, and of a case that a town has handed in the one on which it is asked again."""
    is_handed_in = "added" not in fields and fields.get("kind") != Kind.DOCUMENTED.value
    return {"added": added, **({"next_review": a_year_after(added)} if is_handed_in else {})}


def blamed(draft: CaseDraft, found: Iterable[Finding]) -> list[Finding]:
    """Findings of a file that cannot be read, moved to the fields that cause them when tried alone; else to the row."""
    parts: Mapping[str, str] = {
        **{key: write({key: value}, CaseStudy) for key, value in draft.fields.items()},
        SECTIONS: write({"title": "…"}, CaseStudy, draft.body),
    }
    texts = ((key, text.encode("utf-8", "surrogatepass")) for key, text in parts.items())
    blamed = [draft.placed(finding, (key,)) for key, text in texts for finding in read("", text)[1]]
    rules_broken = {finding.rule for finding in blamed}
    return [*blamed, *(draft.placed(finding) for finding in found if finding.rule not in rules_broken)]


def location_of(document: SourceDocument, finding: Finding) -> Location | None:
    """The value of a case's file at which a finding stands, None where it concerns the file as a whole."""
    place = finding.place
    if place.line >= document.body_line:
        return (SECTIONS, *_section_at(document.body, place.line - document.body_line))
    return document.places.locations.get((place.line, place.column))  # a missing field is reported at its group


def _section_at(body: str, line: int) -> tuple[str, ...]:
    keys = _headings()
    before = [keys[text] for text in body.split("\n")[: line + 1] if text in keys]
    return tuple(before[-1:])


def _headings() -> dict[str, str]:
    """The lines with which sections begin, and the keys of these."""
    return {f"## {heading}": key for key, heading in section_headings().items()}


_Branch = Mapping[str | int, "int | _Branch"] | tuple["int | _Branch", ...]
"""A group or a list of a case; a number stands for the value of the cell that has it."""


@dataclass(frozen=True)
class _Shape:
    """What rows with values at the same locations have in common: the tree, and of each number the location in the case's front matter.

    Numbered entries become a list in their order, without gaps.
    """

    tree: _Branch
    order: tuple[tuple[int, Location], ...]


@lru_cache(maxsize=256)
def _shape(locations: tuple[Location, ...]) -> _Shape:
    """A table has rows of few shapes."""
    order: list[tuple[int, Location]] = []
    return _Shape(_grown(_nested(locations), (), order), tuple(order))


def _nested(locations: Sequence[Location]) -> dict[str | int, Any]:
    tree: dict[str | int, Any] = {}
    for number, location in enumerate(locations):
        branch = tree
        for step in location[:-1]:
            branch = branch.setdefault(step, {})
        branch[location[-1]] = number
    return tree


def _grown(branch: dict[str | int, Any], way: Location, order: list[tuple[int, Location]]) -> Any:
    is_list = bool(way) and all(isinstance(step, int) for step in branch)
    values: dict[str | int, Any] = {}
    for index, step in enumerate(sorted(branch) if is_list else branch):
        location, child = (*way, index if is_list else step), branch[step]
        if isinstance(child, int):
            order.append((child, location))
            values[step] = child
        else:
            values[step] = _grown(child, location, order)
    return tuple(values.values()) if is_list else values


def _filled(branch: _Branch, cells: Sequence[Cell]) -> Any:
    """The values of a branch with the texts of a row."""
    if isinstance(branch, tuple):
        return [cells[child].text if isinstance(child, int) else _filled(child, cells) for child in branch]
    return {step: cells[child].text if isinstance(child, int) else _filled(child, cells) for step, child in branch.items()}


def _body(sections: object) -> str:
    """The body of a case: its sections under their headings, in the order that a case has, or the text as it is."""
    if isinstance(sections, str):
        return sections
    if not isinstance(sections, dict):
        return ""
    texts = ((heading, sections.get(key)) for key, heading in section_headings().items())
    return "\n\n".join(f"## {heading}\n\n{text}" for heading, text in texts if isinstance(text, str))


def _is_case_id(text: str) -> bool:
    return bool(re.fullmatch(f"{SLUG_PATTERN}/{SLUG_PATTERN}", text)) and max(map(len, text.split("/"))) <= rules.ID_PART_LIMIT


def _id_problems(draft: CaseDraft, case_id: object) -> Iterator[Finding]:
    if not isinstance(case_id, str):
        yield draft.placed(rules.importkennung_ungueltig(draft.row.place, "…"), (ID,))
    elif case_id and not _is_case_id(case_id):
        yield draft.placed(rules.importkennung_ungueltig(draft.row.place, case_id), (ID,))


def _section_problems(draft: CaseDraft, sections: object) -> Iterator[Finding]:
    known = section_headings()
    if isinstance(sections, list):
        yield draft.placed(rules.abschnitt_unbekannt(draft.row.place, "…", known), (SECTIONS,))
    elif isinstance(sections, dict):
        for key, text in sections.items():
            if key not in known or not isinstance(text, str):
                yield draft.placed(rules.abschnitt_unbekannt(draft.row.place, str(key), known), (SECTIONS, key))
