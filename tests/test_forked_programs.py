"""A program that is forked ends and says what it does when it is started."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.forked_programs import COMMAND, ROOT, run

TOOL = """
import os, subprocess, sys
print("ä", os.getcwd(), os.environ["WORT"], sys.argv, __name__, sys.path[0])
print("Fehler", file=sys.stderr)
done = subprocess.run([sys.argv[1], "check", "fehlt.md"], capture_output=True, encoding="utf-8", check=False)
print(done.returncode, done.stdout, done.stderr)
sys.exit("zu Ende" if len(sys.argv) > 2 else 3)
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "words", [["--version"], ["check"], ["unsinn"], ["schema"], ["tool.py"], ["tool.py", "mehr"], ["fehlt.py"], ["-m"]]
)
def test_it_is_as_if_it_were_started(tmp_path: Path, words: list[str]) -> None:
    """Exit code and both channels, in a folder and an environment of its own."""
    (tmp_path / "tool.py").write_text(TOOL, encoding="utf-8")
    if words[0] == "-m":
        command = [sys.executable, "-m", "mkdocs", "build", "-f", "fehlt.yml"]
    elif words[0].endswith(".py"):
        command = [sys.executable, str(tmp_path / words[0]), str(COMMAND), *words[1:]]
    else:
        command = [str(COMMAND), *words]
    environment = {**os.environ, "WORT": "Größe", "NO_MKDOCS_2_WARNING": "1"}
    started = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False)
    forked = run(command, tmp_path, environment)
    assert (forked.returncode, forked.stdout) == (started.returncode, started.stdout)
    assert forked.stderr.splitlines()[-1:] == started.stderr.splitlines()[-1:]
    assert run(command, tmp_path, environment, merged=True).stderr in (None, "")


def test_what_python_reads_when_it_starts_needs_a_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is forked for another hash seed or time zone, nor for a program that is not ours."""

    def refuse() -> None:
        raise AssertionError

    monkeypatch.setattr("tests.forked_programs._server", refuse)
    for command, more in (([COMMAND, "--version"], {"PYTHONHASHSEED": "1"}), ([sys.executable, "-c", "print(1)"], {})):
        assert run(command, ROOT, {**os.environ, **more}).returncode == 0
    with pytest.raises(AssertionError):
        run([COMMAND, "--version"], ROOT, os.environ)


@pytest.mark.slow
def test_one_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    """As `subprocess.run` does it."""
    (tmp_path / "tool.py").write_text("import time\ntime.sleep(60)\n", encoding="utf-8")
    with pytest.raises(subprocess.TimeoutExpired):
        run([sys.executable, tmp_path / "tool.py"], tmp_path, os.environ, timeout=0.2)
