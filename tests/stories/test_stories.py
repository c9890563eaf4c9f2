"""A story in a layperson's words is accepted at once or after one question, and no word of it is lost, on whatever way it comes."""

from pathlib import Path

import pytest

from tests.site.building import EPOCH, project
from tests.stories import Story, stories
from tests.stories.judging import told
from tests.stories.sending import FILES

WAYS = (*FILES, "new")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of Beispielland, on a known day."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    monkeypatch.chdir(project(tmp_path / "projekt"))
    return tmp_path / "projekt"


@pytest.mark.slow
@pytest.mark.parametrize("story", stories(), ids=lambda story: story.name)
@pytest.mark.parametrize("way", WAYS)
def test_a_story_is_taken_on_each_way(way: str, story: Story, root: Path) -> None:
    """The bar of every way: at most one question, no word lost."""
    result = told(root, story, way)
    assert result.questions <= 1, result.errors
    assert result.lost == ()
