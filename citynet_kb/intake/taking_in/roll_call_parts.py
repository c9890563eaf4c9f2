"""The entries of a filled sheet → what each town answered, and the lines that are neither the sheet's own nor part of an answer."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from citynet_kb.findings import Finding, Place
from citynet_kb.intake.asking import roll_call_words as words
from citynet_kb.intake.reading.answer_rules import nicht_uebernommen
from citynet_kb.intake.reading.roll_call_entries import SheetEntry, bare_line
from citynet_kb.model.values import SLUG_PATTERN, is_partial_date

Answers = dict[str, SheetEntry]
"""Label → what stands behind it."""
_CASE = re.compile(rf"(?P<id>{SLUG_PATTERN}/{SLUG_PATTERN})\b")
_REPORT = "Was geschah"
_LONG = ("Was daraus wurde", _REPORT, "Gründe")
"""Labels whose answers may begin or go on below an empty line; the lines of the report stay lines."""


@dataclass
class TownPart:
    """What stands in the part of one town: by id of a case its answers, the entries for what was tried since, and the short answers."""

    town: SheetEntry
    cases: dict[str, tuple[Place, Answers]] = field(default_factory=dict)
    attempts: list[tuple[str, Place, Answers]] = field(default_factory=list)
    replies: dict[str, SheetEntry] = field(default_factory=dict)
    nothing_else: SheetEntry | None = None


@dataclass
class SheetParts:
    """A whole sheet, taken apart. `beside`: the runs of lines that belong to nothing."""

    date: SheetEntry
    as_of: str = ""
    towns: list[TownPart] = field(default_factory=list)
    beside: list[Finding] = field(default_factory=list)


def head_of(entries: Sequence[SheetEntry]) -> tuple[SheetEntry, str]:
    """The entry with the day of the meeting, and the day of the state from which the sheet was made."""
    date = next(entry for entry in entries if entry.label == words.DATE)
    return date, next((entry.text for entry in entries if entry.label == words.AS_OF), "")


def parts_of(entries: Sequence[SheetEntry], own: Mapping[str, None]) -> SheetParts:
    """The parts of a sheet. `own`: its lines as it was sent, bare, in their order."""
    date, as_of = head_of(entries)
    return _Taking(SheetParts(date, as_of), entries, own).all()


class _Taking:
    """One run over the entries of one sheet."""

    def __init__(self, parts: SheetParts, entries: Sequence[SheetEntry], own: Mapping[str, None]) -> None:
        self._parts, self._entries, self._own = parts, entries, own
        self._begun = _beginnings(own)
        self._here: Answers | None = None
        self._last = self._reply = ""
        self._is_after_gap = False
        self._beside: list[SheetEntry] = []

    def all(self) -> SheetParts:
        number = 0
        while number < len(self._entries):
            number += self._wrapped(number) or self._one(self._entries[number])
        self._end_run()
        return self._parts

    def _one(self, entry: SheetEntry) -> int:
        if not entry.text.strip() and not entry.label:
            self._is_after_gap = True
        elif entry.label:
            self._end_run()
            self._reply = ""
            self._labelled(entry)
            self._is_after_gap = False
        elif bare_line(entry.text) in self._own:
            self._end_run()
            self._here, self._last, self._reply = None, "", ""
        elif not self._goes_on(entry):
            self._beside.append(entry)
        return 1

    def _labelled(self, entry: SheetEntry) -> None:
        label, town = entry.label, self._parts.towns[-1] if self._parts.towns else None
        if label in (words.DATE, words.AS_OF):
            self._beside += [] if is_partial_date(entry.text) else [entry]
            return
        if label == words.TOWN:
            self._parts.towns.append(TownPart(entry))
            self._here, self._last = None, ""
        elif town is None:
            self._beside.append(entry)
        elif label == words.CASE:
            self._begin_case(town, entry)
        elif label == words.ATTEMPT:
            self._here, self._last = {}, ""
            town.attempts.append((entry.text, entry.place, self._here))
            self._beside += [] if entry.text.isdigit() or not entry.text else [entry]
        elif label == words.NOTHING_ELSE:
            town.nothing_else = self._answered(entry, town.nothing_else)
        elif measure := words.asked_measure(label):
            town.replies[measure] = self._answered(entry, town.replies.get(measure))
            self._here, self._last, self._reply = None, "", measure
        elif self._here is None:
            self._beside.append(entry)
        else:
            self._here[label] = self._answered(entry, self._here.get(label))
            self._last = label

    def _begin_case(self, town: TownPart, entry: SheetEntry) -> None:
        """A case, and what somebody wrote into its line."""
        found = _CASE.match(entry.text)
        self._here, self._last = {}, ""
        key = found["id"] if found else entry.text
        _, self._here = town.cases.setdefault(key, (entry.place, self._here))
        if bare_line(f"{words.CASE}: {entry.text}") not in self._own and bare_line(entry.text) not in self._own:
            self._beside.append(SheetEntry("", entry.text, entry.place))

    def _answered(self, entry: SheetEntry, before: SheetEntry | None) -> SheetEntry:
        """The answer; a second one to the same question is named, and the first stands."""
        if before is None or not before.text.strip():
            return entry
        if entry.text.split() != before.text.split():
            self._beside.append(SheetEntry("", f"{entry.label}: {entry.text}", entry.place))
        return before

    def _goes_on(self, entry: SheetEntry) -> bool:
        """Whether a line without a label belongs to the answer above it."""
        if self._reply and not (self._is_after_gap or self._beside):
            replies = self._parts.towns[-1].replies
            before = replies[self._reply]
            replies[self._reply] = SheetEntry(before.label, f"{before.text} {entry.text.strip()}".strip(), before.place)
            return True
        if self._here is None or not self._last or self._beside:
            return False
        before = self._here[self._last]
        if self._last not in _LONG and (self._is_after_gap or not before.text.strip()):
            return False
        between = " " if self._last != _REPORT else "\n\n" if self._is_after_gap else "\n"
        self._here[self._last] = SheetEntry(before.label, f"{before.text}{between}{entry.text.strip()}".strip(), before.place)
        self._is_after_gap = False
        return True

    def _wrapped(self, number: int) -> int:
        """How many entries from here on are one line of the sheet that a mail program broke; 0 where they are none."""
        first = self._entries[number]
        text = bare_line(_said(first))
        if first.label not in ("", words.TOWN, words.CASE) or text in self._own:
            return 0
        for count, entry in enumerate(self._entries[number + 1 :], start=2):
            if text not in self._begun:
                return 0
            text = " ".join((text, *_said(entry).split()))
            if (whole := bare_line(text)) in self._own:
                if first.label:
                    self._one(SheetEntry(first.label, whole.removeprefix(f"{first.label}: "), first.place))
                return count
        return 0

    def _end_run(self) -> None:
        """One finding for lines that stand below each other."""
        if self._beside:
            self._parts.beside.append(nicht_uebernommen(self._beside[0].place, "\n".join(_said(one) for one in self._beside)))
        self._beside = []


def _beginnings(own: Iterable[str]) -> frozenset[str]:
    """What the lines of the sheet may begin with, where a mail program broke them behind a word."""
    parts = (whole.split(" ") for whole in own)
    return frozenset(" ".join(part[:count]) for part in parts for count in range(1, len(part)))


def _said(entry: SheetEntry) -> str:
    return f"{entry.label}: {entry.text}" if entry.label else entry.text


def filled(answers: Answers) -> Iterator[tuple[str, SheetEntry]]:
    """The labels with an answer."""
    return ((label, entry) for label, entry in answers.items() if entry.text.strip())
