"""`tests/fixtures/gleiche-dateien`: objects and the file that each way in makes of them, for ways in that are not written in Python."""

import json
from pathlib import Path

import pytest

from citynet_kb.intake import plan
from citynet_kb.intake.asking.questions import SECTIONS
from tests.fixtures import FIXTURES

OBJECTS = sorted((FIXTURES / "gleiche-dateien").glob("*.json"))


@pytest.mark.parametrize("file", OBJECTS, ids=lambda file: file.stem)
def test_an_object_gives_its_file(file: Path) -> None:
    """`fields` are the keys of front matter with every value as text, `body` the report, the file beside it the result."""
    found = json.loads(file.read_text("utf-8"))
    row = json.dumps([{**found["fields"], SECTIONS: found["body"]}], ensure_ascii=False)
    imported = plan("faelle.yml", row.encode(), added=found["fields"]["added"])
    assert imported.findings == ()
    (made,) = imported.files
    assert made.path == found["path"]
    assert made.text == file.with_suffix(".md").read_text("utf-8")


def test_there_are_objects() -> None:
    """There is something to compare."""
    assert len(OBJECTS) >= 4
