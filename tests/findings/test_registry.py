"""Rules are registered where they stand: once, under the name of their function."""

import pytest

from citynet_kb.findings import RULES, Place, Rule, Severity
from citynet_kb.findings.rules import RuleRegistry
from citynet_kb.sources import text_rules

ONE = Rule("markt-ohne-tag", "Ein Markt hat einen Tag.", "Markt", "Markt am Dienstag", module="a.b")


def test_a_name_is_given_once() -> None:
    """The second rule of a name is refused, and both modules are named."""
    registry = RuleRegistry()
    registry.add(ONE)
    with pytest.raises(ValueError, match=r"x: the rule markt-ohne-tag stands in a\.b already"):
        registry.add(Rule(ONE.name, "Anders.", "a", "b", module="x"))


def test_the_rules_of_a_package_are_those_below_it() -> None:
    """In the order of their definition; a package that begins alike is another."""
    registry = RuleRegistry()
    other, alike = (Rule(name, "S.", "a", "b", module=module) for name, module in (("a-b", "a.c"), ("c-d", "ab.c")))
    for rule in (ONE, other, alike):
        registry.add(rule)
    assert registry.of("a") == [ONE, other]
    assert registry.of("a.b") == [ONE]
    assert list(registry) == [other, alike, ONE]


def test_a_rule_of_reading_makes_a_finding_of_its_problem() -> None:
    """Under its own name and with the severity that stands at the rule."""
    finding = text_rules.bom_am_anfang(Place("a.md"))
    assert (finding.rule, finding.severity) == ("bom-am-anfang", Severity.HINT)
    assert RULES["bom-am-anfang"].severity is Severity.HINT
