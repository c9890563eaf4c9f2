"""Measure check, render and build with generated cases, print the ratios that are promised, and fail where one is broken.

Only ratios are judged: both sides are measured in this run, in turns, in processes of their own. Never part of the tests, since a machine
may be busy; ratios within a process are therefore judged by CPU time, which other programs disturb least, and shown by the clock as well.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from statistics import median

from builds import Costs, builds
from checks import checks

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.fictional.written import write_content

ROOT = Path(__file__).resolve().parent.parent
RESULTS = Path(__file__).resolve().parent / "results"
STAGE = Path(__file__).resolve().parent / "stage.py"
SMALL, LARGE, WARM_UP = 1_000, 10_000, 20
Bound = tuple[float, float]
"""What is promised, and what is wanted."""
BUILDS: tuple[tuple[str, str, str, Mapping[int, Bound]], ...] = (
    ("cold build", "cold", "tree", {SMALL: (0.85, 0.85)}),
    ("cold build", "cold", "plain", {SMALL: (4.5, 2.2)}),
    ("build after one changed case, its text", "changed", "tree", {SMALL: (0.15, 0.15), LARGE: (0.10, 0.10)}),
    ("build after a further changed case, its text", "again", "tree", {SMALL: (0.15, 0.15), LARGE: (0.10, 0.10)}),
    ("build after one changed case, a fact", "fact", "tree", {SMALL: (0.18, 0.15), LARGE: (0.18, 0.10)}),
    ("build after no change", "unchanged", "tree", {SMALL: (0.08, 0.08), LARGE: (0.08, 0.08)}),
)
"""What is built, against which reference, and the bound for each number of cases."""


@dataclass(frozen=True)
class Promise:
    """One promise: the ratio by CPU time and by the clock, and the bounds of one of them, promised and wanted."""

    name: str
    value: float
    by_clock: float
    bound: float
    wanted: float
    by: str = "CPU"

    @property
    def is_kept(self) -> bool:
        return self._measured <= self.bound

    @property
    def is_as_wanted(self) -> bool:
        return self._measured <= self.wanted

    @property
    def _measured(self) -> float:
        return self.value if self.by == "CPU" else self.by_clock


def measure_checks(project: Path, rounds: int) -> tuple[list[Promise], list[str]]:
    """What is promised of `check` alone."""
    notes: list[str] = []
    return list(_of_checks(project, rounds, {}, notes)), notes


def measure(projects: dict[int, Path], rounds: int) -> tuple[list[Promise], list[str]]:
    """Every promise, and what else is worth knowing: the parts of our share, the greatest memory of each kind of run."""
    small, large = projects[SMALL], projects.get(LARGE)
    memory: dict[str, float] = {}
    notes: list[str] = []
    found: list[Promise] = []
    if large:
        found.extend(_of_checks(large, rounds, memory, notes))
        for name in ("check", "render"):
            many, few = _in_turns(rounds, partial(_stage, name, large), partial(_stage, name, small))
            found.append(_ratio(f"{name}: cost of a case of 10,000 : of a case of 1,000", many, few, (1.15, 1.15), LARGE / SMALL))
            memory[f"{name}, 10,000 cases"] = max(memory.get(f"{name}, 10,000 cases", 0), *(run["memory"] for run in many))
    for number, project in projects.items():
        found.extend(_of_builds(number, builds(project, environment(), 3 if number == SMALL else 1), memory))
    notes.append("Greatest memory: " + ", ".join(f"{name} {size:.0f} MiB" for name, size in memory.items()) + ".")
    return found, notes


CHECKS = (("unchanged", "all kept", (3, 3)), ("changed", "one case changed", (3, 3)), ("cold", "nothing kept", (3, 3)))
"""Whole checks, what they find, and the bound: they work on all cores, so the clock judges."""


def _of_checks(project: Path, rounds: int, memory: dict[str, float], notes: list[str]) -> Iterator[Promise]:
    turns = [(checks(project, environment(), 1), _stage("events", project)) for _ in range(rounds)]
    events = [reference for _, reference in turns]
    for kind, name, bound in CHECKS:
        runs = [found[kind][0] for found, _ in turns]
        yield replace(_ratio(f"check of 10,000 cases, {name} : YAML events alone", runs, events, bound), by="clock")
        memory["check, 10,000 cases"] = max(memory.get("check, 10,000 cases", 0), *(run["memory"] for run in runs))
    one = median(found["file"][0]["cpu"] for found, _ in turns)
    notes.append(f"Check of one changed case of 10,000: {one:.2f} s of CPU.")


def _of_builds(number: int, runs: Mapping[str, list[Costs]], memory: dict[str, float]) -> Iterator[Promise]:
    """Builds are judged by the clock: they work on all cores."""
    for name, kind, reference, bounds in BUILDS:
        if number in bounds:
            ratio = _ratio(f"{name} of {number:,} cases : {reference}", runs[kind], runs[reference], bounds[number])
            yield replace(ratio, by="clock")
    memory[f"build, {number:,} cases, largest process"] = max(run["memory"] for run in runs["cold"])


def _in_turns(rounds: int, one: Callable[[], Costs], other: Callable[[], Costs]) -> tuple[list[Costs], list[Costs]]:
    pairs = [(one(), other()) for _ in range(rounds)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def _ratio(name: str, above: list[Costs], below: list[Costs], bound: Bound, times: float = 1) -> Promise:
    """The ratio of the medians; `times` as much work was done above as below."""
    cpu, wall = (median(run[key] for run in above) / median(run[key] for run in below) / times for key in ("cpu", "wall"))
    return Promise(name, cpu, wall, *bound)


def _stage(name: str, project: Path) -> Costs:
    command = [sys.executable, str(STAGE), name, str(project), str(project.parent / str(WARM_UP))]
    alone = {**environment(), "CITYNET_KB_STORE": "0", "CITYNET_KB_JOBS": "1"}  # all of the work, in the process that is measured
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=alone)
    costs: Costs = json.loads(done.stdout.splitlines()[-1])
    print(f"  {name} {project.name}: {costs['cpu']:.1f} s CPU, {costs['wall']:.1f} s", file=sys.stderr, flush=True)
    return costs


def environment() -> dict[str, str]:
    """The environment of a measured process: a fixed day, our package, no notices."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # what is compiled may be kept
    return {**kept, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795392000"}


def make_project(folder: Path, cases: int) -> Path:
    """A whole project in a folder of its own: our theme, hook and settings, and content that is made up."""
    project = folder / str(cases)
    for part in ("hooks", "theme"):
        shutil.copytree(ROOT / part, project / part, ignore=shutil.ignore_patterns("__pycache__"))
    for part in ("mkdocs.yml", "citynet-kb.toml"):
        shutil.copy(ROOT / part, project)
    write_content(project / "content", ROOT / "content", cases)
    return project


def table(found: list[Promise], notes: list[str]) -> Iterator[str]:
    """The results as Markdown."""
    yield "| measure | CPU | clock | promised | kept | wanted | met |"
    yield "|---|---|---|---|---|---|---|"
    for one in found:
        kept, met = ("yes" if holds else "**no**" for holds in (one.is_kept, one.is_as_wanted))
        yield f"| {one.name} | {one.value:.2f} | {one.by_clock:.2f} | ≤ {one.bound}, {one.by} | {kept} | ≤ {one.wanted} | {met} |"
    for note in notes:
        yield from ("", note)


def main() -> int:
    """Exit code 1 where a bound is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="the build of 1,000 cases only")
    parser.add_argument("--checks", action="store_true", help="checks of 10,000 cases only")
    parser.add_argument("--rounds", type=int, default=5, help="how often each pair is measured")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="citynet-kb-bench-") as folder:
        make_project(Path(folder), WARM_UP)
        sizes = (SMALL,) if options.quick else (LARGE,) if options.checks else (SMALL, LARGE)
        projects = {cases: make_project(Path(folder), cases) for cases in sizes}
        found, notes = measure_checks(projects[LARGE], options.rounds) if options.checks else measure(projects, options.rounds)
    lines = list(table(found, notes))
    print("\n".join(lines))
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / ("quick.md" if options.quick else "checks.md" if options.checks else "bench.md")).write_text(
        "\n".join(lines) + "\n", encoding="utf-8"
    )
    return 0 if all(one.is_kept for one in found) else 1


if __name__ == "__main__":
    sys.exit(main())
