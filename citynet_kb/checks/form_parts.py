"""What the form applies of a rule, as data that its script (`rules.js`) interprets: one function for each way of judging.

Fields are named by their way: `period.end`, `topics_more.*`. `at` is the field that a rule speaks about, `aim` the one where it is mended.
A test lets form and check judge the same cases: where a rule and what the form applies of it disagree, the test fails.
"""

from collections.abc import Iterable
from typing import Any

from citynet_kb.model import BODY_SECTIONS, CostOf, Effort, Outcome

Part = dict[str, Any]
COSTS = ("effort_detail.cost_eur", "effort_detail.cost_planned_eur", "effort_detail.running_eur_per_year")
"""The figures of cost: the first that is known decides."""
TITLED_NAME = r"(?:^|[^\p{L}])(?:Herrn?|Frau|Prof\.|Dr\.) [A-ZÄÖÜ]"
"""A name after a form of address. The form tells no others: that takes a list of first names."""


def when(keys: Iterable[str], values: Iterable[str]) -> Part:
    """A condition: any of these fields holds one of these values."""
    return {"any": list(keys), "in": list(values)}


def when_effective(outcomes: Iterable[str], *, from_follow_up: bool = True) -> Part:
    """The condition that the effective outcome is one of these; without `from_follow_up` only where no follow-up has changed it."""
    return {"effective": list(outcomes), "passes": Outcome.CANCELLED, "turned": from_follow_up}


def filled(*ways: str) -> Part:
    """The condition that any of these fields is filled in."""
    return {"any": list(ways)}


def when_default(key: str, value: str) -> Part:
    """The condition that the field holds this value, which is its default."""
    return {"any": [key], "in": [value], "or_none": True}


def found_when(*conditions: Part, at: str, without: Iterable[str] = (), aim: str = "") -> Part:
    """All conditions hold together, and none of the fields `without` is filled in."""
    return {"how": "all", "when": list(conditions), "without": list(without), "at": at, **({"aim": aim} if aim else {})}


def mentions(condition: Part, pattern: str, *, passing: Iterable[str] = (), without: str = "", at: str, aim: str) -> Part:
    """Title, summary or text match the pattern under the condition. Sections `passing` are not looked at."""
    part = {"how": "mentions", "when": condition, "pattern": pattern, "passing": list(passing), "at": at, "aim": aim}
    return {**part, **({"without": without} if without else {})}


def years_within(pattern: str, at: str, aim: str) -> Part:
    """Each year that the field names lies in the period, or is that of a follow-up."""
    return {"how": "years", "pattern": pattern, "at": at, "aim": aim}


def needs(condition: Part, key: str, at: str, aim: str = "") -> Part:
    """Under the condition the field `key` is filled in."""
    return {"how": "needs", "when": condition, "key": key, "at": at, **({"aim": aim} if aim else {})}


def only(condition: Part, key: str) -> Part:
    """The field `key` is filled in under the condition only."""
    return {"how": "only", "when": condition, "key": key, "at": key}


def among(condition: Part, at: str, values: Iterable[str]) -> Part:
    """Under the condition the field holds one of these values."""
    return {"how": "among", "when": condition, "at": at, "values": list(values)}


def in_order(start: str, end: str) -> Part:
    """One day does not lie behind the other."""
    return {"how": "order", "from": start, "to": end, "at": end}


def within_band(*, over: bool) -> Part:
    """The effort is not smaller (or, with `over`, not larger) than its figures say. A cost that is a part, by `cost_of`, says nothing."""
    figures = [list(COSTS), ["effort_detail.staff_days"], ["effort_detail.lead_weeks"]]
    bands = [[band.value, list(band.limits) if band.limits else None] for band in Effort if band.level]
    parts_only = [what.value for what in CostOf if not what.is_whole_cost]
    return {"how": "band", "at": "effort", "figures": figures, "bands": bands, "over": over, "cost_of": parts_only}


def all_sections(condition: Part, at: str) -> Part:
    """Under the condition the text has all its sections."""
    return {"how": "sections", "when": condition, "sections": list(BODY_SECTIONS), "at": at}


def unlike(at: str, bad: str, flags: str, good: str = "") -> Part:
    """The field does not match the pattern `bad`, unless it matches `good`."""
    return {"how": "unlike", "at": at, "flags": flags, "bad": [bad], **({"good": good} if good else {})}


def known(at: str, of: str, other: str = "") -> Part:
    """The field names a record of this list, or the one value beside it."""
    return {"how": "known", "at": at, "list": of, **({"or": other} if other else {})}


def belongs(at: str, key: str) -> Part:
    """The record that `key` names belongs to the one that the field names."""
    return {"how": "belongs", "at": at, "key": key}


def distinct(at: str, key: str) -> Part:
    """No value of the list stands twice, or in the field `key`."""
    return {"how": "distinct", "at": at, "key": key}


def no_line(pattern: str) -> Part:
    """No line of the free text matches. Code, which the check passes over, is not told apart."""
    return {"pattern": pattern}
