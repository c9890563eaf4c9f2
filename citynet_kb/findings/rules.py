"""A rule as it is explained to people, read from the docstring of its function."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from citynet_kb.findings.finding import rule_name


@dataclass(frozen=True, order=True)
class Rule:
    """What must hold, with a bad and a good example."""

    name: str
    statement: str
    bad: str
    good: str


def describe(function: Callable[..., Any]) -> Rule:
    """The rule behind a function: the docstring's first part states it, `Falsch:` and `Richtig:` give the examples.

    Raises ValueError where the docstring lacks one of the three.
    """
    text = inspect.getdoc(function) or ""
    statement, _, examples = text.partition("\nFalsch:")
    bad, _, good = examples.partition("\nRichtig:")
    if not (statement.strip() and bad.strip() and good.strip()):
        raise ValueError(f"{function.__name__}: docstring needs a statement, »Falsch:« and »Richtig:«")
    return Rule(rule_name(function), " ".join(statement.split()), inspect.cleandoc(bad), inspect.cleandoc(good))
