"""Cases as records: the keys of the front matter and what is computed from them. The body stays on the page.

Every record has every key of the front matter, empty ones as null or [], so that readers can rely on the shape.
The computed keys are those of `CaseExtra`: id, url, effective_outcome, counts.
"""

from collections.abc import Mapping
from typing import TypedDict

from citynet_kb.indexes import Indexes
from citynet_kb.model import CaseStudy, addresses


class CaseExtra(TypedDict):
    """The computed keys. `url` is relative to the site's root."""

    id: str
    url: str
    effective_outcome: str
    counts: bool


class Tombstone(TypedDict):
    """What remains of a withdrawn case."""

    id: str
    title: str
    withdrawn: dict[str, str]


def case_url(case_id: str) -> str:
    """Address of a case's page relative to the site's root."""
    return addresses.published(addresses.case(case_id))


def extra(case: CaseStudy, indexes: Indexes) -> CaseExtra:
    """The computed keys of a case."""
    return CaseExtra(
        id=case.id,
        url=case_url(case.id),
        effective_outcome=indexes.outcomes[case.id].value,
        counts=indexes.counting[case.id],
    )


def case_record(case: CaseStudy, indexes: Indexes) -> Mapping[str, object]:
    """The record of a case; a withdrawn one leaves only its title, day and reason."""
    if case.withdrawn:
        withdrawn = {"date": case.withdrawn.date, "reason": case.withdrawn.reason}
        return Tombstone(id=case.id, title=case.title, withdrawn=withdrawn)
    return {**extra(case, indexes), **case.model_dump(mode="json", exclude=set(CaseStudy.file_keys))}
