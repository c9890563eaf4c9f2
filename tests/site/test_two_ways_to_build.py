"""The same site comes out, whoever builds it: with our hook or without, here or elsewhere, today or again tomorrow."""

import sys
from pathlib import Path

import pytest

from tests.forked_programs import run
from tests.site.building import Built, command, environment, files, project
from tests.site.reading import Html, pages_of
from tests.site.reproducing import built_elsewhere, differences


@pytest.mark.slow
def test_two_builds_are_byte_identical(land: Built, tmp_path: Path) -> None:
    """Another folder, time zone, language, hash seed, order of files and umask give the same bytes for one SOURCE_DATE_EPOCH."""
    again = built_elsewhere(tmp_path, land.site.parent)
    assert again.code == 0, again.output
    assert list(differences(files(land.site), files(again.site))) == []


def test_a_difference_is_named_with_its_place() -> None:
    """A file on one side only, a byte that differs, a text that goes on: path and place."""
    found = list(differences({"a": b"", "b": b"eins", "c": b"x"}, {"b": b"eine", "c": b"xy", "d": b""}))
    assert [line.partition(": ")[0] for line in found] == ["a", "b", "c", "d"]
    assert (found[0], found[3]) == ("a: only in the first build", "d: only in the second build")
    assert "from byte 3" in found[1]
    assert "from byte 1" in found[2]


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose Markdown tree was rendered, and a MkDocs configuration for it without our hook."""
    root = project(tmp_path_factory.mktemp("ohne") / "haken")
    done = command(root, "render", "--to", "baum")
    assert done.returncode == 0, done.stdout
    (root / "plain.yml").write_text(
        "INHERIT: mkdocs.yml\nsite_name: Beispielland Wissensspeicher\nsite_url: https://wissen.example.org/\n"
        "docs_dir: baum\nhooks: []\nmarkdown_extensions:\n  citynet_kb.fragments:\n    directory: baum/_fragmente\n",
        encoding="utf-8",
    )
    return root


@pytest.fixture(scope="module")
def plain_pages(rendered: Path) -> dict[str, Html]:
    """The site that MkDocs builds from the rendered tree alone."""
    words = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", "plain.yml", "-d", "site"]
    done = run(words, rendered, environment(NO_MKDOCS_2_WARNING="1"), merged=True)
    assert done.returncode == 0, done.stdout
    return pages_of(rendered / "site")


def test_plain_mkdocs_gives_the_same_addresses(plain_pages: dict[str, Html], land_pages: dict[str, Html]) -> None:
    """The tree that `render` writes builds --strict without our hook, to the same set of pages."""
    assert sorted(plain_pages) == sorted(land_pages)


def test_plain_mkdocs_gives_the_same_words(plain_pages: dict[str, Html], land_pages: dict[str, Html]) -> None:
    """Every page shows the same visible text with and without our hook."""
    assert [address for address, page in land_pages.items() if plain_pages[address].seen != page.seen] == []


def test_plain_mkdocs_gives_the_same_links_and_ids(plain_pages: dict[str, Html], land_pages: dict[str, Html]) -> None:
    """Links and anchors are the same too."""
    for address, page in land_pages.items():
        assert (plain_pages[address].references, plain_pages[address].ids) == (page.references, page.ids), address


def test_plain_mkdocs_publishes_the_data(plain_pages: dict[str, Html], rendered: Path, land: Built) -> None:
    """JSON and CSV are part of the tree."""
    published = files(rendered / "site")
    for path in ("api/v1/cases.json", "api/v1/measures.json", "daten/faelle.csv"):
        assert published[path] == files(land.site)[path]


@pytest.mark.slow
def test_render_replaces_its_own_tree_only(rendered: Path) -> None:
    """A second `render` replaces the first; a folder with anything else in it is refused and stays."""
    (rendered / "baum" / "liegengeblieben.md").write_text("alt", encoding="utf-8")
    assert command(rendered, "render", "--to", "baum").returncode == 0
    assert not (rendered / "baum" / "liegengeblieben.md").exists()
    refused = command(rendered, "render", "--to", "content")
    assert (refused.returncode, "nicht leer" in refused.stdout) == (2, True)
    assert (rendered / "content" / "index.md").is_file()
