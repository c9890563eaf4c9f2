"""What a file may cost: every way in gives each of these its verdict in two seconds of CPU and 200 MB. A bound is one line of BOUNDS."""

import os
import resource
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.attacks.large_files import GOOD
from tests.attacks.large_files import workbook as large_workbook
from tests.audit import Row, Setting, none_of
from tests.audit import generated as g
from tests.fixtures import add, town
from tests.forked_programs import COMMAND
from tests.site.building import LAND

SECONDS, MEGABYTES = 2.0, 200
CASE = "content/faelle/musterstadt/fall.md"
ITEM = "content/pruefpunkte/obg-anzeige.md"
"""Which the cases of a full workbook have done."""


class Bound(NamedTuple):
    """A file (`name`), how it is made, and whether a good case in it must be written (True), must not (False), or may (None)."""

    about: str
    name: str
    make: Callable[[], bytes]
    is_written: bool | None = None


_SAFE_LINK = "https://a.safelinks.protection.outlook.com/?url=https%3A%2F%2Fx.de&d=1"
TABLE = "a|" * 60 + "\n" + "-|" * 60 + "\n"
BOUNDS = (
    Bound("Excel: 60 columns and 2,000 rows", "a.xlsx", lambda: _full(2000), True),
    Bound("Excel: 40,000 rows", "a.xlsx", lambda: g.workbook(*[g.cells("Musterstadt", "x")] * 40_000), False),
    Bound("Excel: 20 rows of 16,000 columns", "a.xlsx", lambda: g.workbook(*[g.cells(*["c"] * 16_000)] * 20), False),
    Bound("Excel: a cell in XFD1048576", "a.xlsx", lambda: g.workbook('<c r="XFD1048576"><v>1</v></c>'), True),
    Bound("Excel: a cell merged over the whole sheet", "a.xlsx", lambda: g.workbook(after=_merged("A3:XFD1048576"))),
    Bound("Excel: 60,000 merged cells", "a.xlsx", lambda: g.workbook(after=_merged(*[f"A{n}:B{n}" for n in range(3, 60_003)]))),
    Bound("Excel: 300,000 shared strings", "a.xlsx", lambda: g.workbook(shared=_strings(300_000)), False),
    Bound("Excel: a cell of a million letters", "a.xlsx", lambda: g.workbook(Bericht="x " * 500_000)),
    Bound("Excel: a list of 200 entries", "a.xlsx", lambda: g.workbook(**{"Gründe": "; ".join(f"Grund {n}" for n in range(200))}), False),
    Bound("Excel: a list of 100,000 entries", "a.xlsx", lambda: g.workbook(**{"Gründe": "Haftung; " * 100_000}), False),
    Bound("Excel: a part of 1 GB of blanks", "a.xlsx", lambda: g.packed({"xl/workbook.xml": " " * 1_000_000_000}), False),
    Bound("CSV: 2,000 rows with 52 further columns", "a.csv", lambda: g.separated(2000, *["x"] * 52)),
    Bound("CSV: 100,000 rows", "a.csv", lambda: g.separated(100_000), False),
    Bound("CSV: one line of 200,000 fields", "a.csv", lambda: ("Stadt;" * 200_000 + "\nx\n").encode(), False),
    Bound("CSV: an open quotation mark before a megabyte", "a.csv", lambda: g.separated(1) + b'"' + b"x;y\n" * 250_000, False),
    Bound("YAML: 3,000 cases", "a.yml", lambda: b"- title: x\n  city: musterstadt\n" * 3000, False),
    Bound("Word: 20,000 paragraphs", "a.docx", lambda: g.word(g.paragraphs(*["x"] * 19_900))),
    Bound("Word: 150,000 paragraphs", "a.docx", lambda: g.word(g.paragraphs(*["x"] * 150_000)), False),
    Bound("Word: 20,000 runs in one answer", "a.docx", lambda: g.word(Bericht=_runs(19_000)), False),
    Bound("Word: 150,000 runs in one answer", "a.docx", lambda: g.word(Bericht=_runs(150_000)), False),
    Bound("Word: a table of 18,000 cells in the report", "a.docx", lambda: g.word(Bericht=_cells(300, 60))),
    Bound("Word: a table of 150,000 empty cells", "a.docx", lambda: g.word("<w:tbl>" + "<w:tr><w:tc/></w:tr>" * 150_000 + "</w:tbl>")),
    Bound("Word: 9,000 tables", "a.docx", lambda: g.word(g.table([g.paragraphs("x"), g.paragraphs("y")]) * 9000)),
    Bound("Word: 120 tables in each other", "a.docx", lambda: g.word("<w:tbl><w:tr><w:tc>" * 120 + "</w:tc></w:tr></w:tbl>" * 120)),
    Bound("Word: a list of 200 entries", "a.docx", lambda: g.word(**{"Gründe": g.paragraphs(*(f"Grund {n}" for n in range(200)))}), False),
    Bound("Word: a list of 10,000 entries", "a.docx", lambda: g.word(**{"Gründe": g.paragraphs(*["Haftung"] * 10_000)}), False),
    Bound("Word: 6,000 keywords between commas", "a.docx", lambda: g.word(Schlagworte=g.paragraphs("wort, " * 6000)), False),
    Bound("mail: a period of a megabyte", "a.txt", lambda: g.mail(Zeitraum="a" + " - a" * 240_000 + "!"), False),
    Bound("mail: a period of dashes alone", "a.txt", lambda: g.mail(Zeitraum="–" * 300_000), False),
    Bound("mail: 10,000 lines", "a.txt", lambda: g.mail(*["Wort\n"] * 9900), True),
    Bound("mail: a million lines", "a.txt", lambda: g.mail(*["x\n"] * 1_000_000), False),
    Bound("mail: one line of a megabyte", "a.txt", lambda: g.mail("x " * 500_000)),
    Bound("mail: 200 reasons", "a.txt", lambda: g.mail(**{"Gründe": ", ".join(f"Grund {n}" for n in range(200))}), False),
    Bound("mail: 100,000 reasons", "a.txt", lambda: g.mail(**{"Gründe": "Haftung, " * 100_000}), False),
    Bound("mail: 9,000 sources", "a.txt", lambda: g.mail(Quellen="Bote, https://bote.example/1\n\n" * 4500)),
    Bound("mail: 10,000 lines of reasons", "a.txt", lambda: g.mail(**{"Gründe": "\n" + "- Haftung\n" * 9900}), False),
    Bound("mail: 3,000 quotes in each other", "a.txt", lambda: g.mail(*[">" * n + " x\n" for n in range(3000)])),
    Bound("mail: 9,000 heads of older mails", "a.txt", lambda: g.mail("Von: a\nGesendet: Montag\nAn: b\n" * 3000), True),
    Bound("mail: 200 cases", "a.txt", lambda: b"\n\n".join([g.mail()] * 200)),
    Bound("mail: 2,000 Safe Links", "a.txt", lambda: g.mail(f"{_SAFE_LINK}\n" * 2000)),
    Bound("mail: prose of a megabyte", "a.txt", lambda: b"Wir haben in Musterstadt seit Mai 2023 einen Markt. " * 20_000, False),
    Bound("mail: 100,000 tags of HTML in each other", "a.eml", lambda: g.html_mail("<div>" * 100_000)),
    Bound("mail: 300,000 open tags", "a.eml", lambda: g.html_mail("<a " * 300_000)),
    Bound("mail: a table of 200,000 cells of HTML", "a.eml", lambda: g.html_mail("<table>" + "<tr><td>x" * 200_000)),
    Bound("mail: 5,000 parts", "a.eml", lambda: g.mail_of_parts("Content-Type: text/plain\n\nx", 5000)),
    Bound("mail: 5 MB in base64", "a.eml", lambda: g.in_base64(g.mail("Wort und Wort\n" * 400_000)), False),
    Bound("ticket: 2,800 headings", "a.md", lambda: b"### Stadt\n\nMusterstadt\n\n" * 2800, False),
    Bound("ticket: an answer of 60,000 letters", "a.md", lambda: g.ticket(Bericht="x " * 30_000)),
    Bound("record: a table of 60 columns and 15,000 short rows", CASE, lambda: g.record(TABLE + "x|\n" * 15_000)),
    Bound("record: 35 tables of 60 columns", CASE, lambda: g.record((TABLE + "x|\n" * 20 + "\n") * 35)),
    Bound("record: 2,000 quotes in each other", CASE, lambda: g.record("> " * 2000 + "x")),
    Bound("record: quotes and lists in turns", CASE, lambda: g.record("> - " * 800 + "x")),
    Bound("record: a list 500 levels deep", CASE, lambda: g.record("\n".join(f"{'  ' * n}- x" for n in range(500)))),
    Bound("record: a host of 100,000 letters", CASE, lambda: g.record(f"[x](https://{'a' * 100_000}.de/)"), False),
    Bound("record: a host of 20,000 dots", CASE, lambda: g.record(f"[x](https://{'a.' * 20_000}de/)"), False),
    Bound("record: 1,000 hosts of Punycode", CASE, lambda: g.record("".join(f"[x](https://xn--{n}.de/) " for n in range(1000)))),
    Bound("record: words of a link like an address, 50,000 letters", CASE, lambda: g.record(f"[https://{'a.' * 25_000}de](https://b.de/)")),
    Bound("record: addresses that end in %E0%A4%A", CASE, lambda: g.record("[x](https://gera.de/#%E0%A4%A) " * 1000)),
    Bound("record: 10,000 dates that look like lists", CASE, lambda: g.record("Vorher\n" + "15. August war Markt.\n" * 10_000)),
    Bound("record: 50,000 stars within words", CASE, lambda: g.record("Händler*innen " * 25_000 + "*" * 25_000)),
    Bound("record: 200 sources", CASE, lambda: g.record("Text.", "sources:\n" + "".join(f"  - title: Q{n}\n" for n in range(200)))),
    Bound("record: 20,000 keywords", CASE, lambda: g.record("Text.", f"tags: [{', '.join(f'wort{n}' for n in range(20_000))}]\n"), False),
    Bound("record: a value of a megabyte", CASE, lambda: g.record("Text.", f'summary: "{"x " * 500_000}"\n'), False),
    Bound("record: 20,000 open brackets in the head", CASE, lambda: g.record("Text.", f"tags: {'[' * 20_000}\n"), False),
    Bound("record: 2,000 lines without a colon", CASE, lambda: g.record("Text.", "kein doppelpunkt\n" * 2000), False),
    Bound("record: 2,000 merge conflicts", CASE, lambda: g.record("<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n" * 2000), False),
    Bound("record: 30,000 signs of HTML", CASE, lambda: g.record("&amp; &ndash; " * 15_000)),
    Bound("record: 20,000 broken letters", CASE, lambda: g.record("FÃ¼r " * 20_000), False),
)


def _full(rows: int) -> bytes:
    """A workbook of cases that say all there is to say."""
    changes = {"Thema": "Feste und Märkte", "Weitere Themen": "Leerstand"}
    values = {**GOOD, **changes}.values()
    return large_workbook(list(GOOD), [[value.replace("{}", str(number)) for value in values] for number in range(rows)])


def _merged(*ranges: str) -> str:
    return "<mergeCells>" + "".join(f'<mergeCell ref="{one}"/>' for one in ranges) + "</mergeCells>"


def _strings(count: int) -> str:
    texts = "".join(f"<si><t>Wort {number}</t></si>" for number in range(count))
    return f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{texts}</sst>'


def _runs(count: int) -> str:
    return "<w:p>" + '<w:r><w:t xml:space="preserve">x </w:t></w:r>' * count + "</w:p>"


def _cells(rows: int, columns: int) -> str:
    return g.table(*[[g.paragraphs("x")] * columns] * rows)


def bounds(setting: Setting) -> Iterator[Row]:
    """A row for each file, then one for how the commands ended."""
    wrong = []
    for number, bound in enumerate(BOUNDS):
        folder = setting.folder / str(number)
        town(folder)
        add(folder, ITEM, (LAND / ITEM).read_bytes())
        add(folder, bound.name, bound.make())
        done = verdict(folder, *call(bound.name))
        fast, small = done.seconds <= SECONDS, done.megabytes <= MEGABYTES
        value = f"{done.seconds:.1f} s, {done.megabytes:.0f} MB"
        yield Row(bound.about, value, f"{SECONDS:.0f} s, {MEGABYTES} MB", fast and small, (done.said[-500:],))
        expected = {True: (0,), False: (1,), None: (0, 1)}[bound.is_written]
        if done.code not in expected or "Traceback" in done.said:
            wrong.append(f"{bound.about}: {done.code} {done.said[-500:]}")
    yield none_of("verdicts that end in another way than they must", wrong, len(BOUNDS))


def call(name: str) -> tuple[str, ...]:
    """The command that judges a file."""
    if name == CASE:
        return ("check",)
    return ("import" if name.endswith((".xlsx", ".csv", ".yml")) else "intake", "--dry-run", name)


class Verdict(NamedTuple):
    """How a command ended (negative: signal), what it took, what it said at its end."""

    code: int
    seconds: float
    megabytes: float
    said: str


def verdict(folder: Path, *arguments: str) -> Verdict:
    """The real command in a process of its own; ended after 20 seconds of CPU."""
    said = folder / "said.log"
    with said.open("wb") as channel:
        process = subprocess.Popen(
            [COMMAND, *arguments],
            cwd=folder,
            stdout=channel,
            stderr=channel,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (20, 20)),
        )
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Verdict(process.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, said.read_text("utf-8", "replace"))
