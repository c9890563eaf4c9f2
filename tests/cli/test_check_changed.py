"""`check --changed`: what a change causes and mends, in its own files and in others."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.site.building import EPOCH, LAND

MEASURE, CASE = Path("content/massnahmen/eisbahn.md"), Path("content/faelle/musterstadt/eisbahn.md")
OTHERS = ("beispielhausen", "irgendheim", "musterstadt", "neudorf")
"""The towns with a case of that measure."""
Check = Callable[..., tuple[int, str, str]]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Check:
    """The command, in a repository with one commit of Beispielland's content, of which some hints are known."""
    shutil.copytree(LAND, tmp_path / "projekt")
    monkeypatch.chdir(tmp_path / "projekt")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    git("init", "-q", "-b", "main")
    commit()

    def checked(*arguments: str) -> tuple[int, str, str]:
        return run(capsys, "check", "--changed", *arguments)

    return checked


def git(*arguments: str) -> None:
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], check=True, capture_output=True)


def commit() -> None:
    git("add", "--all", "--force", "content", "citynet-kb.toml")
    git("commit", "-q", "-m", "x")


def paths(printed: str, said: str) -> list[str]:
    """The files of which this is said."""
    return [line.partition(":")[0] for line in printed.splitlines() if said in line and line.startswith("content/")]


@pytest.mark.slow
def test_what_a_change_breaks_elsewhere_is_told_and_what_was_there_is_counted(check: Check) -> None:
    """Committed or not, and as mended once it is undone."""
    code, out, _ = check("main")
    assert code == 0
    assert out.startswith("Keine Befunde (0 Fallberichte geprüft)\nNicht gezeigt, weil schon vorher da")
    git("switch", "-q", "-c", "zweig")
    MEASURE.unlink()
    broken = [f"content/faelle/{town}/eisbahn.md" for town in OTHERS]
    for step in (lambda: None, commit):
        step()
        code, out, _ = check("main")
        assert (code, paths(out, "[massnahme-unbekannt]")) == (1, broken)
        assert "Hinweise.\n" in out.partition("Nicht gezeigt")[2]
    assert paths(check("main", str(CASE))[1], "[massnahme-unbekannt]") == [CASE.as_posix()]
    MEASURE.write_bytes((LAND / MEASURE).read_bytes())
    code, out, _ = check("HEAD")
    assert code == 0
    assert [line.partition(":")[2].strip().partition(":")[0] for line in out.splitlines() if line.startswith("Behoben: ")] == broken


@pytest.mark.slow
def test_a_double_names_the_file_that_was_there_and_a_renamed_file_is_looked_at(check: Check) -> None:
    """The new file comes first by path, so the finding is about the old one, which nobody touched."""
    double = CASE.parents[1] / "beispielhausen" / "aaa.md"
    double.write_text(CASE.read_text("utf-8").replace("city: musterstadt", "city: beispielhausen"), "utf-8")
    code, out, _ = check("main")
    assert (code, paths(out, "[fall-doppelt]")) == (1, [CASE.as_posix()])
    double.unlink()
    CASE.rename(CASE.with_name("Eisbahn.md"))
    code, out, _ = check("main")
    assert (code, paths(out, "[dateiname]")) == (1, [CASE.with_name("Eisbahn.md").as_posix()])


@pytest.mark.slow
def test_what_happened_on_the_other_branch_meanwhile_is_no_part_of_the_change(check: Check) -> None:
    """A branch is compared with the commit that it began with."""
    git("switch", "-q", "-c", "zweig")
    CASE.write_text(CASE.read_text("utf-8").replace("outcome: wirkungslos", "outcome: misslungen"), "utf-8")
    commit()
    git("switch", "-q", "main")
    MEASURE.unlink()
    commit()
    git("switch", "-q", "zweig")
    code, out, _ = check("main")
    assert (code, paths(out, "[ergebnis-unbekannt]"), paths(out, "[massnahme-unbekannt]")) == (1, [CASE.as_posix()], [])
    assert "(1 Fallbericht geprüft)" in out
    assert "Behoben" not in out


def test_a_state_that_cannot_be_had_is_said_in_a_sentence(check: Check, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An unknown one, no repository, no git: misuse each, and no traceback."""
    code, out, err = check("mainn")
    assert (code, out, err) == (2, "", "mainn: Das ist weder ein Ordner mit content/ noch ein Stand (Zweig, Marke, Kennung) in git.\n")
    shutil.rmtree(".git")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    code, out, err = check("main")
    assert (code, out, err.endswith("; hier ist kein Repositorium, das git lesen kann.\n")) == (2, "", True)
    monkeypatch.setenv("PATH", str(tmp_path))
    code, out, err = check("main")
    assert (code, out, err) == (2, "", "main: Um einen Stand zu holen, braucht es git, und das lässt sich hier nicht aufrufen.\n")
