"""Do the tests notice what goes wrong? Breaks ten places of a copy of the project in turn and runs the tests each time.

`python -m tests.mutation` (`make mutation`). The tests that are about a place must notice all ten, the quick ones alone at least eight.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.mutation.places import PLACES, Place, module_of

ROOT = Path(__file__).parents[2]
LEFT_OUT = frozenset({".git", ".venv", ".hypothesis", "site"})
"""At the top of the project: what is built or installed."""
LEAST_QUICK = 8
QUICK = ("--numprocesses=2", "--dist=loadfile", "-m", "not slow")
FAILED = re.compile(r"^FAILED ", re.MULTILINE)
"""A line about a test that failed. With several processes a run that stops at the first one ends with another code than 1."""
NOT_OWN = "--ignore=tests/mutation"
"""The tests of this list would notice any change of a place, and so prove nothing."""


def is_red(copy: Path, *arguments: str) -> bool:
    """Whether a test fails. Raises RuntimeError where the tests could not be collected or run: that proves nothing."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", NOT_OWN, *arguments]
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        command, cwd=copy, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False
    )
    if done.returncode == 0:
        return False
    if FAILED.search(done.stdout) is None:
        raise RuntimeError(done.stdout)
    return True


def noticed(copy: Path, place: Place) -> tuple[bool, bool]:
    """Whether the tests about the place notice that it is broken, and whether the quick ones do.

    Quick tests about the place are run first: where they fail, both are proved.
    """
    module = module_of(copy, place)
    whole = module.read_text("utf-8")
    module.write_text(whole.replace(place.code, place.broken), encoding="utf-8")
    try:
        if is_red(copy, "-m", "not slow", *place.tests):
            return True, True
        return is_red(copy, "-m", "not browser", *place.tests), is_red(copy, *QUICK)
    finally:
        module.write_text(whole, encoding="utf-8")


def main() -> int:
    """Print a row for each place; 1 where too few were noticed."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "project")
        shutil.copytree(ROOT, copy, ignore=lambda at, names: LEFT_OUT & set(names) if Path(at) == ROOT else {"__pycache__"})
        if is_red(copy, *QUICK):
            print("The quick tests fail before anything is broken.")
            return 1
        rows = []
        for place in PLACES:
            rows.append(noticed(copy, place))
            own, quick = ("noticed" if red else "MISSED" for red in rows[-1])
            print(f"own tests {own:<8} quick tests {quick:<8} {place.about}", flush=True)
    by_own, by_quick = (sum(column) for column in zip(*rows, strict=True))
    print(f"noticed by the tests about it: {by_own} of {len(PLACES)}; by the quick tests: {by_quick} (at least {LEAST_QUICK})")
    return int(by_own < len(PLACES) or by_quick < LEAST_QUICK)


if __name__ == "__main__":
    sys.exit(main())
