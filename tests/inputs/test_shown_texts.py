"""Texts as people write them: the page shows what they meant."""

import re
from html import unescape
from pathlib import Path

import pytest

from citynet_kb.intake import Plan, Setting, plan, take_in
from citynet_kb.pages.environment import body
from tests.fixtures import add, checked, places, town
from tests.site.test_fragments import html

WAYS_IN = Path(__file__).parent / "ways_in"
NAMES = {
    "city": {"gera": "Gera"},
    "topic": {"feste-maerkte": "Feste, Märkte & Frequenz"},
    "measure": {"feierabendmarkt": "Feierabendmarkt"},
}
SHOWN = {
    "03-datum-absaetze.md": "<p>15. August 2024 war die Eröffnung mit zwölf Ständen.</p><p>30. September 2024 war der letzte Abend.</p>",
    "03-datum-zeitleiste.txt": "<p>So ging es:</p><p>15. März: Antrag gestellt<br />2. April: Zusage des Landes<br />1. Mai: Eröffnung</p>",
    "03-datum.csv": "<p>24. Dezember: geschlossen<br />1. Januar: geschlossen<br />6. Januar: wieder offen</p>",
    "03-datum.docx": "<p>Der Markt lief einen Sommer lang.</p><p>15. August: Eröffnung mit zwölf Ständen</p>"
    "<p>30. September: letzter Abend</p>",
    "06-stern-mal.md": "<p>Ein Stand maß 3*4 Meter, die Fläche 5*7 Meter.</p>",
    "06-stern.csv": "<p>Händler*innen und Gäst*innen, Anwohner*innen und Vermieter*innen kamen zusammen.</p>",
    "06-stern.md": "<p>Die Händler*innen und die Kund*innen waren zufrieden, die Anwohner*innen nicht.</p>",
    "10-aufzaehlungspunkte.md": "<p>Was wir getan haben:</p><ul><li>Stände geworben</li><li>Musik bestellt</li></ul>",
    "10-liste.txt": "<p>Was wir getan haben:</p><ul><li>Stände geworben</li><li>Musik bestellt</li></ul><p>Danach war Schluss.</p>",
    "10-tabelle.md": "<p>Die Zahlen:</p><table>Jahr Gäste 2023 300 2024 120</table>",
    "10-zwei-leerzeichen.md": "<ul><li>Stände<ul><li>Essen</li><li>Trinken</li></ul></li><li>Musik</li></ul>",
    "13-tabelle.md": "<table>Jahr Gäste 2023 300|120 geschätzt 2024 120</table>",
    "25-setext.md": "<p>Das Ziel war erreicht, mehr nicht.</p><hr /><p>Danach war Schluss.</p>",
    "25-setext.txt": "<p>Der Markt lief einen Sommer.</p><hr /><p>Danach war Schluss.</p>",
    "26-eingerueckt.txt": "<p>Der Markt lief.</p><p>Ein Absatz, den das Mailprogramm eingerückt hat und der länger ist als eine Zeile.</p>",
    "26-tab.csv": "<p>Der Markt lief.</p><p>Ein Absatz mit Tabulator davor, der ein Absatz sein soll.</p>",
}
"""What stands on the page; of tables the words of their cells."""


def taken(name: str) -> Plan:
    """What a way in makes of a file."""
    content = (WAYS_IN / name).read_bytes()
    if name.endswith(".csv"):
        content = content.replace(b"Feierabendmarkt / Abendmarkt", b"Feierabendmarkt")  # as it is called in NAMES
        return plan(name, content, added="2026-11-23", names=NAMES)
    return take_in(name, content, Setting("2026-11-23", names=NAMES, topics={"feierabendmarkt": "feste-maerkte"}))


def page(text: str) -> str:
    """The text of a file on its page, without the places of line breaks."""
    made = html(str(body(text.split("\n---\n", 1)[1]))).replace("\n", "")
    return unescape(
        re.sub(r"<table>.*?</table>", lambda found: f"<table>{' '.join(re.sub('<[^>]*>', ' ', found[0]).split())}</table>", made)
    )


@pytest.mark.parametrize("name", SHOWN)
def test_a_text_is_shown_as_it_was_meant(name: str) -> None:
    """Dates are no numbers of a list, stars within words are stars, lists and tables are what they look like."""
    if name.endswith(".md"):
        text = (WAYS_IN / name).read_text("utf-8")
    else:
        (file,) = taken(name).files
        text = file.text
    assert page(text) == SHOWN[name]


@pytest.mark.parametrize(("name", "line", "rule"), [("13-tabelle.md", 15, "zellen-ueberzaehlig"), ("25-setext.md", 14, "linie-unter-text")])
def test_what_may_be_meant_otherwise_gets_a_hint(name: str, line: int, rule: str, tmp_path: Path) -> None:
    """At its line."""
    folder = town(tmp_path)
    add(folder, "faelle/gera/markt.md", (WAYS_IN / name).read_bytes())
    _, findings = checked(folder)
    assert (line, rule) in places(findings)
