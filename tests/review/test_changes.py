"""What a change does: cases, verdicts, counts, pages."""

import json
from collections.abc import Iterable

from citynet_kb.indexes import build_indexes
from citynet_kb.knowledge_base import link
from citynet_kb.model import CaseStudy, City, Measure, Network
from citynet_kb.review import Changes, State, change_report, changes
from tests.indexes.examples import case

EISBAHN = Measure(id="eisbahn", slug="eisbahn", name="Eis|bahn", topic="feste-maerkte", path="content/massnahmen/eisbahn.md")
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
    assert [one.name for one in lost.lost] == ["Ein erfundener Fall"]
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


def renamed_measure(before: str, after: str, *, merged: bool = False) -> tuple[Changes, str]:
    """Two cases of a measure, before and after it has another id, beside one of a measure that was there."""
    old, new, other = (Measure(id=slug, slug=slug, name=slug.title(), topic="feste-maerkte") for slug in (before, after, "anderes"))
    cases = [case("a-stadt/x", measure=before), case("b-stadt/x", measure=before), case("c-stadt/x", measure="anderes")]
    one = link(cases=cases, measures=[old, other, *([new] if merged else [])])
    rewritten = [each.model_copy(update={"measure": after}) if each.measure == before else each for each in cases]
    two = link(cases=rewritten, measures=[new.model_copy(update={"aliases": (before,)}), other])
    found = changes(State(one, build_indexes(one), {}), State(two, build_indexes(two), {}))
    return found, change_report.as_text(found)


def test_a_renamed_measure_is_one_line() -> None:
    """Neither its cases nor its verdict change by that."""
    found, text = renamed_measure("eisbahn", "eislaufen")
    assert (found.cases, found.measures, found.gone) == ((), (), ())
    assert "- Eisbahn [eisbahn] heißt jetzt Eislaufen [eislaufen]; 2 Fälle sind mit umgeschrieben\n" in text


def test_a_merged_measure_is_one_line_and_what_it_moves() -> None:
    """The other one counts its cases from now on."""
    found, text = renamed_measure("eisbahn", "eislaufen", merged=True)
    assert (found.cases, [change.measure.id for change in found.measures], found.gone) == ((), ["eislaufen"], ())
    assert "- Eisbahn [eisbahn] geht auf in Eislaufen [eislaufen]; 2 Fälle sind mit umgeschrieben\n" in text


def test_what_changes_besides_a_move_is_told() -> None:
    """Under the cover of a rename nothing else passes unseen."""
    old = City(id="alt", slug="alt", name="Alt", state="Thüringen", country="DE", path="content/staedte/alt.md")
    new = old.model_copy(update={"id": "neu", "slug": "neu", "aliases": ("alt",), "path": "content/staedte/neu.md"})
    before = link(cases=[case("alt/x"), case("alt/y")], cities=[old], measures=[EISBAHN])
    after = link(cases=[case("neu/x", aliases=["alt/x"]), case("neu/y", "offen", aliases=["alt/y"])], cities=[new], measures=[EISBAHN])
    found = changes(State(before, build_indexes(before), {}), State(after, build_indexes(after), {}))
    assert [(change.case.id, change.fields) for change in found.cases] == [("neu/y", ("Ergebnis",))]
    assert [(move.before.id, move.after.id, move.cases) for move in found.moves] == [("alt", "neu", 1)]


def test_every_kind_of_record_that_is_lost_is_named() -> None:
    """With what the message of a change says if it is on purpose."""
    network = Network(id="netz", slug="netz", name="Netz", offices=(), path="content/netze/netz.md")
    one, two = link(measures=[EISBAHN], networks=[network]), link()
    states = State(one, build_indexes(one), {}), State(two, build_indexes(two), {})
    text = change_report.as_text(changes(*states))
    assert "Absichtlich gelöscht: content/massnahmen/eisbahn.md\n\n- Eis|bahn [content/massnahmen/eisbahn.md]\n- Netz [" in text
    found = changes(*states, meant=["content/massnahmen/eisbahn.md"])
    assert [one.path for one in found.lost] == ["content/netze/netz.md"]
    assert "Absichtlich gelöscht\n\n- Eis|bahn [content/massnahmen/eisbahn.md]\n" in change_report.as_text(found)
    assert changes(states[0], State(one, build_indexes(one), {})).gone == ()
