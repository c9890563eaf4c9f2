"""The command that compares readings."""

from pathlib import Path

import pytest

from tests.cli.running import run

READING = "content/lesungen/gegenlesung/a.yml"


def test_one_file_is_compared_with_the_knowledge_base(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Percent and kappa of each aspect, then the cases that differ. A withdrawn case is not compared, and said to be missing."""
    code, out, _ = run(capsys, "agreement", READING)
    assert code == 0
    assert out.startswith(f"{READING} gegen Wissensspeicher\n  Ergebnis          6 von 11 gleich = 54,5 %, Kappa 0,4")
    assert "\n  Belege            " in out
    assert "\n  Art des Vorhabens " in out
    assert "nicht verglichen: 1 Fall." in out
    assert "Ergebnis verschieden:\n  beispielhausen/eisbahn: ausgefallen / nicht-zustande\n" in out


def test_two_files_are_compared_with_each_other(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By present ids; cases that only one of them holds are counted."""
    one, other = (f"content/lesungen/redaktion/lesung-{number}.yml" for number in (1, 2))
    code, out, _ = run(capsys, "agreement", one, other)
    assert code == 0
    assert "Ergebnis          2 von 6 gleich = 33,3 %, Kappa 0,2" in out
    assert "Belege            kein Fall, zu dem beide etwas angeben" in out
    assert "nicht verglichen: 1 Fall." in out


def test_kappa_that_is_not_defined_is_said_to_be_so(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where both give one and the same value throughout."""
    code, out, _ = run(capsys, "agreement", "content/lesungen/gegenlesung/b.yml")
    assert code == 0
    assert "2 von 2 gleich = 100,0 %, Kappa nicht bestimmt: beide geben überall denselben Wert an" in out


def test_every_problem_of_a_file_is_a_finding(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Unknown values, ids, fields and entries twice, each with line and remedy, in one round."""
    entries = (
        "- {id: neudorf/eisban, outcome: offen}",
        "- {id: neudorf/eisbahn, outcome: misslungen, evidence: gefuehl}",
        "- {outcome: offen}",
        "- {id: musterstadt/eisbahn, outcome: offen, ergebnis: offen}",
        "- {id: irgendheim/haendlertreff, outcome: offen}",
        "- {id: irgendheim/haendlertreff, outcome: offen}",
    )
    Path("x.yml").write_text("\n".join(entries), encoding="utf-8")
    code, out, _ = run(capsys, "agreement", "x.yml")
    assert code == 1
    lines = out.splitlines()
    found = [(line.split(":")[1], line[line.rindex("[") + 1 : -1]) for line in lines if line.startswith("x.yml:")]
    assert found == [
        ("1", "lesung-fall-unbekannt"),
        ("2", "ergebnis-unbekannt"),
        ("2", "belege-unbekannt"),
        ("3", "feld-fehlt"),
        ("4", "feld-unbekannt"),
        ("6", "lesung-fall-doppelt"),
    ]
    assert "    Meinten Sie »neudorf/eisbahn«? Gibt es den Fall nicht mehr, löschen Sie den Eintrag." in lines


HOSTILE = (b"", b"\xff\xfe", b"\x00", b"a: [", b"[]x", b"- - -", b"&a [*a]", b"- {id: !!python/object:os.system x}", b"- {" * 3_000, b"- x")


@pytest.mark.parametrize("content", HOSTILE, ids=repr)
def test_whatever_the_file_holds_is_a_finding(content: bytes, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No traceback, and a remedy."""
    Path("x.yml").write_bytes(content)
    code, out, err = run(capsys, "agreement", "x.yml")
    assert (code, err) == (1, "")
    assert out.startswith("x.yml:")
    assert "\n    " in out


def test_what_cannot_be_compared_is_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is not there, a folder, three files, content with errors."""
    assert run(capsys, "agreement", "nirgends.yml")[::2] == (1, "nirgends.yml: diese Datei oder diesen Ordner gibt es nicht.\n")
    assert run(capsys, "agreement", "content")[0] == 1
    assert run(capsys, "agreement", READING, READING, READING)[0] == 2
    Path("content/lesungen/gegenlesung/c.yml").write_text("- {id: neudorf/nirgends, outcome: offen}\n", encoding="utf-8")
    code, out, _ = run(capsys, "agreement", READING)
    assert code == 1
    assert "content/lesungen/gegenlesung/c.yml:1:1: Fehler: id: Den Fall »neudorf/nirgends« gibt es nicht." in out
