"""What a change does: cases, verdicts, counts, pages."""

import json
from collections.abc import Iterable

from citynet_kb.indexes import build_indexes
from citynet_kb.knowledge_base import link
from citynet_kb.model import CaseStudy, Measure
from citynet_kb.review import Changes, State, change_report, changes
from tests.indexes.examples import case

EISBAHN = Measure(id="eisbahn", slug="eisbahn", name="Eis|bahn", topic="feste-maerkte")
TWO = (case("a-stadt/x"), case("b-stadt/x", "erfolgreich"))
FOUR = (*TWO, case("d-stadt/x"), case("e-stadt/x", "erfolgreich"))


def state(cases: Iterable[CaseStudy], **pages: str) -> State:
    base = link(cases=cases, measures=[EISBAHN])
    return State(base, build_indexes(base), pages)


def moved(before: Iterable[CaseStudy], after: Iterable[CaseStudy]) -> Changes:
    return changes(state(before), state(after))


def test_nothing_changes_nothing() -> None:
    """The same content twice."""
    found = moved(TWO, TWO)
    assert (found.cases, found.measures) == ((), ())
    assert "Keine Bilanz ändert sich." in change_report.as_text(found)


def test_a_verdict_that_moves_is_told_from_what_to_what() -> None:
    """The fifth experience makes a verdict; both sides are given with their counts."""
    text = change_report.as_text(moved(FOUR, [*FOUR, case("c-stadt/x", "wirkungslos")]))
    assert "- neu: Ein erfundener Fall [c-stadt/x]" in text
    expected = "»Zu wenige Erfahrungen« (nicht gelungen in 2 von 4 Städten) → »Meist nicht gelungen« (nicht gelungen in 3 von 5 Städten)"
    assert f"- Eis|bahn: {expected}" in text


def test_counts_that_change_beneath_the_same_verdict_are_listed_apart() -> None:
    """An editor sees what moves first."""
    (change,) = moved(TWO, [TWO[0]]).measures
    assert not change.moves_verdict
    assert "Gleiche Bilanz, andere Zahlen" in change_report.as_text(moved(TWO, [TWO[0]]))


def test_an_open_case_moves_nothing() -> None:
    """Its end is not known: it is new, and counts nowhere."""
    found = moved(TWO, [*TWO, case("c-stadt/x", "offen")])
    assert [change.case.id for change in found.cases] == ["c-stadt/x"]
    assert found.measures == ()


def test_the_fields_that_changed_are_named_by_their_labels() -> None:
    """In the words of the form."""
    (change,) = moved(TWO, [TWO[0].model_copy(update={"summary": "Kurz.", "body": "Neu."}), TWO[1]]).cases
    assert change.fields == ("Kurzfassung", "Text")


def test_a_renamed_case_is_no_lost_one() -> None:
    """As long as it names its former address."""
    renamed = moved(TWO, [TWO[0], case("b-stadt/neu", "erfolgreich", aliases=["b-stadt/x"])])
    assert [(change.case.id, change.formerly) for change in renamed.cases] == [("b-stadt/neu", "b-stadt/x")]
    assert not renamed.lost
    lost = moved(TWO, [TWO[0]])
    assert [change.case.id for change in lost.lost] == ["b-stadt/x"]
    assert "entfällt ohne Spur" in change_report.as_text(lost)


def test_a_withdrawn_case_counts_no_more_and_is_not_lost() -> None:
    """Its tombstone stays."""
    withdrawn = case("a-stadt/x", withdrawn={"date": "2026-01-01", "reason": "Auf Wunsch."})
    found = moved(TWO, [withdrawn, TWO[1]])
    assert not found.lost
    assert "(nicht gelungen in 1 von 2 Städten) → »Zu wenige Erfahrungen« (nicht gelungen in 0 von 1 Stadt)" in change_report.as_text(found)


def test_pages_that_come_go_and_change_are_told_apart() -> None:
    """And counted where they are many."""
    many = {f"seite-{number:03}": "neu" for number in range(60)}
    found = changes(state(TWO, bleibt="1", geht="1", anders="1"), state(TWO, bleibt="1", anders="2", **many))
    assert (found.pages_gone, found.pages_changed, len(found.pages_new)) == (("geht",), ("anders",), 60)
    text = change_report.as_text(found)
    assert "und 20 weitere" in text
    assert "- geändert (1): anders 1\n" in text


def test_markdown_shows_titles_as_text() -> None:
    """A title cannot mention a user, make a link or break out."""
    evil = case("c-stadt/x", title="@alle [x](https://y.example) <b>")
    text = change_report.as_markdown(moved(TWO, [*TWO, evil]))
    assert "@alle" not in text
    assert "<b>" not in text
    assert "Eis\\|bahn" in change_report.as_markdown(moved(TWO, [*TWO, case("c-stadt/x")]))


def test_programs_get_the_same_as_json() -> None:
    """Verdicts and counts on both sides."""
    (measure,) = json.loads(change_report.as_json(moved(FOUR, [*FOUR, case("c-stadt/x")])))["measures"]
    assert measure["before"]["verdict"] == "zu-wenige-faelle"
    assert measure["after"] == {"verdict": "scheitert-meist", "setback_towns": 3, "towns": 5, "anonymous": 0}
