"""Every way in: what contributors are asked, and lists, tables, letters, forms and Office templates → case files in canonical form."""

from citynet_kb.intake import answer_rules, formatting, rules
from citynet_kb.intake.documents import take_in
from citynet_kb.intake.formatting import formatted
from citynet_kb.intake.importing import Check, Plan, PlannedFile, Setting, derived_id, plan, plan_rows
from citynet_kb.intake.rows import read_rows
from citynet_kb.sources import rows_yaml

RULES = (*rows_yaml.RULES, *rules.RULES, *answer_rules.RULES, *formatting.RULES)

__all__ = [
    "RULES",
    "Check",
    "Plan",
    "PlannedFile",
    "Setting",
    "derived_id",
    "formatted",
    "plan",
    "plan_rows",
    "read_rows",
    "take_in",
]
