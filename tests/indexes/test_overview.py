"""The indexes over a small knowledge base."""

from typing import Any

import pytest

from citynet_kb.indexes import Indexes, TagKind, build_indexes, german_order
from citynet_kb.knowledge_base import link
from citynet_kb.model import CaseStudy, City, Effort, Kind, Measure, Outcome, Topic
from tests.fictional.records import generate_knowledge_base
from tests.indexes.examples import CAUSE, case, turn

NAMES = {"eisbahn": "Eisbahn", "oeffnung": "Öffnung", "parken": "Parken"}


def indexes(*cases: CaseStudy) -> Indexes:
    """The indexes of these cases with three measures of one topic, and three towns."""
    measures = [Measure(id=slug, slug=slug, name=name, topic="feste-maerkte") for slug, name in NAMES.items()]
    cities = [City(id=slug, slug=slug, name=slug.title(), state="Thüringen", country="DE") for slug in ("a", "b", "c")]
    return build_indexes(link(cases, cities, measures, [Topic(id="feste-maerkte", slug="feste-maerkte", name="Feste")]))


def test_failed_elsewhere_remembers() -> None:
    """A town stays in "failed elsewhere" after a success; measures without a setback are absent."""
    found = indexes(
        case("a/alt", period={"end": "2000"}),
        case("a/neu", "erfolgreich", period={"end": "2020"}),
        case("b/x", "teilweise", measure="parken"),
    )
    assert dict(found.failed_elsewhere.cities) == {"eisbahn": ("a",)}
    assert found.measures["eisbahn"].tally.f == 0


def test_ranking() -> None:
    """Most setback experiences first, then most towns, then by name with Ö as O."""
    found = indexes(
        case("a/1", measure="parken"),
        case("b/1", measure="parken"),
        case("a/2", measure="oeffnung"),
        case("a/3", measure="eisbahn"),
        case("b/3", common_cause=CAUSE, measure="eisbahn"),
        case("c/3", common_cause=CAUSE, measure="eisbahn"),
    )
    assert [summary.measure.id for summary in found.failed_elsewhere.ranking] == ["eisbahn", "parken", "oeffnung"]


def test_unknown_ids_do_not_crash() -> None:
    """Before the checks have run, a case may name a town, measure or topic that has no record."""
    found = indexes(case("nirgends/1", measure="gibt-es-nicht", topic="auch-nicht", failure_reasons=[]))
    assert found.totals.cases == 1
    assert found.towns["nirgends"].tried == ("gibt-es-nicht",)
    assert "gibt-es-nicht" not in found.failed_elsewhere.cities


def test_unnamed_towns_are_no_town() -> None:
    """There is no summary of the town `anonym`."""
    found = indexes(case("anonym/1"))
    assert "anonym" not in found.towns
    assert (found.totals.cases, found.totals.cities, found.totals.cases_counted) == (1, 0, 0)


def test_lists_show_what_is_not_withdrawn() -> None:
    """A list shows open and weakly sourced cases too; how many count stands beside it."""
    withdrawn: dict[str, Any] = {"withdrawn": {"date": "2024-01-01", "reason": "Irrtum."}}
    found = indexes(case("a/1"), case("b/1", "offen"), case("c/1", confidence="low"), case("c/2", **withdrawn))
    for shown in (found.topics["feste-maerkte"].listing, found.efforts[Effort.MEDIUM], found.measures["eisbahn"].listing):
        assert ([one.id for one in shown.cases], shown.counted) == (["a/1", "b/1", "c/1"], 1)
    assert found.topics["feste-maerkte"].setback_cities == ("a",)
    assert found.topics["feste-maerkte"].measures == ("eisbahn", "oeffnung", "parken")
    assert (found.totals.cases, found.totals.withdrawn) == (3, 1)


def test_effective_outcome_files_a_case() -> None:
    """Lists by outcome and the durations follow the newest follow-up."""
    found = indexes(case("a/1", "erfolgreich", period={"start": "2014", "end": "2016"}, follow_up=[turn("2017", "eingestellt")]))
    assert [one.id for one in found.by_outcome[Outcome.DISCONTINUED].cases] == ["a/1"]
    assert found.durations["a/1"].amount == 2


def test_newest_first() -> None:
    """By the newest of entry and change, then by what happened last, the newest first; equal ones by id."""
    found = indexes(
        case("a/1", added="2024-01-01"),
        case("a/2", added="2024-01-01", updated="2024-02-01"),
        case("b/1", added="2024-01-02", period={"end": "2020"}),
        case("b/2", added="2024-01-02", sources=[{"title": "A", "date": "2022-05"}]),
        case("c/1", added="2024-01-02"),
        case("d/1"),
    )
    assert [one.id for one in found.newest] == ["a/2", "b/2", "c/1", "b/1", "a/1", "d/1"]
    assert found.newest_date == "2024-02-01"


def test_newest_first_names_a_town_once_among_three() -> None:
    """One town's series does not fill the start page; behind the third place the plain order holds."""
    series = [case(f"a/{number}", added="2024-05-01") for number in range(4)]
    found = indexes(*series, case("b/1", added="2024-04-01"), case("c/1", added="2024-03-01"))
    assert [one.id for one in found.newest] == ["a/0", "b/1", "c/1", "a/1", "a/2", "a/3"]


def test_tags() -> None:
    """Topic, measure, effective outcome and free tags; a free tag that differs from a name in case only is that name."""
    found = indexes(case("a/1", tags=["eisbahn", "Advent"]), case("b/1", "erfolgreich", tags=["advent", "Ärger"]))
    assert [tag.label for tag in found.tags] == ["Advent", "Ärger", "Eingestellt", "Eisbahn", "Erfolgreich", "Feste"]
    assert [one.id for one in found.tags[0].listing.cases] == ["a/1", "b/1"]
    assert [tag.label for tag in found.tags_of_cases["a/1"]] == ["Feste", "Eisbahn", "Eingestellt", "Advent"]


def test_tags_have_an_address() -> None:
    """A topic's, measure's and outcome's tag leads to its page, a free one to its own; each with its slug and number of cases."""
    found = indexes(case("a/1", tags=["Pop up!", "feste-maerkte"]), case("b/1", "erfolgreich", tags=["Pop-Up"]))
    assert {(tag.kind, tag.label, tag.slug, tag.address, tag.count) for tag in found.tags} == {
        (TagKind.TOPIC, "Feste", "feste-maerkte", "themen/feste-maerkte/", 2),
        (TagKind.MEASURE, "Eisbahn", "eisbahn", "massnahmen/eisbahn/", 2),
        (TagKind.OUTCOME, "Eingestellt", "eingestellt", "ueberblicke/ergebnis/eingestellt/", 1),
        (TagKind.OUTCOME, "Erfolgreich", "erfolgreich", "ueberblicke/ergebnis/erfolgreich/", 1),
        (TagKind.FREE, "Pop up!", "pop-up", "schlagworte/weitere/pop-up/", 2),
    }


def test_a_free_tag_that_names_another_measure() -> None:
    """A case that names another measure as a free tag is found on the page of that measure too."""
    found = indexes(case("a/1", tags=["Parken"]), case("b/1", tags=["Eisbahn"]))
    assert {uri: [one.id for one in cases] for uri, cases in found.only_tagged.items()} == {"massnahmen/parken.md": ["a/1"]}


def test_mostly_documented() -> None:
    """More than half, not just half."""
    documented = {"kind": Kind.DOCUMENTED}
    assert indexes(case("a/1", **documented), case("b/1", **documented), case("c/1")).mostly_documented
    assert not indexes(case("a/1", **documented), case("b/1")).mostly_documented


def test_empty_knowledge_base() -> None:
    """Nothing in, nothing out."""
    assert build_indexes(link()).totals.cases == 0


@pytest.mark.slow
def test_generated_cases_have_every_hard_feature() -> None:
    """The generator covers all that makes counting hard."""
    found = build_indexes(generate_knowledge_base(1_000))
    tallies = [summary.tally for summary in found.measures.values()]
    assert any(
        set(one.setback_cities) & {town for town, last in one.latest.items() if found.outcomes[last.id] is Outcome.SUCCESSFUL}
        for one in tallies
    )
    assert any(len(towns) > 1 for one in tallies for towns in one.shared_causes.values())
    assert any(one.anonymous for one in tallies)
    assert found.totals.withdrawn
    assert any(found.outcomes[one.id] is not one.outcome for one in found.newest)
    assert (
        generate_knowledge_base(50, seed=1).cases == generate_knowledge_base(50, seed=1).cases != generate_knowledge_base(50, seed=2).cases
    )


def test_german_order() -> None:
    """Umlauts stand with their letter, ß as ss, capitals with small letters."""
    assert sorted(["Zoo", "Öhringen", "oben", "Ofen", "Maß", "Masse"], key=german_order) == [
        "Maß",
        "Masse",
        "oben",
        "Ofen",
        "Öhringen",
        "Zoo",
    ]
