"""Every way in, in three rooms, each of which may use those named before it.

- `asking`: the questions to a contributor, and the forms and templates that ask them;
- `reading`: what comes back (mails, issues, lists, tables, Word and Excel files) as rows of text, each value with its place;
- `taking_in`: rows → case files in canonical form, or the findings that say why none is written.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from citynet_kb.intake.reading.rows import read_rows
    from citynet_kb.intake.taking_in.documents import take_in
    from citynet_kb.intake.taking_in.formatting import formatted
    from citynet_kb.intake.taking_in.importing import Check, Plan, PlannedFile, Setting, derived_id, plan, plan_rows

__all__ = [
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


def __getattr__(name: str) -> object:
    """Each is loaded when it is first asked for: pages ask questions too, and need nothing of what reads mails and tables."""
    if name in __all__:
        for module in ("reading.rows", "taking_in.documents", "taking_in.formatting", "taking_in.importing"):
            if hasattr(found := import_module(f"{__name__}.{module}"), name):
                return getattr(found, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
