"""A story in a layperson's words is accepted at once or after one question, and no word of it is lost, on whatever way it comes."""

from pathlib import Path

import pytest

from citynet_kb.intake.asking.questions import choice
from tests.site.building import EPOCH, project
from tests.stories import Story, asked, stories
from tests.stories.judging import told
from tests.stories.sending import FILES

WAYS = (*FILES, "new")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of Beispielland, on a known day."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    monkeypatch.chdir(project(tmp_path / "projekt"))
    return tmp_path / "projekt"


def test_the_three_stories_differ_in_how_they_end() -> None:
    """A success, a failure, and one that never came about; what is picked is a choice, what is answered a question."""
    assert [story.chosen["Ergebnis"] for story in stories()] == ["Erfolgreich", "Eingestellt", "Nicht zustande gekommen"]
    for story in stories():
        assert set(story.answers) | set(story.chosen) <= set(asked())
        for name, picked in story.chosen.items():
            labels = [choice(term) for term in asked()[name].vocabulary or ()] or [picked]
            assert set([picked] if isinstance(picked, str) else picked) <= set(labels), name


@pytest.mark.slow
@pytest.mark.parametrize("story", stories(), ids=lambda story: story.name)
@pytest.mark.parametrize("way", WAYS)
def test_a_story_is_taken_on_each_way(way: str, story: Story, root: Path) -> None:
    """The bar of every way: at most one question, no word lost."""
    result = told(root, story, way)
    assert result.questions <= 1, result.errors
    assert result.lost == ()
