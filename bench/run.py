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
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from stage import PARTS

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.fictional.written import write_content

ROOT = Path(__file__).resolve().parent.parent
RESULTS = Path(__file__).resolve().parent / "results"
STAGE = Path(__file__).resolve().parent / "stage.py"
SMALL, LARGE, WARM_UP = 1_000, 10_000, 20

Costs = dict[str, float]


@dataclass(frozen=True)
class Promise:
    """One promise: the ratio by CPU time and by the clock, and the bound of the first."""

    name: str
    value: float
    by_clock: float
    bound: float

    @property
    def is_kept(self) -> bool:
        return self.value <= self.bound


def measure(projects: dict[int, Path], rounds: int) -> tuple[list[Promise], list[str]]:
    """Every promise, and what else is worth knowing: the parts of our share, the greatest memory of each kind of run."""
    small, large = projects[SMALL], projects.get(LARGE)
    memory: dict[str, float] = {}
    notes: list[str] = []
    found: list[Promise] = []
    if large:
        commands, events = _in_turns(rounds, partial(_command, large), partial(_stage, "events", large))
        found.append(_ratio("check of 10,000 cases, the whole command : YAML events alone", commands, events, 6))
        memory["check, 10,000 cases"] = max(run["memory"] for run in commands)
        for name in ("check", "render"):
            many, few = _in_turns(rounds, partial(_stage, name, large), partial(_stage, name, small))
            found.append(_ratio(f"{name}: cost of a case of 10,000 : of a case of 1,000", many, few, 1.15, LARGE / SMALL))
            memory[f"{name}, 10,000 cases"] = max(memory.get(f"{name}, 10,000 cases", 0), *(run["memory"] for run in many))
    for number, project in projects.items():
        builds, plain = _in_turns(3 if number == SMALL else 1, partial(_stage, "build", project), partial(_stage, "build_plain", project))
        found.append(_ratio(f"build of {number:,} cases : MkDocs with its theme over the same finished pages", builds, plain, 1.8))
        memory[f"build, {number:,} cases"] = max(run["memory"] for run in builds)
        best = min(builds, key=lambda run: run["cpu"])
        parts = ", ".join(f"{part} {best[part]:.1%}" for part in PARTS)
        notes.append(f"Build of {number:,} cases: {best['cpu']:.1f} s CPU, our share {best['share_cpu']:.2f}: {parts}.")
    notes.append("Greatest memory: " + ", ".join(f"{name} {size:.0f} MiB" for name, size in memory.items()) + ".")
    return found, notes


def _in_turns(rounds: int, one: Callable[[], Costs], other: Callable[[], Costs]) -> tuple[list[Costs], list[Costs]]:
    pairs = [(one(), other()) for _ in range(rounds)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def _ratio(name: str, above: list[Costs], below: list[Costs], bound: float, times: float = 1) -> Promise:
    """The ratio of the medians; `times` as much work was done above as below."""
    cpu, wall = (median(run[key] for run in above) / median(run[key] for run in below) / times for key in ("cpu", "wall"))
    return Promise(name, cpu, wall, bound)


def _command(project: Path) -> Costs:
    """`citynet-kb check` as a person calls it, from the start of the process to its end."""
    command = [sys.executable, "-c", "import sys; from citynet_kb.cli import main; sys.exit(main())", "check"]
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=project, stdout=subprocess.DEVNULL, env=environment())
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return {"wall": time.perf_counter() - began, "cpu": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss / 1024}


def _stage(name: str, project: Path) -> Costs:
    warm_up = [] if name.startswith("build") else [str(project.parent / str(WARM_UP))]
    command = [sys.executable, str(STAGE), name, str(project), *warm_up]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment())
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
    yield "| measure | CPU | clock | bound | kept |"
    yield "|---|---|---|---|---|"
    for one in found:
        yield f"| {one.name} | {one.value:.2f} | {one.by_clock:.2f} | ≤ {one.bound} | {'yes' if one.is_kept else '**no**'} |"
    for note in notes:
        yield from ("", note)


def main() -> int:
    """Exit code 1 where a bound is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="the build of 1,000 cases only")
    parser.add_argument("--rounds", type=int, default=5, help="how often each pair is measured")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="citynet-kb-bench-") as folder:
        make_project(Path(folder), WARM_UP)
        projects = {cases: make_project(Path(folder), cases) for cases in ((SMALL,) if options.quick else (SMALL, LARGE))}
        found, notes = measure(projects, options.rounds)
    lines = list(table(found, notes))
    print("\n".join(lines))
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / ("quick.md" if options.quick else "bench.md")).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0 if all(one.is_kept for one in found) else 1


if __name__ == "__main__":
    sys.exit(main())
