"""A finding (Befund): a frozen value that checks yield and the front end prints."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

ABOUT_PERSONS = frozenset(("angaben-zur-person", "kontakt-persoenlich"))
"""Rules whose findings quote a name or an address: a public place shall not repeat it, since it stays there when the file is mended."""
_QUOTED = re.compile("»[^«]*«")
MOST_SHOWN = 200
"""Characters of private words that the console shows."""


class Severity(StrEnum):
    """An error stops the build; a hint (Hinweis) only advises."""

    ERROR = "Fehler"
    HINT = "Hinweis"


class Place(NamedTuple):
    """A place in a file. `path` is relative to the project, `line` and `column` count from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, order=True)
class Finding:
    """What must hold and does not. `message` names the value found, `remedy` what to do about it."""

    place: Place
    rule: str
    severity: Severity
    message: str
    remedy: str = ""
    private: str = field(default="", repr=False)
    """Words of the message, as they stand in its quotation marks, that are for the sender and for the console, not for public places."""
    question: str = field(default="", repr=False, compare=False)
    """The heading over the answer that it is about, as a form shows it; empty where it is about none."""
    answer: str = field(default="", repr=False, compare=False)
    """That answer as it was given."""

    @property
    def public(self) -> str:
        """The message for tickets, comments, summaries and artefacts: it counts private words, and shows none and no names of persons."""
        if not self.private:
            return _QUOTED.sub("»…«", self.message) if self.rule in ABOUT_PERSONS else self.message
        quoted = f"»{self.private}«"
        return self.message.replace(quoted, self.count) if quoted in self.message else f"{self.rule}: {self.count}."

    @property
    def short(self) -> str:
        """The message for the console: of private words the first, and how many they are."""
        cut = self.private if len(self.private) <= MOST_SHOWN else f"{self.private[:MOST_SHOWN]} …"
        return self.message.replace(f"»{self.private}«", f"»{cut}« ({self.count})") if self.private else self.message

    @property
    def count(self) -> str:
        """»1 Wort«, »12 Wörter«."""
        number = len(self.private.split())
        return f"{number} {'Wort' if number == 1 else 'Wörter'}"


def rule_name(rule: Callable[..., Any]) -> str:
    """The name shown to people: that of the function, with hyphens."""
    return rule.__name__.replace("_", "-")
