"""What all tests share: the golden files and the switch that renews them."""

import gc
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from tests.chromium import browser
from tests.speed import pytest_collection_modifyitems, pytest_runtest_call, pytest_runtest_protocol, pytest_terminal_summary

__all__ = ["browser", "pytest_collection_modifyitems", "pytest_runtest_call", "pytest_runtest_protocol", "pytest_terminal_summary"]

# Derandomised, so that a pull request never fails for what it did not change; a search with new examples is
# `pytest --hypothesis-profile default`.
settings.register_profile("steady", derandomize=True, deadline=2000, max_examples=100, database=None)
settings.load_profile("steady")

os.environ.setdefault("CITYNET_KB_STORE", str(Path(__file__).parents[1] / ".cache" / "tests.sqlite"))
"""What tests build alike is made once, and no folder of theirs gets a store. Keys hold everything that a page is made of; what a store may
do wrong is tried with stores of their own."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh-golden", action="store_true", help="write the golden files anew instead of comparing with them")
    parser.addoption("--cpu-table", metavar="FILE", help="append what each test took, in CPU seconds, to a file")


def pytest_collection_finish() -> None:
    """Thousands of tests are kept until the end. The garbage collector would scan them again and again, a third of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """`golden(path, text)`: the text equals the file; under --refresh-golden it is written there instead."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--refresh-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        assert path.is_file(), f"{path} is missing: run pytest --refresh-golden and look at what it writes"
        assert text == path.read_bytes().decode(), f"{path} differs; if that is meant: pytest --refresh-golden"

    return compare
