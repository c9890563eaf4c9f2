"""Which tests are slow: marked where that is known beforehand, measured where it is not. Their speed is reported, never judged."""

import os
from collections.abc import Callable, Generator
from contextlib import suppress
from functools import cache, wraps
from pathlib import Path
from time import process_time
from typing import Any, TypeVar

import pytest

MOST_SECONDS = 0.5
"""Of CPU, children included; what takes more bears `slow`."""
BROWSER = "browser"
SITES = frozenset({"real", "land", "real_pages", "land_pages", "real_home", "land_home", "fictional"})
"""Fixtures that build a site, where none is built yet."""
YARDSTICK, YARDSTICK_SECONDS = 200_000, 0.0085
"""So many numbers are added up by a loop in this time."""
MODULES = pytest.StashKey[dict[str, bool]]()
"""For each test module that was collected, whether one of its tests is not slow."""
Made = TypeVar("Made")


class _Shared:
    """CPU seconds that went into what several tests share: they belong to no test."""

    seconds = 0.0


def once(make: Callable[..., Made]) -> Callable[..., Made]:
    """What `make` gives is made once for the same arguments and shared by tests; its time is not counted as a test's."""

    @cache
    @wraps(make)
    def made(*arguments: Any) -> Made:
        before, already = _seconds(), _Shared.seconds
        try:
            return make(*arguments)
        finally:
            _Shared.seconds = already + _seconds() - before

    return made


def in_time(seconds: float, work: Callable[[], Made], tries: int = 3) -> Made:
    """What the work gives. Raises AssertionError unless one of the tries takes less CPU than that on a machine that does the `YARDSTICK`
    in its time; a slower one has as much longer.

    Where other programs share the processor, CPU time says more than was spent: the quickest try counts, and once one was quick enough
    there is no other.
    """
    spent = []
    before = slowness()
    for _ in range(tries):
        start = process_time()
        given = work()
        taken = process_time() - start
        after = slowness()
        spent.append(taken / max(1, before, after))
        if spent[-1] < seconds:
            return given
        before = after
    raise AssertionError(f"{min(spent):.3f} s of CPU, not {seconds}")


def slowness() -> float:
    """How much longer this machine takes just now for the same work than the one on which the bounds of `in_time` were chosen."""
    start = process_time()
    total = 0
    for number in range(YARDSTICK):
        total += number
    return (process_time() - start) / YARDSTICK_SECONDS


def _seconds() -> float:
    """CPU seconds of this process and of the children that it waited for."""
    spent = os.times()
    return process_time() + spent.children_user + spent.children_system


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, Any, Any]:
    """With --cpu-table FILE: a line for each test, with what its fixtures, its browser and what it shares took."""
    table = item.config.getoption("--cpu-table")
    before = _tree() if table else 0.0
    try:
        return (yield)
    finally:
        if table:
            with Path(table).open("a", encoding="utf-8") as lines:
                lines.write(f"{_tree() - before:.3f}\t{item.nodeid.splitlines()[0]}\n")


def _tree() -> float:
    """CPU seconds of this process and of all below it, those that still run included (Linux)."""
    return _seconds() + _running(os.getpid())


def _running(process: int) -> float:
    seconds = 0.0
    with suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text("ascii").split():
                spent = Path(f"/proc/{child}/stat").read_text("utf-8").rpartition(")")[2].split()[11:15]
                seconds += sum(map(int, spent)) / os.sysconf("SC_CLK_TCK") + _running(int(child))
    return seconds


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test that opens a browser or looks at a built site is slow by that alone."""
    quick: dict[str, bool] = {}
    for item in items:
        fixtures = {*getattr(item, "fixturenames", ()), *_named(item)}
        if BROWSER in fixtures:
            item.add_marker(pytest.mark.browser)
        if fixtures & {BROWSER, *SITES}:
            item.add_marker(pytest.mark.slow)
        module = item.nodeid.partition("::")[0]
        quick[module] = quick.get(module, False) or item.get_closest_marker("slow") is None
    config.stash[MODULES] = quick


def _named(item: pytest.Item) -> set[str]:
    """Words among a test's parameters: some name the fixture that the test asks for."""
    call = getattr(item, "callspec", None)
    return {value for value in call.params.values() if isinstance(value, str)} if call else set()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, Any]:
    """Tell the report how long the test took, what it shares left out."""
    before = _seconds() - _Shared.seconds
    try:
        return (yield)
    finally:
        item.user_properties.append(("cpu", _seconds() - _Shared.seconds - before))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Name the tests that took longer than a test may without the mark."""
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, ()) if report.when == "call"]
    found = sorted(((dict(report.user_properties).get("cpu", 0.0), report) for report in reports), key=lambda pair: -pair[0])
    late = [f"{seconds:6.2f} s  {report.nodeid}" for seconds, report in found if seconds > MOST_SECONDS and "slow" not in report.keywords]
    if late:
        terminalreporter.section(f"over {MOST_SECONDS} s of CPU without the mark »slow«")
        for line in late:
            terminalreporter.write_line(line)
