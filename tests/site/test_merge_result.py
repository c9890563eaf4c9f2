"""Two requests that say the same thing twice: the check on their merge is red and the last good site stays."""

import os
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest

from citynet_kb.cli import main, publish
from tests.site.building import Built, files, project

CASE = """---
title: "{title}"
city: {city}
topic: feste-maerkte
measure: feierabendmarkt
outcome: offen
effort: klein
added: 2026-05-01
---

{body}
"""
BODY = "Donnerstags von 16 bis 20 Uhr stehen zehn Stände auf dem Markt. Nach dem ersten Sommer ist noch nicht zu sagen, ob es sich trägt."
STREET = "Leerdorf: Markt in der Straße"
NEW = tuple[str, str]
"""Path below the folder of cases, and text."""


def case(path: str, title: str, body: str = BODY) -> NEW:
    """A good case of the town in whose folder it lies."""
    return path, CASE.format(title=title, city=path.partition("/")[0], body=body)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with good content; the command runs in it."""
    root = project(tmp_path / "projekt")
    monkeypatch.chdir(root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780272000")
    git("init", "--initial-branch=main")
    commit("Beginn")
    return root


@pytest.fixture
def published(root: Path, land: Built) -> Path:
    """The last good site of that content."""
    for path in ("index.html", publish.SITE_MARK, "faelle/index.html"):
        (root / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(land.site / path, root / "site" / path)
    return root / "site"


def git(*arguments: str) -> int:
    """Run git as nobody in particular, with names of files as they are."""
    named = (
        "-c",
        "user.name=Test",
        "-c",
        "user.email=test@example.org",
        "-c",
        "core.precomposeunicode=false",
        "-c",
        "commit.gpgsign=false",
    )
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    return subprocess.run(["git", *named, *arguments], env=environment, capture_output=True, check=False).returncode


def commit(subject: str) -> None:
    assert git("add", "content") == 0
    assert git("commit", "--quiet", "--message", subject) == 0


def propose(name: str, new: NEW) -> None:
    """A branch off main with one more case."""
    assert git("switch", "--quiet", "--create", name, "main") == 0
    file = Path("content/faelle") / new[0]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(new[1], encoding="utf-8")
    commit(name)


def merged(first: NEW, second: NEW) -> bool:
    """The merge of both branches as git leaves it; whether git itself saw nothing wrong."""
    propose("eins", first)
    propose("zwei", second)
    assert git("switch", "--quiet", "main") == 0
    assert git("merge", "--quiet", "--no-edit", "eins") == 0
    return git("merge", "--quiet", "--no-edit", "zwei") == 0


PAIRS = (
    pytest.param(
        case("leerdorf/markt.md", "Leerdorf: Markt am Abend"),
        case("leerdorf/markt.md", "Leerdorf: Markt am Donnerstag", "Etwas anderes."),
        "git-konflikt",
        id="same id",
    ),
    pytest.param(
        case("leerdorf/strasse.md", "Leerdorf: Markt in der Strasse"),
        case("leerdorf/straße.md", STREET, "Etwas anderes."),
        "kennung-doppelt",
        id="same id but for ß and ss",
    ),
    pytest.param(
        case(unicodedata.normalize("NFC", "leerdorf/märkte.md"), "Leerdorf: Viele Märkte"),
        case(unicodedata.normalize("NFD", "leerdorf/märkte.md"), "Leerdorf: Mehr Märkte", "Etwas anderes."),
        "kennung-doppelt",
        id="same id but for Unicode form",
    ),
    pytest.param(
        case("leerdorf/Markt.md", "Leerdorf: Markt am Abend"),
        case("leerdorf/markt.md", "Leerdorf: Markt am Donnerstag", "Etwas anderes."),
        "kennung-doppelt",
        id="same id but for capital letters",
    ),
    pytest.param(
        case("leerdorf/markt.md", "Leerdorf: Markt am Abend"),
        case("neudorf/markt.md", "Leerdorf: Markt am Abend", "Etwas anderes."),
        "fall-doppelt",
        id="same title in two folders",
    ),
    pytest.param(
        case("leerdorf/markt.md", "Leerdorf: Markt am Abend"),
        case("neudorf/abendmarkt.md", "Neudorf: Markt am Abend"),
        "fall-doppelt",
        id="same text in two folders",
    ),
)


@pytest.mark.parametrize(("first", "second", "rules"), PAIRS)
def test_a_bad_merge_is_red_and_the_site_stays(
    published: Path, capsys: pytest.CaptureFixture[str], first: NEW, second: NEW, rules: str
) -> None:
    """Whether git finds a conflict or not: check ends with 1 and names a file, build leaves the last good site as it was."""
    before = files(published)
    merged(first, second)
    assert main(["check"]) == 1
    out = capsys.readouterr().out
    assert any(f"[{rule}]" in out for rule in rules.split("|")), out
    assert main(["build", "--site-dir", "site"]) == 1
    assert files(published) == before


def test_two_different_cases_merge(root: Path) -> None:
    """What is merely alike is no hindrance: the same measure in two towns, told in different words."""
    other = case("neudorf/markt.md", "Neudorf: Markt am Abend", "Etwas anderes.")
    assert merged(case("leerdorf/markt.md", "Leerdorf: Markt am Abend"), other)
    assert main(["check"]) == 0
