"""The second and the third wall, each without the others: what the renderer makes harmless, and what the policy refuses to run.

A sample here; `make audit` takes every attack.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.attacks import attacks
from tests.attacks.sites import ENDLESS, one_of_each_class, only_policy, overlaid, pages_of, unchecked
from tests.attacks.visits import visit_all
from tests.browser.conftest import _serve
from tests.site.building import files

CHOSEN = [attack for attack in one_of_each_class() if attack.id not in ENDLESS]


@pytest.fixture
def home(tmp_path: Path) -> Iterator[str]:
    """Where sites of this test are served."""
    (tmp_path / "site").mkdir()
    yield from _serve(tmp_path)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the site that is built without the checks and without an attack."""
    built = unchecked(tmp_path_factory.mktemp("rein"), [])
    assert built.code == 0, built.output
    return files(built.site)


def test_the_sample_stands_for_all_attacks() -> None:
    """What is tried in a browser here has every class of attacks, and every attack with files of its own."""
    chosen, every = one_of_each_class(), attacks()
    assert {attack.fields["class"] for attack in chosen} == {attack.fields["class"] for attack in every}
    assert {attack.id for attack in every if attack.kind == "files"} <= {attack.id for attack in chosen}


def test_without_the_checks_nothing_happens(browser: Browser, home: str, tmp_path: Path) -> None:
    """The renderer alone: the build ends well, no script runs, nothing foreign is asked, nobody is led away."""
    built = unchecked(tmp_path, CHOSEN)
    assert built.code == 0, built.output
    pages = pages_of(built, CHOSEN)
    assert len(pages) > 25
    harm = visit_all(browser, f"{home}ungeprueft/site/", pages)
    assert (harm.scripts, harm.foreign, harm.redirects, harm.refused) == ([], [], [], [])


@pytest.mark.slow
def test_nothing_else_from_the_content_is_published(clean: dict[str, bytes], tmp_path: Path) -> None:
    """Without the checks: no file of an attack reaches the site, under its own name or another."""
    chosen = [attack for attack in CHOSEN if attack.kind == "files"]
    built = unchecked(tmp_path / "voll", chosen)
    assert built.code == 0, built.output
    published = files(built.site)
    added = {path: content for path, content in published.items() if path not in clean}
    cases = {"gut", *(f"zeigt-{Path(attack.fields['path']).stem}" for attack in chosen if attack.fields["content"].startswith("base64:"))}
    pictures = {path for path in added if re.fullmatch(r"bilder/[0-9a-f]{32}\.webp", path)}
    assert published.keys() >= clean.keys(), "nothing is missing either"
    places = ("faelle/musterstadt/{}/index.html", "api/v1/cases/musterstadt/{}.json")
    assert set(added) - pictures - {"neu/2026-03/index.html"} == {place.format(case) for place in places for case in cases}
    assert not [path for path, content in published.items() if b"PWN-X" in content]
    assert all(added[path][:4] + added[path][8:16] == b"RIFFWEBPVP8 " for path in pictures), "made anew, whatever was handed in"


@pytest.mark.slow
def test_no_contributed_file_takes_the_place_of_another(clean: dict[str, bytes], tmp_path: Path) -> None:
    """Without the checks: a contributed file at every address of the site changes no byte of it, the theme's own files included."""
    built = overlaid(tmp_path / "voll", clean)
    assert built.code == 0, built.output
    assert files(built.site) == clean


def test_the_policy_alone_lets_no_script_run(browser: Browser, home: str, tmp_path: Path) -> None:
    """Raw HTML, attributes and front matter let through: the browser refuses every script, and says so."""
    built = only_policy(tmp_path, CHOSEN)
    assert built.code == 0, built.output
    pages = pages_of(built, CHOSEN)
    assert len(pages) > 15
    harm = visit_all(browser, f"{home}nur-regeln/site/", pages)
    assert harm.scripts == []
    assert len(harm.refused) > 10
