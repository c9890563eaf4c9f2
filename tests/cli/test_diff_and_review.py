"""The commands for editors: diff, review, due."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from citynet_kb.cli import main
from tests.site.building import EPOCH, LAND

CASE = "content/faelle/musterstadt/eisbahn.md"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command, in a repository with one commit of Beispielland's content, on a known day."""
    root = tmp_path / "projekt"
    shutil.copytree(LAND, root)
    monkeypatch.chdir(root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    git("init", "-q", "-b", "main")
    commit("Anfang")

    def call(*arguments: str) -> tuple[int, str, str]:
        try:
            code = main(arguments)
        except SystemExit as end:
            code = int(str(end.code))
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


def git(*arguments: str) -> None:
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], check=True, capture_output=True)


def commit(message: str) -> None:
    git("add", "--all", "--force", "content", "citynet-kb.toml")
    git("commit", "-q", "--allow-empty", "-m", message)


def change(old: str, new: str, path: str = CASE) -> None:
    file = Path(path)
    file.write_bytes(file.read_bytes().replace(old.encode(), new.encode()))


def success() -> None:
    """Musterstadt's ice rink becomes a success."""
    change("outcome: wirkungslos", "outcome: erfolgreich")


@pytest.mark.slow
def test_diff_of_two_revisions(run: Run) -> None:
    """From what to what, and which pages; the files in the folder play no part."""
    success()
    commit("Erfolg")
    change("title: ", "titel: ")
    code, out, _ = run("diff", "HEAD~1", "HEAD")
    assert code == 0
    assert "- geändert: Musterstadt: Eisbahn ohne messbare Wirkung [musterstadt/eisbahn] (Ergebnis)" in out
    assert "(nicht gelungen in 2 von 3 Städten) → »Zu wenige Erfahrungen« (nicht gelungen in 1 von 3 Städten)" in out
    assert "massnahmen/ " in out


@pytest.mark.slow
def test_diff_names_what_is_no_content(run: Run) -> None:
    """A proposal that touches the program, a workflow or the settings is no case: its files stand first, with who should read them."""
    for path, text in {"hooks/x <b>.py": "1\n", ".github/workflows/x.yml": "on: push\n"}.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text, encoding="utf-8")
    git("add", "--all", "--force", "hooks", ".github")
    success()
    commit("Mehr als ein Fall")
    code, out, _ = run("diff", "HEAD~1", "HEAD", "--format", "markdown")
    assert code == 0
    places = [out.index(word) for word in ("ändert nicht nur Inhalte", "- .github/workflows/x.yml", "- hooks/x &lt;b&gt;.py", "Fälle")]
    assert places == sorted(places)
    assert CASE not in out
    change("outcome: erfolgreich", "outcome: wirkungslos")
    commit("Nur ein Fall")
    assert "nicht nur Inhalte" not in run("diff", "HEAD~1", "HEAD")[1]


@pytest.mark.slow
def test_diff_of_a_revision_and_a_folder(run: Run, tmp_path: Path) -> None:
    """What is not committed yet can be compared too; `content` itself names its project."""
    success()
    assert "[musterstadt/eisbahn] (Ergebnis)" in run("diff", "HEAD", ".")[1]
    assert "[musterstadt/eisbahn] (Ergebnis)" in run("diff", "HEAD", "content")[1]


def test_diff_of_a_broken_head_gives_its_findings(run: Run) -> None:
    """As the check says them; exit code 1, and no traceback."""
    change("outcome: wirkungslos", "outcome: misslungen")
    commit("Kaputt")
    code, out, err = run("diff", "HEAD~1", "HEAD")
    assert code == 1
    assert f"{CASE}:6:10: Fehler: outcome: »misslungen«" in out
    assert "Fehler im Stand HEAD:" in err


def test_diff_of_a_broken_base_is_no_fault_of_the_change(run: Run) -> None:
    """A pull request that mends main must not be red for it."""
    change("outcome: wirkungslos", "outcome: misslungen")
    commit("Kaputt")
    change("outcome: misslungen", "outcome: wirkungslos")
    commit("Heil")
    code, out, err = run("diff", "HEAD~1", "HEAD", "--format", "markdown")
    assert code == 0
    assert "| Fehler |" in out
    assert "Fehler im Stand HEAD~1:" in err


@pytest.mark.parametrize("name", ["gibt-es-nicht", "--output=x", "-h~1", "HEAD --all", "HEAD:content", "", "$(touch x)", "theme"])
def test_what_is_no_state_is_misuse(run: Run, name: str) -> None:
    """Nothing that is passed reaches git as an option, nor any shell."""
    before = sorted(Path().iterdir())
    code, _, err = run("diff", "HEAD", "--", name) if not name.startswith("-") else run("diff", "--", "HEAD", name)
    assert code == 2
    assert "weder ein Ordner" in err or "liegt kein content/" in err
    assert sorted(Path().iterdir()) == before


def test_attributes_of_a_change_hide_nothing(run: Run) -> None:
    """`git archive` would leave out what the change itself marks so."""
    success()
    Path("content/.gitattributes").write_text("* export-ignore\n")
    Path(".gitattributes").write_text("content export-ignore\n")
    git("add", ".gitattributes")
    commit("Versteckt")
    code, out, _ = run("diff", "HEAD~1", "HEAD")
    assert code == 1
    assert "content/.gitattributes:1:1: Fehler" in out


def test_a_link_in_a_revision_is_a_finding(run: Run, tmp_path: Path) -> None:
    """It is not followed, and nothing is written through it."""
    aim = tmp_path / "geheim"
    aim.mkdir()
    Path("content/faelle/neudorf/geheim").symlink_to(aim)
    commit("Verknüpfung")
    code, out, _ = run("diff", "HEAD~1", "HEAD")
    assert code == 1
    assert "content/faelle/neudorf/geheim:1:1: Fehler: Eine Verknüpfung" in out
    assert list(aim.iterdir()) == []


def test_check_appends_its_table_to_a_summary(run: Run, tmp_path: Path) -> None:
    """What the file held stays; the output on the channel is the other format."""
    summary = tmp_path / "zusammenfassung.md"
    summary.write_text("Vorher\n")
    change("outcome: wirkungslos", "outcome: misslungen")
    code, out, _ = run("check", "--format", "github", "--summary", str(summary))
    assert code == 1
    assert out.startswith("::")
    text = summary.read_text("utf-8")
    assert text.startswith("Vorher\n")
    assert "| Fehler | content/faelle/musterstadt/eisbahn.md:6 | outcome: »misslungen«" in text


@pytest.mark.slow
def test_a_check_loads_nothing_that_only_editors_need() -> None:
    """It runs far more often, and half its time would be loading."""
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, citynet_kb.cli.main; print(*sys.modules)"], capture_output=True, encoding="utf-8", check=True
    ).stdout.split()
    assert not {"citynet_kb.indexes", "citynet_kb.review", "citynet_kb.pages", "citynet_kb.exports", "urllib.request"} & set(loaded)


def test_review_asks_about_one_case(run: Run) -> None:
    """The checklist, the findings of the check, no network."""
    code, out, _ = run("review", "content/faelle/musterstadt/eisbahn.md")
    assert code == 0
    assert out.startswith(f"{CASE}\n»Musterstadt: Eisbahn ohne messbare Wirkung«\n\n[ ] Sachlich geschrieben")
    assert out.rstrip().endswith("(1 Fallbericht geprüft)")


def test_review_of_a_broken_case_gives_its_findings(run: Run) -> None:
    """It cannot be read, so there are only findings."""
    change("outcome: wirkungslos", "outcome: misslungen")
    code, out, _ = run("review", CASE)
    assert code == 1
    assert "»misslungen«" in out


@pytest.mark.parametrize("path", ["content/staedte/musterstadt.md", "content/faelle/musterstadt/nichts.md", "mkdocs.yml", "content"])
def test_review_of_something_else_is_misuse(run: Run, path: str) -> None:
    """Only cases have a checklist."""
    code, _, err = run("review", path)
    assert (code, "kein Fallbericht" in err) == (2, True)


def test_due_lists_and_drafts(run: Run) -> None:
    """Beispielland has one case to ask about."""
    code, out, _ = run("due")
    assert code == 0
    assert "2026-01-31  musterstadt/feierabendmarkt" in out
    assert "Betreff: Was wurde daraus?" in out
    assert "keine Nachfrage fällig" in run("due", "--on", "2026-01-31")[1]
    assert run("due", "--on", "morgen")[0] == 2
