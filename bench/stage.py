"""One measured run in a process of its own: `stage.py NAME FOLDER` prints what it cost as JSON.

NAME is `events` (YAML events of all front matter, nothing else), `check` or `render`; FOLDER holds a project.
Seconds are of the work alone: the start of the interpreter and what is only done once (imports, templates) is over before the clock runs.
"""

import contextlib
import io
import json
import os
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import yaml

from citynet_kb.cli import main
from citynet_kb.cli.garbage_collection import garbage_collector_paused
from citynet_kb.project import Project

Costs = dict[str, float]


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


STAGES = {stage.__name__: stage for stage in (events, check, render)}

if __name__ == "__main__":
    name, folder, *warm_up = sys.argv[1:]
    for small in warm_up:
        STAGES[name](Path(small))
    print(json.dumps({**STAGES[name](Path(folder)), "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
