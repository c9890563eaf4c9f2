"""Filled sheets of a roll-call for tests: the sheet as it was sent, with answers set in as people do it."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docx import Document

from citynet_kb.intake.asking import roll_call_words as words

Labelled = Mapping[str, str]


@dataclass(frozen=True)
class Filling:
    """What a town writes: of cases by id, of measures by name, of what it tried since, and a sentence that belongs nowhere."""

    cases: Mapping[str, Labelled] = field(default_factory=dict)
    replies: Labelled = field(default_factory=dict)
    attempts: Sequence[Labelled] = ()
    nothing_else: str = ""
    stray: str = ""


def as_text(sheet: str, filling: Filling) -> str:
    """The Markdown sheet with the answers behind the colons."""
    lines, here = list[str](), dict[str, str]()
    for line in sheet.split("\n"):
        label, colon, rest = line.rpartition("versucht:") if line.startswith("Haben Sie") else line.partition(":")
        label = label + "versucht" if line.startswith("Haben Sie") else label
        if label == words.CASE:
            here = dict(filling.cases.get(rest.strip().partition(":")[0], {}))
        elif label == words.ATTEMPT:
            number = int(rest) - 1
            here = dict(filling.attempts[number]) if number < len(filling.attempts) else {}
        elif label == words.NOTHING_ELSE and filling.nothing_else:
            line = f"{label}: {filling.nothing_else}"
        elif words.asked_measure(label) in filling.replies:
            line = f"{label}: {filling.replies[words.asked_measure(label)]}"
        elif colon and label in here:
            line = f"{label}: {here.pop(label)}"
        if line == f"### {words.SINCE}" and filling.stray:
            lines += [filling.stray, ""]
        lines.append(line)
    return "\n".join(lines)


def as_mail(sheet: str, filling: Filling, width: int = 0) -> bytes:
    """An answer to the mail that held the sheet, written between its lines, with a greeting above. `width`: lines are broken there."""
    filled = as_text(sheet, filling).split("\n")
    broken = [part for line in filled for part in (_broken(line, width) if width else [line])]
    head = "From: stadt@musterland.example\nTo: redaktion@musterland.example\nSubject: AW: Rundruf\nMIME-Version: 1.0\n"
    kind = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n"
    above = "Guten Tag,\n\ndie Antworten stehen unten.\n\nViele Grüße\nErika Muster\n\nAm 2. Juni 2026 um 09:12 schrieb Redaktion:\n"
    return "\n".join((head + kind, above, *(f"> {line}" for line in broken))).encode()


def _broken(line: str, width: int) -> list[str]:
    parts = [""]
    for word in line.split(" "):
        if parts[-1] and len(parts[-1]) + len(word) >= width:
            parts.append(word)
        else:
            parts[-1] = f"{parts[-1]} {word}" if parts[-1] else word
    return parts


def as_word(sheet: bytes, filling: Filling) -> bytes:
    """The Word sheet with the answers in its cells."""
    document = Document(io.BytesIO(sheet))
    for table in document.tables:
        head = [cell.text for cell in table.rows[0].cells]
        for row in table.rows:
            _fill(head, row.cells, filling)
    if filling.stray:
        document.add_paragraph(filling.stray)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _fill(head: Sequence[str], cells: Sequence[Any], filling: Filling) -> None:
    first = cells[0].text
    given: Labelled = {}
    if head[0] == words.CASE:
        given = filling.cases.get(first.partition(":")[0], {})
    elif head[0] == words.ATTEMPT and first.isdigit() and int(first) <= len(filling.attempts):
        given = filling.attempts[int(first) - 1]
    elif first == words.NOTHING_ELSE:
        cells[1].text = filling.nothing_else
    elif words.asked_measure(first) in filling.replies:
        cells[1].text = filling.replies[words.asked_measure(first)]
    for label, cell in zip(head, cells, strict=True):
        if label in given:
            cell.text = given[label]


def meeting(folder: Path, date: str, towns: Sequence[str]) -> None:
    """A meeting of the network at which these towns were; the first is the host."""
    lines = ["---", f"date: {date}", f"city: {towns[0]}", "towns:", *(f"  - {town}" for town in towns[1:]), "---", ""]
    file = folder / f"treffen/{date}-{towns[0]}.md"
    file.parent.mkdir(exist_ok=True)
    file.write_text("\n".join(lines), encoding="utf-8")
