"""Runs parts of the audit unattended, each in a process of its own with an end: one that hangs or falls costs its own rows alone."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from tests.audit import Part, Row, Setting

ALONE = frozenset({"lighthouse"})
"""Parts that measure speed by the clock: nothing else runs beside them."""
LONGEST: Mapping[str, int] = MappingProxyType({"walls": 30, "accessibility": 45, "killed": 20, "lighthouse": 40})
"""Minutes after which a part is ended, on a machine as slow as we know."""
OTHERS = 15


@dataclass(frozen=True)
class Done:
    """What became of a part."""

    name: str
    rows: tuple[Row, ...]
    seconds: float
    cpu_seconds: float
    """Of all its processes; what a part costs, however busy the machine is."""


def run_all(names: list[str], minutes: float, jobs: int) -> list[Done]:
    """The parts in the order named; `jobs` of them at a time, those that measure speed alone at the end. `minutes` as in Setting."""
    together = [name for name in names if name not in ALONE]
    with ThreadPoolExecutor(max(1, jobs)) as pool:
        done = {part.name: part for part in pool.map(lambda name: _run(name, minutes), sorted(together, key=_by_length))}
    done |= {name: _run(name, minutes) for name in names if name in ALONE}
    return [done[name] for name in names]


def _by_length(name: str) -> int:
    return -LONGEST.get(name, OTHERS)


def _run(name: str, minutes: float) -> Done:
    """One part in a process of its own. Its rows so far count, whatever becomes of it."""
    start, longest = time.monotonic(), LONGEST.get(name, OTHERS) + (minutes if name == "fuzzing" else 0)
    with TemporaryDirectory(prefix="audit-") as folder:
        rows, said = Path(folder, "rows"), Path(folder, "said")
        with said.open("wb") as channel:
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.audit", name, "--rows", rows, "--minutes", str(minutes)],
                stdout=channel,
                stderr=channel,
                start_new_session=True,
            )
        code, cpu = _ended(process, start + longest * 60)
        found = read_rows(rows)
        if code or not found:
            why = f"exit code {code}" if code is not None else f"no end after {longest:g} minutes"
            found.append(Row(f"{name}: runs to its end", why, "0", False, (said.read_text("utf-8", "replace")[-3000:],)))
    seconds = time.monotonic() - start
    print(f"{name}: {seconds:.0f} s, {cpu:.0f} s of CPU", file=sys.stderr, flush=True)
    return Done(name, tuple(found), seconds, cpu)


def _ended(process: subprocess.Popen[bytes], deadline: float) -> tuple[int | None, float]:
    """Exit code and CPU seconds of a process with its children; None where it had to be ended at the deadline."""
    ended = False
    while not (found := os.wait4(process.pid, os.WNOHANG))[0]:
        if time.monotonic() > deadline and not ended:
            os.killpg(process.pid, signal.SIGKILL)
            ended = True
        time.sleep(0.2)
    with suppress(ProcessLookupError):  # what it left running
        os.killpg(process.pid, signal.SIGKILL)
    process.returncode = os.waitstatus_to_exitcode(found[1])
    return None if ended else process.returncode, found[2].ru_utime + found[2].ru_stime


def write_rows(part: Part, file: Path, minutes: float) -> None:
    """Run a part here; each row is written as soon as it is known."""
    with TemporaryDirectory(prefix="audit-") as folder, file.open("w", encoding="utf-8") as rows:
        for row in part(Setting(Path(folder), minutes)):
            rows.write(json.dumps(asdict(row)) + "\n")
            rows.flush()


def read_rows(file: Path) -> list[Row]:
    """The whole rows of a file; of one that was being written when its part was ended nothing is left."""
    if not file.exists():
        return []
    lines = [json.loads(line) for line in file.read_text("utf-8").split("\n")[:-1]]
    return [Row(**{**line, "details": tuple(line["details"])}) for line in lines]
