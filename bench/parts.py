"""Where the time and the memory of a build go: `parts.py [FOLDER …]` prints a table for our own content and 1,000 generated cases.

Each build runs in a process of its own and in one process alone, so that the seconds of its parts add up. Seconds are of CPU, which other
programs disturb least; a part that calls another is counted without it. Memory is by how much the process grew during a part.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from run import ROOT, SMALL, environment, make_project

PARTS = (
    ("read records", "citynet_kb.project", "load"),
    ("check records", "citynet_kb.project", "check"),
    ("join and count", "citynet_kb.indexes", "build_indexes"),
    ("make views", "citynet_kb.pages", "build_site"),
    ("views → Markdown", "citynet_kb.pages.renderer", "Renderer.render"),
    ("open data", "citynet_kb.exports", "build_exports"),
    ("form, Word and Excel templates", "citynet_kb.exports", "build_templates"),
    ("form, Word and Excel templates", "citynet_kb.exports", "form_files"),
    ("sheets as Word files", "citynet_kb.pages", "sheet_documents"),
    ("search", "citynet_kb.search", "build_search"),
    ("search", "citynet_kb.exports", "search_files"),
    ("read Markdown and its front matter", "mkdocs.structure.pages", "Page.read_source"),
    ("make Markdown objects", "markdown", "Markdown.__init__"),
    ("Markdown → HTML", "markdown", "Markdown.convert"),
    ("compile templates", "jinja2", "Environment.compile"),
    ("theme", "mkdocs.commands.build", "_build_page"),
    ("write files", "mkdocs.utils", "write_file"),
    ("write files", "mkdocs.structure.files", "Files.copy_static_files"),
)
"""Name of a part, and the function that does it."""
REST = "all else (start, imports, MkDocs)"


class Watches:
    """Adds up seconds and growth of each part, without those of the parts it calls."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.grown: defaultdict[str, float] = defaultdict(float)
        self._open = [REST]
        self._since = (0.0, 0.0)

    def turn(self) -> None:
        """What was spent since the last turn belongs to the part that is open."""
        now = (time.process_time(), _size())
        self.seconds[self._open[-1]] += now[0] - self._since[0]
        self.grown[self._open[-1]] += now[1] - self._since[1]
        self._since = now

    def around(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def measured(*arguments: Any, **options: Any) -> Any:
            self.turn()
            self._open.append(part)
            try:
                return function(*arguments, **options)
            finally:
                self.turn()
                self._open.pop()

        return measured


def _size() -> float:
    """MiB that the process holds; 0 where the system does not say."""
    file = Path("/proc/self/statm")
    return int(file.read_text().split()[1]) * resource.getpagesize() / 2**20 if file.is_file() else 0


def watched() -> None:
    """One build of the project in the current folder, its parts as JSON."""
    watches = Watches()
    for part, module, name in PARTS:
        owner: Any = import_module(module)
        *classes, function = name.split(".")
        for one in classes:
            owner = getattr(owner, one)
        setattr(owner, function, watches.around(part, getattr(owner, function)))
    from mkdocs.__main__ import cli

    cli(["build", "--strict", "--quiet", "--site-dir", sys.argv[-1]], standalone_mode=False)
    watches.turn()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": watches.seconds, "grown": watches.grown, "peak": peak}))


def parts_of(project: Path) -> dict[str, Any]:
    """What a build of this project costs, by part. The first one only compiles what is kept compiled."""
    with tempfile.TemporaryDirectory(prefix="citynet-kb-profile-") as site:
        for _ in range(2):
            command = [sys.executable, str(Path(__file__).resolve()), "--watched", site]
            alone = {**environment(), "CITYNET_KB_JOBS": "1", "CITYNET_KB_STORE": "0"}
            done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=project, env=alone)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def table(builds: dict[str, dict[str, Any]]) -> list[str]:
    """The parts as rows, each build as two columns."""
    parts = [*dict.fromkeys(part for part, _, _ in PARTS), REST]
    lines = ["| part | " + " | ".join(f"{name}: s | MiB" for name in builds) + " |", "|---|" + "---|---|" * len(builds)]
    for part in parts:
        cells = (f"{build['seconds'].get(part, 0):.1f} | {build['grown'].get(part, 0):.0f}" for build in builds.values())
        lines.append(f"| {part} | {' | '.join(cells)} |")
    sums = (f"{sum(build['seconds'].values()):.1f} | {build['peak']:.0f}" for build in builds.values())
    return [*lines, f"| all of it; at its peak | {' | '.join(sums)} |"]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("projects", nargs="*", type=Path, help="folders of projects, in place of our own content and generated cases")
    chosen = parser.parse_args().projects
    folder = Path(tempfile.mkdtemp(prefix="citynet-kb-profile-"))
    try:
        projects = {path.name: path for path in chosen} or {"our content": ROOT, "1,000 cases": make_project(folder, SMALL)}
        print("\n".join(table({name: parts_of(path.resolve()) for name, path in projects.items()})))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    watched() if "--watched" in sys.argv else main()
