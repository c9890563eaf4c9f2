"""Possible duplicates of a case: by town and measure, and by wording."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from citynet_kb.model import CaseStudy
from citynet_kb.model.slugs import plain_slug

SHINGLE = 3
"""Number of words in a shingle."""
LIKE = 0.12
"""Share of common shingles from which two texts are shown as similar. No two different cases published so far reach it."""
_MARKS = re.compile(r"[#*_>`|\[\]()]")


@dataclass(frozen=True)
class Similar:
    """Another case. `share` = common shingles of all shingles of both (Jaccard 1901), 0 to 1."""

    case: CaseStudy
    share: float
    same_measure: bool
    """Whether it reports the same measure in the same town."""


def similar_cases(case: CaseStudy, others: Iterable[CaseStudy]) -> tuple[Similar, ...]:
    """The cases that an editor should compare with this one, the most similar first.

    Texts are cut into shingles, all runs of three words (Broder 1997); the similarity of two texts is their share of common
    shingles. Word order matters; the spelling of umlauts and punctuation does not.
    """
    own = shingles(case)
    found = []
    for other in others:
        if other.id == case.id:
            continue
        share = _share(own, shingles(other))
        same = other.city == case.city and case.measure is not None and other.measure == case.measure
        if same or share >= LIKE:
            found.append(Similar(other, share, same))
    return tuple(sorted(found, key=lambda similar: (-similar.share, similar.case.id)))


def shingles(case: CaseStudy) -> frozenset[tuple[str, ...]]:
    """All runs of three words in title, summary and body."""
    text = _MARKS.sub(" ", f"{case.title} {case.summary or ''} {case.body}")
    words = [word for word in plain_slug(text).split("-") if word]
    return frozenset(zip(*(words[start:] for start in range(SHINGLE)), strict=False))


def _share(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0
