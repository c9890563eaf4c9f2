"""The commonest typos of laypeople: each reads rightly, or names its line and the remedy."""

from pathlib import Path

import pytest

from tests.fixtures import FIXTURES, add, checked, expectation, places, town

TYPOS = sorted(path for path in (FIXTURES / "typos").iterdir() if path.suffix != ".erwartet")


def as_json(value: object) -> object:
    """A value of a case as JSON knows it."""
    return list(value) if isinstance(value, tuple) else str(value)


@pytest.mark.parametrize("typo", TYPOS, ids=lambda path: path.name)
def test_a_typo_reads_rightly_or_names_its_line_and_the_remedy(typo: Path, tmp_path: Path) -> None:
    """A whole case with one typo gives exactly the findings that the fixture expects, each with a remedy, or the values meant."""
    expected = expectation(typo)
    content = town(tmp_path)
    add(content, f"faelle/musterstadt/{typo.name}", typo.read_bytes())
    loaded, findings = checked(content)
    assert places(findings) == expected.findings
    assert {finding.place.path for finding in findings} <= {f"content/faelle/musterstadt/{typo.name}"}
    assert all(finding.message and finding.remedy for finding in findings)
    assert expected.findings or expected.values, "a typo expects something"
    for key, value in expected.values.items():
        assert as_json(getattr(loaded.knowledge_base.cases[f"musterstadt/{typo.stem}"], key)) == value


def test_there_are_at_least_forty_typos() -> None:
    """The forty commonest ones are covered."""
    assert len(TYPOS) >= 40
