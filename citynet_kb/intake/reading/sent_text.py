"""A text that was sent → its cases: front matter as mail programs leave it, or the questions of a form with their answers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from frontmatter.default_handlers import YAMLHandler

from citynet_kb.findings import Finding, Place, Severity
from citynet_kb.intake.asking.questions import NO_RESPONSE, REPORT, SECTIONS, is_asked, location_of, questions
from citynet_kb.intake.asking.written_names import Names
from citynet_kb.intake.reading.answers import Answer, row_of
from citynet_kb.intake.reading.mail_rules import CASES_LIMIT
from citynet_kb.intake.reading.rows import Cell, Row, Rows, leaves
from citynet_kb.intake.reading.set_aside import COVERING, SIGNATURE, Line, named, trimmed, without_closing
from citynet_kb.sources import Location, SourceDocument, read
from citynet_kb.sources.scanner.prose import FENCE

_QUESTION = re.compile(r"(?P<level>#{1,6}(?= )|\*\*|__) *(?P<heading>[^\s*_#].*?):? *(?:\*\*|__|#+)?:?")
_LEVEL = "###"
"""The headings of an issue form."""
FEWEST = 3
"""Questions on another level that show that a form was changed by hand, or, repeated, that another case begins."""
_FENCE = re.compile(rf"\s*({FENCE})\s*\w*\s*")
_FIELD = re.compile(r"[\"']?[^\W\d][\w ?/-]*[\"']?\s*:(\s|$)")
_BOUNDARY = YAMLHandler.FM_BOUNDARY
"""What mail programs make of a line ---: more hyphens, blanks behind them."""


def is_form(text: str) -> bool:
    """Whether questions of the form stand in the text, as issue forms write them or on another level of headings."""
    return bool(_level(text.split("\n")))


def _level(lines: Sequence[str]) -> str:
    """The level of the form's questions; empty where there are none."""
    found = [found for found in map(_QUESTION.fullmatch, map(str.rstrip, lines)) if found]
    known = {
        level: {location_of(one["heading"]) for one in found if one["level"] == level} - {None} for level in {one["level"] for one in found}
    }
    if known.get(_LEVEL):
        return _LEVEL
    most = max(known, key=lambda level: (len(known[level]), level), default="")
    return most if most and len(known[most]) >= FEWEST else ""


def form_rows(path: str, lines: Sequence[Line], names: Names) -> Rows:
    """The cases in the text of an issue form: »### Frage«, and below it the answer."""
    level = _level([text for _, text in lines])
    questions_at = [_asked(text, level) for _, text in lines]
    starts, seen = [0], set[Location]()
    for index, location in enumerate(questions_at):
        if location in seen and _begins_case(questions_at[index:], seen):
            starts.append(index)
            seen.clear()
        seen |= {location} if location else set()
    rows, findings = list[Row](), list[Finding]()
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        row, found = _form_row(path, lines[start:end], level, names)
        first = lines[start][0]
        rows.append(replace(row, place=Place(path, first), name=f"Fall ab Zeile {first}") if len(starts) > 1 else row)
        findings += found
    return rows, findings


def _asked(text: str, level: str) -> Location | None:
    found = _QUESTION.fullmatch(text.rstrip())
    return location_of(found["heading"]) if found and found["level"] == level else None


def _begins_case(following: Sequence[Location | None], seen: set[Location]) -> bool:
    """Whether name and outcome are asked again from here on, before any question is asked twice."""
    run = set[Location]()
    for location in following:
        if location in run:
            break
        run |= {location} if location else set()
    return len(run & seen) > FEWEST and {("outcome",), ("title",), ("city",)} <= run & seen


def _form_row(path: str, lines: Sequence[Line], level: str, names: Names) -> tuple[Row, list[Finding]]:
    answers: list[Answer] = []
    aside: list[tuple[str, Sequence[Line]]] = []
    heading, at, under = "", lines[0][0], list[Line]()
    for number, line in lines:
        found = _QUESTION.fullmatch(line.rstrip())
        is_question = found and found["level"] == level and not _belongs_to_text(found["heading"], heading, under, answers)
        if found and is_question:
            answers.append(_answer(heading, Place(path, at), under, aside))
            heading, at, under = found["heading"], number, []
        else:
            under.append((number, line))
    answers.append(_answer(heading, Place(path, at), under, aside))
    row, findings = row_of(path, answers[1:], names)
    return row, [*named(path, [(COVERING, [(answers[0].place.line, answers[0].text)]), *aside]), *findings]


def _belongs_to_text(found: str, current: str, lines: Sequence[Line], answers: Sequence[Answer]) -> bool:
    """Whether a heading is the contributor's own, within the report: it is no question, or one that is answered already."""
    is_text = _is_text(current) and _is_answer(lines)
    return is_text and (not is_asked(found) or any(location_of(answer.heading) == location_of(found) for answer in answers))


def _is_text(heading: str) -> bool:
    location = location_of(heading)
    return location is not None and location[0] == SECTIONS


def _is_answer(lines: Sequence[Line]) -> bool:
    return "".join(text for _, text in lines).strip() not in ("", NO_RESPONSE)


def _answer(heading: str, place: Place, lines: list[Line], aside: list[tuple[str, Sequence[Line]]]) -> Answer:
    """The answer below a question, at its first line with text, else at the question. A signature below the report is put aside."""
    kept, closing = without_closing(lines) if _is_text(heading) else (lines, [])
    aside.append((SIGNATURE, closing))
    filled = trimmed(kept) if _is_answer(kept) else []
    return Answer(heading, "\n".join(text for _, text in filled), place._replace(line=filled[0][0]) if filled else place, by_line=True)


def front_matter_rows(path: str, lines: list[Line]) -> Rows:
    """The cases in a text with front matter, whatever a mail program has put around it. What is set aside is named."""
    rows, findings = list[Row](), list[Finding]()
    while lines and len(rows) <= CASES_LIMIT:
        kept, left_out = _framed(lines)
        if not kept:
            break
        kept, lines = _up_to_next(kept)
        kept, closing = _without_closing(kept)
        document, found = read(path, "\n".join(line for _, line in kept).encode("utf-8", "surrogatepass"))
        moved = [_moved(finding, kept) for finding in found if finding.severity is Severity.ERROR]
        findings += [*named(path, [(COVERING, left_out), (SIGNATURE, closing)]), *moved]
        rows += [_front_matter_row(path, document, kept)] if document else []
    if len(rows) > 1:
        rows = [replace(row, name=f"Fall ab Zeile {row.place.line}") for row in rows]
    return rows, findings


def has_front_matter(lines: list[Line]) -> bool:
    """Whether a head with fields stands between two lines ---."""
    return bool(_framed(lines)[0])


def _front_matter_row(path: str, document: SourceDocument, kept: list[Line]) -> Row:
    def at(place: Place) -> Place:
        return place._replace(line=kept[min(place.line, len(kept)) - 1][0])

    return Row(at(Place(path)), {location: cell._replace(place=at(cell.place)) for location, cell in _cells(document)})


def _moved(finding: Finding, kept: list[Line]) -> Finding:
    return replace(finding, place=finding.place._replace(line=kept[min(finding.place.line, len(kept)) - 1][0]))


def _up_to_next(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of a case, and those from the next head on: a frame around three or more lines that begin with a field, one its name."""
    frames = [index for index, (_, line) in enumerate(lines) if _BOUNDARY.fullmatch(line.rstrip())]
    for start, end in pairwise(frames[2:]):
        inside = [line for _, line in lines[start + 1 : end]]
        fields = [line for line in inside if _FIELD.match(line)]
        if len(fields) >= FEWEST and inside[0] in fields and any(re.match("title|city|Überschrift|Stadt", line) for line in fields):
            return lines[:start], lines[start:]
    return lines, []


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


def _without_closing(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The head as it is, and the text below it without closing words."""
    frames = [index for index, (_, line) in enumerate(lines) if _BOUNDARY.fullmatch(line.rstrip())]
    return without_closing(lines, frames[1] + 1) if len(frames) > 1 else (lines, [])


def _framed(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines between exact `---` and those after them, and what stands above. Empty if there are none."""
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
    frame = [(inside[end][0], "---")] if end is not None else []
    return [(lines[first][0], "---"), *head, *frame, *body], lines[:first]


def _unfenced(lines: list[Line], fence: str) -> list[Line]:
    """The lines after an opening code fence. Where only the front matter was fenced, its end replaces the closing fence."""
    close = next((index for index, (_, line) in enumerate(lines) if line.strip() == fence), len(lines))
    has_end = sum(bool(_BOUNDARY.fullmatch(line.rstrip())) for _, line in lines[:close]) > 1
    number = lines[close][0] if close < len(lines) else 0
    needs_end = close < len(lines) and not has_end
    return [*lines[:close], *([(number, "---")] if needs_end else []), *lines[close + 1 :]]
