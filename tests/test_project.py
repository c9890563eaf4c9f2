"""What the root promises about the files that it gathers."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from citynet_kb import beside_pages
from citynet_kb.project import Project
from tests.pages.examples import land
from tests.site.building import EPOCH, LAND


@pytest.mark.slow
def test_the_tree_is_pages_fragments_and_files() -> None:
    """Whoever has the tree has all that a generator needs; `files` is the tree without pages and fragments."""
    project = land()
    others = {path for path in project.tree() if path not in project.site.pages and not path.startswith("_fragmente/")}
    assert others == set(project.files())
    assert {"api/v1/cases.json", "mitmachen/fall-einreichen/formular.json", "search/suche.json"} <= others


@pytest.mark.slow
def test_no_part_replaces_a_file_of_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two parts that claim one path stop the build, with the path named."""

    def claimed(*_: object) -> Mapping[str, bytes]:
        return {"api/v1/cases.json": b"[]"}

    monkeypatch.setattr(beside_pages, "build_templates", claimed)
    project = Project(LAND, int(EPOCH))
    project.__dict__.update(site=land().site, search=land().search)
    with pytest.raises(ValueError, match=r"api/v1/cases\.json"):
        project.files()


def test_what_is_wrong_with_the_settings_stands_apart_from_the_settings(tmp_path: Path) -> None:
    """A folder without a file of settings has the defaults, and nothing is wrong with them."""
    project = Project(tmp_path)
    assert project.configuration_findings == []
    assert project.configuration.site.name


@pytest.mark.slow
def test_several_processes_find_what_one_finds(tmp_path: Path) -> None:
    """In the same order, with all that a finding says, whichever process looked at the record."""
    root = shutil.copytree(LAND, tmp_path / "land")
    for file in sorted((root / "content").glob("*/*/*.md"))[::3]:
        file.write_text(f"{file.read_text('utf-8')}\n<b>roh</b> am 31.02.2024\n", encoding="utf-8")
    one, three = (Project(root, int(EPOCH), jobs).findings for jobs in (1, 3))
    assert len(one) > 5
    assert [vars(finding) for finding in one] == [vars(finding) for finding in three]
