"""A text that was sent → a case: front matter as mail programs leave it, or the questions of a form with their answers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from frontmatter.default_handlers import YAMLHandler

from citynet_kb.findings import Finding, Place, Severity
from citynet_kb.intake.asking.questions import NO_RESPONSE, REPORT, SECTIONS, is_asked, location_of, questions
from citynet_kb.intake.asking.written_names import Names
from citynet_kb.intake.reading import answer_rules as rules
from citynet_kb.intake.reading.answers import Answer, row_of
from citynet_kb.intake.reading.rows import Cell, Row, leaves
from citynet_kb.sources import SourceDocument, read
from citynet_kb.sources.scanner.prose import FENCE

Line = tuple[int, str]
"""A line with its number in what arrived."""
_QUESTION = re.compile(r"### +(?P<heading>\S.*)")
_FENCE = re.compile(rf"\s*({FENCE})\s*\w*\s*")
_FIELD = re.compile(r"[\"']?[^\W\d][\w ?/-]*[\"']?\s*:(\s|$)")
_BOUNDARY = YAMLHandler.FM_BOUNDARY
"""What mail programs make of a line ---: more hyphens, blanks behind them."""
_SIGNATURE = "-- "
"""The line that mail programs put before the sender's name and address."""


def is_form(text: str) -> bool:
    """Whether a question of the form stands in the text, as issue forms write it."""
    return any(location_of(found["heading"]) is not None for found in map(_QUESTION.fullmatch, text.split("\n")) if found)


def form_row(path: str, text: str, names: Names) -> tuple[list[Row], list[Finding]]:
    """The case in the text of an issue form: »### Frage«, and below it the answer."""
    answers: list[Answer] = []
    heading, place, lines = "", Place(path), list[str]()
    for number, line in enumerate(text.split("\n"), start=1):
        found = _QUESTION.fullmatch(line.rstrip())
        if found and not _belongs_to_text(found["heading"], heading, lines, answers):
            answers.append(_answer(heading, place, lines))
            heading, place, lines = found["heading"], Place(path, number), []
        else:
            lines.append(line)
    answers.append(_answer(heading, place, lines))
    before, *asked = answers
    row, findings = row_of(path, asked, names)
    return [row], [*([rules.nicht_uebernommen(before.place, before.text)] if before.text.strip() else []), *findings]


def _belongs_to_text(found: str, current: str, lines: Sequence[str], answers: Sequence[Answer]) -> bool:
    """Whether a heading is the contributor's own, within the report: it is no question, or one that is answered already."""
    location = location_of(current)
    is_text = location is not None and location[0] == SECTIONS and _is_answer(lines)
    return is_text and (not is_asked(found) or any(location_of(answer.heading) == location_of(found) for answer in answers))


def _is_answer(lines: Sequence[str]) -> bool:
    return "".join(lines).strip() not in ("", NO_RESPONSE)


def _answer(heading: str, place: Place, lines: Sequence[str]) -> Answer:
    """The place of an answer is its first line with text, or that of the question if there is none."""
    text = "\n".join(lines)
    if heading and _is_answer(lines):
        place = replace(place, line=place.line + 1 + next(number for number, line in enumerate(lines) if line.strip()))
    return Answer(heading, text, place, by_line=True)


def front_matter_row(path: str, lines: list[Line]) -> tuple[list[Row], list[Finding]]:
    """The case in a text with front matter, whatever a mail program has put around it. What is left out is reported."""
    kept, left_out = _framed(lines)
    if not kept:
        return [], [rules.eingang_ohne_fall(Place(path))]
    document, found = read(path, "\n".join(line for _, line in kept).encode("utf-8", "surrogatepass"))
    numbers = [number for number, _ in kept]

    def moved(place: Place) -> Place:
        return replace(place, line=numbers[min(place.line, len(numbers)) - 1])

    findings = [rules.nicht_uebernommen(Place(path, part[0][0]), "\n".join(line for _, line in part)) for part in left_out]
    findings += [replace(finding, place=moved(finding.place)) for finding in found if finding.severity is Severity.ERROR]
    if document is None:
        return [], findings
    cells = dict(_cells(document))
    return [Row(Place(path), {location: replace(cell, place=moved(cell.place)) for location, cell in cells.items()})], findings


def _cells(document: SourceDocument) -> Iterator[tuple[tuple[str | int, ...], Cell]]:
    """Values and text. A field may be named by its label."""
    labels = {question.label: question.location[0] for question in questions() if len(question.location) == 1}
    for location, text in leaves(dict(document.data)):
        place = (labels.get(str(location[0]), location[0]), *location[1:])
        yield place, Cell(text, ".".join(map(str, location)), document.at(*location))
    body = document.body.strip("\n")
    if body.strip():
        start = len(document.body) - len(document.body.lstrip("\n"))
        yield (SECTIONS,), Cell(body, REPORT, document.at_body(start), by_line=True)


def without_quoting(lines: list[Line]) -> list[Line]:
    """A forwarded text has > before each line."""
    if all(line.startswith(">") for _, line in lines if line.strip()):
        return [(number, line[1:].removeprefix(" ")) for number, line in lines]
    return lines


def _framed(lines: list[Line]) -> tuple[list[Line], list[list[Line]]]:
    """The lines between exact `---` and those after them, and what was left out: greeting, signature. Empty if there are none."""
    first = next((index for index, (_, line) in enumerate(lines) if _BOUNDARY.fullmatch(line.rstrip()) or _FENCE.fullmatch(line)), None)
    if first is None:
        return [], []
    fence = _FENCE.fullmatch(lines[first][1])
    inside = lines[first + 1 :]
    if fence:
        inside = _unfenced(lines[first + 1 :], fence[1])
        opening = next((index for index, (_, line) in enumerate(inside) if line.strip()), 0)
        if inside and _BOUNDARY.fullmatch(inside[opening][1].rstrip()):
            inside = inside[opening + 1 :]
    if not any(_FIELD.match(line) for _, line in inside[:5]):
        return [], []
    end = next((index for index, (_, line) in enumerate(inside) if _BOUNDARY.fullmatch(line.rstrip())), None)
    head, body = (inside, []) if end is None else (inside[:end], inside[end + 1 :])
    cut = next((index for index, (_, line) in enumerate(body) if line == _SIGNATURE), len(body))
    closing = [(inside[end][0], "---")] if end is not None else []
    left_out = [part for part in (lines[:first], body[cut + 1 :]) if any(line.strip() for _, line in part)]
    return [(lines[first][0], "---"), *head, *closing, *body[:cut]], left_out


def _unfenced(lines: list[Line], fence: str) -> list[Line]:
    """The lines after an opening code fence. Where only the front matter was fenced, its end replaces the closing fence."""
    close = next((index for index, (_, line) in enumerate(lines) if line.strip() == fence), len(lines))
    has_end = sum(bool(_BOUNDARY.fullmatch(line.rstrip())) for _, line in lines[:close]) > 1
    number = lines[close][0] if close < len(lines) else 0
    needs_end = close < len(lines) and not has_end
    return [*lines[:close], *([(number, "---")] if needs_end else []), *lines[close + 1 :]]
