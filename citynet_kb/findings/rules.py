"""Rules: each is one function, registered where it is defined. Its name is the rule's name, its docstring explains the rule to people."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Any, NamedTuple, ParamSpec

from citynet_kb.findings.finding import Finding, Place, Severity, rule_name

_P = ParamSpec("_P")


class Problem(NamedTuple):
    """A problem that a rule has found: its place, the message with the value found, and the remedy.

    `member` is the name to show, if one function stands for a family of rules. `private` as in `Finding`.
    """

    place: Place
    message: str
    remedy: str = ""
    member: str = ""
    private: str = ""


@dataclass(frozen=True)
class Rule:
    """What must hold, with a bad and a good example; how severe it is when it does not. `module` is where the function stands."""

    name: str
    statement: str
    bad: str
    good: str
    severity: Severity = Severity.ERROR
    module: str = ""

    def finding(self, problem: Problem) -> Finding:
        """The finding that the front end prints."""
        return Finding(problem.place, problem.member or self.name, self.severity, problem.message, problem.remedy, problem.private)


@dataclass(frozen=True)
class RuleTexts:
    """What pages tell about rules for cases.

    `about`: a field and what a rule says about it. `for_editors`: what is said by rules that the form does not apply.
    """

    about: tuple[tuple[str, str], ...] = ()
    for_editors: tuple[str, ...] = ()


NO_RULES = RuleTexts()
"""Where nobody has told any."""


class RuleRegistry:
    """All rules by name. Decorators fill it while modules load; nothing else does."""

    def __init__(self) -> None:
        self._rules: dict[str, Rule] = {}

    def __iter__(self) -> Iterator[Rule]:
        """In the order of their names."""
        return iter(sorted(self._rules.values(), key=lambda rule: rule.name))

    def __getitem__(self, name: str) -> Rule:
        return self._rules[name]

    def of(self, package: str) -> list[Rule]:
        """Those of one module, or of all modules of one package, in the order in which they were defined."""
        return [rule for rule in self._rules.values() if f"{rule.module}.".startswith(f"{package}.")]

    def add(self, rule: Rule) -> None:
        """Register a rule. Raises ValueError where its name is taken."""
        if rule.name in self._rules:
            raise ValueError(f"{rule.module}: the rule {rule.name} stands in {self._rules[rule.name].module} already")
        self._rules[rule.name] = rule


RULES = RuleRegistry()


def rule(severity: Severity = Severity.ERROR) -> Callable[[Callable[_P, Problem]], Callable[_P, Finding]]:
    """Register a rule that a reader calls when it is broken. The function describes the problem; its callers get a finding."""

    def register(function: Callable[_P, Problem]) -> Callable[_P, Finding]:
        registered = describe(function, severity)
        RULES.add(registered)

        @wraps(function)
        def found(*arguments: _P.args, **options: _P.kwargs) -> Finding:
            return registered.finding(function(*arguments, **options))

        return found

    return register


def describe(function: Callable[..., Any], severity: Severity = Severity.ERROR) -> Rule:
    """The rule behind a function: the docstring's first part states it, `Falsch:` and `Richtig:` give the examples.

    Raises ValueError where the docstring lacks one of the three.
    """
    text = inspect.getdoc(function) or ""
    statement, _, examples = text.partition("\nFalsch:")
    bad, _, good = examples.partition("\nRichtig:")
    if not (statement.strip() and bad.strip() and good.strip()):
        raise ValueError(f"{function.__name__}: docstring needs a statement, »Falsch:« and »Richtig:«")
    examples_of = (inspect.cleandoc(bad), inspect.cleandoc(good))
    return Rule(rule_name(function), " ".join(statement.split()), *examples_of, severity, function.__module__)
