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


RuleReference = Callable[..., Any] | str
"""A rule is a function; its name, with hyphens, is the name that is shown. Families of rules pass the name itself."""


def rule_name(rule: RuleReference) -> str:
    """The name shown to people."""
    return rule if isinstance(rule, str) else rule.__name__.replace("_", "-")


def error(rule: RuleReference, place: Place, message: str, remedy: str = "") -> Finding:
    """A finding that stops the build."""
    return Finding(place, rule_name(rule), Severity.ERROR, message, remedy)


def hint(rule: RuleReference, place: Place, message: str, remedy: str = "") -> Finding:
    """A finding that only advises."""
    return Finding(place, rule_name(rule), Severity.HINT, message, remedy)
