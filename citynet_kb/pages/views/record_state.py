"""What a page says of the file behind it: when it was last changed, and which state of it is shown."""

from dataclasses import dataclass

from citynet_kb.model import CaseStudy
from citynet_kb.pages.build_context import BuildContext

VERSION_DIGITS = 8


@dataclass(frozen=True)
class RecordState:
    """`changed`: the day of its last change, as far as the record says; `version`: the first digits of the digest of its bytes."""

    changed: str
    version: str


def state_of(context: BuildContext, case: CaseStudy) -> RecordState:
    """The state of a case; both empty where they are not known."""
    days = (case.added, case.updated, *(entry.added for entry in case.follow_up))
    return RecordState(max(filter(None, days), default=""), context.versions.get(case.path, "")[:VERSION_DIGITS])
