"""A call that cannot be understood: one German sentence, what there is or the nearest of it, exit code 2."""

import re

import pytest

from tests.cli.running import run

ENGLISH = re.compile(r"\b(?:usage|options|positional|arguments?|show|invalid|choose|required|expected|unrecognized|error|the)\b")
NAMES = ("build", "check", "derive", "diff", "due", "export", "fmt", "import", "intake", "new", "render", "review", "schema", "serve")


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("", "Es fehlt: BEFEHL. Möglich: check, render, "),
        ("chekc", "»chekc« ist kein Befehl. Meinten Sie »check«? Möglich: check, render, "),
        ("pruefen", "»pruefen« ist kein Befehl. Möglich: check, render, "),
        ("check --format xml", "»xml« ist kein Wert für »--format«. Möglich: text, github, json, gitlab, markdown."),
        ("check --format jsn", "»jsn« ist kein Wert für »--format«. Meinten Sie »json«? Möglich: text, "),
        ("check --relase", "Den Schalter »--relase« gibt es hier nicht. Meinten Sie »--release«?"),
        ("check --relase=1", "Den Schalter »--relase« gibt es hier nicht. Meinten Sie »--release«?"),
        ("fmt -x", "Den Schalter »-x« gibt es hier nicht. Es gibt: --help, --check."),
        ("check --list=3", "»--list« nimmt keinen Wert."),
        ("new gera", "»gera« ist hier zu viel."),
        ("new --effort", "Hinter »--effort« fehlt ein Wert."),
        ("render", "Es fehlt: --to."),
        ("diff main", "Es fehlt: NACHHER."),
        ("intake a.txt --kind word", "»word« ist kein Wert für »--kind«. Möglich: markdown, formular, docx, xlsx."),
        ("--unbekannt", "Es fehlt: BEFEHL."),
    ],
)
def test_a_call_that_cannot_be_understood(capsys: pytest.CaptureFixture[str], call: str, said: str) -> None:
    """Nothing of it in English, whatever the version of Python."""
    code, out, err = run(capsys, *call.split())
    assert (code, out) == (2, "")
    assert err.startswith(f"Der Aufruf ist nicht zu verstehen: {said}")
    assert f"Was möglich ist, zeigt: citynet-kb {call.split()[0] if call.split()[:1] and call.split()[0] in NAMES else ''}".rstrip() in err
    assert ENGLISH.findall(err.replace("--list", "")) == []


@pytest.mark.parametrize("name", ["", *NAMES])
def test_help_is_german(capsys: pytest.CaptureFixture[str], name: str) -> None:
    """Headings and the words of argparse too."""
    code, out, _ = run(capsys, *filter(None, [name]), "--help")
    assert code == 0
    assert out.startswith("Aufruf: citynet-kb")
    assert ENGLISH.findall(out) == []


@pytest.mark.parametrize(("file", "said"), [("fehlt.txt", "diese Datei oder diesen Ordner gibt es nicht"), (".", "das ist ein Ordner")])
def test_what_the_system_refuses_is_said_in_german(root: object, capsys: pytest.CaptureFixture[str], file: str, said: str) -> None:
    """Of files that are not there, or no files."""
    code, _, err = run(capsys, "intake", file)
    assert code == 2
    assert f"Die Datei lässt sich nicht öffnen: {said}" in err
