"""Work that is spread over processes gives what it gives in one."""

import os
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from citynet_kb.forked import CAN_FORK, Begun, aside, cores, exit_code, in_turns, joined, settle, spread, together


def squares(part: Sequence[int]) -> dict[int, tuple[int, int]]:
    return {number: (number * number, os.getpid()) for number in part}


@pytest.mark.parametrize("jobs", [1, 2, 3, pytest.param(20, marks=pytest.mark.slow)])
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


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_things_of_unequal_size_are_taken_in_turns(jobs: int) -> None:
    """Each once, and told in their order."""
    done = in_turns(lambda number: (sum(range(number * 999)), os.getpid()), range(40), jobs)
    assert [total for total, _ in done] == [sum(range(number * 999)) for number in range(40)]
    assert in_turns(str, range(300), jobs) == [str(number) for number in range(300)]
    assert in_turns(str, (), jobs) == []


def test_what_fails_or_is_lost_in_its_turn_is_done_here() -> None:
    """With the error that it has here."""
    here = os.getpid()

    def fails(number: int) -> int:
        if number == 7:
            raise LookupError(number)
        return number

    def is_lost(number: int) -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), 9)
        return number

    with pytest.raises(LookupError, match="7"):
        in_turns(fails, range(40), 3)
    assert in_turns(is_lost, range(40), 3) == list(range(40))


@pytest.mark.skipif(not CAN_FORK, reason="all is done in one process")
def test_what_cannot_be_handed_over_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    """It is done again here, which would only be seen by the clock."""
    assert [result() for result in together([lambda: int, lambda: lambda: 7], 2)] == [0, 7]
    assert "Ein Teil der Arbeit wird noch einmal getan" in capfd.readouterr().err


def test_a_process_that_is_lost_is_made_good() -> None:
    """As by a machine without memory: its part is done here."""
    here = os.getpid()

    def work() -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), 9)
        return 7

    assert together([work, work, work], 3) == [7, 7, 7]


@pytest.mark.skipif(not CAN_FORK, reason="no fork")
def test_work_that_was_begun_is_taken_or_nothing_is() -> None:
    """What failed there, and what is cut off, is made by who asks for it."""
    done, failing, slow = Begun(lambda: [os.getpid(), 2]), Begun(lambda: (1 / none for none in (1, 0))), Begun(lambda: [time.sleep(60)])
    assert done.taken() not in (None, os.getpid())
    assert [done.taken(), done.taken()] == [2, None]
    assert [failing.taken(), failing.taken()] == [1, None]
    for one in (done, failing, slow):
        one.end()


def test_the_number_of_processes_can_be_told() -> None:
    """Else it is that of the cores; nonsense is none."""
    assert (cores({"CITYNET_KB_JOBS": "3"}), cores({"CITYNET_KB_JOBS": "0"})) == (3, 1)
    assert cores({"CITYNET_KB_JOBS": "x"}) == cores({}) >= 1
    assert joined([{"a": 1}, {"b": 2}]) == {"a": 1, "b": 2}


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_done_aside_is_done_when_all_is_settled(jobs: int, tmp_path: Path) -> None:
    """By this process or by another one; what fails there disturbs nobody."""
    aside(lambda: (tmp_path / "done").write_text(str(os.getpid())), jobs)
    if jobs > 1:
        aside(lambda: [][1], jobs)
    settle()
    assert ((tmp_path / "done").read_text() == str(os.getpid())) is (jobs == 1 or not CAN_FORK)
    settle()


def test_one_process_may_take_the_lead() -> None:
    """It gets the larger part; together all things are dealt with once."""
    mine, other = spread(list, range(210), 2, lead=1.1) if CAN_FORK else (list(range(110)), list(range(110, 210)))
    assert sorted([*mine, *other]) == list(range(210))
    assert (len(mine), len(other)) == (110, 100)


@pytest.mark.parametrize(
    ("raised", "code", "told"), [(None, 0, ""), (SystemExit(3), 3, ""), (SystemExit("halt"), 1, "halt\n"), (OSError("x"), 1, "x")]
)
def test_a_program_ends_as_the_interpreter_would_end_it(
    raised: BaseException | None, code: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def program() -> None:
        if raised:
            raise raised

    assert exit_code(program) == code
    assert told in capsys.readouterr().err
