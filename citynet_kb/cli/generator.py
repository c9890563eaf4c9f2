"""Runs MkDocs as a program of its own; where the system has fork, one that has all records already read and checked."""

import gc
import os
import runpy
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from io import FileIO, TextIOWrapper
from typing import NoReturn

from citynet_kb.cli.output import complain
from citynet_kb.forked import CAN_FORK, end_with_parent, exit_code, give_back
from citynet_kb.project import HANDED_ON, Project


def mkdocs(*arguments: str, project: Project, environment: Mapping[str, str]) -> int:
    """Run MkDocs of the same installation; its exit code. Material's notice about MkDocs 2 is silenced: we pin MkDocs 1.

    What it is about to do is left out here, never by its own `--quiet`: that counts no warning either, and `--strict` then means nothing.
    """
    quiet = {**environment, "NO_MKDOCS_2_WARNING": "1"}
    if CAN_FORK:
        return _forked(arguments, project, quiet)
    command = [sys.executable, "-m", "mkdocs", *arguments]
    done = subprocess.run(command, cwd=project.root, env=quiet, stderr=subprocess.PIPE, encoding="utf-8", errors="replace", check=False)
    for line in done.stderr.splitlines():
        _tell(line)
    return done.returncode


def _tell(line: str) -> None:
    if not line.startswith("INFO "):
        complain(line.rstrip("\n"))


def _forked(arguments: tuple[str, ...], project: Project, environment: Mapping[str, str]) -> int:
    sys.stdout.flush()
    reading, writing = os.pipe()
    give_back()
    process = os.fork()
    if not process:
        os.close(reading)
        _become_mkdocs(arguments, project, environment, writing)
    os.close(writing)
    try:
        with open(reading, encoding="utf-8", errors="replace") as told:
            for line in told:
                _tell(line)
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    except BaseException:
        with suppress(OSError):
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
        raise


def _become_mkdocs(arguments: tuple[str, ...], project: Project, environment: Mapping[str, str], errors: int) -> NoReturn:
    """Do what `python -m mkdocs` does, without starting Python and reading all records anew."""

    def run() -> None:
        end_with_parent()
        os.dup2(errors, 2)
        sys.stdout, sys.stderr = (TextIOWrapper(FileIO(number, "wb", closefd=False), "utf-8", write_through=True) for number in (1, 2))
        os.chdir(project.root)
        os.environ.clear()
        os.environ.update(environment)
        project.let_records_go()
        HANDED_ON.set(project)
        gc.freeze()  # all of that stays
        gc.set_threshold(500_000, 50, 100)
        gc.enable()
        sys.argv = ["mkdocs", *arguments]
        runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)

    code = 1
    try:
        code = exit_code(run)
    finally:
        os._exit(code)
