"""A row in people's own words → the draft of a case: what is clear is taken and named, what is unclear is named and left out.

Names of records and terms come from the known words, single values from `written_values`. Nothing is guessed: where two fit, it is asked.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from citynet_kb.findings import Finding
from citynet_kb.intake.asking.enclosures import OPENING, bare_text, without_sign
from citynet_kb.intake.asking.known_words import KnownWords, Meant
from citynet_kb.intake.asking.questions import REPORT, SECTIONS, heading, reference_of
from citynet_kb.intake.reading.answer_rules import nicht_uebernommen
from citynet_kb.intake.reading.rows import Cell, Row
from citynet_kb.intake.taking_in import understood_rules as rules
from citynet_kb.intake.taking_in.assemble import CaseDraft, assemble
from citynet_kb.intake.taking_in.kinds_of_rows import kind_of, naming_items, needing, question_at
from citynet_kb.intake.taking_in.likely import NO_SPELLINGS, likely
from citynet_kb.intake.taking_in.listed_choices import separated
from citynet_kb.intake.taking_in.new_towns import told_town
from citynet_kb.intake.taking_in.plain_findings import Words
from citynet_kb.intake.taking_in.written_values import read_value, refused_values
from citynet_kb.model import SETBACKS, CaseStudy, Outcome
from citynet_kb.model.slugs import plain_slug
from citynet_kb.schema.bind import accepted, refusals
from citynet_kb.schema.fields import target
from citynet_kb.sources import Location, read, write
from citynet_kb.sources.loss_rules import ENTRY_LIMIT

LEFT_OUT = "angabe-nicht-uebernommen"
_NEEDED = frozenset((*CaseStudy.required_keys(), "kind"))
"""Fields whose value is asked for again where it is unclear; without a kind of report a case would seem to come from the town."""
_QUOTED = re.compile("^»[^«]*« ")
_OF_THE_FILE = MappingProxyType({"id": "stadt/fall", "path": "", "body": "", "added": "2000-01-01"})
"""What a case has besides its own values, so that a good one is not refused for the lack of it."""

Cells = Mapping[Location, Cell]


def understood(row: Row, known: KnownWords, words: Words, complete: Callable[[Row], Row]) -> tuple[CaseDraft, list[Finding]]:
    """The draft of a row, with all that is clear in its canonical form. `complete` adds what follows from the names."""
    reading = _Understanding(known, words, complete)
    return reading.draft(row), reading.findings


class _Understanding:
    """One run over one row; lives only within `understood`."""

    def __init__(self, known: KnownWords, words: Words, complete: Callable[[Row], Row]) -> None:
        self._known, self._words, self._complete = known, words, complete
        self.findings: list[Finding] = []
        self._town: tuple[str, str] | None = None

    def draft(self, row: Row) -> CaseDraft:
        cells = separated(row.cells)
        row = row if cells is row.cells else replace(row, cells=cells)
        kind = kind_of(tuple(cells))
        if kind.surplus:
            row = self._shortened(row, kind.surplus)
            kind = kind_of(tuple(row.cells))
        row = self._complete(self._named(self._bare(row, kind.free_texts), kind.taking_ids))
        draft, problems = assemble(row, self._words)
        case = None if draft.fields.keys() & CaseStudy.file_keys else accepted({**_OF_THE_FILE, **draft.fields}, CaseStudy)
        unknown = self._unknown(draft)
        refused = {**unknown, **(_refused(draft) if case is None else {})}
        if refused:
            case = None
            row = self._read(draft, refused)
            draft, _ = assemble(row, self._words)
            row = self._without_unclear(draft, {**unknown, **_refused(draft)})
            draft, problems = assemble(row, self._words)
        self.findings.extend(problems)
        return replace(draft, town=self._town, case=case) if case or self._town else draft

    def _shortened(self, row: Row, beyond: Mapping[Location, Location]) -> Row:
        """The row with as many entries a list as a file may have; all words of the others in one finding a list."""
        rest = dict[Location, list[Cell]]()
        for location, way in beyond.items():
            rest.setdefault(way, []).append(row.cells[location])
        for way, cells in rest.items():
            words = "\n".join(cell.text for cell in cells)
            self.findings.append(nicht_uebernommen(cells[0].place, words, f"mehr als {ENTRY_LIMIT} Einträge unter »{heading(way)}«"))
        return replace(row, cells={location: cell for location, cell in row.cells.items() if location not in beyond})

    def _bare(self, row: Row, free_texts: Sequence[Location]) -> Row:
        """The row with values in free words without what stands around them; of the entries of a list the sign needs no word."""
        begun = [location for location in free_texts if row.cells[location].text[0] in OPENING]
        wrapped = {location: inner for location in begun if (inner := bare_text(row.cells[location].text, location))}
        if not wrapped:
            return row
        cells = {location: _written(cell, wrapped.get(location, cell.text)) for location, cell in row.cells.items()}
        told = [(location, cells[location]) for location in wrapped if not isinstance(location[-1], int) or not _is_entry(cells[location])]
        notes = [(location, rules.wert_verstanden(cell.place, cell.written, cell.text)) for location, cell in told]
        self._place(replace(row, cells=cells), notes)
        return replace(row, cells=cells)

    def _named(self, row: Row, taking_ids: Sequence[Location]) -> Row:
        """The row with ids in place of names. An unknown name is passed on as an id, so that the check suggests the nearest."""
        cells = dict(row.cells)
        misnamed = set(row.misnamed)
        unclear: list[tuple[Location, Finding]] = []
        notes: list[tuple[Location, Finding]] = []
        for location in taking_ids:
            cell = cells[location]
            meant = self._known.meant(cell.text, location, CaseStudy)
            if meant.in_full and meant.only:
                cells[location] = _written(cell, meant.only[0])
                continue
            if location == ("city",) and not meant.names:
                cell, meant = self._new_town(cell, notes)
            kind = reference_of(location)
            is_name = kind in self._known.names
            text = plain_slug(cell.text) or cell.text if is_name else cell.text
            if meant.is_shared or (is_name and len(meant.names) > 1):
                ask = rules.stadt_mehrdeutig if kind == "city" else rules.name_mehrdeutig
                unclear.append((location, ask(cell.place, cell.text, [name for _, name in meant.names])))
                misnamed.add(str(location[0]))
            elif meant.only:
                text = meant.only[0]
                if not meant.in_full:
                    notes.append((location, rules.wert_verstanden(cell.place, cell.text, meant.only[1])))
            elif is_name and not meant.names and self._is_left_out(kind, cell.text, location):
                why = "Diese Maßnahme ist hier nicht bekannt." if kind == "measure" else "Dieses Thema ist hier nicht bekannt."
                unclear.append((location, rules.angabe_nicht_uebernommen(cell.place, cell.text, why)))
            cells[location] = _written(cell, text)
        if not unclear and not notes:
            return replace(row, cells=cells)
        self._place(replace(row, cells=cells), [*unclear, *notes])
        dropped = {location for location, _ in unclear}
        kept = {location: cell for location, cell in cells.items() if location not in dropped}
        return replace(row, cells=kept, misnamed=frozenset(misnamed))

    def _new_town(self, cell: Cell, notes: list[tuple[Location, Finding]]) -> tuple[Cell, Meant]:
        """The cell with the id of a town that it tells of in full; as it is, where it does not, or where that town is known."""
        meant, told = told_town(cell.text, self._known)
        if told is None:
            return cell, meant
        slug, name, self._town = told
        notes.append((("city",), rules.stadt_angelegt(cell.place, name, self._town[0])))
        return cell._replace(text=slug, written=cell.text), Meant()

    def _is_left_out(self, kind: str, written: str, location: Location) -> bool:
        """Whether an unknown name stops nothing: a further topic, or a measure that resembles none."""
        if kind != "measure":
            return location[0] == "topics_more"
        return not likely(written, self._words.spellings.get(kind, NO_SPELLINGS))

    def _unknown(self, draft: CaseDraft) -> Mapping[Location, Finding]:
        """Names of items that nobody knows, with the finding that says so. The model takes any id for one."""
        known = self._known.names.get("item")
        if known is None:
            return {}
        unknown = ((location, draft.origin[location]) for location in naming_items(tuple(draft.origin)))
        return {location: rules.kein_pruefpunkt(cell.place, cell.text) for location, cell in unknown if cell.text not in known}

    def _place(self, row: Row, found: Sequence[tuple[Location, Finding]]) -> None:
        """Findings about cells of a row, with their fields."""
        draft, _ = assemble(row, self._words)
        for location, finding in found:
            self.findings.append(draft.placed(finding, _in_draft(draft, row.cells[location])))

    def _read(self, draft: CaseDraft, refused: Mapping[Location, Finding]) -> Row:
        """The row with values in place of words that say them."""
        cells = dict(draft.row.cells)
        kept: list[str] = []
        notes: list[tuple[Location, Finding]] = []
        for location, finding in refused.items():
            cell = draft.origin.get(location)
            found = read_value(cell.text, location, finding.rule) if cell else None
            if cell is None or found is None:
                continue
            place = next(key for key, other in cells.items() if other is cell)
            cells[place] = cell._replace(text=found.value, written=cell.written or cell.text)
            notes.append((place, rules.wert_verstanden(cell.place, cell.text, found.value)))
            if found.is_rough and location[0] == "period":
                kept.append(f"{target(CaseStudy, location).label}: {cell.text}")
        row = replace(draft.row, cells=_with_words(cells, kept))
        self._place(row, notes)
        return row

    def _without_unclear(self, draft: CaseDraft, refused: Mapping[Location, Finding]) -> Row:
        """The row without optional values that stay unclear. What needs such a value goes with it."""
        cells = dict(draft.row.cells)
        for location, finding in refused.items():
            cell = draft.origin.get(location)
            entry = needing(location)
            if cell is None or not _is_optional(location, draft) or cell not in cells.values():
                continue
            gone = [key for key in draft.origin if key[: len(entry)] == entry]
            self.findings.append(_left_out(draft.placed(finding, location), [draft.origin[key] for key in gone]))
            identities = {id(draft.origin[key]) for key in gone}
            cells = {key: other for key, other in cells.items() if id(other) not in identities}
        return replace(draft.row, cells=cells)


def _written(cell: Cell, text: str) -> Cell:
    """The cell with what its words mean, and with the words."""
    return Cell(text, cell.name, cell.place, cell.by_line, cell.written or cell.text) if text != cell.text else cell


def _is_entry(cell: Cell) -> bool:
    """Whether nothing but the sign of a list was taken from a value."""
    return without_sign(cell.written) == cell.text


def _left_out(refusal: Finding, cells: Sequence[Cell]) -> Finding:
    """The hint in place of a refusal: all words that the case does without, and why."""
    written = " · ".join(" ".join((cell.written or cell.text).split()) for cell in cells)
    where, _, why = refusal.message.partition("«: ")
    hint = rules.angabe_nicht_uebernommen(refusal.place, written, _QUOTED.sub("Das ", why, count=1))
    said = f"Nicht übernommen: {why}" if why.startswith(f"»{written}« ") else hint.message
    return replace(hint, message=f"{where}«: {said}", remedy=refusal.remedy or hint.remedy)


def _refused(draft: CaseDraft) -> Mapping[Location, Finding]:
    """The values of a draft that the model refuses; none where the case cannot be read at all."""
    if all(is_missing for _, is_missing in refusals({**_OF_THE_FILE, **draft.fields}, CaseStudy)):
        return {}
    document, _ = read("", write(draft.fields, CaseStudy, draft.body).encode("utf-8", "surrogatepass"))
    return refused_values(document, CaseStudy) if document else {}


def _in_draft(draft: CaseDraft, cell: Cell) -> Location | None:
    return next((location for location, other in draft.origin.items() if other is cell), None)


def _is_optional(location: Location, draft: CaseDraft) -> bool:
    """Whether a case can do without a value. The reasons of a setback, and what only editors fill in, it cannot."""
    key = str(location[0])
    if key == "failure_reasons":
        outcome = draft.fields.get("outcome")
        return outcome in {term.value for term in Outcome} - {term.value for term in SETBACKS}
    question = question_at(location)
    return key not in (*_NEEDED, "measure") and question is not None and not question.is_editorial


def _with_words(cells: dict[Location, Cell], kept: Sequence[str]) -> dict[Location, Cell]:
    """The cells with words at the end of the report that a value cannot hold."""
    if not kept:
        return cells
    texts = [location for location in cells if location[0] == SECTIONS]
    last, words = (texts[-1] if texts else (SECTIONS,)), "\n".join(f"{line}." for line in kept)
    place = next(iter(cells.values())).place
    text = f"{cells[last].text}\n\n{words}" if texts else words
    return {**cells, last: (cells.get(last) or Cell("", REPORT, place))._replace(text=text)}
