"""A story in a layperson's words, typed into the form: accepted at once or after one question, and no word of it is lost."""

import pytest

from tests.browser.conftest import Visiting
from tests.browser.form import opened
from tests.stories import Story, asked, stories
from tests.stories.in_form import told_in_form


def test_what_is_picked_from_a_list_is_known_beforehand() -> None:
    """Every answer to a question with fixed choices has its choice, since the form takes no other words there; reasons it finds."""
    for story in stories():
        with_choices = {name for name in story.answers if asked()[name].vocabulary}
        assert with_choices - {"Gründe"} <= set(story.chosen)


@pytest.mark.parametrize("story", stories(), ids=lambda story: story.name)
def test_a_story_is_taken_in_the_form(story: Story, land_home: str, visit: Visiting) -> None:
    """The same bar as on the other ways."""
    result = told_in_form(opened(visit(land_home)), story)
    assert result.questions <= 1, result.errors
    assert result.lost == ()
