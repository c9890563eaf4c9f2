"""A finding (Befund): a frozen value that checks yield and the front end prints."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """An error stops the build; a hint (Hinweis) only advises."""

    ERROR = "Fehler"
    HINT = "Hinweis"


@dataclass(frozen=True, order=True)
class Place:
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


def rule_name(rule: Callable[..., Any]) -> str:
    """The name shown to people: that of the function, with hyphens."""
    return rule.__name__.replace("_", "-")
