"""Who could reach a goal together on one day. `tests/recount/board_counts.py` counts the same a second time."""

from typing import Any

import pytest

from citynet_kb.indexes import PartnerBoard, Together, partner_board
from citynet_kb.knowledge_base import link
from citynet_kb.model import CaseStudy, City, Measure, Topic
from tests.indexes.examples import case

TODAY = "2026-06-01"
KM = 1 / 111.195
"""Degrees of latitude."""


def town(slug: str, north: float | None = None, **facts: Any) -> City:
    """A town so many kilometres north of the first one."""
    place = {} if north is None else {"lat": str(round(50 + north * KM, 6)), "lon": "11.0"}
    return City.model_validate({"id": slug, "slug": slug, "name": slug.title(), "state": "Thüringen", "country": "DE", **place, **facts})


def board(*cases: CaseStudy, towns: tuple[City, ...] = (), today: str = TODAY) -> PartnerBoard:
    measure = Measure(id="eisbahn", slug="eisbahn", name="Eisbahn", topic="feste-maerkte", synonyms=("Schlittschuh",))
    return partner_board(link(cases, towns, (measure,), (Topic(id="feste-maerkte", slug="feste-maerkte", name="Feste"),)), today)


def plan(town: str, start: str = "2026-11", cadence: str = "wiederkehrend", **facts: Any) -> CaseStudy:
    return case(f"{town}/plan", "offen", cadence=cadence, period={"start": start}, **facts)


def running(town: str, start: str = "2025-11", **facts: Any) -> CaseStudy:
    return case(f"{town}/eisbahn", "erfolgreich", **{"cadence": "wiederkehrend", "period": {"start": start}, **facts})


def stages(found: PartnerBoard) -> list[tuple[str, str, str]]:
    return [(one.case.city, one.stage.value, one.date) for one in found.doing.get("eisbahn", ())]


def test_a_call_is_open_until_its_day_is_over() -> None:
    """The one that ends first comes first; of withdrawn cases and unnamed towns there is none."""
    calls = [{"what": "leihgut", "until": "2026-06-01"}, {"what": "vorlage", "until": "2026-05-31"}]
    cases = [
        running("gera", looking_for=[{"what": "mitmacher", "until": "2026-09-01"}]),
        case("jena/alt", looking_for=calls),
        case("weimar/fort", looking_for=calls, withdrawn={"date": "2026-01-01", "reason": "Irrtum"}),
        case("anonym/eins", city="anonym", looking_for=calls),
    ]
    assert [(one.case.city, one.call.what.value) for one in board(*cases).calls] == [("jena", "leihgut"), ("gera", "mitmacher")]
    assert [one.case.city for one in board(*cases, today="2026-06-02").calls] == ["gera"]
    assert board(*cases, today="2026-09-02").calls == ()


def test_planned_and_running() -> None:
    """A plan begins after today; what runs was heard of within three years, has no end that has passed, and is no setback. The newest
    case of a town speaks, beside its plan; larger towns come first."""
    towns = (town("gera", population="90000"), town("jena", population="100000"))
    cases = [
        *(running("gera"), plan("gera", "2026-06-02"), plan("jena", "2026-06-01"), running("ilmenau", "2023-05-31")),
        *(case("sonneberg/a", "wirkungslos", period={"start": "2026"}), running("suhl", period={"start": "2024", "end": "2026-05"})),
        *(running("apolda", cadence="einmalig"), running("weimar", cadence="einmalig", period={"start": "2026", "end": "2026-12"})),
        *(running("greiz", confidence="low"), running("zeitz"), case("zeitz/ende", period={"start": "2025-12", "end": "2026-01"})),
    ]
    found = board(*cases, towns=towns)
    known = [
        ("jena", "laeuft", "2026-06-01"),
        ("gera", "laeuft", "2025-11"),
        ("gera", "geplant", "2026-06-02"),
        ("weimar", "laeuft", "2026"),
    ]
    assert stages(found) == known
    assert stages(board(*cases, today="2026-06-02"))[2] == ("weimar", "laeuft", "2026")


@pytest.mark.parametrize(
    ("one", "other", "north", "kinds"),
    [
        pytest.param(plan("gera"), plan("jena", "2027-11"), 149, [Together.TENDER], id="twelve months and 149 km"),
        pytest.param(plan("gera"), plan("jena", "2027-12"), 149, [], id="thirteen months"),
        pytest.param(plan("gera"), plan("jena"), 151, [], id="too far"),
        pytest.param(plan("gera"), plan("jena"), 99, [Together.TENDER, Together.PROGRAMME], id="near and both events"),
        pytest.param(plan("gera"), running("jena"), 74, [Together.LOAN], id="one has what the other plans"),
        pytest.param(plan("gera"), running("jena"), 76, [], id="too far to lend"),
        pytest.param(plan("gera"), running("jena", cadence="dauerhaft"), 10, [], id="it is never to spare"),
        pytest.param(running("gera"), running("jena"), 99, [Together.PROGRAMME], id="both run it"),
        pytest.param(running("gera"), running("jena", cadence="befristet"), 10, [], id="one is no event"),
    ],
)
def test_what_two_towns_could_share(one: CaseStudy, other: CaseStudy, north: float, kinds: list[Together]) -> None:
    """By measure, time and distance; nothing where a place is not known."""
    (found,) = board(one, other, towns=(town("gera", 0), town("jena", north))).proposals or (None,)
    assert (list(found.kinds) if found else []) == kinds
    assert not found or found.kilometres == round(north / 10) * 10
    assert board(one, other, towns=(town("gera", 0), town("jena"))).proposals == ()


def test_who_could_answer_a_call() -> None:
    """Towns that plan or run the same, the nearest first, three at most; whom to ask is the town's office, or nobody."""
    asks = plan("gera", looking_for=[{"what": "mitmacher", "until": "2026-09-01"}])
    office = {"role": "Citymanagement", "organisation": "Stadt", "phone": "1", "mentors": ["Schlittschuh", "Anderes"]}
    towns = (town("gera", 0, offices=[office]), town("jena", 40), town("suhl", 90), town("greiz", 30), town("zeitz"))
    found = board(asks, *map(running, ("jena", "suhl", "greiz", "zeitz")), towns=towns)
    (call,) = found.calls
    assert [(one.undertaking.case.city, one.kilometres) for one in call.partners] == [("greiz", 30), ("jena", 40), ("suhl", 90)]
    assert call.who is not None
    assert call.who.role == "Citymanagement"
    assert [(one.subject, one.measure) for one in found.mentors] == [("Schlittschuh", "eisbahn"), ("Anderes", "")]
    assert board(asks).calls[0].who is None
