"""What the roll-calls brought about a measure, in plain values."""

from dataclasses import dataclass

from citynet_kb.indexes import SurveyCounts, asked_about, brought
from citynet_kb.model import Survey
from citynet_kb.pages.build_context import BuildContext


@dataclass(frozen=True)
class AskedLine:
    """Numbers of towns that were asked on a day (YYYY-MM-DD) about a measure; see `indexes.SurveyCounts`."""

    date: str
    asked: int
    tried: int
    missed: int
    silent: int


def asked_line(context: BuildContext, measure: str) -> AskedLine | None:
    """Of the newest roll-call with an answer on the measure; None without any."""
    found = asked_about(context.base.surveys.values(), measure)
    return _line(found) if found else None


def asked_in(survey: Survey, measure: str) -> AskedLine:
    """Of one roll-call that asked about the measure."""
    return _line(brought(survey, measure))


def _line(found: SurveyCounts) -> AskedLine:
    return AskedLine(found.survey.date, found.asked, found.tried, found.missed, found.silent)
