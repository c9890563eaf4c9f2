"""The second and the third wall, each without the others: what the renderer makes harmless, and what the policy refuses to run.

A sample here; `make audit` takes every attack.
"""

import re
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.attacks import attacks
from tests.attacks.sites import ENDLESS, one_of_each_class, only_policy, overlaid, pages_of, unchecked
from tests.attacks.visits import visit_all
from tests.browser.conftest import _serve
from tests.site.building import Built, files, land_site

CHOSEN = [attack for attack in one_of_each_class() if attack.id not in ENDLESS]


HASHED = r"faelle/liste-[0-9a-f]{8}-1\.json"
"""The list of the finder is named by what it holds."""
LED_TO = (
    HASHED,
    r"bilder/[0-9a-f]{32}\.webp",
    r"faelle/teil-[3-9]/index\.html",
    r"neu/(2026-01|2026-03|9999-12)/index\.html",
    r"(jahre|ueberblicke/jahr)/9999/index\.html",
    r"schlagworte/weitere/img-src-x-onerror-alert-pwn-f05/index\.html",
)
"""Files of the site that tell of the cases among the attacks: pictures made anew, lists, months, years and a tag."""
PLACES = ("faelle/musterstadt/{}/index.html", "api/v1/cases/musterstadt/{}.json")


def served(folder: Path) -> AbstractContextManager[str]:
    """The address of a folder behind a server."""
    return contextmanager(_serve)(folder)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the site without an attack: nothing that the checks would find, so they are the same without them."""
    built = land_site(tmp_path_factory)
    assert built.code == 0, built.output
    return files(built.site)


@pytest.fixture(scope="module")
def without_checks(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site with all of these attacks, built without the checks."""
    built = unchecked(tmp_path_factory.mktemp("voll"), CHOSEN)
    assert built.code == 0, built.output
    return built


def test_the_sample_stands_for_all_attacks() -> None:
    """What is tried in a browser here has every class of attacks, and every attack with files of its own."""
    chosen, every = one_of_each_class(), attacks()
    assert {attack.fields["class"] for attack in chosen} == {attack.fields["class"] for attack in every}
    assert {attack.id for attack in every if attack.kind == "files"} <= {attack.id for attack in chosen}


def test_without_the_checks_nothing_happens(browser: Browser, without_checks: Built) -> None:
    """The renderer alone: the build ends well, no script runs, nothing foreign is asked, nobody is led away."""
    pages = pages_of(without_checks, CHOSEN)
    assert len(pages) > 25
    with served(without_checks.site) as home:
        harm = visit_all(browser, home, pages)
    assert (harm.scripts, harm.foreign, harm.redirects, harm.refused) == ([], [], [], [])


@pytest.mark.slow
def test_nothing_else_from_the_content_is_published(clean: dict[str, bytes], without_checks: Built) -> None:
    """Without the checks: no file of an attack reaches the site, under its own name or another, and none of the site's own goes.

    What is there besides are pages of cases, and what tells of cases.
    """
    chosen = [attack for attack in CHOSEN if attack.kind == "files"]
    published = files(without_checks.site)
    added = {path: content for path, content in published.items() if path not in clean}
    led_to = {path for path in added if any(re.fullmatch(pattern, path) for pattern in LED_TO)}
    gone = clean.keys() - published.keys()
    assert [path for path in gone if not re.fullmatch(HASHED, path)] == [], "nothing is missing either"
    cases = {"gut", *(f"zeigt-{Path(attack.fields['path']).stem}" for attack in chosen if attack.fields["content"].startswith("base64:"))}
    told = {attack.id.lower() for attack in CHOSEN if attack.kind != "files"}
    pages, others = ({place.format(case) for place in PLACES for case in some} for some in (cases, told))
    assert set(added) - led_to - others == pages
    assert not [path for path, content in published.items() if b"PWN-X" in content]
    pictures = [content for path, content in added.items() if path.startswith("bilder/")]
    assert pictures
    assert all(content[:4] + content[8:16] == b"RIFFWEBPVP8 " for content in pictures), "made anew, whatever was handed in"


@pytest.mark.slow
def test_no_contributed_file_takes_the_place_of_another(clean: dict[str, bytes], tmp_path: Path) -> None:
    """Without the checks: a contributed file at every address of the site changes no byte of it, the theme's own files included."""
    built = overlaid(tmp_path / "voll", clean)
    assert built.code == 0, built.output
    assert files(built.site) == clean


def test_the_policy_alone_lets_no_script_run(browser: Browser, tmp_path: Path) -> None:
    """Raw HTML, attributes and front matter let through: the browser refuses every script, and says so."""
    built = only_policy(tmp_path, CHOSEN)
    assert built.code == 0, built.output
    pages = pages_of(built, CHOSEN)
    assert len(pages) > 15
    with served(built.site) as home:
        harm = visit_all(browser, home, pages)
    assert harm.scripts == []
    assert len(harm.refused) > 10
