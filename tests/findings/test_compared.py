"""What a change causes, what it mends, and what was there before."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from citynet_kb.findings import Finding, Place, Severity
from citynet_kb.findings.compared import compared

PATHS = ("a", "b", "c")


def finding(path: str, line: int = 1, message: str = "x", remedy: str = "") -> Finding:
    return Finding(Place(path, line), "regel", Severity.ERROR, message, remedy)


some = st.lists(st.builds(finding, st.sampled_from(PATHS), st.integers(1, 2), st.sampled_from("xy")), max_size=6)


@settings(max_examples=50)
@given(some, some, st.frozensets(st.sampled_from(PATHS)))
def test_nothing_is_lost_and_nothing_told_twice(before: list[Finding], now: list[Finding], changed: frozenset[str]) -> None:
    """What is there now is told or passed over; all about changed files is told, of others what was not there before."""
    found = compared(before, now, changed, ())
    assert Counter((*found.told, *found.passed_over)) == Counter(now)
    assert not any(one.place.path in changed for one in found.passed_over)
    untouched = [one for one in now if one.place.path not in changed]
    assert Counter(one for one in found.told if one.place.path not in changed) == Counter(untouched) - Counter(before)
    assert Counter(one for one in found.mended if one.place.path not in changed) == Counter(
        one for one in before if one.place.path not in changed
    ) - Counter(untouched)


def test_a_finding_that_moved_in_a_changed_file_is_not_mended() -> None:
    """It stands in another line. In a file that is no more nothing was mended."""
    assert compared([finding("a", 1)], [finding("a", 2)], {"a"}, ()).mended == ()
    assert compared([finding("a")], [], {"a"}, ()).mended == (finding("a"),)
    assert compared([finding("a")], [], {"a"}, {"a"}).mended == ()


def test_a_nearer_suggestion_makes_no_new_finding() -> None:
    """What is wrong is the same; only what to do about it is said otherwise."""
    found = compared([finding("a")], [finding("a", remedy="Meinten Sie »b«?")], {"b"}, ())
    assert (found.told, found.mended, len(found.passed_over)) == ((), (), 1)
