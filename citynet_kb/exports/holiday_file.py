"""The public holidays of the Länder, for the script of the backward calendars."""

from citynet_kb.exports.encoding import json_object
from citynet_kb.indexes.public_holidays import holiday_years, public_holidays
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import addresses
from citynet_kb.store import ALONE, Means


def holiday_file(base: KnowledgeBase, today: str, means: Means = ALONE) -> dict[str, bytes]:
    """`days`: date and name, and the slugs of the Länder where it is not one of all. No file where no measure has a procedure."""
    if not base.practice.procedures:
        return {}
    years = holiday_years(today)
    return means.remembered({addresses.HOLIDAYS: (years, lambda: _days(*years))})


def _days(first: int, last: int) -> bytes:
    days = [[one.day.isoformat(), one.name, *([" ".join(one.laender)] if one.laender else [])] for one in public_holidays(first, last)]
    return json_object({"first": first, "last": last, "days": days})
