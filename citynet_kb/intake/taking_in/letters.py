"""A letter in prose, without any label → a draft: what it seems to say is asked, and no case is written before the outcome is confirmed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from citynet_kb.findings import Finding, Place
from citynet_kb.intake.asking.questions import SECTIONS, choice, heading
from citynet_kb.intake.reading import answer_rules, mail_rules
from citynet_kb.intake.reading.mail import is_mail, mail_rows
from citynet_kb.intake.reading.rows import Cell, Row, Rows
from citynet_kb.intake.reading.set_aside import COVERING, HEAD, OLDER, SIGNATURE, Line, Message, named, trimmed, without_closing
from citynet_kb.intake.taking_in.importing import Setting
from citynet_kb.model import CaseStudy, Outcome
from citynet_kb.schema.written_dates import exact_date
from citynet_kb.sources import Location

FEWEST = 2
"""Things to recognise in a letter, one of them a town or a measure, before it counts as a report."""
_SINCE = re.compile(r"\b(?:seit|ab|im|von|Beginn:?)\s+(?P<date>(?:[^\W\d_]{3,9}\.?\s+)?20\d\d)\b", re.IGNORECASE)
_COST = re.compile(r"(?<![\d.,])(?P<sum>\d{1,3}(?:[.  ]\d{3})+|\d+)(?:,\d\d|,-)?\s*(?:€|Euro\b|EUR\b)")
_NAME = r"\(?[A-ZÄÖÜ][\w./-]*\)?"
_TITLED = re.compile(
    r"\b(?:Stadt|Gemeinde|Stadtverwaltung|Gemeindeverwaltung|Rathaus|[0-9]{5}) "
    rf"({_NAME}(?: (?:(?:am|an|der|im|in|ob|bei|vor) ){{0,2}}{_NAME}){{0,3}})"
)
"""What may be the name of a town, since its title or a postcode stands before it."""
_GREETING = re.compile(r"(?:hallo|guten|sehr geehrte|liebe|moin|servus|grüß|werte)\b.{0,80}[,!.]?", re.IGNORECASE)


def letter_rows(path: str, thread: Sequence[Message], setting: Setting) -> Rows:
    """The draft in the first message that tells of a town or a measure; else the finding that there is no case."""
    for number, message in enumerate(thread):
        body, closing = without_closing(message.lines)
        text, whole = _joined(body), _joined(message.lines)
        found, outcomes = _recognised(text, whole, setting), _outcomes(text)
        if len(found) + bool(outcomes) >= FEWEST and {("city",), ("measure",)} & found.keys():
            covering = [line for one in thread[:number] for line in one.all]
            older = [line for one in thread[number + 1 :] for line in one.all]
            parts = [(COVERING, covering), (HEAD, message.opening), (OLDER, older)]
            (row,), findings = mail_rows(path, message.lines, setting.names) if is_mail(whole, 1) else _draft(path, body, closing)
            row, asked = completed(row, found, outcomes)
            return [row], [*named(path, parts), *findings, *asked]
    return [], [answer_rules.eingang_ohne_fall(Place(path))]


def with_recognised(rows: Sequence[Row], lines: Sequence[Line], setting: Setting) -> Rows:
    """The row of a letter above which some labels stand, but no town: what its text seems to say is filled in and asked."""
    is_answered = any(("city",) in row.cells or "city" in row.unanswered or "city" in row.misnamed for row in rows)
    if len(rows) != 1 or is_answered or not is_mail(_joined(lines), 1):
        return list(rows), []
    body, _ = without_closing(lines)
    text = _joined(body)
    row, asked = completed(rows[0], _recognised(text, _joined(lines), setting), _outcomes(text))
    return [row], asked


def completed(row: Row, found: Mapping[Location, str], outcomes: Sequence[str]) -> tuple[Row, list[Finding]]:
    """The row with what was recognised and is not answered, and a question about each; only an outcome is not filled in."""
    whole = row.cells.get((SECTIONS,))
    place = whole.place if whole else row.place
    added = {at: Cell(text, heading(at), place) for at, text in found.items() if at not in row.cells and at[0] not in row.unanswered}
    asked = [mail_rules.angabe_vermutet(place, cell.name, cell.text) for cell in added.values()]
    if ("outcome",) not in row.cells:
        row = replace(row, misnamed=row.misnamed | {"outcome"})
        asked.append(mail_rules.ergebnis_unbestaetigt(place, " oder ".join(outcomes), " · ".join(map(choice, Outcome))))
    return replace(row, cells={**row.cells, **added}), asked


def _draft(path: str, body: list[Line], closing: list[Line]) -> Rows:
    greeting, report = _without_greeting(trimmed(body))
    cell = Cell(_joined(report), heading((SECTIONS,)), Place(path, report[0][0] if report else 1), by_line=True)
    return [Row(Place(path), {(SECTIONS,): cell})], named(path, [(COVERING, greeting), (SIGNATURE, closing)])


def _recognised(text: str, whole: str, setting: Setting) -> dict[Location, str]:
    """Town (also from the signature), measure, beginning and cost, where a letter names each but once, or one far more often."""
    towns = {town: (town,) for town in setting.names.get("city", {}).values()}
    names = setting.names.get("measure", {})
    measures = {name: (name, *re.split(r"\s*/\s*", name), *setting.synonyms.get(key, ())) for key, name in names.items()}
    since = next((date for said in _SINCE.finditer(text) if (date := exact_date(said["date"]))), "")
    costs = {re.sub(r"\D", "", cost["sum"]) for cost in _COST.finditer(text)}
    found = {
        ("city",): _most_named(whole, towns) or _by_title(whole, setting),
        ("measure",): _most_named(text, measures),
        ("period", "start"): since,
        ("effort_detail", "cost_eur"): costs.pop() if len(costs) == 1 else "",
    }
    return {location: value for location, value in found.items() if value}


def _by_title(text: str, setting: Setting) -> str:
    """The one municipality that a letter names as »Stadt …«, »Gemeinde …« or behind a postcode; empty for none or several."""
    found = set()
    for said in _TITLED.finditer(text):
        words = said[1].split(" ")
        ways = (setting.known.meant(" ".join(words[:count]).rstrip(".,"), ("city",), CaseStudy) for count in range(len(words), 0, -1))
        found |= {meant.only[1] for meant in [next((one for one in ways if one.names), None)] if meant and meant.only}
    return found.pop() if len(found) == 1 else ""


def _most_named(text: str, words: Mapping[str, Sequence[str]]) -> str:
    """The name that occurs most, by itself or its other words, of several the longest; empty where none does."""
    folded = f" {_spaced(text)} "

    def weight(name: str) -> tuple[int, int]:
        named_as = [(folded.count(f" {_spaced(word)} "), len(word)) for word in set(words[name])]
        return sum(count for count, _ in named_as), max((length for count, length in named_as if count), default=0)

    name = max(words, key=weight, default="")
    return name if name and weight(name)[0] else ""


def _outcomes(text: str) -> list[str]:
    """The outcomes that everyday words of the letter stand for."""
    from citynet_kb.search.everyday import everyday_words, fact  # imported here: a check does not need the search

    folded = f" {_spaced(text)} "
    marks = [mark for phrase, marks in everyday_words() if f" {_spaced(phrase)} " in folded for mark in marks]
    return [choice(outcome) for outcome in Outcome if fact(outcome) in marks]


def _without_greeting(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    is_greeting = bool(lines) and _GREETING.fullmatch(lines[0][1].strip()) is not None
    return (lines[:1], trimmed(lines[1:])) if is_greeting else ([], lines)


def _spaced(text: str) -> str:
    """Words in lower case with one blank between."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _joined(lines: Sequence[Line]) -> str:
    return "\n".join(text for _, text in lines)
