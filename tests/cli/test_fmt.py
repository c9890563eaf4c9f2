"""`citynet-kb fmt`: what it changes on disk, what it says, how it ends."""

import os
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.site.building import files

CASE = "content/faelle/musterstadt/eisbahn.md"
BROKEN = "---\ntitle: Musterstadt: Eisbahn\n---\n"


def untidy(root: Path) -> str:
    """A case with its keys in reverse and its outcome in German; the canonical text is returned."""
    text = (root / CASE).read_text("utf-8")
    first, head, body = text.split("---\n", 2)
    groups: list[str] = []
    for line in head.splitlines(keepends=True):
        if line.startswith(" "):
            groups[-1] += line
        else:
            groups.append(line)
    (root / CASE).write_text(
        f"{first}---\n{''.join(reversed(groups))}---\n{body}".replace("outcome: wirkungslos", "outcome: 'Wirkungslos'"), "utf-8"
    )
    return text


def test_a_file_is_put_in_order(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only files that change are written and named; their rights stay."""
    run(capsys, "fmt")
    before = files(root / "content")
    text = untidy(root)
    os.chmod(root / CASE, 0o640)
    code, out, _ = run(capsys, "fmt")
    assert (code, out.splitlines()[0]) == (0, f"geordnet: {CASE}")
    assert out.splitlines()[-1].endswith("1 geordnet.")
    assert (root / CASE).read_text("utf-8") == text
    assert (root / CASE).stat().st_mode & 0o777 == 0o640
    assert files(root / "content") == before


def test_check_changes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It names what is not in order and ends with 1; where all is well, with 0."""
    run(capsys, "fmt")
    assert run(capsys, "fmt", "--check")[0] == 0
    untidy(root)
    before = files(root)
    code, out, _ = run(capsys, "fmt", "--check", "content/faelle")
    assert (code, out.splitlines()[0]) == (1, f"nicht geordnet: {CASE}")
    assert files(root) == before


def test_an_unreadable_file_stays_untouched(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The reader's finding says why; others are put in order all the same."""
    (root / CASE).write_text(BROKEN, "utf-8")
    code, out, _ = run(capsys, "fmt", CASE)
    assert code == 1
    assert f"{CASE}:2:8: Fehler:" in out
    assert "[doppelpunkt-im-text]" in out
    assert (root / CASE).read_text("utf-8") == BROKEN


@pytest.mark.parametrize(("path", "words"), [("mkdocs.yml", "in content/"), ("content/faelle/nichts.md", "gibt es nicht")])
def test_misuse(root: Path, capsys: pytest.CaptureFixture[str], path: str, words: str) -> None:
    """A path that is not there or not content is refused with 2."""
    code, _, err = run(capsys, "fmt", path)
    assert (code, words in err) == (2, True)


def test_nothing_looked_at_is_a_failure(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder without records."""
    (root / "content/leer").mkdir()
    assert run(capsys, "fmt", "content/leer")[0] == 1
