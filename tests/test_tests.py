"""What holds for the tests and the modules themselves: short enough to read, and quick enough to be run."""

from pathlib import Path

import pytest

from tests.speed import MODULES

ROOT = Path(__file__).parents[1]
MOST_LINES = {"citynet_kb": 250, "hooks": 250, "tools": 250, "bench": 250, "tests": 400}
"""Of one module, by folder. When one passes it: look for the second thing that it does."""


@pytest.mark.parametrize("folder", MOST_LINES)
def test_no_module_is_long(folder: str) -> None:
    """A module is read from top to bottom."""
    lines = {path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines()) for path in (ROOT / folder).rglob("*.py")}
    assert lines
    assert {path: count for path, count in lines.items() if count > MOST_LINES[folder]} == {}


def test_every_test_module_has_a_quick_test(request: pytest.FixtureRequest) -> None:
    """So that `make quick` touches what every module is about. Of the modules that this run has collected."""
    assert sorted(module for module, has_quick in request.config.stash[MODULES].items() if not has_quick) == []
