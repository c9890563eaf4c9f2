"""Who calls a case a success: those who did it, or the publishers of its sources."""

from dataclasses import dataclass

from citynet_kb.indexes import is_own_praise
from citynet_kb.model import CaseStudy, Evidence, Outcome

MOST_NAMED = 3
"""More publishers than these are summed up."""


@dataclass(frozen=True)
class WhoSays:
    """`publishers` in the order of the sources, each once; `has_more` = further ones are left out.

    `evidence` = label of what they go by, empty for what is said without any figure. Without publishers it stands alone.
    """

    is_own: bool
    publishers: tuple[str, ...]
    has_more: bool
    evidence: str


def who_says(case: CaseStudy, outcome: Outcome) -> WhoSays | None:
    """Of a success alone; `outcome` is the effective one."""
    if outcome is not Outcome.SUCCESSFUL:
        return None
    publishers = tuple(dict.fromkeys(source.publisher for source in case.sources if source.publisher))
    return WhoSays(
        is_own=is_own_praise(case),
        publishers=publishers[:MOST_NAMED],
        has_more=len(publishers) > MOST_NAMED,
        evidence=case.evidence.label if case.evidence.level > Evidence.FEEDBACK.level or not publishers else "",
    )
