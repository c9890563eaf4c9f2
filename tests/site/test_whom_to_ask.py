"""Whom to ask stands in one place per town, with its way, its date and where it was read."""

from pathlib import Path

import pytest

from tests.pages import examples
from tests.site.building import LAND, Built, command, files, project

TOWN = "content/staedte/musterstadt.md"
MAILBOX = "citymanagement@musterstadt.example"
ASKED_ON = ("staedte/musterstadt.md", "faelle/musterstadt/eisbahn.md", "faelle/musterstadt/feierabendmarkt.md", "massnahmen/eisbahn.md")
"""The page of the town, those of its cases, whatever these say themselves, and that of a measure it tried."""


def naming(root: Path, word: str) -> list[str]:
    """The files below `root` that hold a word in whatever spelling a page or an export might give it."""
    forms = {word, word.replace(" ", "+"), word.replace(" ", "%20"), word.partition(" ")[0]}
    return sorted(path for path, data in files(root).items() if any(form.encode() in data for form in forms))


def shown(uri: str) -> str:
    return examples.expanded(examples.land().site, uri)


def test_the_page_of_the_town_shows_all_of_its_offices() -> None:
    """Each with its unit, the ways to it, when it could be read so and where, else that this is not known."""
    page = shown("staedte/musterstadt.md")
    for words in (
        "Marktamt<br> Stadt Musterstadt, Ordnungsamt<br> Telefon 03999 1234-0<br> <small>Stand nach März 2021, Aushang am Rathaus</small>",
        'href="mailto:citymanagement@musterstadt.example">citymanagement@<wbr>musterstadt.example</a>',
        'href="https://www.musterstadt.example/citymanagement" rel="noopener external">Seite der Stelle</a>',
        "Berät andere zu: Feierabendmarkt<br> <small>Stand nicht bekannt</small>",
    ):
        assert words in page, words


def test_a_website_that_nobody_looked_at_is_shown_as_such() -> None:
    page = shown("staedte/grenzstadt.md")
    site = "https://www.grenzstadt.example/"
    assert f'vermutlich <a href="{site}" rel="noopener external">www.grenzstadt.example</a>, nicht geprüft' in page


def test_a_measure_without_any_town_to_ask_names_networks() -> None:
    """And one with a town to ask does not."""
    unasked = [uri for uri in examples.land().site.pages if uri.startswith("massnahmen/") and "Städtebund Beispielland" in shown(uri)]
    assert unasked
    assert not set(unasked) & {
        uri for uri in examples.land().site.pages if uri.startswith("massnahmen/") and "mailto:" + MAILBOX in shown(uri)
    }


def test_meetings_of_others_and_networks_stand_apart() -> None:
    """Shown only as such, with their sources, after our own."""
    page = shown("treffen/index.md")
    own, others, networks = (
        page.index(words) for words in ("Musterstadt, 11. Juni 2024", "Treffen anderer Netzwerke", "Netzwerke, die Sie fragen")
    )
    assert own < others < networks
    assert others < page.index("Musterstadt, 25. Januar 2024</strong>: Städtebund Beispielland") < networks
    assert 'href="https://zeitung.example.org/staedtebund"' in page[others:networks]
    assert "Telefon 03999 5678-0" in page[networks:]
    assert not [uri for uri in examples.land().site.pages if uri.startswith(("netze/", "treffen/andere/"))]


def test_the_function_is_public(land: Built) -> None:
    """A mailbox of an office is there to be used: on pages and in the open data."""
    found = naming(land.site, MAILBOX)
    assert {path.replace(".md", "/index.html") for path in ASKED_ON} | {"api/v1/cities.json"} <= set(found)
    assert not [path for path in found if path.startswith("search/")]


@pytest.mark.slow
def test_one_edit_changes_every_page(tmp_path: Path) -> None:
    """Another function in the record of the town, and the former one is nowhere."""
    root = project(tmp_path / "projekt")
    town = root / TOWN
    head = town.read_text("utf-8")
    assert (LAND / TOWN).read_text("utf-8") == head
    assert MAILBOX in head
    town.write_text(head.replace(MAILBOX, "markt@musterstadt.example"), encoding="utf-8")
    done = command(root, "render", "--to", "baum")
    assert done.returncode == 0, done.stderr
    pages = files(root / "baum")
    fragments = {path.rpartition("/")[2].removesuffix(".html"): data for path, data in pages.items() if path.startswith("_fragmente/")}
    for path in ASKED_ON:
        used = b"".join(data for name, data in fragments.items() if name.encode() in pages[path])
        assert b"mailto:markt@musterstadt.example" in used, path
    assert not [path for path, data in pages.items() if MAILBOX.encode() in data and path.endswith((".md", ".html"))]
