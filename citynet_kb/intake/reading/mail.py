"""A mail as people write it → a case: lines »Stadt: Gera«, and the report in plain words below or above them.

The labels are the headings of `questions`; a line with none of them in front stays text. Greeting and signature are set aside and named.
A second block of the same labels is a second case.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from citynet_kb.findings import Place
from citynet_kb.intake.asking.questions import EVERYDAY, REPORT, SECTIONS, group_lists, heading, location_of, questions
from citynet_kb.intake.asking.written_names import Names
from citynet_kb.intake.reading.answers import Answer, row_of
from citynet_kb.intake.reading.around_cases import BETWEEN, CONTACTS, LEADING_OVER, contacts_from, leading_over_from
from citynet_kb.intake.reading.label_lines import labelled
from citynet_kb.intake.reading.mail_rules import feld_verstanden
from citynet_kb.intake.reading.near_labels import near_label
from citynet_kb.intake.reading.period_lines import in_full
from citynet_kb.intake.reading.rows import Rows
from citynet_kb.intake.reading.set_aside import COVERING, OLDER, SIGNATURE, Line, closing_at, named, quoted_from, trimmed, without_closing
from citynet_kb.sources import Location
from citynet_kb.sources.scanner.prose import FENCE

WRAPPED = 60
"""From this many characters on a mail program may have wrapped a line, so that the next one continues it."""
FEWEST = 2
"""Labels that show that a mail holds a case."""
MORE_CASES = 3
"""Labels, answered before, that show together that another case begins, or that a case goes on below closing words."""
_BULLET = re.compile(r"\s*[*•·–-]\s+\S")
_PART = re.compile(r"\s*(?:[*•·–-]\s+)?[^\W\d_][\w ]{0,30}:\s*\S|.*https?://|\s*[*•·–-]\s+\S")
"""A line of an entry in a list of groups."""
_FRAME = re.compile(rf"-{{3,}}|\s*(?:{FENCE}).*")
_GREETING = re.compile(r"(?:hallo|guten|sehr geehrte|liebe|moin|servus|grüß|werte)\b.{0,80}", re.IGNORECASE)


@dataclass
class _Open:
    """An answer as it is read: its question, the line of the label, and the lines below it that belong to it."""

    label: str
    number: int
    lines: list[Line]
    length: int
    """Characters of its last line, the label included."""

    @property
    def location(self) -> Location | None:
        return location_of(self.label)

    @property
    def is_text(self) -> bool:
        return bool(self.location) and self.location is not None and self.location[0] == SECTIONS

    def goes_on(self, text: str, following: str) -> bool:
        """Whether a line below it belongs to it."""
        if self.is_text:
            return True
        if self.location and len(self.location) == 1 and self.location[0] in group_lists():
            return bool(_PART.match(text) or (not text.strip() and _PART.match(following)))
        if not text.strip():
            return False
        is_listed = _is_list(self.location) and _BULLET.match(text) is not None
        return not self.lines or is_listed or self.length >= WRAPPED


@dataclass
class _Reading:
    """One run over the lines of a mail; lives only within `mail_row`."""

    answers: list[_Open] = field(default_factory=list)
    before: list[Line] = field(default_factory=list)
    free: list[Line] = field(default_factory=list)
    current: _Open | None = None
    last: int = 0
    """The last line with a new label."""
    meant: list[tuple[int, str, str]] = field(default_factory=list)
    """Lines with another word for a field, and what they mean."""

    def take(self, number: int, text: str, following: str) -> None:
        found = labelled(text) or self._near(number, text)
        if found and not self._repeats(found[0]) and not self._is_of_entry(found[0]):
            label, value = found
            self.current = _Open(label, number, [(number, value)] if value else [], len(text))
            self.answers.append(self.current)
        elif self.current and self.current.goes_on(text, following):
            self.current.lines.append((number, text))
            self.current.length = len(text)
        else:
            self.current = None
            (self.free if self.answers else self.before).append((number, text))

    def _near(self, number: int, text: str) -> tuple[str, str] | None:
        """A label in words of its own, among the others or in the line below one; else it is a part of the report."""
        is_near = number < self.last or (self.current is not None and not self.current.is_text)
        if not self.answers or not is_near or any(text.strip() for _, text in self.free):
            return None
        near = near_label(text)
        if near is None or any(answer.location == near[0] for answer in self.answers):
            return None
        label = heading(near[0])
        self.meant.append((number, text, f"{label}: {near[1]}"))
        return label, near[1]

    def _is_of_entry(self, label: str) -> bool:
        location = self.current.location if self.current else None
        return label in EVERYDAY and location is not None and location[0] in group_lists()

    def _repeats(self, label: str) -> bool:
        """Whether a label is answered already: within the report it is then a word of the text."""
        in_text = (self.current and self.current.is_text) or any(text.strip() for _, text in self.free)
        return bool(in_text) and any(answer.location == location_of(label) for answer in self.answers)


def is_mail(text: str, fewest: int = FEWEST) -> bool:
    """Whether labels stand at the beginning of lines, before any front matter."""
    found = set[Location | None]()
    for line in text.split("\n"):
        if _FRAME.fullmatch(line.rstrip()):
            break
        label = labelled(line)
        found |= {location_of(label[0])} if label else set()
    return len(found - {None}) >= fewest


def mail_rows(path: str, lines: Iterable[Line], names: Names) -> Rows:
    """The cases in a mail. What is set aside is named."""
    cases = _cases([line for number, text in lines for line in in_full(number, text.replace("\xa0", " ").rstrip())])
    read = [_case(path, case, names, is_last=case is cases[-1]) for case in cases]
    rows = [row for found, _ in read for row in found]
    if len(cases) > 1:
        begins = [next((line for line in case if labelled(line[1])), case[0])[0] for case in cases]
        rows = [replace(row, place=Place(path, line), name=f"Fall ab Zeile {line}") for row, line in zip(rows, begins, strict=True)]
    return rows, [finding for _, findings in read for finding in findings]


def _cases(lines: list[Line]) -> list[list[Line]]:
    """The lines of each case: another begins where its name and outcome are told again, side by side."""
    locations = [found and location_of(found[0]) for found in (labelled(text) for _, text in lines)]
    starts, seen = [0], set[Location]()
    for index, location in enumerate(locations):
        if location in seen and _begins_case(_run(lines, locations, index), seen):
            starts.append(index)
            seen.clear()
        seen |= {location} if location else set()
    return [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]


def _begins_case(run: set[Location], seen: set[Location]) -> bool:
    return len(run & seen) > MORE_CASES and ("outcome",) in run and bool(run & {("city",), ("title",)})


def _run(lines: list[Line], locations: Sequence[Location | None], start: int) -> set[Location]:
    """The labels of the lines from here on, up to one that has none or repeats one."""
    found = set[Location]()
    for (_, text), location in zip(lines[start : start + 99], locations[start : start + 99], strict=True):
        if location in found or (text.strip() and not location):
            break
        found |= {location} if location else set()
    return found


def _case(path: str, lines: list[Line], names: Names, *, is_last: bool) -> Rows:
    body, aside = _without_closing(lines, is_last=is_last)
    firsts = {found[0]: number for number, text in reversed(body) if (found := labelled(text))}
    reading = _Reading(last=max(firsts.values(), default=0))
    for (number, text), (_, following) in zip(body, [*body[1:], (0, "")], strict=True):
        reading.take(number, text, following)
    before, closing = without_closing(reading.before)
    before, report = trimmed(before), trimmed(reading.free)
    is_greeting = bool(before) and _GREETING.fullmatch(before[0][1].strip()) is not None
    if not report and not any(answer.is_text and answer.lines for answer in reading.answers):
        before, report = (before[:1], trimmed(before[1:])) if is_greeting else ([], before)
    row, findings = row_of(path, _answers(path, reading.answers, report), names)
    understood = [feld_verstanden(Place(path, number), text, meant) for number, text, meant in reading.meant]
    return [row], [*named(path, [(COVERING, before), (SIGNATURE, closing), *aside]), *understood, *findings]


def _answers(path: str, answers: Sequence[_Open], report: list[Line]) -> Iterator[Answer]:
    """All answers; free text belongs to the report, behind what was written under that label."""
    whole = next((answer for answer in answers if answer.location == (SECTIONS,)), None)
    for answer in answers:
        parts = [trimmed(answer.lines), *([report] if answer is whole else [])]
        yield _answer(path, answer.label, answer.number, [part for part in parts if part], answer.is_text or _is_listed(answer.location))
    if report and whole is None:
        yield _answer(path, REPORT, report[0][0], [report], True)


def _answer(path: str, label: str, number: int, parts: Sequence[list[Line]], has_lines: bool) -> Answer:
    """An answer of several lines; if it is a single value, a mail program has wrapped it."""
    lines = [line for part in parts for line in part]
    text = "\n\n".join(map(_text, parts)) if has_lines else " ".join(line.strip() for _, line in lines)
    place = Place(path, lines[0][0] if lines else number)
    return Answer(label, text, place, by_line=len(parts) < 2 and (has_lines or len(lines) < 2))


@lru_cache(maxsize=256)
def _is_list(location: Location | None) -> bool:
    return any(question.is_list and question.location == location for question in questions())


def _is_listed(location: Location | None) -> bool:
    return _is_list(location) or (location is not None and location[0] in group_lists())


def _without_closing(lines: list[Line], *, is_last: bool) -> tuple[list[Line], list[tuple[str, list[Line]]]]:
    """The lines without closing words and what follows them, even a label; only where a case goes on there, with many, it is read on.

    Without a list of contacts below the case, too, and above another case without the words that lead over to it.
    """
    locations = [found and location_of(found[0]) for found in (labelled(text) for _, text in lines)]
    kept, aside, seen, number = list[Line](), list[tuple[str, list[Line]]](), set[Location](), 0
    while number < len(lines):
        end = number + 1
        if len(seen) >= FEWEST and closing_at(lines, number):
            more = [index for index in range(number, len(lines)) if locations[index] and locations[index] not in seen]
            end = more[0] if len({locations[index] for index in more}) >= MORE_CASES else len(lines)
            aside.append((SIGNATURE, lines[number:end]))
        else:
            kept.append(lines[number])
            seen |= {location} if (location := locations[number]) else set()
        number = end
    last = max((index for index, (_, text) in enumerate(kept) if labelled(text)), default=-1)
    kept, closing = without_closing(kept, last + 1)
    between: list[Line] = []
    while kept and _is_between(kept[-1][1].strip(), is_last=is_last):
        between = [kept.pop(), *between]
    cut = quoted_from(kept)
    over = cut if is_last else leading_over_from(kept[:cut], last + 1)
    end = contacts_from(kept[:over], last + 1)
    aside += [(CONTACTS, kept[end:over]), (LEADING_OVER, kept[over:cut]), (SIGNATURE if is_last else LEADING_OVER, between)]
    return kept[:end], [*aside, (SIGNATURE, closing), (OLDER, kept[cut:])]


def _is_between(text: str, *, is_last: bool) -> bool:
    """Whether a line belongs to no case. Below the last one words do: »Noch ein Absatz.«"""
    return not text or (BETWEEN.fullmatch(text) is not None and not (is_last and any(map(str.isalpha, text))))


def _text(lines: Sequence[Line]) -> str:
    return "\n".join(text for _, text in lines)
