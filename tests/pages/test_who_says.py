"""Who calls a case a success, and what else a case's page says of who did it."""

from collections.abc import Sequence

import pytest

from citynet_kb.model import Outcome
from citynet_kb.pages.views.who_says import WhoSays, who_says
from tests.indexes.examples import case


def sources(publishers: Sequence[str | None]) -> list[dict[str, str]]:
    return [{"title": "Bericht", **({"publisher": name} if name else {})} for name in publishers]


@pytest.mark.parametrize(
    ("evidence", "publishers", "expected"),
    [
        ("eindruck", (), WhoSays(True, (), has_more=False, evidence="Eindruck der Beteiligten")),
        ("eindruck", ("Zeitung",), WhoSays(True, ("Zeitung",), has_more=False, evidence="")),
        ("rueckmeldung", ("Zeitung", "Stadt", "Zeitung"), WhoSays(False, ("Zeitung", "Stadt"), has_more=False, evidence="")),
        ("zaehlung", ("Stadt",), WhoSays(False, ("Stadt",), has_more=False, evidence="Zählung")),
        ("rueckmeldung", (None,), WhoSays(False, (), has_more=False, evidence="Rückmeldungen / Presse")),
        ("rueckmeldung", ("A", "B", "C", "D"), WhoSays(False, ("A", "B", "C"), has_more=True, evidence="")),
    ],
)
def test_who_says(evidence: str, publishers: Sequence[str | None], expected: WhoSays) -> None:
    """Publishers once each, with the figures they go by; those who did it, where nothing but their impression is known."""
    told = case("a/x", "erfolgreich", evidence=evidence, sources=sources(publishers))
    assert who_says(told, Outcome.SUCCESSFUL) == expected


def test_only_of_a_success() -> None:
    """Nobody has to vouch for what did not succeed."""
    told = case("a/x", "erfolgreich", sources=sources(("Zeitung",)))
    assert [who_says(told, outcome) is not None for outcome in Outcome] == [outcome is Outcome.SUCCESSFUL for outcome in Outcome]
