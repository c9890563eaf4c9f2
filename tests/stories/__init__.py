"""Three stories as people tell them who have read no help, sent on every way in: `sending`, `judging`, and `in_form` in a browser."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from citynet_kb.intake.asking.questions import SECTIONS, Question, heading, questions
from citynet_kb.sources import Location
from tests.fixtures import rows_of

_FILE = Path(__file__).with_name("geschichten.yml")
REPORT = heading((SECTIONS,))


@dataclass(frozen=True)
class Story:
    """What happened, by the headings of the fields; what is picked from lists; what is answered when one value is asked back."""

    name: str
    answers: Mapping[str, str]
    chosen: Mapping[str, str | list[str]]
    asked: Mapping[str, str] = field(default_factory=dict)

    def answered(self, is_second: bool) -> dict[str, str]:
        """The answers of the first attempt, or those after the question that came back."""
        return {**self.answers, **(self.asked if is_second else {})}


@dataclass(frozen=True)
class Told:
    """What became of a story: errors of the first attempt, questions that came back, fields filled in, words that are nowhere."""

    errors: tuple[str, ...]
    questions: int
    fields: int
    words: int
    lost: tuple[str, ...]

    @property
    def minutes(self) -> float:
        """About how long it takes: 20 seconds to think a field, 30 words a minute to type, two minutes for a question that comes back."""
        return round(self.fields / 3 + self.words / 30 + 2 * self.questions, 1)


@lru_cache(maxsize=1)
def stories() -> tuple[Story, ...]:
    """The three of them."""
    return tuple(Story(**one) for one in rows_of(_FILE))


@lru_cache(maxsize=1)
def asked() -> Mapping[str, Question]:
    """The questions by their headings."""
    return {question.heading: question for question in questions()}


def location(name: str) -> Location:
    """Where the answer to a question stands in a case."""
    return asked()[name].location


def words(texts: Iterable[str]) -> set[str]:
    """Words and numbers, however they are written around."""
    return {word.casefold() for text in texts for word in re.findall(r"\w+", text)}
