"""No word that somebody adds to a sheet of a roll-call gets lost, wherever it stands: it is in a record, or in a finding."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document

from citynet_kb.cli.intake_commands import setting_of
from citynet_kb.findings import Severity
from citynet_kb.intake.reading.roll_call_entries import sheet_entries
from citynet_kb.intake.taking_in.filled_sheets import RollCallPlan, take_in_sheet
from citynet_kb.pages import german
from citynet_kb.project import CONTENT, Project
from tests.cli.running import run
from tests.site.building import EPOCH, TODAY

DATE, WORD = "2026-12-01", "Zusatz7"
STEP = 3
"""Every third line and cell: their neighbours are of the same kind."""


@pytest.fixture
def sent(root: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The sheet for two towns, without its ending."""
    run(capsys, "meeting", "prepare", DATE, "--town", "musterstadt", "--town", "beispielhausen", "--measure", "eisbahn")
    return root / f"rundruf-{DATE}/rundruf-{DATE}"


def lost(root: Path, files: Iterator[tuple[str, bytes]]) -> list[str]:
    """Of the files those whose additional word is nowhere. Where an error stops all, nothing is taken and the sheet is still there."""
    project = Project.here(root, {"SOURCE_DATE_EPOCH": EPOCH})
    setting = setting_of(project, root / CONTENT / "faelle", TODAY)
    found, seen = list[str](), 0
    for name, content in files:
        sheet = sheet_entries(name, content)
        assert sheet, name
        plan = take_in_sheet(name, *sheet, project.content, setting, german.day)
        seen += 1
        found += [] if WORD in words_of(plan) else [f"{name}: {[one.message for one in plan.findings]}"]
    assert seen > 20
    return found


def words_of(plan: RollCallPlan) -> str:
    if any(finding.severity is Severity.ERROR for finding in plan.findings):
        return WORD
    said = (f"{finding.message} {finding.private}" for finding in plan.findings)
    return " ".join((*said, *(file.text for file in plan.files), *plan.changed.values()))


def texts(sheet: str) -> Iterator[tuple[str, bytes]]:
    """A line more, and a line that is longer, as file and as quoted mail."""
    lines = sheet.split("\n")
    for number in range(0, len(lines), STEP):
        for more in (
            [*lines[:number], f"{WORD} steht hier.", *lines[number:]],
            [*lines[:number], f"{lines[number]} {WORD}", *lines[number + 1 :]],
        ):
            yield f"{number}.md", "\n".join(more).encode()
        quoted = "\n".join(f"> {line}" for line in more)
        yield f"{number}.eml", f"From: a@b.example\nSubject: AW\n\nHallo\n\nAm 2. Juni 2026 um 09:12 schrieb Redaktion:\n{quoted}".encode()


def documents(sheet: bytes) -> Iterator[tuple[str, bytes]]:
    """A longer cell, and a paragraph more."""
    count = sum(len(row.cells) for table in Document(io.BytesIO(sheet)).tables for row in table.rows)
    for number in range(0, count, 2 * STEP):
        document = Document(io.BytesIO(sheet))
        cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
        cells[number].paragraphs[0].add_run(f" {WORD}")
        yield f"{number}.docx", _saved(document)
    document = Document(io.BytesIO(sheet))
    document.add_paragraph(WORD)
    yield "unten.docx", _saved(document)


def _saved(document: object) -> bytes:
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


@pytest.mark.slow
def test_words_in_texts_and_mails(root: Path, sent: Path) -> None:
    assert lost(root, texts(sent.with_suffix(".md").read_text("utf-8"))) == []


@pytest.mark.slow
def test_words_in_documents(root: Path, sent: Path) -> None:
    assert lost(root, documents(sent.with_suffix(".docx").read_bytes())) == []


def test_an_error_stops_all() -> None:
    """What is not taken in is not lost: nothing is written."""
    assert words_of(RollCallPlan()) == ""
