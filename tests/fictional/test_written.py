"""Fictional content on disk: good to the check, and the same each time."""

from pathlib import Path

from citynet_kb.checks import check
from citynet_kb.findings import Severity
from citynet_kb.knowledge_base import load
from tests.fictional.written import write_content
from tests.site.building import ROOT, TODAY, files


def test_it_passes_the_check_and_is_the_same_each_time(tmp_path: Path) -> None:
    """Measurements compare runs, and nothing that a check refuses would be built."""
    for name in ("eins", "zwei"):
        write_content(tmp_path / name, ROOT / "content", 30)
    assert files(tmp_path / "eins") == files(tmp_path / "zwei")
    content = load(tmp_path / "eins")
    assert len(content.knowledge_base.cases) == 30
    assert [finding for finding in check(content, TODAY) if finding.severity is Severity.ERROR] == []
