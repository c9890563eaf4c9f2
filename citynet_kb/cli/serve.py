"""The command `serve`: shows the site and rebuilds it after each change. While there are errors, the last good state is shown.

MkDocs serves the rendered tree, not `content/`: its server answers no request while a build fails, so errors must never reach it.
"""

import gc
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from citynet_kb.cli.file_tree import sync_tree
from citynet_kb.cli.output import complain, report, say
from citynet_kb.project import CONTENT, SETTINGS, Project

SECONDS_BETWEEN_LOOKS = 0.7
SECONDS_TO_END = 5
ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
"""A polite stop, and a terminal that was closed. Windows knows only the first."""


def serve(options: Namespace, environment: Mapping[str, str] = os.environ) -> int:
    """Show the site until interrupted. Exit code: 0 interrupted, 1 findings of severity error, 2 misuse."""
    if not _is_free(options.address):
        complain(
            f"{options.address}: Diese Adresse ist belegt oder ungültig. Nennen Sie eine andere, zum Beispiel --address 127.0.0.1:8001"
        )
        return 2
    project = Project.here(Path.cwd(), environment)
    if project.has_errors:
        report(project.findings, project.case_files, "text")
        return 1
    with _ended_like_by_hand(), TemporaryDirectory(prefix="citynet-kb-") as folder:
        tree = Path(folder) / "seiten"
        sync_tree(tree, project.tree())
        settings = Path(folder) / "mkdocs.yml"
        settings.write_text(json.dumps(_settings(project, tree), ensure_ascii=False), encoding="utf-8")
        command = [sys.executable, "-m", "mkdocs", "serve", "--config-file", str(settings), "--dev-addr", options.address, "--watch-theme"]
        process = subprocess.Popen(command, env={**environment, "NO_MKDOCS_2_WARNING": "1"})
        try:
            _follow(project, tree, process, environment)
        except KeyboardInterrupt:
            return 0
        finally:
            _end(process)
    return 0 if process.returncode == 0 else 1


@contextmanager
def _ended_like_by_hand() -> Iterator[None]:
    """Lets the signals of ENDING end the command as Ctrl-C does, so that the server is ended and the folder removed."""

    def stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    heard = (number for number in ENDING if signal.getsignal(number) is not signal.SIG_IGN)  # `nohup` means to go on
    before = {number: signal.signal(number, stop) for number in heard}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Ends the server, at last by force. Further signals wait until that is done."""
    for number in (*ENDING, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    process.terminate()
    try:
        process.wait(SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _settings(project: Project, tree: Path) -> dict[str, object]:
    """The project's own MkDocs settings, pointed at the rendered tree. JSON is YAML."""
    from citynet_kb.fragments import FOLDER  # imports Markdown, which no other command needs at its start

    site = project.configuration.site
    return {
        "INHERIT": str(project.root / "mkdocs.yml"),
        "site_name": site.name,
        "docs_dir": str(tree),
        "site_dir": str(tree.parent / "site"),
        "hooks": [],
        "extra": {"live": True},
        "theme": {"custom_dir": str(project.root / "theme")},
        "markdown_extensions": {"citynet_kb.fragments": {"directory": str(tree / FOLDER)}},
    }


def _follow(project: Project, tree: Path, process: "subprocess.Popen[bytes]", environment: Mapping[str, str]) -> None:
    """Render again after every change of the content, as long as the server runs."""
    seen = _state(project.root)
    while process.poll() is None:
        time.sleep(SECONDS_BETWEEN_LOOKS)
        state = _state(project.root)
        if state == seen:
            continue
        seen = state
        changed = Project.here(project.root, environment)
        if changed.has_errors:
            report(changed.findings, changed.case_files, "text")
            say("Gezeigt wird weiter der letzte fehlerfreie Stand.")
        else:
            sync_tree(tree, changed.tree())
        gc.collect()  # the collector is paused for the whole command, which may run for days, so the last state is freed here


def _state(root: Path) -> dict[str, tuple[int, int]]:
    """Every file that matters, with the time of its last change and its size."""
    files = [os.path.join(base, name) for base, _, names in os.walk(root / CONTENT) for name in names]
    found = {}
    for file in (*files, str(root / SETTINGS)):
        try:
            status = os.lstat(file)
        except OSError:
            continue
        found[file] = (status.st_mtime_ns, status.st_size)
    return found


def _is_free(address: str) -> bool:
    host, _, port = address.rpartition(":")
    if not re.fullmatch("[0-9]{1,5}", port) or int(port) > 65535:
        return False
    try:
        with socket.create_server((host, int(port))):
            return True
    except OSError:
        return False
