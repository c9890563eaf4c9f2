"""The real content: without errors, complete, and in the one canonical form."""

from collections import Counter
from pathlib import Path

import pytest

from citynet_kb.checks import check
from citynet_kb.cli.intake_commands import setting_of
from citynet_kb.findings import Severity
from citynet_kb.intake.asking.earlier_items import EARLIER_ITEMS
from citynet_kb.knowledge_base import Content, load
from citynet_kb.model import CaseStudy, Kind, Page
from citynet_kb.project import Project
from citynet_kb.sources import write

CONTENT = Path(__file__).parents[2] / "content"
TODAY = "2026-06-01"


@pytest.fixture(scope="module")
def content() -> Content:
    return load(CONTENT)


def test_the_content_has_no_errors(content: Content) -> None:
    """What is published has passed every check; a hint may stay."""
    assert [finding for finding in check(content, TODAY) if finding.severity is Severity.ERROR] == []


def test_every_file_is_a_record(content: Content) -> None:
    """Nothing that was looked at got lost: as many records as files, each under the id that its path gives."""
    base = content.knowledge_base
    files = sorted(path for path in content.files if path.endswith(".md"))
    assert sorted(record.path for record in base.records) == files
    assert sorted(f"content/{path.relative_to(CONTENT).as_posix()}" for path in CONTENT.rglob("*.md")) == files
    assert all(case.path == f"content/faelle/{case.id}.md" for case in base.cases.values())


def test_the_first_cases_are_all_there(content: Content) -> None:
    """The 232 documented cases that the network started from, and the records that they name."""
    base = content.knowledge_base
    kinds = Counter(case.kind for case in base.cases.values())
    assert kinds[Kind.DOCUMENTED] >= 232
    assert len(base.cities) >= len({case.city for case in base.cases.values()})
    assert {measure.topic for measure in base.measures.values()} <= set(base.topics)


def test_every_documented_case_names_its_sources(content: Content) -> None:
    """Title and publisher or address: a reader can look it up."""
    documented = [case for case in content.knowledge_base.cases.values() if case.kind is Kind.DOCUMENTED]
    assert [case.id for case in documented if not case.sources] == []
    assert [case.id for case in documented if not any(source.url or source.publisher for source in case.sources)] == []


def test_every_record_is_in_canonical_form(content: Content) -> None:
    """Byte for byte what `write` makes of it, so that a tool that writes it again changes nothing. Plain pages are prose."""
    base = content.knowledge_base
    records = [record for record in base.records if not isinstance(record, Page)]
    written = {record.path: write(record, type(record), record.body) for record in records}
    assert [path for path, text in written.items() if (CONTENT.parent / path).read_bytes() != text.encode()] == []


def test_case_texts_have_the_known_sections(content: Content) -> None:
    """Only the four headings of a case, in their order."""
    order = ["Ausgangslage", "Umsetzung", "Ergebnis", "Erkenntnisse"]
    for case in content.knowledge_base.cases.values():
        headings = [line[3:] for line in case.body.split("\n") if line.startswith("## ")]
        assert headings == [section for section in order if section in headings], case.id


def test_files_hold_what_their_folder_says(content: Content) -> None:
    """Cases below faelle/, plain pages at the top and below mitmachen/."""
    assert all(path.startswith("content/faelle/") == (model is CaseStudy) for path, model in content.files.items())
    pages = [path.split("/")[1:] for path, model in content.files.items() if model is Page]
    assert all(len(parts) == 1 or parts[0] == "mitmachen" for parts in pages)


def test_labels_of_earlier_templates_are_understood() -> None:
    """An item of the checklist by the label that it bore in the lists of earlier templates, in whatever way it comes."""
    project = Project(CONTENT.parent)
    known, items = setting_of(project, CONTENT / "faelle", TODAY).known, project.content.knowledge_base.practice.items
    meant = {item: known.meant(label, ("checklist", 0, "item"), CaseStudy).only for item, label in EARLIER_ITEMS.items() if item in items}
    assert len(meant) > 20
    assert [item for item, one in meant.items() if not one or one[0] != item] == []
