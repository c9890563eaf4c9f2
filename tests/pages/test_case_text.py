"""What the page of a case says, it says once."""

import pytest

from citynet_kb.model import City, Measure, Topic
from citynet_kb.pages.views.case_text import without_empty_sections
from tests.pages.examples import expanded
from tests.pages.test_pages import rendered, study

SAID = {"cost_eur": 70000, "note": "Gewinnsumme des Sponsors"}
NAMED = (
    City(id="musterstadt", slug="musterstadt", name="Musterstadt", state="Thüringen", country="DE"),
    Topic(id="handel", slug="handel", name="Handel"),
    Measure(id="markt", slug="markt", name="Markt", topic="handel"),
)


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("## Ausgangslage\n\nLeere.\n\n## Ergebnis\n", "## Ausgangslage\n\nLeere.\n\n"),
        ("## Ausgangslage\n\n## Ergebnis\n\nVoll.\n", "## Ergebnis\n\nVoll.\n"),
        ("## Ausgangslage  \n \n## Umsetzung\n## Ergebnis", ""),
        ("## Ergebnis\n\n### In Zahlen\n\n12\n", "## Ergebnis\n\n### In Zahlen\n\n12\n"),
        ("## Ergebnisse\n\n## Dank\n", "## Ergebnisse\n\n## Dank\n"),
        ("Vor dem ## Ergebnis\n", "Vor dem ## Ergebnis\n"),
        ("", ""),
    ],
)
def test_no_heading_stands_alone(body: str, shown: str) -> None:
    """A usual heading without a word below it is left out; one of the author's own, and one with a heading below it, stays."""
    assert without_empty_sections(body) == shown


@pytest.mark.parametrize(("figures", "shown"), [(("Gewinnsumme: 70.000 €",), ()), (("Gewinnsumme: 70.000 €", "12 Stände"), ("12 Stände",))])
def test_figures_of_the_box_are_not_said_again(figures: tuple[str, ...], shown: tuple[str, ...]) -> None:
    """And where nothing is left, their heading is not either."""
    _, site = rendered(study(outcome="offen", measure="markt", topic="handel", effort_detail=SAID, figures=figures), *NAMED)
    text = expanded(site, "faelle/musterstadt/fall.md")
    assert "Kosten: 70.000 €" in text
    assert ("## Zahlen" in text) == bool(shown)
    assert [figure for figure in figures if f"<li>{figure}</li>" in text] == list(shown)
