"""The roll-call before a meeting: the sheet to print and fill in as long as it is open, and what the towns answered."""

from collections.abc import Iterator
from dataclasses import dataclass

from citynet_kb.indexes import CalledTown, RollCall, SplitMeasure, roll_call, sought
from citynet_kb.model import Reply, Survey, addresses
from citynet_kb.pages import german
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.descriptions import description
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.views.asked_lines import AskedLine, asked_in
from citynet_kb.pages.views.case_lines import CaseLine
from citynet_kb.pages.views.meeting_titles import meeting_title, named_towns
from citynet_kb.pages.views.named import Named


@dataclass(frozen=True)
class TownReply:
    """What a town answered, in words."""

    town: Named
    reply: Reply


@dataclass(frozen=True)
class CalledLines:
    """What is known of a town that is asked. `replies`: of each measure in question whether it is known as missed; None: not known."""

    town: Named
    cases: tuple[CaseLine, ...]
    replies: tuple[tuple[Named, bool | None], ...]


@dataclass(frozen=True)
class DividedLine:
    """A measure on which the towns differ."""

    measure: Named
    missed: tuple[Named, ...]
    went_well: tuple[Named, ...]


@dataclass(frozen=True)
class SurveyView:
    """One roll-call. `meeting`: the one it was before, if it has a record. `is_open`: the meeting is yet to come; then there is the sheet.

    `results` are empty as long as no town has answered.
    """

    date: str
    meeting: Named | None
    is_open: bool
    measures: tuple[Named, ...]
    results: tuple[tuple[Named, AskedLine], ...]
    replies: tuple[TownReply, ...]
    called: tuple[CalledLines, ...]
    due: tuple[tuple[CaseLine, str], ...]
    divided: tuple[DividedLine, ...]
    seeking: tuple[tuple[CaseLine, tuple[str, ...]], ...]
    edit_link: str


def survey_pages(context: BuildContext) -> Iterator[Draft]:
    """One page a roll-call."""
    for survey in context.base.surveys.values():
        meta = PageMeta(
            description=description(addresses.survey("")),
            section=addresses.section(addresses.MEETINGS),
            layout="wide",
            styles=("assets/css/roll-call.css",),
        )
        yield Draft(addresses.survey(survey.id), "survey.md.j2", _view(context, survey), meta, survey.body)


def _view(context: BuildContext, survey: Survey) -> SurveyView:
    base, is_open = context.base, survey.date >= context.today
    call = roll_call(base, survey.date, context.today, survey.towns, survey.measures)
    meeting = next((one for one in base.meetings.values() if one.date == survey.date), None)
    has_answers = any(survey.answer_of(town) for town in survey.towns)
    measures = tuple(Named(one.id, one.name) for one in call.measures)
    return SurveyView(
        date=survey.date,
        meeting=Named(meeting.id, meeting_title(context, meeting)) if meeting else None,
        is_open=is_open,
        measures=measures,
        results=tuple((measure, asked_in(survey, measure.id)) for measure in measures) if has_answers else (),
        replies=tuple(_reply(context, survey, town) for town in survey.towns if town in base.cities),
        called=tuple(_called(context, one, measures) for one in call.towns) if is_open else (),
        due=_due(context, call) if is_open else (),
        divided=tuple(_divided(context, one) for one in call.divided) if is_open else (),
        seeking=tuple((context.lines[one.id], sought(one, context.today)) for one in call.seeking) if is_open else (),
        edit_link=context.edit_link(survey.path),
    )


def _reply(context: BuildContext, survey: Survey, town: str) -> TownReply:
    answer = survey.answer_of(town)
    return TownReply(named_towns(context, (town,))[0], answer.reply if answer else Reply.NONE)


def _called(context: BuildContext, one: CalledTown, measures: tuple[Named, ...]) -> CalledLines:
    replies = tuple((measure, one.known.get(measure.id)) for measure in measures)
    return CalledLines(named_towns(context, (one.town,))[0], context.lines_of(one.cases), replies)


def _due(context: BuildContext, call: RollCall) -> tuple[tuple[CaseLine, str], ...]:
    return tuple((context.lines[case.id], german.day(case.next_review or "")) for case in call.due)


def _divided(context: BuildContext, one: SplitMeasure) -> DividedLine:
    measure = Named(one.measure.id, one.measure.name)
    return DividedLine(measure, named_towns(context, one.missed), named_towns(context, one.went_well))
