"""A file in an odd frame is refused, or its page shows exactly what was read. `make audit` takes 10,000."""

from pathlib import Path

import pytest

from tests.attacks.framing import disagreements


@pytest.mark.slow
def test_pages_show_what_was_read(tmp_path: Path) -> None:
    """Of 600 files in odd frames."""
    taken, found = disagreements(tmp_path, 600)
    assert taken > 20
    assert found == []
