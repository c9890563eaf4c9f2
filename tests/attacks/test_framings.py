"""A file in an odd frame is refused, or its page shows exactly what was read. `make audit` takes 10,000."""

import random
from pathlib import Path

import pytest

from citynet_kb.sources import read
from tests.attacks.framing import disagreements, framed


def test_some_frames_are_read_and_some_refused() -> None:
    """Odd enough to be refused now and then, and near enough to the right one to be taken now and then; never a failure."""
    read_ones = [read("fall.md", framed(number, random.Random(number)))[0] is not None for number in range(100)]
    assert 3 < sum(read_ones) < 97


@pytest.mark.slow
def test_pages_show_what_was_read(tmp_path: Path) -> None:
    """Of 600 files in odd frames."""
    taken, found = disagreements(tmp_path, 600)
    assert taken > 20
    assert found == []
