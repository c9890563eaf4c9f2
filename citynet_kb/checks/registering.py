"""How a rule of the checks is registered where it stands: what it holds for, how severe it is, and what of it the form applies."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from inspect import signature
from typing import Any, TypeVar

from citynet_kb.checks.context import Context
from citynet_kb.findings import RULES, Place, Problem, Rule, Severity, describe
from citynet_kb.model import Configuration

FormPart = Mapping[str, Any]
"""What the form applies of a rule, as data for its script; `form_parts` makes it."""
Problems = Iterator[Problem]
_Function = TypeVar("_Function", bound=Callable[..., Problems])
_OF_ONE_RECORD = 2
"""As many things a rule is given that looks at one record alone."""


@dataclass(frozen=True, kw_only=True)
class RecordRule(Rule):
    """A rule that holds for one record, or its text: a function of (record, document), or of (record, document, context).

    A rule with a context `looks_further`: at the rest of the content, or at the day. What others say is kept with the bytes of the file.

    `form` is None for a rule that only the editors' check applies, and empty for one that the form need not name. Where there are `signs`,
    a rule says nothing of a text that holds none of them, as most texts do, and is not asked.
    """

    problems: Callable[..., Problems]
    kinds: tuple[type, ...]
    of_withdrawn: bool
    form: tuple[FormPart, ...] | None
    looks_further: bool
    signs: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class ContentRule(Rule):
    """A rule that only shows when all files are seen together."""

    problems: Callable[[Context], Problems]


@dataclass(frozen=True, kw_only=True)
class ReleaseRule(Rule):
    """A rule for a site that real people will read."""

    problems: Callable[[Configuration, Place], Problems]


def record_rule(
    *kinds: type,
    severity: Severity = Severity.ERROR,
    of_withdrawn: bool = True,
    form: tuple[FormPart, ...] | None = None,
    signs: str = "",
) -> Callable[[_Function], _Function]:
    """Register a rule for records of these kinds, or for `RecordText`: a function that yields problems, of (record, document) and,
    only where it looks further, the context.

    With `of_withdrawn=False` it asks for what a withdrawn case need not say any more: its text and fields may be emptied. `signs` are
    some of those of `record_text`: a rule for a `RecordText` has nothing to say where none of them stands.
    """

    def register(function: _Function) -> _Function:
        looks_further = len(signature(function).parameters) > _OF_ONE_RECORD
        said = vars(describe(function, severity))
        of = frozenset(signs)
        RULES.add(
            RecordRule(**said, problems=function, kinds=kinds, of_withdrawn=of_withdrawn, form=form, looks_further=looks_further, signs=of)
        )
        return function

    return register


def content_rule(severity: Severity = Severity.ERROR) -> Callable[[_Function], _Function]:
    """Register a rule across all files: a function of the context."""

    def register(function: _Function) -> _Function:
        RULES.add(ContentRule(**vars(describe(function, severity)), problems=function))
        return function

    return register


def release_rule(severity: Severity = Severity.ERROR) -> Callable[[_Function], _Function]:
    """Register a rule that holds before a site is published: a function of the settings and the place of their file."""

    def register(function: _Function) -> _Function:
        RULES.add(ReleaseRule(**vars(describe(function, severity)), problems=function))
        return function

    return register
