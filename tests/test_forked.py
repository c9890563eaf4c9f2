"""Work that is spread over processes gives what it gives in one."""

import os
from collections.abc import Sequence

import pytest

from citynet_kb.forked import CAN_FORK, cores, joined, spread, together


def squares(part: Sequence[int]) -> dict[int, tuple[int, int]]:
    return {number: (number * number, os.getpid()) for number in part}


@pytest.mark.parametrize("jobs", [1, 2, 3, 20])
def test_all_things_are_worked_on_once(jobs: int) -> None:
    """Whatever the number of processes."""
    parts = spread(squares, range(100), jobs)
    assert sorted(number for part in parts for number in part) == list(range(100))
    assert len({process for part in parts for _, process in part.values()}) == (min(jobs, 100) if CAN_FORK else 1)


def test_few_things_are_done_here() -> None:
    """A process costs more than they do."""
    assert {process for part in spread(squares, range(5), 8) for _, process in part.values()} == {os.getpid()}
    assert spread(squares, (), 4) == [{}]


def test_what_fails_fails_here() -> None:
    """In whichever process it was: with the error that it has in this one, and never by half."""

    def work(part: Sequence[int]) -> int:
        if 61 in part:
            raise LookupError(61)
        return len(part)

    with pytest.raises(LookupError, match="61"):
        spread(work, range(100), 2)
    with pytest.raises(LookupError, match="61"):
        spread(work, range(61, 161), 2)


def test_a_process_that_is_lost_is_made_good() -> None:
    """As by a machine without memory: its part is done here."""
    here = os.getpid()

    def work() -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), 9)
        return 7

    assert together([work, work, work], 3) == [7, 7, 7]


def test_the_number_of_processes_can_be_told() -> None:
    """Else it is that of the cores; nonsense is none."""
    assert (cores({"CITYNET_KB_JOBS": "3"}), cores({"CITYNET_KB_JOBS": "0"})) == (3, 1)
    assert cores({"CITYNET_KB_JOBS": "x"}) == cores({}) >= 1
    assert joined([{"a": 1}, {"b": 2}]) == {"a": 1, "b": 2}
