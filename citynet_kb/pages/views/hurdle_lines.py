"""What towns stumbled over, in plain values: each with the cases that tell of it and what they learned."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from citynet_kb.indexes.hurdles import Hurdle
from citynet_kb.model import CaseStudy
from citynet_kb.pages import german
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.views.case_lines import CaseLine

ROOM = 220
"""Characters of a lesson in a list."""
_LESSONS = re.compile(r"^## Erkenntnisse *\n+([^\n]+(?:\n[^\n]+)*)", re.MULTILINE)
_NO_SENTENCE = ("#", "-", "*", "+", ">", "|", "`", "~", "!", "<", "[", "1")
_LINK = re.compile(r"\[([^\]\[]*)\]\([^()\s]*\)")
_SIGNS = re.compile(r"[*_`\\]|\[\^[^\]\s]*\]")


@dataclass(frozen=True)
class HurdleLine:
    """A reason by its slug or an item of the checklist by its id. `towns` stumbled over it; `told`: the cases with what they learned,
    which may be empty."""

    reason: str
    item: str
    label: str
    towns: int
    told: tuple[tuple[CaseLine, str], ...]


def hurdle_lines(context: BuildContext, hurdles: Iterable[Hurdle]) -> tuple[HurdleLine, ...]:
    """Hurdles in their order."""
    practice = context.base.practice
    return tuple(
        HurdleLine(
            reason=one.reason.value if one.reason else "",
            item=one.item,
            label=one.reason.label if one.reason else practice.item_label(one.item),
            towns=len(one.cities),
            told=tuple((context.lines[case.id], lesson(case)) for case in one.cases),
        )
        for one in hurdles
    )


def lesson(case: CaseStudy) -> str:
    """The beginning of what a case learned (Erkenntnisse), as plain words; empty where it is a list, a table or no sentence."""
    found = _LESSONS.search(case.body)
    if not found or found[1].startswith(_NO_SENTENCE):
        return ""
    plain = _SIGNS.sub("", _LINK.sub(r"\1", " ".join(found[1].split())))
    return german.whole(plain, ROOM)
