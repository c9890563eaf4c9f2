"""The preview as MkDocs itself makes it: everything is built again after each change. For versions that single pages were not tried with.

MkDocs serves the rendered tree, not `content/`: its server answers no request while a build fails, so errors must never reach it.
"""

import gc
import json
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from citynet_kb.cli.file_tree import sync_tree
from citynet_kb.cli.output import report, say
from citynet_kb.cli.watched_files import ENDING, state
from citynet_kb.project import CONTENT, SETTINGS, Project

SECONDS_BETWEEN_LOOKS = 0.7
SECONDS_TO_END = 5


def serve_rebuilt(project: Project, address: str, folder: Path, environment: Mapping[str, str]) -> int:
    """Show the site until interrupted. `folder` is for what is built. Exit code: 1 findings of severity error, or the server failed."""
    if project.has_errors:
        report(project.findings, project.case_files, "text")
        return 1
    tree = folder / "seiten"
    sync_tree(tree, project.tree())
    settings = folder / "mkdocs.yml"
    settings.write_text(json.dumps(_settings(project, tree), ensure_ascii=False), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "serve", "--config-file", str(settings), "--dev-addr", address, "--watch-theme"]
    process = subprocess.Popen(command, env={**environment, "NO_MKDOCS_2_WARNING": "1"})
    try:
        _follow(project, tree, process, environment)
    finally:
        _end(process)
    return 0 if process.returncode == 0 else 1


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
    watched = (project.root / CONTENT, project.root / SETTINGS)
    seen = state(watched)
    while process.poll() is None:
        time.sleep(SECONDS_BETWEEN_LOOKS)
        now = state(watched)
        if now == seen:
            continue
        seen = now
        changed = Project.here(project.root, environment)
        if changed.has_errors:
            report(changed.findings, changed.case_files, "text")
            say("Gezeigt wird weiter der letzte fehlerfreie Stand.")
        else:
            sync_tree(tree, changed.tree())
        gc.collect()  # the collector is paused for the whole command, which may run for days, so the last state is freed here
