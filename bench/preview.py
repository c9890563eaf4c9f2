"""Measure the preview: from its start to the first page, and from an edit of a case to the page that shows it, with 1,000 generated cases.

The reference is a whole build of the same pages in this run: MkDocs, its theme, search and tags over the Markdown that `render` writes.
The client is a program, so what a browser takes to draw the page is not in it. Never part of the tests, since a machine may be busy.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import create_server
from statistics import median
from urllib.request import urlopen

from builds import COMMAND, TREE
from run import SMALL, make_project

ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795392000"}
TICKS = os.sysconf("SC_CLK_TCK")
BOUNDS = {"first page": 3.0, "edit": 1.0, "share": 0.06}
"""Seconds of CPU, which are those of the clock where nothing else runs, and the share of a whole build."""


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock and of CPU."""

    wall: float
    cpu: float


@dataclass
class Served:
    """A running preview: its process, its address, and what the first page took."""

    process: "subprocess.Popen[bytes]"
    home: str
    first: Cost

    @property
    def cpu(self) -> float:
        return _cpu(self.process.pid)

    def page(self, path: str) -> bytes:
        with urlopen(self.home + path) as answer:
            content: bytes = answer.read()
        return content

    def edited(self, file: Path, path: str, word: str) -> Cost:
        """Write a word into a case, wait until the open page is told, load it again."""
        number = self.page(path).partition(b"?stand=")[2].partition(b'"')[0]
        began, before = time.perf_counter(), self.cpu
        with file.open("a", encoding="utf-8") as text:
            text.write(f"\n{word}\n")
        while self.page(f"_vorschau/stand?seit={number.decode()}") == number:
            pass
        if word.encode() not in self.page(path):
            raise SystemExit(f"{path} does not show the edit")
        return Cost(time.perf_counter() - began, self.cpu - before)


@contextmanager
def served(project: Path) -> Iterator[Served]:
    """The preview of a project, from its start to its first page."""
    with create_server(("127.0.0.1", 0)) as found:
        address = f"127.0.0.1:{found.getsockname()[1]}"
    began = time.perf_counter()
    process = subprocess.Popen([*COMMAND, "serve", "--address", address], cwd=project, env=ENVIRONMENT, stdout=subprocess.DEVNULL)
    try:
        while True:
            try:
                urlopen(f"http://{address}/").read()
                break
            except OSError:
                time.sleep(0.02)
        yield Served(process, f"http://{address}/", Cost(time.perf_counter() - began, _cpu(process.pid)))
    finally:
        process.terminate()
        process.wait()


def whole_build(project: Path) -> Cost:
    """The reference."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", "tree.yml"], cwd=project, env=ENVIRONMENT
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit("the reference was not built")
    return Cost(time.perf_counter() - began, used.ru_utime + used.ru_stime)


def main() -> int:
    """Exit code 1 where a bound is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured, edits five times as often")
    rounds = parser.parse_args().rounds
    firsts, edits, builds = [], [], []
    with tempfile.TemporaryDirectory(prefix="citynet-kb-bench-") as folder:
        project = make_project(Path(folder), SMALL)
        subprocess.run([*COMMAND, "render", "--to", "seiten"], cwd=project, env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL)
        (project / "tree.yml").write_text(TREE, encoding="utf-8")
        shown = (file for file in (project / "content" / "faelle").glob("*/*.md") if "\nwithdrawn:" not in file.read_text("utf-8"))
        cases = sorted(shown)[5 :: SMALL // (5 * rounds + 2)]
        for number in range(rounds):
            builds.append(whole_build(project))
            with served(project) as preview:
                firsts.append(preview.first)
                for file in cases[5 * number : 5 * number + 5]:
                    path = f"{file.relative_to(project / 'content').as_posix().removesuffix('.md')}/"
                    preview.page(path)
                    time.sleep(4)  # the check of all files follows when nobody types
                    edits.append(preview.edited(file, path, f"Wort{number}"))
    return _told(firsts, edits, builds)


def _told(firsts: list[Cost], edits: list[Cost], builds: list[Cost]) -> int:
    (first, first_cpu), (edit, edit_cpu), (build, build_cpu) = (
        (median(one.wall for one in costs), median(one.cpu for one in costs)) for costs in (firsts, edits, builds)
    )
    share = edit_cpu / build_cpu
    print(f"Whole build: {build:.1f} s, {build_cpu:.1f} s CPU (medians; {len(builds)} builds, {len(edits)} edits).")
    print(f"Start to first page: {first:.2f} s, {first_cpu:.2f} s CPU.")
    print(f"Edit to page: {edit:.2f} s, at most {max(one.wall for one in edits):.2f} s; {edit_cpu:.2f} s CPU.")
    print(f"Edit to page : whole build: {edit / build:.3f} by the clock, {share:.3f} by CPU.")
    return 0 if first_cpu <= BOUNDS["first page"] and edit_cpu <= BOUNDS["edit"] and share <= BOUNDS["share"] else 1


def _cpu(process: int) -> float:
    """CPU seconds that a process has taken so far."""
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


if __name__ == "__main__":
    sys.exit(main())
