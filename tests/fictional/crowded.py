"""Small knowledge bases of a country that does not exist, with everything that the real content lacks, drawn by a seed."""

import random
from collections.abc import Iterator

from citynet_kb.knowledge_base import KnowledgeBase, link
from citynet_kb.knowledge_base.practice_records import practice_of
from citynet_kb.model import (
    ANONYMOUS,
    Cadence,
    Call,
    CaseStudy,
    ChecklistState,
    City,
    CodedCase,
    Coding,
    CommonCause,
    CostOf,
    EffortDetail,
    Evidence,
    FailureReason,
    LookingFor,
    Measure,
    Outcome,
    Page,
    Period,
    Reply,
    Survey,
    SurveyAnswer,
)
from citynet_kb.model.case_parts import ChecklistEntry
from tests.fictional.checklist_items import checklist_item, documented_costs
from tests.fictional.records import generate_cases, generate_cities, generate_measures, generate_topics

MEASURES = ("eisbahn", "stadtgutschein", "pop-up-store", "parklets")
"""Few, so that towns meet at one measure several times; the last one is tried nowhere."""
REASONS = (*tuple(FailureReason)[:4], FailureReason.REASON_UNKNOWN, FailureReason.OTHER_REASON)
"""Few, so that several towns share one."""
ITEMS = ("gema", "haushalt", "nachmessung", "obg-anzeige", "sondernutzung", "vergabe")
PROJECTS = ("gemeinsam-im-sommer", "verbund-der-kleinen")
HOME = Page(id="mitmachen/index", path="mitmachen/index.md", title="Mitmachen")


def knowledge_base(seed: int, cases: int | None = None, towns: int | None = None) -> KnowledgeBase:
    """10 to 40 cases in 3 to 24 towns, or as many as wanted."""
    chance = random.Random(f"recount {seed}")
    number = chance.randint(10, 40) if cases is None else cases
    cities = [_city(city, chance) for city in generate_cities(chance.choice((3, 5, 9, 24)) if towns is None else towns, seed)]
    measures = [measure for measure in generate_measures() if measure.id in MEASURES]
    tried = [measure for measure in measures if measure.id != MEASURES[-1]]
    drawn = generate_cases(number, seed)
    cases_here = [_case(case, chance.choice(cities), chance.choice(tried), chance) for case in drawn]
    return link(
        _with_equal_dates(cases_here, chance),
        cities,
        measures,
        generate_topics(),
        (),
        (HOME,),
        codings=list(_codings(cases_here, chance)),
        practice=practice_of([*map(checklist_item, ITEMS), *documented_costs(cities[0].id)]),
        surveys=list(_surveys([city.id for city in cities], random.Random(f"surveys {seed}"))),
    )


def _with_equal_dates(cases: list[CaseStudy], chance: random.Random) -> list[CaseStudy]:
    """Some tell of the same town and measure at the same time, and may disagree."""
    made: list[CaseStudy] = []
    for case in cases:
        others = [one for one in made if (one.city, one.measure) == (case.city, case.measure)]
        if others and chance.random() < 0.35:
            other = chance.choice(others)
            same = {name: getattr(other, name) for name in ("period", "added", "updated", "sources")}
            cause = case.common_cause if case.outcome.is_setback else None
            made.append(case.model_copy(update={**same, "follow_up": (), "common_cause": cause, **_own_reasons(case)}))
        else:
            made.append(case)
    return made


def _own_reasons(case: CaseStudy) -> dict[str, object]:
    """Without follow-ups a setback still needs a reason."""
    return {"failure_reasons": REASONS[:1]} if case.outcome.is_setback and not case.failure_reasons else {}


def _surveys(towns: list[str], chance: random.Random) -> Iterator[Survey]:
    """Up to two roll-calls, the later one often of other measures; some towns do not answer, or not on every measure."""
    for date in ("2025-03-04", "2026-05-05")[: chance.randint(0, 2)]:
        measures = tuple(chance.sample(MEASURES, chance.randint(1, 3)))
        asked = tuple(chance.sample(towns, chance.randint(1, len(towns))))
        answers = tuple(_answer(town, measures, chance) for town in asked if chance.random() < 0.7)
        yield Survey(id=date, path=f"umfragen/{date}.md", date=date, measures=measures, towns=asked, answers=answers)


def _answer(town: str, measures: tuple[str, ...], chance: random.Random) -> SurveyAnswer:
    if chance.random() < 0.3:
        return SurveyAnswer(town=town, reply=chance.choice((Reply.NOTHING, Reply.NONE)))
    said = {measure: chance.choice(("tried", "missed", "untried", "")) for measure in measures}
    tried = tuple(measure for measure, kind in said.items() if kind in ("tried", "missed"))
    missed = tuple(measure for measure in tried if said[measure] == "missed")
    return SurveyAnswer(town=town, reply=Reply.TRIED, tried=tried, missed=missed, untried=_of(said, "untried"))


def _of(said: dict[str, str], kind: str) -> tuple[str, ...]:
    return tuple(measure for measure, one in said.items() if one == kind)


def _codings(cases: list[CaseStudy], chance: random.Random) -> Iterator[Coding]:
    """Two readings of the editors and two of the text alone, each of some cases; now and then none."""
    if chance.random() < 0.1:
        return
    ids = sorted({case.id for case in cases})
    for id in ("redaktion/lesung-1", "redaktion/lesung-2", "gegenlesung/x", "gegenlesung/y"):
        coded = chance.sample(ids, chance.randint(0, min(30, len(ids))))
        entries = tuple(
            CodedCase(
                id=one,
                outcome=chance.choice(tuple(Outcome)),
                evidence=chance.choice((None, *Evidence)),
                cadence=chance.choice((None, *Cadence)),
            )
            for one in coded
        )
        yield Coding(id=id, path=f"lesungen/{id}.yml", cases=entries, lines=tuple(range(1, len(entries) + 1)))


def _city(city: City, chance: random.Random) -> City:
    """Some lie abroad, some are in Thuringia, of some hardly anything is known."""
    changes: dict[str, object] = {"website": "https://stadt.example.org/" if chance.random() < 0.5 else None}
    if chance.random() < 0.15:
        changes |= {"country": "AT", "state": "Burgenland"}
    elif chance.random() < 0.3:
        changes |= {"state": "Thüringen", "lat": 50.9 + chance.random() / 2, "lon": 11 + chance.random()}
    if chance.random() < 0.2:
        changes |= {"population": None, "size_class": None if chance.random() < 0.5 else city.size_class}
    if chance.random() < 0.15:
        changes |= {"lat": None, "lon": None}
    if chance.random() < 0.5:
        changes["central_function"] = "Mittelzentrum"
    return city.model_copy(update=changes)


def _case(case: CaseStudy, city: City, measure: Measure, chance: random.Random) -> CaseStudy:
    """The same case in another town, about another measure, with reasons, figures and checklists that others share."""
    town = case.city if case.is_anonymous else city.id
    id = f"{town}/{case.slug}"
    changes: dict[str, object] = {"id": id, "path": f"faelle/{id}.md", "city": town}
    changes |= {"topic": measure.topic, "topics_more": tuple(sorted({*case.topics_more} - {measure.topic}))}
    changes["measure"] = measure.id if case.measure else None
    if case.failure_reasons:
        changes["failure_reasons"] = tuple(chance.sample(REASONS, chance.randint(1, 3)))
    if case.outcome.is_setback and chance.random() < 0.25 and town != ANONYMOUS:
        changes["common_cause"] = next(iter(CommonCause))
    if chance.random() < 0.3 and town != ANONYMOUS:
        changes["joint_project"] = chance.choice(PROJECTS)
    if case.effort_detail and chance.random() < 0.8:
        changes["effort_detail"] = _detail(case.effort_detail, chance)
    if chance.random() < 0.3:
        states = tuple(ChecklistState)
        weeks = 3 + len(case.slug) % 9
        drawn = chance.sample(ITEMS, chance.randint(1, 6))
        entries = (ChecklistEntry(item=item, state=chance.choice(states), weeks_needed=str(weeks)) for item in drawn)
        changes["checklist"] = tuple(entries)
    if case.cost_of in (CostOf.GRANT, CostOf.SUBSIDY) and random.Random(f"covers {id}").random() < 0.6:
        changes["cost_of"] = CostOf.ONE_OFF  # else few measures have enough of these figures for a range
    return _planned_or_looking(case.model_copy(update=changes))


def _planned_or_looking(case: CaseStudy) -> CaseStudy:
    """Now and then it is still to come, and now and then its town looks for partners. Drawn by its id alone."""
    chance = random.Random(f"call {case.id}")
    changes: dict[str, object] = {}
    if chance.random() < 0.2:
        plan = {"outcome": Outcome.OPEN, "period": Period(start=chance.choice(("2026-07", "2026-12-01", "2027", "2028-03")))}
        changes |= {**plan, "follow_up": (), "failure_reasons": (), "common_cause": None}
    if chance.random() < 0.15:
        days = ("2026-05-31", "2026-06-01", "2026-12-24")
        changes["looking_for"] = tuple(Call(what=chance.choice(tuple(LookingFor)), until=day) for day in days[chance.randint(0, 2) :])
    return case.model_copy(update=changes)


def _detail(detail: EffortDetail, chance: random.Random) -> EffortDetail:
    """Planned beside actual, now and then the very same, or planned alone."""
    cost, days = detail.cost_eur or 0, detail.staff_days or 0
    planned = {"cost_planned_eur": chance.choice((0, 500, 2_000, 90_000, cost)), "staff_days_planned": chance.choice((0, 5, 60, days))}
    gone = {"cost_eur": None, "staff_days": None} if chance.random() < 0.4 else {}
    return detail.model_copy(update={**planned, **gone})
