"""A town of the register that only a case names: everything on the site is as if it had a file."""

from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from citynet_kb.knowledge_base import municipalities
from citynet_kb.model import City, addresses
from citynet_kb.model.facets import FACETS
from citynet_kb.project import Project
from citynet_kb.sources import write
from citynet_kb.sources.canonical import front_matter
from tests.site.building import LAND
from tests.speed import once

EPOCH = 1_764_547_200
TOWN = "muenster-bayern"
CASE = """---
title: "Münster: Parklets bleiben"
city: muenster-bayern
topic: verkehr
measure: parklets
outcome: erfolgreich
cadence: dauerhaft
effort: klein
added: 2025-11-29
contributed_by: Bauhof der Gemeinde
---

Zwei Parklets stehen seit dem Sommer.
"""


@once
def tree(with_case: bool, with_file: bool) -> dict[str, bytes]:
    """All pages and files of Beispielland with the case, and with a file for its town."""
    with TemporaryDirectory() as temporary:
        return _tree(Path(temporary) / "projekt", with_case, with_file)


def _tree(folder: Path, with_case: bool, with_file: bool) -> dict[str, bytes]:
    copytree(LAND, folder)
    if with_case:
        case = folder / "content" / "faelle" / TOWN / "parklets.md"
        case.parent.mkdir()
        case.write_text(CASE, "utf-8")
    if with_file:
        city = municipalities().city(TOWN)
        assert city
        (folder / "content" / "staedte" / f"{TOWN}.md").write_text(write(front_matter(city), City), "utf-8")
    project = Project(folder, EPOCH)
    assert not project.has_errors, project.findings
    return project.tree()


def names(tree: dict[str, bytes], other: dict[str, bytes]) -> set[str]:
    """The files that differ, or that only one has; fragments are named by what they hold."""
    return {path for path in tree.keys() | other.keys() if tree.get(path) != other.get(path) and not path.startswith("_fragmente/")}


def text_of(tree: dict[str, bytes], uri: str) -> str:
    """A page with its fragments."""
    page = tree[uri].decode()
    return page + "".join(html.decode() for path, html in tree.items() if path.startswith("_fragmente/") and path[11:-5] in page)


def test_a_town_with_only_a_case_is_everywhere() -> None:
    """Its page with figures, credit and similar towns; map, finder and search know it."""
    made = tree(True, False)
    page = text_of(made, addresses.city(TOWN))
    assert "Destatis, Gemeindeverzeichnis" in page
    assert "Fälle beigetragen von" in page
    assert "Bauhof der Gemeinde" in page
    assert "Städte wie diese" in page
    assert "staedte/muenster-bayern/" in text_of(made, addresses.value(addresses.MAP, "bayern"))
    assert TOWN in text_of(made, addresses.further_part(addresses.CASES, 2))
    assert TOWN in text_of(made, addresses.of_value(FACETS["groesse"], "landgemeinde"))
    assert any("Münster" in made[path].decode() for path in made if path.startswith("search/"))
    assert '"id":"muenster-bayern"' in made[addresses.api("cities")].decode()


def test_a_file_changes_no_page_but_the_way_to_edit_it() -> None:
    """One place knows all towns: with the same figures in a file every other page and file is the same."""
    bare = tree(True, False)
    recorded = tree(True, True)
    assert names(bare, recorded) <= {addresses.city(TOWN)}


def test_towns_without_a_case_have_no_page() -> None:
    """The register alone makes no pages."""
    made = tree(False, False)
    assert addresses.city(TOWN) not in made
    assert len([path for path in made if path.startswith("staedte/")]) < 20
