"""The commonest slips of laypeople: each reads rightly, or names its line and the remedy."""

from pathlib import Path

import pytest

from tests.fixtures import FIXTURES, add, checked, expectation, places, town

SLIPS = sorted(path for path in (FIXTURES / "slips").iterdir() if path.suffix != ".erwartet")


def as_json(value: object) -> object:
    """A value of a case as JSON knows it."""
    return list(value) if isinstance(value, tuple) else str(value)


@pytest.mark.parametrize("slip", SLIPS, ids=lambda path: path.name)
def test_a_slip_reads_rightly_or_names_its_line_and_the_remedy(slip: Path, tmp_path: Path) -> None:
    """A whole case with one slip gives exactly the findings that the fixture expects, each with a remedy, or the values meant."""
    expected = expectation(slip)
    content = town(tmp_path)
    add(content, f"faelle/musterstadt/{slip.name}", slip.read_bytes())
    loaded, findings = checked(content)
    assert places(findings) == expected.findings
    assert {finding.place.path for finding in findings} <= {f"content/faelle/musterstadt/{slip.name}"}
    assert all(finding.message and finding.remedy for finding in findings)
    assert expected.findings or expected.values, "a slip expects something"
    for key, value in expected.values.items():
        assert as_json(getattr(loaded.knowledge_base.cases[f"musterstadt/{slip.stem}"], key)) == value


def test_there_are_at_least_forty_slips() -> None:
    """The issue asks for the forty commonest ones."""
    assert len(SLIPS) >= 40
