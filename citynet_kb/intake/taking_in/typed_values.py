"""Values that somebody types one after the other → the row of a case. Each is checked at once, by the same rules as a whole case."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from citynet_kb.findings import Finding, Place, Severity
from citynet_kb.intake.asking.questions import heading
from citynet_kb.intake.reading.rows import Cell, Row, tidy
from citynet_kb.intake.reading.unseen_signs import without_unseen
from citynet_kb.intake.taking_in.importing import Plan, Setting, plan_rows
from citynet_kb.intake.taking_in.understanding import LEFT_OUT
from citynet_kb.intake.taking_in.understood_rules import wert_verstanden
from citynet_kb.model import SETBACKS, CaseStudy, FailureReason
from citynet_kb.schema.placeholders import placeholders
from citynet_kb.sources import Location

SOURCE = "Eingabe"
"""The path in findings about typed values, which have no file."""
_OF_THE_NAME = ("fall-vorhanden", "importkennung-fehlt")
"""Rules about the name of the file, which is made from the title."""

Values = Mapping[Location, str]


def row_of(values: Values) -> Row:
    """The case that these values make; the line of a place is the number of the value."""
    cells = {
        location: Cell(
            without_unseen(tidy(text)), heading(location[:1] if isinstance(location[-1], int) else location), Place(SOURCE, line)
        )
        for line, (location, text) in enumerate(values.items(), start=1)
        if without_unseen(tidy(text))
    }
    return Row(Place(SOURCE), cells)


def planned(values: Values, setting: Setting) -> Plan:
    """The case file of these values, or what is missing."""
    return plan_rows([row_of(values)], [], setting)


def errors_of(values: Values, key: str, setting: Setting) -> list[Finding]:
    """What is wrong or unclear about one field, given all values so far; missing fields are assumed to be valid.

    An empty key asks about all fields, where all that a case must have is known.
    """
    row = row_of(values)
    lines = {cell.place.line for location, cell in row.cells.items() if location[0] == key}
    assumed = {location: Cell(text, heading(location), Place(SOURCE, 0)) for location, text in _assumed(values, setting)}
    found = plan_rows([replace(row, cells={**assumed, **row.cells})], [], setting).findings
    errors = [finding for finding in found if finding.severity is Severity.ERROR or finding.rule == LEFT_OUT]
    return [
        finding
        for finding in errors
        if not key or (key == "title" if finding.rule in _OF_THE_NAME else finding.place.line in lines and finding.place.line > 0)
    ]


def ids(texts: Sequence[str], key: str, setting: Setting) -> list[str]:
    """The typed texts with ids in place of names."""
    meant = ((text, setting.known.meant(tidy(text), (key,), CaseStudy).only) for text in texts)
    return [only[0] if only else tidy(text) for text, only in meant]


def notes(texts: Sequence[str], key: str, setting: Setting) -> list[str]:
    """What was understood by texts that are no name in full."""
    meant = ((text, setting.known.meant(tidy(text), (key,), CaseStudy)) for text in texts)
    found = (wert_verstanden(Place(SOURCE), text, one.only[1]) for text, one in meant if one.only and not one.in_full)
    return [finding.message for finding in found]


def _assumed(values: Values, setting: Setting) -> Iterable[tuple[Location, str]]:
    """Values for the fields that a case must have, where they are not known yet."""
    known = {location[0] for location in values}
    good = placeholders(setting.names)
    assumed: list[tuple[Location, str]] = [((key,), good[key]) for key in CaseStudy.required_keys() if key not in known]
    if values.get(("outcome",)) in {outcome.value for outcome in SETBACKS} and "failure_reasons" not in known:
        assumed.append((("failure_reasons", 0), FailureReason.REASON_UNKNOWN.value))
    return assumed
