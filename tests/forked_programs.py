"""Our programs, run by processes that have all modules loaded already: to fork one takes a hundredth of what starting Python takes.

A server that has loaded everything and done nothing waits for commands: `citynet-kb …`, `python -m mkdocs …`, `python tool.py …`. It forks
a process for each, which gets its own folder, environment and channels. Everything else, and what differs from the server in what Python
reads when it starts, is run as a program of its own.
"""

import atexit
import gc
import importlib
import json
import os
import pkgutil
import runpy
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from io import FileIO, TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO

from citynet_kb.forked import exit_code

ROOT = Path(__file__).parents[1]
COMMAND = Path(sys.executable).with_name("citynet-kb")
AT_START = ("PYTHON", "LANG", "LC_", "TZ")
"""Variables that Python reads when it starts begin with these."""
OF_MKDOCS = (
    *("mkdocs.commands.build", "mkdocs.theme", "material.plugins.search.plugin", "material.plugins.tags.plugin"),
    *("markdown.extensions.footnotes", "pymdownx.tabbed", "pymdownx.tasklist", "pygments.formatters", "pygments.lexers", "openpyxl"),
)


STRICT = {"PYTHONWARNINGS": "error::EncodingWarning"}
"""Programs are started so, and may be."""


def run(
    command: Sequence[object], cwd: Path, env: Mapping[str, str], timeout: float = 300, *, merged: bool = False
) -> subprocess.CompletedProcess[str]:
    """What `subprocess.run` gives that takes both channels as text, or `merged` into one, and checks nothing."""
    words = [str(word) for word in command]
    if not _is_ours(words) or not _at_start(env).items() <= _at_start({**os.environ, **STRICT}).items():
        into = subprocess.STDOUT if merged else subprocess.PIPE
        options: Any = {"stdout": subprocess.PIPE, "stderr": into, "encoding": "utf-8", "check": False, "timeout": timeout}
        return subprocess.run(words, cwd=cwd, env=env, **options)
    server = _server()
    assert server.stdin
    assert server.stdout
    server.stdin.write(json.dumps([words, str(cwd), dict(env), timeout, merged]).encode() + b"\n")
    server.stdin.flush()
    code, out, err = json.loads(server.stdout.readline())
    if code is None:
        raise subprocess.TimeoutExpired(words, timeout)
    return subprocess.CompletedProcess(words, code, out, err)


def _at_start(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name.startswith(AT_START)}


def _is_ours(words: Sequence[str]) -> bool:
    of_python = (
        words[0] == sys.executable
        and len(words) > 1
        and ((words[1].endswith(".py") and Path(words[1]).is_file()) or words[1:3] == ["-m", "mkdocs"])
    )
    return hasattr(os, "fork") and (words[0] == str(COMMAND) or of_python)


@cache
def _server() -> "subprocess.Popen[bytes]":
    server = subprocess.Popen(
        [sys.executable, "-m", __name__], cwd=ROOT, env={**os.environ, **STRICT}, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    atexit.register(server.communicate)  # nothing more comes: it ends
    return server


def load() -> None:
    """All modules of our package, those of MkDocs that a build needs, and the compiled templates."""
    import citynet_kb

    for module in pkgutil.walk_packages(citynet_kb.__path__, "citynet_kb."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for name in OF_MKDOCS:
        importlib.import_module(name)
    from citynet_kb.pages.environment import environment

    for template in environment().list_templates(extensions=["j2"]):
        environment().get_template(template)


def forked(
    words: Sequence[str], cwd: str | None, env: Mapping[str, str] | None, timeout: float, merged: bool
) -> tuple[int | None, str, str]:
    """Run one of our programs in a process that is forked from here; no code where it took too long."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        sys.stdout.flush()
        sys.stderr.flush()  # else the process that is forked would say it again
        process = os.fork()
        if not process:
            _become(words, cwd, env, (out, out if merged else err), timeout)
        _, status = os.waitpid(process, 0)
        code = os.waitstatus_to_exitcode(status)
        texts = []
        for channel in (out, err):
            channel.seek(0)
            texts.append(channel.read().decode())
    return (None if code == -signal.SIGALRM else code, texts[0], texts[1])


def _become(words: Sequence[str], cwd: str | None, env: Mapping[str, str] | None, channels: Sequence[BinaryIO], timeout: float) -> None:
    def run() -> None:
        signal.setitimer(signal.ITIMER_REAL, timeout)
        os.chdir(cwd or ".")
        if env is not None:
            os.environ.clear()
            os.environ.update(env)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for number, channel in enumerate(channels, 1):
            os.dup2(channel.fileno(), number)
        sys.stdin, sys.stdout, sys.stderr = (
            TextIOWrapper(FileIO(number, mode, closefd=False), "utf-8") for number, mode in enumerate("rww")
        )
        subprocess.run = _from_here  # type: ignore[assignment]
        _execute(words)

    code = 1
    try:
        code = exit_code(run)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _execute(words: Sequence[str]) -> None:
    """As the interpreter does it for a program of its own."""
    if words[0] == str(COMMAND):
        from citynet_kb.cli import main

        sys.argv, sys.path[0] = list(words), str(COMMAND.parent)
        raise SystemExit(main())
    if words[1] == "-m":
        sys.argv, sys.path[0] = list(words[2:]), os.getcwd()
        runpy.run_module(words[2], run_name="__main__", alter_sys=True)
    else:
        sys.argv, sys.path[0] = list(words[1:]), str(Path(words[1]).resolve().parent)
        runpy.run_path(words[1], run_name="__main__")


_STARTED = subprocess.run


def _from_here(command: Any, *arguments: Any, **options: Any) -> Any:
    """In a forked process: a tool that calls `citynet-kb` and takes both channels as text gets it forked once more."""
    words = [str(word) for word in command] if isinstance(command, list | tuple) else []
    plain = {"capture_output": True, "encoding": "utf-8", "check": False}
    if not words or words[0] != str(COMMAND) or {**options, "errors": None} != {**plain, "errors": None}:
        return _STARTED(command, *arguments, **options)
    code, out, err = forked(words, None, None, 300, False)
    return subprocess.CompletedProcess(words, code or 0, out, err)


def serve() -> None:
    """Answer commands until there are no more."""
    answers = os.fdopen(os.dup(1), "wb")
    load()
    gc.freeze()  # all of that stays
    for line in sys.stdin.buffer:
        answers.write(json.dumps(forked(*json.loads(line))).encode() + b"\n")
        answers.flush()


if __name__ == "__main__":
    serve()
