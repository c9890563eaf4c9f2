"""Rules about records, one by one and together. One function a rule, registered where it is defined."""

from citynet_kb.checks.coding_rules import check_coding
from citynet_kb.checks.context import Context
from citynet_kb.checks.run import check, check_alone, check_record, check_release

__all__ = ["Context", "check", "check_alone", "check_coding", "check_record", "check_release"]
