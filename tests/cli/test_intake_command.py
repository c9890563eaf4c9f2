"""`citynet-kb intake`: exit codes, words, files."""

from pathlib import Path

import pytest

from tests.cli.running import run
from tests.site.building import files

LETTER = """Guten Tag!

---
title: "Leerdorf: Markt am Abend"
city: Leerdorf
topic: feste-maerkte
measure: Feierabendmarkt
outcome: Offen
effort: Klein
---
Es begann <b>gut</b>.
"""
MADE = "content/faelle/leerdorf/markt-am-abend.md"


def test_a_letter_becomes_a_file(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Checked, in canonical form, with a hint for what was left out and what became text; a second time it is refused."""
    (root / "brief.txt").write_text(LETTER, "utf-8")
    code, out, _ = run(capsys, "intake", "brief.txt")
    assert code == 0
    assert "brief.txt:1:1: Hinweis:" in out
    assert "brief.txt:11:11: Hinweis: HTML wird als Text übernommen" in out
    assert f"geschrieben: {MADE}" in out
    text = (root / MADE).read_text("utf-8")
    head = "measure: feierabendmarkt\noutcome: offen\neffort: klein\nadded: 2026-06-01\nnext_review: 2027-06-01\n"
    assert f"\n{head}---\n\nEs begann &lt;b>gut&lt;/b>.\n" in text
    assert run(capsys, "check", MADE)[0] == run(capsys, "fmt", "--check", MADE)[0] == 0
    assert run(capsys, "intake", "brief.txt")[0] == 1


def test_a_correction_is_no_second_case(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A changed version of a case that lies there under another name is named as such, with the file to replace; nothing is written."""
    (root / "brief.txt").write_text(LETTER, "utf-8")
    assert run(capsys, "intake", "brief.txt")[0] == 0
    (root / MADE).rename(root / "content/faelle/leerdorf/markt.md")
    before = files(root / "content")
    text = (root / "content/faelle/leerdorf/markt.md").read_text("utf-8").replace("effort: klein", "effort: mittel")
    (root / "korrektur.md").write_text(text + "\nNachtrag.\n", "utf-8")
    code, out, err = run(capsys, "intake", "korrektur.md")
    assert code == 1
    assert "[korrektur-eines-falls]" in out
    assert "Ersetzen Sie den Inhalt von content/faelle/leerdorf/markt.md" in out
    assert "Nichts geschrieben." in err
    assert files(root / "content") == before


def test_what_is_missing_is_said_and_nothing_written(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """At the line of the letter, by the rules that see the whole content."""
    (root / "brief.txt").write_text(LETTER.replace("Leerdorf\n", "Lehrdorf\n"), "utf-8")
    before = files(root)
    code, out, err = run(capsys, "intake", "brief.txt", "--format", "json")
    assert (code, "Nichts geschrieben." in err) == (1, True)
    assert '"line": 5' in out
    assert "Meinten Sie »Leerdorf«" in out
    assert files(root) == before


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["nichts.md"], 2),
        (["brief.txt", "--added", "gestern"], 2),
        (["brief.pdf"], 1),
        (["brief.txt", "--dry-run"], 0),
        (["brief.txt", "--kind", "docx"], 1),
    ],
)
def test_other_ends(root: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], expected: int) -> None:
    """Misuse 2, findings 1, a trial 0; nothing is written, no traceback."""
    for name in ("brief.txt", "brief.pdf"):
        (root / name).write_text(LETTER, "utf-8")
    before = files(root)
    code, out, err = run(capsys, "intake", *arguments)
    assert (code, "Traceback" in out + err) == (expected, False)
    assert files(root) == before
