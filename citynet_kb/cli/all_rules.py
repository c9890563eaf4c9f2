"""All rules of the program. Those of the ways in are loaded for `check --list` alone: a check applies none of them."""

from citynet_kb.checks import run
from citynet_kb.findings import RULES
from citynet_kb.intake.reading import answer_rules, import_rules, mail_rules, table_rules
from citynet_kb.intake.taking_in import formatting, roll_call_rules, understood_rules

__all__ = ["MODULES", "RULES"]

MODULES = (*run.MODULES, answer_rules, import_rules, mail_rules, table_rules, formatting, roll_call_rules, understood_rules)
"""The modules that register rules when they are loaded, beside those that every reading needs."""
