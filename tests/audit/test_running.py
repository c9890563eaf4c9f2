"""The audit runs unattended: nothing that hangs or falls takes the table with it."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.audit import Row, Setting, running
from tests.audit.running import read_rows, run_all, write_rows

GOOD = Row("a", "0 of 3", "0", True, ("detail",))


def falls(_: Setting) -> Iterator[Row]:
    yield GOOD
    raise RuntimeError("unterwegs")


def is_alive(process: int) -> bool:
    """Whether it still runs; a zombie does not."""
    try:
        return "State:\tZ" not in Path(f"/proc/{process}/status").read_text("utf-8")
    except OSError:
        return False


def test_rows_before_a_fall_are_kept(tmp_path: Path) -> None:
    """What a part found out before it fell is read; half a line is not."""
    file = tmp_path / "rows"
    with pytest.raises(RuntimeError):
        write_rows(falls, file, 0)
    file.write_text(file.read_text("utf-8") + '{"measure": "ha', encoding="utf-8")
    assert read_rows(file) == [GOOD]
    assert read_rows(tmp_path / "none") == []


@pytest.mark.slow
def test_a_part_that_does_not_run_is_a_row_that_does_not_hold() -> None:
    """Its name, its exit code and what it said last."""
    (done,) = run_all(["gibt-es-nicht"], 0, 1)
    assert [row.holds for row in done.rows] == [False]
    assert done.rows[0].value == "exit code 2"
    assert "no such part" in done.rows[0].details[0]


def test_what_hangs_is_ended_with_all_it_started() -> None:
    """At its deadline; a process of its own group is gone with it."""
    code = "import subprocess, sys, time; print(subprocess.Popen(['sleep', '600']).pid, flush=True); time.sleep(600)"
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, encoding="utf-8", start_new_session=True)
    assert process.stdout
    child = int(process.stdout.readline())
    assert running._ended(process, time.monotonic())[0] is None
    process.stdout.close()
    deadline = time.monotonic() + 20
    while is_alive(child):
        assert time.monotonic() < deadline
        time.sleep(0.05)
