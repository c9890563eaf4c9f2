"""Facts across all measures."""

from typing import Any

import pytest

from citynet_kb.indexes import AcrossMeasures, across_measures, build_indexes
from citynet_kb.knowledge_base import link
from citynet_kb.model import OUTCOMES, CaseStudy, Effort, Measure, Outcome, Topic
from tests.indexes.examples import case, turn

NAMES = {"eisbahn": "Eisbahn", "oeffnung": "Öffnung", "parken": "Parken"}
TOPICS = {"feste-maerkte": "Feste", "digital": "Ämter digital", "verkehr": "Verkehr"}
WITHDRAWN = {"date": "2024-01-01", "reason": "Irrtum."}
HIDDEN: tuple[CaseStudy, ...] = (
    case("v/1", confidence="low", period={"start": "1999", "end": "1999"}),
    case("w/1", withdrawn=WITHDRAWN, period={"start": "1999", "end": "1999"}),
    case("anonym/1", period={"start": "1999", "end": "1999"}),
)
"""Cases that are counted nowhere."""


def across(*cases: CaseStudy) -> AcrossMeasures:
    """Over three measures of the first of three topics."""
    measures = [Measure(id=slug, slug=slug, name=name, topic="feste-maerkte") for slug, name in NAMES.items()]
    topics = [Topic(id=slug, slug=slug, name=name) for slug, name in TOPICS.items()]
    found = build_indexes(link(cases, (), measures, topics))
    return across_measures(cases, found.measures, found.topics)


def test_effort_matrix() -> None:
    """Every pair is there; the effective outcome decides; open cases stand apart."""
    turned = case("c/1", "offen", effort="klein", follow_up=[turn("2024", "erfolgreich")])
    matrix = across(case("b/1"), case("a/1"), turned, case("d/1", "offen"), case("x/1", "offen", confidence="low"), *HIDDEN).matrix
    assert list(matrix.counted) == list(matrix.open) == list(Effort)
    assert all(list(row) == [outcome for outcome in OUTCOMES if outcome.is_known_end] for row in matrix.counted.values())
    filled = {(band, outcome): ids for band, row in matrix.counted.items() for outcome, ids in row.items() if ids}
    assert filled == {(Effort.MEDIUM, Outcome.DISCONTINUED): ("a/1", "b/1"), (Effort.SMALL, Outcome.SUCCESSFUL): ("c/1",)}
    assert {band: ids for band, ids in matrix.open.items() if ids} == {Effort.MEDIUM: ("d/1",)}


def test_quick_successes() -> None:
    """Small effort and fully successful, smallest effort first."""
    cases = (
        case("a/1", "erfolgreich", effort="klein"),
        case("b/1", "erfolgreich", effort="sehr-klein"),
        case("c/1", "erfolgreich", effort="mittel"),
        case("d/1", "erfolgreich", effort="unbekannt"),
        case("e/1", "teilweise", effort="klein"),
        case("f/1", "erfolgreich", effort="klein", follow_up=[turn("2024", "eingestellt")]),
        case("anonym/2", "erfolgreich", effort="klein"),
        case("g/1", "erfolgreich", effort="klein", confidence="low"),
    )
    assert [one.id for one in across(*cases).quick_successes] == ["b/1", "a/1"]


def test_evidence_gaps() -> None:
    """A withdrawn case is none; an open one is a case without a known outcome; topics of which least is known stand first."""
    gaps = across(
        case("a/1", "offen", measure="parken"),
        case("b/1", measure="eisbahn", withdrawn=WITHDRAWN),
        case("c/1", measure=None, topic="verkehr"),
    ).gaps
    assert [one.measure.id for one in gaps.without_case] == ["eisbahn", "oeffnung"]
    assert [one.measure.id for one in gaps.without_known_outcome] == ["parken"]
    assert [(one.topic.id, one.listing.counted) for one in gaps.topics] == [("digital", 0), ("feste-maerkte", 0), ("verkehr", 1)]


def test_only_hidden_cases_are_no_known_outcome() -> None:
    """What counts nowhere does not fill a gap, but it is a case."""
    assert [one.measure.id for one in across(*HIDDEN).gaps.without_known_outcome] == ["eisbahn"]


def outcomes(measure: str, *codes: str) -> tuple[CaseStudy, ...]:
    return tuple(case(f"t{number}/{measure}", outcome, measure=measure) for number, outcome in enumerate(codes))


def test_divided_opinion() -> None:
    """Both sides at least once; the most even first, then the most towns, then by name."""
    cases = (
        *outcomes("eisbahn", "eingestellt", "eingestellt", "erfolgreich"),
        *outcomes("parken", "wirkungslos", "erfolgreich"),
        *outcomes("oeffnung", "nicht-zustande", "erfolgreich"),
    )
    divided = across(*cases).divided
    assert [(one.summary.measure.id, one.successes, one.setbacks, one.towns) for one in divided] == [
        ("oeffnung", 1, 1, 2),
        ("parken", 1, 1, 2),
        ("eisbahn", 1, 2, 3),
    ]
    more = across(*cases, case("t9/1", "teilweise", measure="parken")).divided
    assert [one.summary.measure.id for one in more] == ["parken", "oeffnung", "eisbahn"]


def test_opinion_is_not_divided_by_the_past_or_by_halves() -> None:
    """The latest case of a town decides; a partial success is neither side."""
    recovered = (case("a/alt", period={"end": "2001"}), case("a/neu", "erfolgreich", period={"end": "2020"}))
    assert across(*recovered, case("b/1", "teilweise")).divided == ()
    assert across(case("a/1"), case("b/1", "teilweise")).divided == ()


@pytest.mark.parametrize(
    ("outcome", "period", "started", "ended"),
    [
        ("erfolgreich", {"start": "2020-05", "end": "2022"}, {2020}, set()),
        ("eingestellt", {"start": "2020", "end": "2022-01-01"}, {2020}, {2022}),
        ("wirkungslos", {"end": "2022"}, {None}, {2022}),
        ("eingestellt", {"start": "2020"}, {2020}, {None}),
        ("nicht-zustande", {"start": "2020", "end": "2022"}, set(), {2022}),
        ("nicht-zustande", None, set(), {None}),
        ("teilweise", None, {None}, set()),
        ("offen", {"start": "2020"}, set(), set()),
    ],
)
def test_timeline(outcome: str, period: dict[str, str] | None, started: set[int | None], ended: set[int | None]) -> None:
    """A measure that never came about has no start; only setbacks have an end; cases without a date are listed apart."""
    found = across(case("a/1", outcome, period=period), *HIDDEN).timeline
    assert {one.year for one in found.years if one.started} | ({None} if found.without_start else set()) == started
    assert {one.year for one in found.years if one.ended_with_setback} | ({None} if found.without_end else set()) == ended


def test_timeline_has_years_in_order() -> None:
    """Oldest first, ids sorted, no year that is empty."""
    cases = (
        case("b/1", period={"start": "2010", "end": "2012"}),
        case("a/1", period={"start": "2010"}),
        case("c/1", period={"end": "1990"}),
    )
    found = across(*cases).timeline
    assert [(one.year, one.started, one.ended_with_setback) for one in found.years] == [
        (1990, (), ("c/1",)),
        (2010, ("a/1", "b/1"), ()),
        (2012, (), ("b/1",)),
    ]
    assert (found.without_start, found.without_end) == (("c/1",), ("a/1",))


def test_mode_shares() -> None:
    """A town stands once for each measure."""
    cases = (*outcomes("eisbahn", "eingestellt", "wirkungslos", "erfolgreich", "offen"), *outcomes("parken", "eingestellt"))
    found = across(*cases, case("t0/alt", period={"end": "1990"}), *HIDDEN).modes
    assert {mode.value: towns for mode, towns in found.modes.items()} == {"nicht-zustande": 0, "eingestellt": 2, "wirkungslos": 1}
    assert (found.setbacks, found.latest) == (3, 4)


@pytest.mark.parametrize("number", [0, 1, 2, 3, 50])
def test_any_number_of_cases(number: int) -> None:
    """Each case that counts is in one cell, and on the timeline or beside it."""
    facts: list[dict[str, Any]] = [{"outcome": outcome.value} for outcome in Outcome if outcome.is_known_end]
    found = across(*(case(f"t{town}/1", **facts[town % len(facts)]) for town in range(number)))
    assert sum(len(ids) for row in found.matrix.counted.values() for ids in row.values()) == found.modes.latest == number
    never = sum(len(row[Outcome.NEVER_REALISED]) for row in found.matrix.counted.values())
    assert len(found.timeline.without_start) == number - never
    assert len(found.timeline.without_end) == found.modes.setbacks
