"""Rules about records, one by one and together. One function a rule; its name is the rule's name."""

from citynet_kb.checks import across, anonymity, body, case_references, case_rules, contact_data, contact_rules, record_rules, release
from citynet_kb.checks.context import Context
from citynet_kb.checks.release import check_release
from citynet_kb.checks.run import check, check_case

RULES = (
    *case_rules.RULES,
    *contact_rules.RULES,
    *case_references.RULES,
    *anonymity.RULES,
    *body.RULES,
    *contact_data.RULES,
    *record_rules.RULES,
    *across.RULES,
    *release.RULES,
)

__all__ = ["RULES", "Context", "check", "check_case", "check_release"]
