"""The places that are broken to try the tests."""

from pathlib import Path

import pytest

from tests.mutation.places import PLACES, Place, module_of

ROOT = Path(__file__).parents[2]


def test_there_are_ten_in_different_parts() -> None:
    """So that no part of the product goes untried for long."""
    assert len(PLACES) == 10
    assert len({module_of(ROOT, place) for place in PLACES}) == 10


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.about.partition(":")[0])
def test_a_place_stands_once(place: Place) -> None:
    """Code that moved on is noticed here, not when the list is next run; broken, it still is Python, and there are tests about it."""
    text = module_of(ROOT, place).read_text("utf-8")
    compile(text.replace(place.code, place.broken), place.about, "exec")
    assert place.code != place.broken
    assert all((ROOT / folder).is_dir() for folder in place.tests)
