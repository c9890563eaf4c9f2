"""Rules about what a record says, alone and together with the others. One function a rule, registered where it stands."""

from citynet_kb.checks.context import Context
from citynet_kb.checks.run import check, check_record, check_release

__all__ = ["Context", "check", "check_record", "check_release"]
