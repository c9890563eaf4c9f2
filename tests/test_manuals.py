"""The manuals are true: what they tell people to type is understood, and what they name is there."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from citynet_kb.cli.main import _parser, main
from tests.site.building import project
from tests.test_imports import LAYERS

ROOT = Path(__file__).parents[1]
NAMES = ("README.md", "HACKING.md", "MAINTAINING.md", "CONTRIBUTING.md", "LOESCHUNG.md")
MANUALS = {name: (ROOT / name).read_text("utf-8") for name in NAMES}
TARGETS = frozenset(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
CODE = re.compile(r"```[a-z]*\n(.*?)```|`([^`\n]+)`", re.DOTALL)
PLACEHOLDERS = {"DATEI": "bericht.txt", "content/faelle/<stadt>/<fall>.md": "content/faelle/musterstadt/feierabendmarkt.md"}
"""What stands in the manuals for a file of the reader's own."""
CHEAP = ("check", "check --list", "check --release", "fmt --check", "due", "schema")
"""Commands that read and print."""
NOT_IN_THE_TREE = ("/", ".venv", "site/", "http", "search/s")
"""Where a path begins that only an installation or a built site has."""
EXAMPLE = re.compile(r"musterstadt|STADT")
PLACES = ("", "citynet_kb", "citynet_kb/pages", "citynet_kb/pages/templates", "citynet_kb/pages/components", "theme", "tests", "content")
"""Where a path in a manual may begin."""


def code(manual: str) -> list[str]:
    """Every line of code: whole blocks, line by line, and what stands in backticks within a text."""
    found = [block or span for block, span in CODE.findall(MANUALS[manual])]
    return [line.partition(" #")[0].strip() for piece in found for line in piece.split("\n") if line.strip()]


def commands(manual: str) -> list[str]:
    """What follows `citynet-kb` in each of them."""
    lines = (line.removeprefix(".venv/bin/") for line in code(manual))
    return [line.removeprefix("citynet-kb ") for line in lines if line.startswith("citynet-kb ")]


@pytest.mark.parametrize("manual", MANUALS)
def test_every_command_is_understood(manual: str) -> None:
    """Each command and its options are those of the program today."""
    for command in commands(manual):
        for placeholder, file in PLACEHOLDERS.items():
            command = command.replace(placeholder, file)
        words = shlex.split(command)
        if words[0] in ("render", "export"):
            words += ["--to", "ordner"] if "--to" not in words else []
        assert _parser().parse_args(words), command


@pytest.mark.parametrize("manual", MANUALS)
def test_every_target_of_make_is_there(manual: str) -> None:
    """`make` knows each target that a manual names, and can say what it would do."""
    named = {word for line in code(manual) for word in re.findall(r"\bmake (?:-s )?(?:[A-Z]+=\S+ )*([a-z-]+)", line)}
    assert named <= TARGETS
    for target in sorted(named - {"help", "clean"}):
        done = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("manual", MANUALS)
def test_every_path_is_there(manual: str) -> None:
    """A path with an ending leads to a file, whichever folder it is told from. Examples of towns that do not exist are left out."""
    paths = {word for line in code(manual) for word in re.findall(r"[\w./-]+/[\w.-]+\.(?:py|j2|md|yml|json|css|html|sh|toml)\b", line)}
    own = {path for path in paths if not path.startswith(NOT_IN_THE_TREE) and not EXAMPLE.search(path)}
    missing = {path for path in own if not any((ROOT / place / path).exists() for place in PLACES)}
    assert not missing


@pytest.mark.parametrize("manual", MANUALS)
def test_every_test_that_is_named_is_there(manual: str) -> None:
    """Modules and folders behind `pytest`, and the test that `-k` chooses."""
    calls = [shlex.split(line.partition("pytest ")[2]) for line in code(manual) if "pytest " in line]
    assert calls or manual != "HACKING.md"
    named = [word for call in calls for word in call if word.startswith("tests/")]
    assert not [path for path in named if not (ROOT / path).exists()]
    chosen = [(call[0], call[call.index("-k") + 1]) for call in calls if "-k" in call]
    assert not [name for module, name in chosen if name not in (ROOT / module).read_text("utf-8")]


@pytest.mark.slow
@pytest.mark.parametrize("command", CHEAP)
def test_cheap_commands_run(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """They end with a code that says something, and print what a person can read."""
    monkeypatch.chdir(project(tmp_path / "projekt"))
    assert main(command.split()) in (0, 1)
    assert "Traceback" not in "".join(capsys.readouterr())


def test_the_table_of_imports_is_the_tested_one() -> None:
    """HACKING.md names every layer, in the order that `test_imports` enforces, and lets a part import none that comes later."""
    table = MANUALS["HACKING.md"].partition("| part of `citynet_kb/` |")[2].partition("\n\n")[0]
    rows = [[re.findall(r"`([a-z_]+)(?:\.[a-z]+)?`", cell) for cell in line.split("|")[1:4]] for line in table.split("\n")[2:]]
    level = {name: number for number, layer in enumerate(LAYERS) for name in layer}
    named = [name for row in rows for name in row[0] if name in level]
    assert sorted(named) == sorted(level), "add the part of the package to the table in HACKING.md"
    for parts, _, imported in rows:
        for name in parts:
            assert not [other for other in imported if name in level and level.get(other, -1) >= level[name] and other != name], parts
