"""What makes builds quicker changes no byte: on all cores or in one process, from the store or anew, by MkDocs alone or not."""

import random
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from citynet_kb.store import FILE
from tests.forked_programs import run
from tests.site.building import ROOT, Built, build, environment, files, project
from tests.site.edits import CONTENT_EDITS, RECORD_EDITS, Edit, change_settings, edit, replace_store, withhold_store
from tests.site.reproducing import differences

STOCK = "INHERIT: mkdocs.yml\nhooks: [hooks/citynet.py]\n"
OF_FEW_PAGES = tuple(one for one in RECORD_EDITS if one is not change_settings)
"""Most of a site is taken from the store after them: the name of the site stands on every page."""


def built_by_mkdocs(root: Path, site: Path, config: str, **more: str) -> str:
    """Build a project with MkDocs itself, by one of its configurations; what it said."""
    words = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", config, "-d", str(site)]
    done = run(words, root, environment(NO_MKDOCS_2_WARNING="1", **more), merged=True)
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.mark.slow
def test_mkdocs_alone_gives_the_same_bytes(land: Built, tmp_path: Path) -> None:
    """Beispielland, with hostile text in every field, by the adapter alone and in one process."""
    root = project(tmp_path / "land")
    (root / "stock.yml").write_text(STOCK, encoding="utf-8")
    built_by_mkdocs(root, root / "site", "stock.yml", CITYNET_KB_JOBS="1", CITYNET_KB_STORE="0")
    assert list(differences(files(land.site), files(root / "site"))) == []
    assert not (root / FILE).exists()


@pytest.mark.slow
def test_what_it_was_not_tried_with_is_built_by_mkdocs_alone(land: Built, tmp_path: Path) -> None:
    """A plugin that looks at finished pages: the build says once that it takes longer, and is right."""
    root = project(tmp_path / "land")
    (root / "hooks" / "seen.py").write_text("def on_post_page(output, page, config):\n    return output\n", encoding="utf-8")
    (root / "more.yml").write_text(f"{STOCK[:-2]}, hooks/quick_build.py, hooks/seen.py]\n", encoding="utf-8")
    said = built_by_mkdocs(root, root / "site", "more.yml", CITYNET_KB_STORE="")
    assert said.count("Hinweis: Mit diesen Fassungen und Erweiterungen von MkDocs wird gebaut, aber langsamer.") == 1
    assert list(differences(files(land.site), files(root / "site"))) == []


@pytest.mark.slow
def test_after_edits_the_site_is_that_of_a_cold_build(tmp_path: Path) -> None:
    """Records added, changed, renamed, withdrawn, deleted; settings, theme and templates changed; the store broken.

    Where something else lies in the place of the store, or nothing can be kept, a build of another folder begins with nothing.
    """
    root, warm = project(tmp_path / "land"), tmp_path / "warm"
    chance = random.Random(20)
    assert build(root, warm, CITYNET_KB_STORE="").code == 0
    each_once(root, chance, CONTENT_EDITS)
    one = build(root, warm, CITYNET_KB_STORE="", CITYNET_KB_JOBS="1")
    replace_store(root, chance)
    assert_same(one, build(root, tmp_path / "cold", CITYNET_KB_STORE="", CITYNET_KB_JOBS="1"))
    each_once(root, chance, OF_FEW_PAGES)
    other = build(root, warm, CITYNET_KB_STORE="", CITYNET_KB_JOBS="2")
    assert_only_what_changed_is_built(root, other)
    withhold_store(root, chance)
    assert_same(other, build(root, tmp_path / "colder", CITYNET_KB_STORE="", CITYNET_KB_JOBS="1"))


def each_once(root: Path, chance: random.Random, edits: Sequence[Edit]) -> None:
    """One edit of each kind; `make audit` takes fifty by chance, with a build after each."""
    for one in edits:
        edit(root, chance, 1, [one])


def assert_only_what_changed_is_built(root: Path, first: Built) -> None:
    """A site of the same state stays as it lies there, and is not that state if anybody has been at it."""
    here = {"CITYNET_KB_STORE": "", "CITYNET_KB_JOBS": "1"}
    site, place = first.site, first.site.stat().st_ino
    again = build(root, site, **here)
    assert (again.code, again.output, site.stat().st_ino) == (0, first.output, place)
    (site / "index.html").write_text("anders", encoding="utf-8")
    (site / "fremd.html").write_text("fremd", encoding="utf-8")
    assert build(root, site, **here).output == first.output
    assert (site / "index.html").read_text("utf-8") != "anders"
    assert not (site / "fremd.html").exists()


def assert_same(warm: Built, cold: Built) -> None:
    """Both were built, said the same and gave the same bytes."""
    assert (warm.code, cold.code) == (0, 0), warm.output + cold.output
    assert warm.output.replace(str(warm.site), "") == cold.output.replace(str(cold.site), "")
    assert list(differences(files(warm.site), files(cold.site))) == []


def test_the_configuration_names_the_quick_way() -> None:
    """Else all of this would be idle."""
    assert "hooks/quick_build.py" in (ROOT / "mkdocs.yml").read_text("utf-8")
