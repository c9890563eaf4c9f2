"""One measured run in a process of its own: `stage.py NAME FOLDER` prints what it cost as JSON.

NAME is `events` (YAML events of all front matter, nothing else), `check`, `render`, `build` or `build_plain`; FOLDER holds a project.
Seconds are of the work alone: the start of the interpreter and what is only done once (imports, templates) is over before the clock runs.
"""

import contextlib
import io
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from citynet_kb import exports, indexes, pages, project, search
from citynet_kb.cli import main
from citynet_kb.cli.file_tree import write_tree
from citynet_kb.cli.garbage_collection import garbage_collector_paused
from citynet_kb.project import Project

Costs = dict[str, float]
PARTS = {
    "load": project,
    "check": project,
    "build_indexes": indexes,
    "build_site": pages,
    "build_exports": exports,
    "build_templates": exports,
    "form_files": exports,
    "build_search": search,
    "search_files": exports,
}
"""Our part of a build: reading, checking, joining, rendering, exporting; and where `Project` has it from."""


class Stopwatch:
    """Adds up wall and CPU time."""

    def __init__(self) -> None:
        self.wall = self.cpu = 0.0

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        wall, cpu = time.perf_counter(), time.process_time()
        try:
            yield
        finally:
            self.wall += time.perf_counter() - wall
            self.cpu += time.process_time() - cpu

    def around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def measured(*arguments: Any, **options: Any) -> Any:
            with self.running():
                return function(*arguments, **options)

        return measured

    @property
    def costs(self) -> Costs:
        return {"wall": self.wall, "cpu": self.cpu}


def events(folder: Path) -> Costs:
    """PyYAML's event parser in C over the front matter of all cases, and nothing else."""
    texts = (file.read_text(encoding="utf-8") for file in sorted(folder.glob("content/faelle/*/*.md")))
    heads = [text[4 : text.index("\n---\n", 4)] for text in texts]
    watch = Stopwatch()
    with watch.running():
        for head in heads:
            for _ in yaml.parse(head, Loader=yaml.CSafeLoader):
                pass
    return watch.costs


def check(folder: Path) -> Costs:
    """What `citynet-kb check` does, without the start of the process."""
    watch = Stopwatch()
    os.chdir(folder)
    with contextlib.redirect_stdout(io.StringIO()), watch.running():
        main(["check"])
    return watch.costs


def render(folder: Path) -> Costs:
    """Reading, joining, rendering and exporting: what `citynet-kb render` does, without checking and without writing to disk."""
    watch = Stopwatch()
    with garbage_collector_paused(), watch.running():
        Project(folder, 0).tree()
    return watch.costs


def build(folder: Path) -> Costs:
    """`mkdocs build`, hook included, and the `share` of its wall time that reading, checking, joining, rendering and exporting take."""
    from mkdocs.__main__ import cli

    parts = {name: Stopwatch() for name in PARTS}
    for name, watch in parts.items():
        setattr(PARTS[name], name, watch.around(getattr(PARTS[name], name)))
    all_of_it = Stopwatch()
    os.chdir(folder)
    with all_of_it.running():
        cli(["build", "--strict", "--quiet"], standalone_mode=False)
    shares = {name: watch.cpu / all_of_it.cpu for name, watch in parts.items()}
    share = sum(watch.wall for watch in parts.values()) / all_of_it.wall
    return {**all_of_it.costs, **shares, "share": share, "share_cpu": sum(shares.values())}


def build_plain(folder: Path) -> Costs:
    """MkDocs with its theme over our own finished pages, without our hook: what it takes to publish these pages at all."""
    from mkdocs.__main__ import cli

    os.chdir(folder)
    write_tree(folder / "seiten", Project(folder, 0).tree())
    (folder / "plain.yml").write_text("INHERIT: mkdocs.yml\ndocs_dir: seiten\nsite_dir: site.plain\nhooks: []\n", encoding="utf-8")
    watch = Stopwatch()
    with watch.running():
        cli(["build", "--quiet", "--config-file", "plain.yml"], standalone_mode=False)
    return watch.costs


STAGES = {stage.__name__: stage for stage in (events, check, render, build, build_plain)}

if __name__ == "__main__":
    name, folder, *warm_up = sys.argv[1:]
    for small in warm_up:
        STAGES[name](Path(small))
    print(json.dumps({**STAGES[name](Path(folder)), "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
