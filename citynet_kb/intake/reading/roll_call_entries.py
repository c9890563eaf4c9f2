"""A filled sheet of a roll-call, as Word document, text or mail → its labels with what stands behind them, and all other lines."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from citynet_kb.findings import Finding, Place
from citynet_kb.intake.asking import roll_call_words as words
from citynet_kb.intake.reading.archive import TooLarge, Unreadable
from citynet_kb.intake.reading.decoding import checked, kind_of, text_of
from citynet_kb.intake.reading.html_text import text_of_html
from citynet_kb.intake.reading.mail_source import opened_mail
from citynet_kb.intake.reading.set_aside import COVERING, HEAD, OLDER, SIGNATURE, Line, messages, named, without_closing
from citynet_kb.intake.reading.word_document import beside
from citynet_kb.intake.reading.word_package import local, opened
from citynet_kb.intake.reading.word_tables import named as named_in_word
from citynet_kb.intake.reading.word_text import CellText, Text, WordText, unwrapped
from citynet_kb.model.slugs import plain_slug

_LABELS = (words.DATE, words.AS_OF, words.TOWN, words.CASE, words.ATTEMPT, words.NOTHING_ELSE, *words.CASE_LABELS, *words.ATTEMPT_LABELS)
_QUOTE = re.compile(r"^(?:\s*>)+ ?")
_QUESTION, _ASKS = words.ASKED.split("{measure}")
_BEFORE, _BEHIND = " \t\xa0>*#•·–|-", " \t\xa0*_|"
"""Signs of quoting, headings and lists before a line, of emphasis and tables behind it."""
_COLONS, _LONGEST = (":", "："), 240
"""What ends a label, and the letters in which it must."""
_MAIL, _HTML = (".eml", ".mht", ".mhtml"), (".htm", ".html")


@dataclass(frozen=True)
class SheetEntry:
    """A label and what stands behind it, or a line without a label (then `label` is empty). `place` is where a person finds it."""

    label: str
    text: str
    place: Place


Sheet = tuple[list[SheetEntry], list[Finding]]
"""The entries of a sheet, and a finding for all that is no part of it."""


def sheet_entries(path: str, content: bytes) -> Sheet | None:
    """The entries of a filled sheet; None for anything else, whatever the bytes are."""
    lower = path.lower()
    if kind_of(content) == ".docx" or lower.endswith(".docx"):
        return _in_word(path, content)
    return _in_mail(path, content) if lower.endswith(_MAIL) else _in_text(path, content)


def bare_line(text: str) -> str:
    """A line as it is compared: without signs of quoting, headings and lists, with single blanks."""
    return " ".join(text.strip().lstrip(_BEFORE).rstrip(_BEHIND).split())


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    return {plain_slug(label): label for label in _LABELS}


def _label(text: str) -> str:
    """The label that a text is, however it is spelt; empty where it is none."""
    bare = " ".join(text.split())
    asked = words.asked_measure(bare)
    return words.ASKED.format(measure=asked) if asked else _known().get(plain_slug(bare), "")


def _entry(text: str, place: Place) -> SheetEntry:
    bare = text.lstrip(_BEFORE)
    start = max(bare.find(_ASKS, 0, _LONGEST), 0) if bare.startswith(_QUESTION) else 0  # a measure may have a colon in its name
    ends = [end for colon in _COLONS if (end := bare.find(colon, start, _LONGEST)) >= 0]
    label = _label(bare[: min(ends)].rstrip(_BEHIND)) if ends else ""
    return SheetEntry(label, bare[min(ends) + 1 :].lstrip("*_").strip() if label else text, place)


def _is_sheet(entries: Iterable[SheetEntry]) -> bool:
    return any(entry.label == words.DATE for entry in entries)


def _in_text(path: str, content: bytes) -> Sheet | None:
    text, findings = text_of(path, content)
    if text is None:
        return None
    if path.lower().endswith(_HTML):
        text, aside = text_of_html(text)
        findings += named(path, [(kind, [(1, words)]) for kind, words in aside.items()])
    return _in_thread(path, text, findings)


def _in_mail(path: str, content: bytes) -> Sheet | None:
    """The sheet in the text of a mail, else the first of those that hang on it."""
    mail = opened_mail(path, content)
    text, findings = checked(path, mail.text, mail.findings)
    found = _in_thread(path, text, findings) if text else None
    if found is not None:
        return found
    for name, form in mail.forms:
        read = sheet_entries(f"{path}/{name}", form)
        if read is not None:
            covering = list(enumerate((text or "").split("\n"), start=1))
            return read[0], [*findings, *read[1], *named(path, [(COVERING, covering)])]
    return None


def _in_thread(path: str, text: str, findings: Sequence[Finding]) -> Sheet | None:
    """The sheet in the first message of a thread that holds one: people write between the lines of the message they answer."""
    thread = messages(list(enumerate(text.split("\n"), start=1)))
    for number, message in enumerate(thread):
        lines = [(line, _QUOTE.sub("", words_of)) for line, words_of in message.lines]
        start = next((index for index, (line, words_of) in enumerate(lines) if _is_head(words_of)), None)
        if start is None:
            continue
        end = _end(lines, start)
        sheet, closing = without_closing(lines[start:], 0) if end is None else (lines[start : end + 1], [])
        below = [] if end is None else lines[end + 1 :]
        aside = [
            (COVERING, [line for one in thread[:number] for line in one.all]),
            (HEAD, message.opening),
            (COVERING, lines[:start]),
            (SIGNATURE, closing),
            (OLDER, [line for one in thread[number + 1 :] for line in one.all]),
        ]
        entries = [_entry(words_of, Place(path, line)) for line, words_of in _unbroken(sheet)]
        beyond = [SheetEntry("", words_of, Place(path, line)) for line, words_of in below]
        return [*entries, *beyond], [*findings, *named(path, aside)]
    return None


def _is_head(text: str) -> bool:
    """Whether a line is the title of a sheet, or says of which meeting it is."""
    return bare_line(text).startswith(words.TITLE.partition("{")[0]) or _entry(text, Place("")).label == words.DATE


def _end(lines: Sequence[Line], start: int) -> int | None:
    """The line that ends the part to fill in."""
    return next((index for index in range(len(lines) - 1, start, -1) if bare_line(lines[index][1]) == f"{words.END}."), None)


def _unbroken(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with each question in one, which mail programs break where it is long."""
    begun: Line | None = None
    for line in lines:
        if begun:
            line = (begun[0], f"{begun[1].rstrip()} {line[1].strip()}")
        begun = line if bare_line(line[1]).startswith(_QUESTION) and "«" not in line[1] else None
        if not begun:
            yield line
    if begun:
        yield begun


def _in_word(path: str, content: bytes) -> Sheet | None:
    try:
        document = WordText(opened(content))
        entries, findings = list[SheetEntry](), list[Finding]()
        number = 0
        for element, kind in unwrapped(document.file.body, "p", "tbl"):
            place = Place(path, number + 1)
            if local(element) == "tbl":
                rows = list(document.rows(element, kind))
                entries += _of_table(rows, place)
                texts = [cell.text for row in rows for cell in row]
            else:
                texts = [document.text(element, kind)]
                entries += [_entry(block.text, place) for block in texts[0].blocks if block.text]
            number += len(rows) if local(element) == "tbl" else 1
            findings += [finding for text in texts for finding in named_in_word(place, Text([], text.aside))]
    except (Unreadable, TooLarge, RecursionError, ValueError):
        return None
    return (entries, [*findings, *beside(path, document)]) if _is_sheet(entries) else None


def _of_table(rows: Sequence[Sequence[CellText]], first: Place) -> Iterator[SheetEntry]:
    """The entries of a table, each with the number of its row, counted through the document."""
    head = [_label(_words(cell)) for cell in rows[0]] if rows else []
    is_grid = head[:1] in ([words.CASE], [words.ATTEMPT])
    for number, row in enumerate(rows):
        place = first._replace(line=first.line + number)
        if not is_grid:
            yield from _of_pair(row, place)
        elif number:
            yield from _of_row(head, row, place)
        else:
            unknown = (cell for label, cell in zip(head, row, strict=True) if not label)
            yield from (SheetEntry("", _words(cell), place) for cell in unknown if _words(cell).strip())


def _of_row(head: Sequence[str], row: Sequence[CellText], place: Place) -> Iterator[SheetEntry]:
    """A row below labels: of a case or of something tried, which its first cell names."""
    if any(_words(cell).strip() for cell in row):
        for label, cell in zip([*head, *[""] * len(row)], row, strict=False):
            text = _words(cell)
            if label or text.strip():
                yield SheetEntry(label, text.strip(), place)


def _of_pair(row: Sequence[CellText], place: Place) -> Iterator[SheetEntry]:
    """A question on the left with its answer on the right; cells of any other row are lines."""
    cells = [_words(cell) for cell in row]
    label = _label(cells[0].strip().rstrip(":")) if cells else ""
    if label and len(cells) > 1:
        yield SheetEntry(label, cells[1].strip(), place)
        cells = cells[2:]
    yield from (SheetEntry("", text, place) for text in cells if text.strip())


def _words(cell: CellText) -> str:
    """The lines of a cell; a table inside it as lines too."""
    return "\n".join(" · ".join((block.text, *(" · ".join(row) for row in block.rows))).strip(" ·") for block in cell.text.blocks)
