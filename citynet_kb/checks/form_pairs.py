"""The rules that the form applies, and those that it leaves to the editors, as registered with each rule."""

from typing import Any

from citynet_kb.checks.record_text import RecordText
from citynet_kb.checks.registering import RecordRule
from citynet_kb.checks.run import rules
from citynet_kb.findings import Severity
from citynet_kb.findings.rules import RuleTexts
from citynet_kb.model import CaseStudy


def form_pairs() -> list[dict[str, Any]]:
    """The rules about combinations of fields. Each with the rule's name, `how` it works, and what it says: see `form_parts`."""
    return _parts(CaseStudy)


def body_rules() -> list[dict[str, Any]]:
    """Patterns that no line of the free text may match."""
    return _parts(RecordText)


def rules_for_editors() -> list[str]:
    """The statements of the rules about a case that only the editors' check applies."""
    return [rule.statement for kind in (CaseStudy, RecordText) for rule in rules(RecordRule) if kind in rule.kinds and rule.form is None]


def rule_texts() -> RuleTexts:
    """The same in words, for the pages that tell what is checked."""
    about = ((_told_at(pair), pair["says"]) for pair in form_pairs())
    return RuleTexts(tuple(dict.fromkeys(about)), tuple(rules_for_editors()))


def _told_at(pair: dict[str, Any]) -> str:
    """The field where a rule is told: that which it speaks about; for a hint, that which it asks to fill in."""
    return str(pair.get("aim", pair["at"]) if pair.get("hint") else pair["at"]).removesuffix(".*")


def _parts(kind: type) -> list[dict[str, Any]]:
    return [
        {"rule": rule.name, **part, "says": rule.statement, **({"hint": True} if rule.severity is Severity.HINT else {})}
        for rule in rules(RecordRule)
        if kind in rule.kinds
        for part in rule.form or ()
    ]
