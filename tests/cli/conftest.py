"""Where the command runs in these tests."""

from pathlib import Path

import pytest

from tests.site.building import EPOCH, project


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The command runs in a copy of Beispielland, on a known day."""
    project(tmp_path / "projekt")
    monkeypatch.chdir(tmp_path / "projekt")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    return tmp_path / "projekt"
