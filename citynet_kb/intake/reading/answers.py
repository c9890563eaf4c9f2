"""Answers under their questions → the values of a case, as the contract in `questions` says."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from citynet_kb.findings import Finding, Place, nearest
from citynet_kb.intake.asking.questions import (
    CONSENT,
    PROPOSED_MEASURE,
    Question,
    choice,
    group_lists,
    heading,
    is_no_answer,
    is_same_heading,
    location_of,
    questions,
)
from citynet_kb.intake.asking.written_names import Names
from citynet_kb.intake.reading import answer_rules as rules
from citynet_kb.intake.reading.rows import Cell, Row, tidy
from citynet_kb.intake.reading.table_cells import with_one_text
from citynet_kb.sources import Location

_BOX = re.compile(r"[-*] \[(?P<ticked>[ xX])\] +(?P<label>.*)")
_BULLET = re.compile(r"^[-*•·–] +")
_MOST_AROUND = 4
"""Brackets in each other around an address."""
_URL = re.compile(r"https?://\S+|\bwww\.[^\s,;()<>]+\.[^\s,;()<>]+")
_HOST = re.compile(r"(?:https?://)?(?:www\.)?([^\s/?#@:]+\.[^\s/?#@:]+)(?:[/?#:]\S*)?$")


@dataclass(frozen=True)
class Answer:
    """What stands under one question. `place` is that of its first line; `by_line` as in `Cell`."""

    heading: str
    text: str
    place: Place
    by_line: bool = False


def row_of(path: str, answers: Iterable[Answer], names: Names) -> tuple[Row, list[Finding]]:
    """The case that these answers make, and a finding for each answer that belongs to no field or is repeated."""
    cells: dict[Location, Cell] = {}
    unanswered: dict[str, Cell] = {}
    asked: dict[Location, Place] = {}
    findings: list[Finding] = []
    misnamed: set[str] = set()
    for answer in answers:
        location, text = location_of(answer.heading), tidy(answer.text)
        text = "" if is_no_answer(text, location) else text
        if location is None:
            findings.extend(_aside(answer, text))
            misnamed.add(_meant(answer.heading) or "")
        elif location in asked:
            findings.extend([rules.antwort_doppelt(answer.place, answer.heading, asked[location], text)] if text else [])
        else:
            asked[location] = answer.place
            cell = Cell(text, heading(location), answer.place, answer.by_line)
            if text:
                cells.update(_cells(location, cell, names))
            else:
                unanswered[".".join(step for step in location if isinstance(step, str))] = cell
    findings.extend(_title_sources(cells))
    return Row(Place(path), with_one_text(cells), unanswered=unanswered, misnamed=frozenset(misnamed - {""})), findings


def _title_sources(cells: dict[Location, Cell]) -> list[Finding]:
    """Sources of which nothing but the address is given are called by its host, and named."""
    bare = [location for location in cells if location[0] == "sources" and location[-1] == "url" and (*location[:-1], "title") not in cells]
    findings: list[Finding] = []
    for location in bare:
        host, title = _HOST.match(cells[location].text), (*location[:-1], "title")
        if host:
            cells[title] = cells[location]._replace(text=host[1], name=heading(title))
            findings.append(rules.quelle_ohne_titel(cells[location].place, host[1]))
    return findings


@lru_cache(maxsize=512)
def _meant(name: str) -> str | None:
    """The field that an unknown heading most likely means."""
    return nearest(name, {question.location[0]: question.heading for question in questions() if len(question.location) == 1}, cutoff=0.8)


def _aside(answer: Answer, text: str) -> Iterator[Finding]:
    """Findings for headings that are no field: what is asked besides, and what is not asked at all."""
    if is_same_heading(answer.heading, CONSENT) or not text:
        return
    is_proposal = is_same_heading(answer.heading, PROPOSED_MEASURE)
    meant = _meant(answer.heading)
    known = heading((meant,)) if meant else ""
    yield (
        rules.massnahme_vorgeschlagen(answer.place, text)
        if is_proposal
        else rules.frage_unbekannt(answer.place, answer.heading, known, text)
    )


def _cells(location: Location, cell: Cell, names: Names) -> Iterator[tuple[Location, Cell]]:
    if len(location) == 1 and location[0] in group_lists():
        yield from _entries(str(location[0]), cell)
        return
    question = _question(location)
    if question.is_text:
        yield location, cell
    elif question.is_list:
        known = _known(question, names)
        cut = _parts if question.vocabulary else split
        texts = ((number, part) for number, line in _lines(cell.text) for part in cut(line, known))
        for index, (number, text) in enumerate(texts):
            yield (*location, index), _at(cell, number, text)
    else:
        chosen = [text for _, text in _lines(cell.text)] if _BOX.match(cell.text) else [cell.text]
        if chosen:
            yield location, cell._replace(text="\n".join(chosen))


def _question(location: Location) -> Question:
    keys = tuple(step for step in location if isinstance(step, str))
    return next(question for question in questions() if question.location == keys)


def _known(question: Question, names: Names) -> Sequence[str]:
    """The allowed values of a list, as people write them."""
    if question.vocabulary:
        return [word for term in question.vocabulary for word in (choice(term), term.value)]
    known: Mapping[str, str] = names.get(question.reference, {})
    return [*known.values(), *known]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines with text, with their number from 0, without bullets; of checkboxes only those that are ticked."""
    for number, line in enumerate(text.split("\n")):
        box = _BOX.fullmatch(line.strip())
        bare = (box["label"] if box["ticked"] != " " else "") if box else _BULLET.sub("", line.strip(), count=1)
        if bare.strip():
            yield number, bare.strip()


def split(line: str, known: Sequence[str]) -> list[str]:
    """The values of a line that holds several with commas or semicolons between, some of which may have commas themselves.

    Only where every one of them is known; else the line is one value.
    """
    parts, spellings = _parts(line, known), _spellings(tuple(known))
    return parts if all(part.casefold() in spellings for part in parts) else [line]


@lru_cache(maxsize=64)
def _spellings(known: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.casefold() for word in known)


def _parts(line: str, known: Sequence[str]) -> list[str]:
    """The values of a line of fixed choices: those that are known, and what stands between commas or semicolons beside them."""
    parts, start, pattern = list[str](), 0, _pattern(tuple(known))
    while found := pattern.match(line, start):
        parts.append(found["value"].strip())
        start = found.end()
    return [part for part in parts if part]


@lru_cache(maxsize=64)
def _pattern(known: tuple[str, ...]) -> re.Pattern[str]:
    """One value of a line, with what separates it from the next: a known one, the longest first, else all up to a comma or semicolon."""
    spellings = "|".join(map(re.escape, sorted(known, key=len, reverse=True))) or "(?!)"
    return re.compile(rf"[\s,;]*(?P<value>(?:{spellings})(?=\s*(?:[,;]|$))|[^,;]+)[\s,;]*", re.IGNORECASE)


def _entries(key: str, cell: Cell) -> Iterator[tuple[Location, Cell]]:
    """The entries of a list of groups that stands under one heading: »Feld: Wert« a line, a blank line between two."""
    fields = {question.label.casefold(): question.location for question in questions() if question.entry_of == key}
    address = next((location for location in fields.values() if location[-1] == "url"), None)
    entries: list[dict[tuple[str, ...], Cell]] = [{}]
    last: tuple[str, ...] = ()
    for number, line in enumerate(cell.text.split("\n")):
        box = _BOX.fullmatch(line.strip())
        if box and box["ticked"] == " ":
            continue
        bare = box["label"].strip() if box else _BULLET.sub("", line.strip(), count=1)
        name, colon, value = bare.partition(":")
        field = fields.get(name.strip().casefold()) if colon else None
        is_new = not bare or _BULLET.match(line.strip()) or (field in entries[-1] if field else False)
        if is_new and entries[-1]:
            entries.append({})
        if not bare:
            continue
        url = _URL.search(bare) if address and not field and address not in entries[-1] else None
        if url and address:
            entries[-1][address] = _at(cell, number, _alone(url[0], end=".,;>"))
            bare = _alone(bare.replace(url[0], ""), " ,;:|<>–-", " ,;:|<>–-")
        if field or (bare and not entries[-1].keys() - {address}):
            last = field or next(iter(fields.values()))
            entries[-1][last] = _at(cell, number, value.strip() if field else bare)
        elif bare:
            entries[-1][last] = entries[-1][last]._replace(text=f"{entries[-1][last].text} {bare}")
    for index, entry in enumerate(entries):
        for location, found in entry.items():
            if found.text:
                place: Location = (key, index, *location[1:])
                yield place, found._replace(name=heading(place))


def _alone(text: str, begin: str = "", end: str = "") -> str:
    """The text without these signs around it, and without brackets of which the other is missing: »A (Seite 3)« keeps its own."""
    for _ in range(_MOST_AROUND):
        text = text.lstrip(begin).rstrip(end)
        missing = text.count(")") - text.count("(")
        text = text.removeprefix(")").removesuffix("(").removesuffix("()")
        text = text.removesuffix(")") if missing > 0 else text.removeprefix("(") if missing < 0 else text
    return text


def _at(cell: Cell, line: int, text: str) -> Cell:
    """A value that stands in one of the lines of an answer."""
    place = cell.place._replace(line=cell.place.line + line) if cell.by_line else cell.place
    return cell._replace(text=text, place=place)
