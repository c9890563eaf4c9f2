"""Files made to cost much, each by a function that makes it when asked: what `intake`, `import` and `check` must judge in little time.

`COSTLY` names them all; the command is the one that is to read the file. Nothing here is read by the product.
"""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from xml.sax.saxutils import escape

from openpyxl import Workbook

from citynet_kb.intake.asking.questions import heading, questions
from citynet_kb.intake.asking.word_form import word_template
from citynet_kb.sources import Location

HEAD = """Stadt: Gera
Ergebnis: Offen
Aufwand: klein
Thema: Feste, Märkte & Frequenz
Überschrift: Ein Markt am Abend in der Stadt
"""
_FRONT = "title: Ein Markt am Abend in der Stadt\n{0}city: gera\n{0}topic: feste-maerkte\n{0}outcome: offen\n{0}effort: klein\n"
_MEGABYTE = 1_000_000
_LINES = 9_900
"""As many as a mail may have, its head aside."""


@dataclass(frozen=True)
class Costly:
    """A file and the command that reads it: intake, import, or check (then the file is a case)."""

    command: str
    name: str
    content: bytes

    @property
    def is_case(self) -> bool:
        """Whether the file belongs below content/faelle/gera/."""
        return self.command == "check"


def lists() -> Iterator[Location]:
    """Every field that holds several values, and every list of groups by its first text."""
    seen = set[str]()
    for question in questions():
        if question.is_list:
            yield question.location
        elif question.entry_of and question.entry_of not in seen and question.location[-1] in ("title", "goal", "item", "note"):
            seen.add(question.entry_of)
            yield question.location


def values(kind: str, count: int) -> list[str]:
    """Values of one kind: known ones, unknown ones, or misspelt ones, no two alike."""
    word = {
        "known": "Wetter",
        "unknown": "Ganz anderer Grund {0} und mehr",
        "misspelt": "zu wenik Nachfrge{0}",
        "measure": "Feierabentmarkt{0}",
    }
    return [word[kind].format(number) for number in range(count)]


def _top(location: Location) -> str:
    """The label under which a whole list is answered."""
    return heading(location[:1]) if _is_group(location) else heading(location)


def _is_group(location: Location) -> bool:
    return len(location) > 1 and location[0] in {question.entry_of for question in questions()}


def mail(location: Location, kind: str, count: int = _LINES) -> Costly:
    """One value a line."""
    return _mail(f"{_top(location)}:\n" + "".join(f"- {value}\n" for value in values(kind, count)))


def mail_in_one_line(location: Location, kind: str, count: int = 19_000) -> Costly:
    """All values in one line."""
    return _mail(f"{_top(location)}: {', '.join(values(kind, count))}\n")


def ticket(location: Location, kind: str, count: int = _LINES) -> Costly:
    """One value a line below its question."""
    answers = [line.split(": ", 1) for line in HEAD.strip().split("\n")]
    text = "".join(f"### {label}\n\n{answer}\n\n" for label, answer in answers)
    return Costly("intake", "fall.md", f"{text}### {_top(location)}\n\n{chr(10).join(values(kind, count - 40))}\n".encode())


def front_matter(location: Location, kind: str, count: int = _LINES) -> Costly:
    """A mail that holds a case as a file has it."""
    return Costly("intake", "fall.md", f"---\n{_FRONT.format('')}{_listed(location, values(kind, count - 40))}---\n\nEin Markt.\n".encode())


def record(location: Location, kind: str, count: int = 3_000) -> Costly:
    """A case written by hand."""
    return Costly("check", "fall.md", f"---\n{_FRONT.format('')}{_listed(location, values(kind, count)[:150])}---\n\nEin Markt.\n".encode())


def yaml_list(location: Location, kind: str, count: int = 50_000) -> Costly:
    """A list of cases with one that has many values."""
    entry = "".join(f"  {line}\n" for line in _listed(location, values(kind, count)).strip("\n").split("\n"))
    return Costly("import", "faelle.yml", f"- {_FRONT.format('  ')}{entry}".encode())


def cell(location: Location, kind: str, count: int = 19_000) -> Costly:
    """As much as one cell of a workbook holds."""
    value, question = "\n".join(values(kind, count)), _top(location)
    rows = [line.split(": ", 1) for line in HEAD.strip().split("\n")]
    return _workbook([[*(label for label, _ in rows), question], [*(answer for _, answer in rows), value[:32_000]]])


def columns(location: Location, kind: str) -> Costly:
    """A column for each value."""
    rows = [line.split(": ", 1) for line in HEAD.strip().split("\n")]
    path = ".".join(str(step) for step in location)
    texts = values(kind, 50)
    header = [*(label for label, _ in rows), *(f"{path}.{number}" for number in range(len(texts)))]
    return _workbook([header, *([[*(answer for _, answer in rows), *texts]] * 1_900)])


def word(location: Location, kind: str, count: int = 19_000) -> Costly:
    """The template with one answer of many paragraphs."""
    source = zipfile.ZipFile(io.BytesIO(word_template({"city": {}, "topic": {}, "measure": {}})))
    text = source.read("word/document.xml").decode()
    answers = {name: [answer] for name, answer in (line.split(": ", 1) for line in HEAD.strip().split("\n"))}
    for name, texts in {**answers, _top(location).split(": ")[-1]: values(kind, count)}.items():
        text = _answered(text, name, texts)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            archive.writestr(name, text if name == "word/document.xml" else source.read(name))
    return Costly("intake", "fall.docx", stream.getvalue())


def _answered(xml: str, name: str, texts: Iterable[str]) -> str:
    """The template with these paragraphs beside a question, where it is one with a cell of its own."""
    start = max(xml.find(f">{name} *<"), xml.find(f">{name}<"))
    begin = xml.find("<w:tc>", start)
    first, end = xml.find("</w:tcPr>", begin) + len("</w:tcPr>"), xml.find("</w:tc>", begin)
    if not 0 <= start < begin < first <= end:
        return xml
    paragraphs = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in texts)
    return xml[:first] + paragraphs + xml[end:]


def _listed(location: Location, texts: Iterable[str]) -> str:
    """Front matter that holds these values at a place."""
    *way, last = [str(step) for step in location]
    if _is_group(location):
        return f"{way[0]}:\n" + "".join(f"  - {last}: {text}\n" for text in texts)
    indent = "  " * len(way)
    opened = "".join(f"{'  ' * depth}{key}:\n" for depth, key in enumerate((*way, last)))
    return opened + "".join(f"{indent}  - {text}\n" for text in texts)


def _workbook(rows: list[list[str]]) -> Costly:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Fälle")
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return Costly("import", "faelle.xlsx", stream.getvalue())


def _sent(text: str, name: str = "fall.txt") -> Costly:
    return Costly("intake", name, text.encode())


def _mail(text: str) -> Costly:
    return _sent(f"{HEAD}{text}\nEin Markt am Abend.\n")


def _listing(text: str) -> Costly:
    return Costly("import", "faelle.yml", text.encode())


def _cases(count: int) -> str:
    """Cases of a YAML list whose measure is misspelt."""
    return "".join(f"- {_FRONT.format('  ')}  measure: {one}\n" for one in values("measure", count))


def _table(columns: str, row: str) -> Costly:
    rows = "".join(f"Ein Markt {number} in Gera;{row.format(number)}\n" for number in range(1_990))
    return Costly("import", "faelle.csv", f"title;city;topic;outcome;effort{columns}\n{rows}".encode())


def _questions(name: str) -> Costly:
    """A ticket with far more questions than it asks."""
    asked = "".join(f"### {name.format(number)}\n\neins\n\n" for number in range(2_400))
    return _sent(f"### Stadt\n\nGera\n\n{asked}", "fall.md")


def _parts(count: int) -> bytes:
    part = b"--x\nContent-Type: text/plain\n\nEin Teil.\n"
    return b"Content-Type: multipart/mixed; boundary=x\nSubject: Fall\n\n" + part * count + b"--x--\n"


def _shapes() -> Iterator[tuple[str, Callable[[], Costly]]]:
    """What is no list: long values, many labels, deep quotation, many parts."""
    for label in ("Bericht", "Überschrift", "Gründe", "Maßnahme", "Zeitraum", "Zeitraum: Beginn", "Quellen", "Ansprechstelle: Rolle"):
        yield f"one long value of {label}", partial(lambda label: _mail(f"{label}: {'Wort ' * 190_000}\n"), label)
        yield f"one long word of {label}", partial(lambda label: _mail(f"{label}: {'a' * 950_000}\n"), label)
        yield f"{label} answered again and again", partial(lambda label: _mail(f"{label}: eins\n" * _LINES), label)
        yield f"{label} misspelt again and again", partial(lambda label: _mail(f"{label[:-1]}: eins\n" * _LINES), label)
    full = "".join(f"{_top(location)}:\n" + "".join(f"- {one}\n" for one in values("unknown", 300)) for location in lists())
    yield "every list full", lambda: _mail(full)
    yield "near labels in a ticket", lambda: _questions("Grunde")
    yield "different near labels in a ticket", lambda: _questions("Grunde{0}")
    yield "unknown questions in a ticket", lambda: _questions("Frage {0}")
    yield "different near labels", lambda: _mail("".join(f"Grunde{number}: eins\n" for number in range(_LINES)))
    yield "deep quotation", lambda: _mail("".join(f"{'>' * number} Wort\n" for number in range(1, 1_400)))
    yield "quotation signs alone", lambda: _mail(f"{'> ' * 4_000}Wort\n" * 120)
    yield "labels behind quotation", lambda: _sent("".join(f"> {line}\n" for line in HEAD.split("\n") * 1_600))
    yield "parts of a mail", lambda: Costly("intake", "fall.eml", _parts(200_000))
    yield "as many parts as allowed", lambda: Costly("intake", "fall.eml", _parts(190))
    yield "one line of 5 MB", lambda: _sent("a" * 5 * _MEGABYTE)
    yield "one line of 5 MB in a mail", lambda: _sent("Subject: x\nContent-Type: text/plain\n\n" + "a" * 5 * _MEGABYTE, "fall.eml")
    yield "HTML of 1 MB", lambda: _sent("<p>Stadt: Gera</p>" * 55_000, "fall.html")
    yield "HTML in the report", lambda: _mail("<b>x</b> " * 100_000)
    yield "HTML in many lines", lambda: _mail("<b>x</b> <i>y</i>\n" * _LINES)
    misspelt = "".join(f"{HEAD}Maßnahme: {one}\n\nEin Markt.\n\n" for one in values("measure", 199))
    yield "cases of a mail, measures misspelt", lambda: _sent(misspelt)
    yield "cases of a mail", lambda: _sent(f"{HEAD}\nEin Markt.\n\n" * 199)
    yield "measures misspelt in a table", lambda: _table(";measure", "gera;feste-maerkte;offen;klein;Feierabentmarkt{0}")
    yield "towns misspelt in a table", lambda: _table("", "Geraa{0};feste-maerkte;offen;klein")
    yield "reasons misspelt in a table", lambda: _table(";Gründe", "gera;feste-maerkte;eingestellt;klein;zu wenik Nachfrge{0}")
    detour = "    - title: https://a.safelinks.protection.outlook.com/?url=https%3A%2F%2Fx.de\n"
    yield "detours in a list", lambda: _listing(f"- {_FRONT.format('  ')}  sources:\n{detour * 20_000}")
    yield "cases in a list", lambda: _listing("".join(f"- {_FRONT.format('  ')}  id: gera/markt-{n}\n" for n in range(990)))
    yield "cases in a list, measures misspelt", lambda: _listing(_cases(990))
    yield "cases in a list that cannot be read", lambda: _listing(f'- {_FRONT.format("  ")}  note: "offen" und: mehr\n' * 990)
    yield "far too many cases in a list", lambda: _listing(_cases(14_000))
    yield "a list of empty entries", lambda: _listing("-\n" * 900_000)
    yield "a list of colons", lambda: _listing("- a: b: c\n" * 190_000)
    yield "an open quotation mark in a list", lambda: _listing('- a: "b\n' + "- a: b\n" * 280_000)
    yield "brackets in a list", lambda: _listing("- [" * 600_000)


def _named() -> Iterator[tuple[str, Callable[[], Costly]]]:
    yield from _shapes()
    for location in lists():
        name = ".".join(map(str, location))
        for way in (mail, mail_in_one_line, ticket, front_matter, record, yaml_list, cell, word):
            kinds = ("known", "unknown", "misspelt") if location[0] in ("failure_reasons", "funding", "topics_more") else ("unknown",)
            for kind in kinds:
                yield f"{kind} {name}: {way.__name__}", partial(way, location, kind)
    for kind in ("known", "unknown", "misspelt"):
        yield f"{kind} failure_reasons: columns", partial(columns, ("failure_reasons",), kind)


COSTLY: dict[str, Callable[[], Costly]] = dict(_named())
"""Every file by its name."""
