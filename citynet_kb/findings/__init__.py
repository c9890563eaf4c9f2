"""Findings: one problem at one place in one file, the rule behind it, and the formats in which it is printed."""

from citynet_kb.findings.answering import ANSWERS
from citynet_kb.findings.asked import Asked, asked, in_order
from citynet_kb.findings.finding import Finding, Place, Severity
from citynet_kb.findings.report import LISTS, REPORTS, plain, summary, table
from citynet_kb.findings.rules import RULES, Problem, Rule, describe, rule
from citynet_kb.findings.suggestions import nearest

__all__ = [
    "ANSWERS",
    "LISTS",
    "REPORTS",
    "RULES",
    "Asked",
    "Finding",
    "Place",
    "Problem",
    "Rule",
    "Severity",
    "asked",
    "describe",
    "in_order",
    "nearest",
    "plain",
    "rule",
    "summary",
    "table",
]
