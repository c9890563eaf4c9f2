"""A call that cannot be understood: one German sentence, what there is or the nearest of it, exit code 2."""

import argparse
import ast
import inspect
import re
from collections.abc import Iterator

import pytest

from citynet_kb.cli.argparse_words import CATALOGUE
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
        ("check --list=3", "Hinter »--list« steht '3', dort gehört kein Wert hin."),
        ("check --format", "Hinter »--format« fehlt ein Wert."),
        ("check --s", "Hinter »--summary« fehlt ein Wert."),
        ("intake a.txt --f x", "»x« ist kein Wert für »--format«."),
        ("review", "Es fehlt: DATEI."),
        ("new gera", "»gera« ist hier zu viel."),
        ("new --effort", "Hinter »--effort« fehlt ein Wert."),
        ("render", "Es fehlt: --to."),
        ("diff main", "Es fehlt: NACHHER."),
        ("intake a.txt --kind word", "»word« ist kein Wert für »--kind«. Möglich: markdown, formular, docx, xlsx, csv."),
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


TO_PROGRAMMERS = re.compile(
    r"conflict|not defined|is an invalid argument for|mutually exclusive|is not callable|cannot |must start with|dest= is required|"
    r"with mode|unexpected option string|unknown parser"
)
"""What argparse says about how a parser was made, not about a call."""
OURS = re.compile(r"invalid choice|unrecognized arguments|%\(prog\)s: error")
"""What `Parser` says in other words."""


def words_of_argparse() -> Iterator[str]:
    """Whatever this version of Python hands to gettext."""
    for node in ast.walk(ast.parse(inspect.getsource(argparse))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
            yield from (given.value for given in node.args if isinstance(given, ast.Constant) and isinstance(given.value, str))


def test_the_catalogue_holds_whatever_argparse_may_say_to_a_person() -> None:
    """A version of Python with new words fails here."""
    words = list(words_of_argparse())
    missing = [said for said in words if said not in CATALOGUE and not TO_PROGRAMMERS.search(said) and not OURS.search(said)]
    assert len(words) > 20
    assert missing == [], "add to CATALOGUE in citynet_kb/cli/argparse_words.py"


@pytest.mark.parametrize("said", CATALOGUE)
def test_a_translation_takes_the_same_values(said: str) -> None:
    """One too few or too many would stop the command; of values with names the name of the type, which is Python's, may stay unsaid."""
    named, by_place = re.compile(r"%\(\w+\)[sr]"), re.compile(r"%[sr]")
    assert {*named.findall(said)} - {*named.findall(CATALOGUE[said])} <= {"%(type)s"}
    assert {*named.findall(CATALOGUE[said])} <= {*named.findall(said)}
    assert by_place.findall(CATALOGUE[said]) == by_place.findall(said)


def test_argparse_speaks_german_only_while_we_read_a_call(capsys: pytest.CaptureFixture[str]) -> None:
    """Another parser in the same process keeps its words."""
    run(capsys, "--help")
    assert argparse.ArgumentParser(prog="x").format_help().startswith("usage: x")
