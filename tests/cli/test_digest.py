"""The letter about what is new."""

from email import message_from_string, policy
from pathlib import Path

import pytest
from lxml import html

from citynet_kb.indexes import build_indexes
from citynet_kb.model import Configuration
from citynet_kb.pages.digest import digest
from tests.cli.running import run
from tests.fictional.crowded import knowledge_base
from tests.site.building import TODAY

MOST_WORDS = 400
"""About 300, with room for long titles."""


@pytest.mark.slow
def test_letter_in_three_forms(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Text and HTML say the same; the mail holds both, with a subject and no addressee. Nothing in a record becomes markup."""
    code, text, _ = run(capsys, "digest", "2025-02-01")
    assert code == 0
    assert text.startswith("Guten Tag,\n\ndas ist neu im Wissensspeicher seit dem 1. Februar 2025: ")
    assert "https://wissen.example.org/faelle/" in text
    _, page, _ = run(capsys, "digest", "2025-02-01", "--format", "html")
    tree = html.document_fromstring(page)
    assert not [node.tag for node in tree.iter("script", "img", "style", "link")]
    words = [word for word in text.lower().split() if not word.startswith("https:") and word != "-"]
    assert set(words) - set(tree.text_content().lower().split()) <= {"neue:"}
    _, mail, _ = run(capsys, "digest", "2025-02-01", "--format", "mail")
    message = message_from_string(mail, policy=policy.default)
    assert (message["Subject"], message["To"]) == ("Beispielland Wissensspeicher: neu seit dem 1. Februar 2025", None)
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]


def test_letter_since_the_last_meeting(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a day it tells of what is new since the last meeting."""
    code, text, _ = run(capsys, "digest")
    assert code == 0
    assert "seit dem Treffen in Beispielhausen, März 2025: " in text


@pytest.mark.parametrize("since", ["gestern", "2025-2-1", "2025-02-30"])
def test_days_that_are_none(root: Path, capsys: pytest.CaptureFixture[str], since: str) -> None:
    """A wrong day is named, with the form of a right one."""
    assert run(capsys, "digest", since) == (2, "", f"»{since}« ist kein Tag der Form 2026-03-15.\n")


@pytest.mark.slow
def test_letter_stays_short() -> None:
    """However much is new, it can be read in two minutes."""
    base = knowledge_base(0, 500, 120)
    letter = digest(base, build_indexes(base), Configuration(), TODAY, "2020-01-01")
    assert 150 < len(letter.text.split()) < MOST_WORDS
