"""Ways in for many cases at once: YAML lists, CSV and Excel tables → canonical case files."""

from citynet_kb.intake import formatting, rules
from citynet_kb.intake.importing import Check, Plan, PlannedFile, derived_id, plan
from citynet_kb.sources import rows_yaml

RULES = (*rows_yaml.RULES, *rules.RULES, *formatting.RULES)

__all__ = ["RULES", "Check", "Plan", "PlannedFile", "derived_id", "plan"]
