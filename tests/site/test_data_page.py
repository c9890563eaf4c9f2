"""The page about open data."""

from pathlib import Path

import pytest

from citynet_kb.project import Project

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_every_export_is_described() -> None:
    """The page »Daten« links each file that the build writes for machines, and no other."""
    project = Project.here(ROOT, {})
    page = project.site.pages["daten/index.md"].markdown
    text = "".join(html for name, html in project.site.fragments.items() if name in page)
    linked = {part.partition('"')[0] for part in text.split('href="../')[1:] if part.partition('"')[0].endswith((".json", ".csv"))}
    assert linked == set(project.exports())
