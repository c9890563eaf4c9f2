"""The versions of Python that we promise are those that the forges try, and that the lock is made for."""

import re
import tomllib

from tests.site.building import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CLASSIFIED = [
    found.group(1) for one in PROJECT["classifiers"] if (found := re.fullmatch(r"Programming Language :: Python :: (3\.\d+)", one))
]


def test_both_forges_try_each_version_that_is_promised() -> None:
    """The lists of versions in the workflows are that of the classifiers."""
    assert CLASSIFIED == ["3.11", "3.12", "3.13", "3.14"]
    for path in (".github/workflows/pruefen.yml", ".gitlab-ci.yml"):
        lists = re.findall(r"(?:python-version|PYTHON_VERSION): \[(.*?)\]", (ROOT / path).read_text(encoding="utf-8"))
        assert [re.findall(r"[\d.]+", found) for found in lists] == [CLASSIFIED], path


def test_the_lock_is_made_for_the_oldest_version_and_all_later_ones() -> None:
    """It is compiled for every platform and version from the oldest on, and the manual says up to which."""
    assert PROJECT["requires-python"] == f">={CLASSIFIED[0]}"
    assert f"--universal --python-version {CLASSIFIED[0]}" in (ROOT / "Makefile").read_text(encoding="utf-8")
    assert f"one file for Python {CLASSIFIED[0]} to {CLASSIFIED[-1]}" in (ROOT / "HACKING.md").read_text(encoding="utf-8")
