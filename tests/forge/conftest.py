"""A forge that answers on this machine, and the folder that its tools work in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.forge.doubles import Forge, Interface, interface


@pytest.fixture
def api() -> Iterator[Interface]:
    """The interface of the forge."""
    with interface() as double:
        yield double


@pytest.fixture
def forge(tmp_path: Path, api: Interface) -> Forge:
    """A repository at that forge."""
    return Forge(tmp_path, api=api.url)
