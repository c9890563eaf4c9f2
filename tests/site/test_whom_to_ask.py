"""Whom to ask stands in one place per town, and a person's name on one page alone."""

from pathlib import Path

import pytest

from tests.pages import examples
from tests.site.building import LAND, Built, command, files, project

TOWN = "content/staedte/musterstadt.md"
NAME, MAILBOX = "Jonna Beispiel", "citymanagement@musterstadt.example"
ASKED_ON = ("staedte/musterstadt.md", "faelle/musterstadt/eisbahn.md", "faelle/musterstadt/feierabendmarkt.md", "massnahmen/eisbahn.md")
"""The page of the town, those of its cases, whatever these say themselves, and that of a measure it tried."""


def naming(root: Path, word: str) -> list[str]:
    """The files below `root` that hold a word in whatever spelling a page or an export might give it."""
    forms = {word, word.replace(" ", "+"), word.replace(" ", "%20"), word.partition(" ")[0]}
    return sorted(path for path, data in files(root).items() if any(form.encode() in data for form in forms))


def test_the_name_is_written_to_the_page_of_the_town_alone() -> None:
    """Before any generator sees it."""
    site = examples.land().site
    assert [uri for uri in site.pages if NAME in examples.expanded(site, uri)] == ["staedte/musterstadt.md"]


def test_the_name_stands_on_the_page_of_the_town_alone(land: Built) -> None:
    """Not in the search, the open data, feeds, the sitemap, nor on the pages of cases: withdrawn there, it is gone."""
    assert NAME in (LAND / TOWN).read_text("utf-8")
    assert naming(land.site, NAME) == ["staedte/musterstadt/index.html"]
    page = (land.site / "staedte/musterstadt/index.html").read_text("utf-8")
    assert "Name mit Einwilligung vom 10. Januar 2025" in page


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
