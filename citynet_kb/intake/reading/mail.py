"""A mail as people write it → a case: lines »Stadt: Gera«, and the report in plain words below or above them.

The labels are the headings of `questions`; a line with none of them in front stays text. Greeting and signature are left out and reported.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from citynet_kb.findings import Finding, Place
from citynet_kb.intake.asking.questions import EVERYDAY, REPORT, SECTIONS, group_lists, heading, is_asked, location_of, questions
from citynet_kb.intake.asking.written_names import Names
from citynet_kb.intake.reading import answer_rules as rules
from citynet_kb.intake.reading.answers import Answer, row_of
from citynet_kb.intake.reading.rows import Row
from citynet_kb.sources import Location
from citynet_kb.sources.scanner.prose import FENCE

Line = tuple[int, str]
"""A line with its number in what arrived."""
WRAPPED = 60
"""From this many characters on a mail program may have wrapped a line, so that the next one continues it."""
FEWEST = 2
"""Labels that show that a mail holds a case."""
_MARKS = re.compile(r"\s*(?:[*•·–-]\s+)?(?:\*\*|__)?")
_BULLET = re.compile(r"\s*[*•·–-]\s+\S")
_PART = re.compile(r"\s*(?:[*•·–-]\s+)?[^\W\d_][\w ]{0,30}:\s*\S|.*https?://|\s*[*•·–-]\s+\S")
"""A line of an entry in a list of groups."""
_FRAME = re.compile(rf"-{{3,}}|\s*(?:{FENCE}).*")
_GREETING = re.compile(r"(?:hallo|guten|sehr geehrte|liebe|moin|servus|grüß|werte)\b.{0,80}", re.IGNORECASE)
_CLOSING = re.compile(
    r"--|_{5,}|(?:mfg|lg|vg)\b.{0,30}|(?:mit |viele |vielen |beste |liebe |schöne |herzliche |freundliche |sonnige )*(?:\w+ )?"
    r"(?:grüße?n?|grüsse?n?|gru(?:ß|ss))\b.{0,30}",
    re.IGNORECASE,
)


_PERIOD = re.compile(r"\W*Zeitraum\W+(?:von )?(?P<start>[\w.][\w. -]*?)(?: bis | ?– ?| - )(?P<end>[\w.][\w. -]*)", re.IGNORECASE)
_PERIOD_LENGTH = 200
"""Letters of a line that may be a period; the pattern takes quadratic time for longer ones."""


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

    def take(self, number: int, text: str, following: str) -> None:
        found = _labelled(text)
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

    def _is_of_entry(self, label: str) -> bool:
        location = self.current.location if self.current else None
        return label in EVERYDAY and location is not None and location[0] in group_lists()

    def _repeats(self, label: str) -> bool:
        """Whether a label is answered already: within the report it is then a word of the text."""
        in_text = (self.current and self.current.is_text) or any(text.strip() for _, text in self.free)
        return bool(in_text) and any(answer.location == location_of(label) for answer in self.answers)


def is_mail(text: str) -> bool:
    """Whether labels stand at the beginning of lines, before any front matter."""
    found = set[Location | None]()
    for line in text.split("\n"):
        if _FRAME.fullmatch(line.rstrip()):
            break
        labelled = _labelled(line)
        found |= {location_of(labelled[0])} if labelled else set()
    return len(found - {None}) >= FEWEST


def mail_row(path: str, lines: Iterable[Line], names: Names) -> tuple[list[Row], list[Finding]]:
    """The case in a mail. What is left out is reported."""
    body, closing = _without_closing([line for number, text in lines for line in _in_full(number, text.replace("\xa0", " ").rstrip())])
    reading = _Reading()
    for (number, text), (_, following) in zip(body, [*body[1:], (0, "")], strict=True):
        reading.take(number, text, following)
    before, report = _trimmed(reading.before), _trimmed(reading.free)
    is_greeting = bool(before) and _GREETING.fullmatch(before[0][1].strip()) is not None
    if not report and not any(answer.is_text and answer.lines for answer in reading.answers):
        before, report = (before[:1], _trimmed(before[1:])) if is_greeting else ([], before)
    row, findings = row_of(path, _answers(path, reading.answers, report), names)
    left_out = (part for part in (before, closing) if part)
    return [row], [*(rules.nicht_uebernommen(Place(path, part[0][0]), _text(part)) for part in left_out), *findings]


def _in_full(number: int, text: str) -> Iterator[Line]:
    """A line; of »Zeitraum: 2021 bis 2022« one for the beginning and one for the end."""
    period = _PERIOD.fullmatch(text) if len(text) <= _PERIOD_LENGTH else None
    places = (("period", "start"), ("period", "end"))
    yield from ((number, f"{heading(place)}: {period[place[1]]}") for place in places if period) if period else ((number, text),)


def _labelled(text: str) -> tuple[str, str] | None:
    """The label with which a line begins, and what follows it. Of »Zeitraum: Beginn: 2021« the longest label counts."""
    bare = text[_MARKS.match(text).end() :] if _MARKS.match(text) else text  # type: ignore[union-attr]
    for end in reversed([mark.end() for mark in re.finditer(r"[:?=](?:\*\*|__)?(?=\s|$)|[:?](?:\*\*|__)", bare[:120])]):
        label = bare[:end].replace("*", "").replace("_", "").rstrip("= ")
        if is_asked(label):
            return label.rstrip(": "), bare[end:].strip(" \t*_")
    return None


def _answers(path: str, answers: Sequence[_Open], report: list[Line]) -> Iterator[Answer]:
    """All answers; free text belongs to the report, behind what was written under that label."""
    whole = next((answer for answer in answers if answer.location == (SECTIONS,)), None)
    for answer in answers:
        parts = [_trimmed(answer.lines), *([report] if answer is whole else [])]
        yield _answer(path, answer.label, answer.number, [part for part in parts if part], answer.is_text or _is_listed(answer.location))
    if report and whole is None:
        yield _answer(path, REPORT, report[0][0], [report], True)


def _answer(path: str, label: str, number: int, parts: Sequence[list[Line]], has_lines: bool) -> Answer:
    """An answer of several lines; if it is a single value, a mail program has wrapped it."""
    lines = [line for part in parts for line in part]
    text = "\n\n".join(map(_text, parts)) if has_lines else " ".join(line.strip() for _, line in lines)
    place = Place(path, lines[0][0] if lines else number)
    return Answer(label, text, place, by_line=len(parts) < 2 and (has_lines or len(lines) < 2))


def _is_list(location: Location | None) -> bool:
    return any(question.is_list and question.location == location for question in questions())


def _is_listed(location: Location | None) -> bool:
    return _is_list(location) or (location is not None and location[0] in group_lists())


def _without_closing(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines up to the closing words or the signature, if no label follows, and those from there on."""
    last = max((index for index, (_, text) in enumerate(lines) if _labelled(text)), default=-1)
    cut = next((index for index in range(last + 1, len(lines)) if _CLOSING.fullmatch(lines[index][1].strip(" ,!."))), len(lines))
    return lines[:cut], _trimmed(lines[cut:])


def _trimmed(lines: Sequence[Line]) -> list[Line]:
    """Without empty lines around."""
    filled = [index for index, (_, text) in enumerate(lines) if text.strip()]
    return list(lines[filled[0] : filled[-1] + 1]) if filled else []


def _text(lines: Sequence[Line]) -> str:
    return "\n".join(text for _, text in lines)
