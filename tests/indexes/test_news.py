"""What came and changed, by day, and the headlines that moved with it."""

from citynet_kb.indexes import MoveKind, NewsKind, moves_between, newest_moves
from citynet_kb.indexes.news import known_on, news_of
from citynet_kb.knowledge_base import link
from citynet_kb.model import CaseStudy, Measure, Outcome
from citynet_kb.model.case_parts import FollowUp


def case(town: str, added: str | None, outcome: str = "erfolgreich", *follow_up: FollowUp, updated: str | None = None) -> CaseStudy:
    return CaseStudy(
        id=f"{town}/markt",
        title=f"{town}: Markt am Abend",
        city=town,
        topic="feste",
        measure="markt",
        outcome=Outcome(outcome),
        effort="klein",  # type: ignore[arg-type]
        added=added,
        updated=updated,
        follow_up=follow_up,
    )


def test_what_is_news() -> None:
    """A follow-up that came with its case is no news of its own, nor is a change that a follow-up explains, nor a case without a day."""
    with_case, later = FollowUp(date="2020", note="Lief."), FollowUp(date="2026", note="Endet.", added="2026-03-01")
    cases = (case("a", "2026-01-01", "erfolgreich", with_case, later, updated="2026-03-01"), case("b", None, updated="2026-02-01"))
    found = [(one.day, one.kind, one.case.city) for one in news_of(cases)]
    assert found == [("2026-03-01", NewsKind.FOLLOWED, "a"), ("2026-02-01", NewsKind.CHANGED, "b"), ("2026-01-01", NewsKind.ADDED, "a")]


def test_what_was_known_on_a_day() -> None:
    """A follow-up without a day of entry came with its case."""
    one = case(
        "a", "2026-01-01", "erfolgreich", FollowUp(date="2020", note="Lief."), FollowUp(date="2026", note="Endet.", added="2026-03-01")
    )
    known = known_on(one, "2026-02-28")
    assert known_on(one, "2025-12-31") is None
    assert known
    assert [entry.note for entry in known.follow_up] == ["Lief."]
    assert known_on(one, "2026-03-01") == one


def test_headlines_move_with_the_cases_that_moved_them() -> None:
    """First something is known, then numbers change, then the words; each names the towns that made the difference."""
    turned = FollowUp(date="2026", note="Endet.", outcome=Outcome.DISCONTINUED, added="2026-05-01")
    cases = (
        *(case(town, "2026-01-01") for town in "abcd"),
        case("e", "2026-02-01"),
        case("f", "2026-03-01"),
        case("g", "2026-03-01", "offen"),
        *(case(town, "2026-04-01", "eingestellt") for town in "hi"),
        case("k", "2026-01-01", "erfolgreich", turned),
    )
    base = link(cases, measures=[Measure(id="markt", slug="markt", name="Markt", topic="feste")])
    told = [(move.day, move.kind, [one.city for one in move.by]) for move in newest_moves(base, 50)]
    assert told == [
        ("2026-05-01", MoveKind.WORDS, ["k"]),
        ("2026-04-01", MoveKind.COUNTS, ["h", "i"]),
        ("2026-03-01", MoveKind.COUNTS, ["f"]),
        ("2026-02-01", MoveKind.COUNTS, ["e"]),
        ("2026-01-01", MoveKind.FIRST, ["a", "b", "c", "d", "k"]),
    ]
    (whole,) = moves_between(base, "2026-01-31", "2026-12-31")
    assert (whole.kind, whole.day, [one.city for one in whole.by]) == (MoveKind.WORDS, "2026-05-01", ["e", "f", "h", "i", "k"])
    assert moves_between(base, "2026-05-01", "2026-12-31") == ()
