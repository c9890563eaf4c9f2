"""Pages of Beispielland as they stood when somebody last looked at them, trusted markup set in."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pages.examples import expanded, land

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize(
    "uri",
    [
        pytest.param("index.md", id="start"),
        pytest.param("anderswo-gescheitert/index.md", id="failed elsewhere"),
        pytest.param("massnahmen/parklets.md", id="measure without a case"),
        pytest.param("massnahmen/pop-up-store.md", id="measure with one case"),
        pytest.param("massnahmen/stadtgutschein.md", id="measure with a shared cause"),
        pytest.param("massnahmen/eisbahn.md", id="measure with three cases"),
        pytest.param("massnahmen/feierabendmarkt.md", id="measure with many cases, ever other than latest"),
        pytest.param("faelle/musterstadt/feierabendmarkt.md", id="case with everything"),
        pytest.param("faelle/irgendheim/haendlertreff.md", id="open case without measure"),
        pytest.param("faelle/anonym/markt-am-abend.md", id="case of an unnamed town"),
        pytest.param("faelle/irgendheim/eisbahn.md", id="withdrawn case"),
        pytest.param("faelle/musterstadt/abendmarkt.md", id="moved case"),
        pytest.param("staedte/musterstadt.md", id="town with cases"),
        pytest.param("staedte/leerdorf.md", id="town without a case"),
        pytest.param("staedte/grenzstadt.md", id="town abroad"),
        pytest.param("themen/feste-maerkte.md", id="topic"),
        pytest.param("themen/verkehr.md", id="topic without a case"),
        pytest.param("gruende/akteure/haendler-zu-wenige.md", id="reason"),
        pytest.param("aufwand/mittel.md", id="effort"),
        pytest.param("schlagworte/index.md", id="tags"),
        pytest.param("schlagworte/weitere/sommer.md", id="free tag"),
        pytest.param("register/index.md", id="register"),
        pytest.param("register/e.md", id="register, one letter"),
        pytest.param("ueberblicke/index.md", id="overviews"),
        pytest.param("ueberblicke/ergebnis/eingestellt.md", id="outcome"),
        pytest.param("ueberblicke/jahr/unbekannt.md", id="cases without a beginning"),
        pytest.param("ueberblicke/groesse/landgemeinde.md", id="size class"),
        pytest.param("themen/feste-maerkte/rueckschlaege.md", id="setbacks of a topic"),
        pytest.param("vorgehen/feierabendmarkt.md", id="procedure"),
        pytest.param("vorgehen/index.md", id="procedures"),
        pytest.param("rueckwaerts/feierabendmarkt.md", id="backward calendar"),
        pytest.param("pruefpunkte/index.md", id="checklist"),
        pytest.param("treffen/2024-06-11-musterstadt.md", id="meeting"),
        pytest.param("treffen/index.md", id="meetings"),
        pytest.param("treffen/rundruf/2026-09-15.md", id="roll-call to fill in"),
        pytest.param("treffen/rundruf/2024-06-11.md", id="roll-call that is over"),
        pytest.param("gemeinsam/index.md", id="who looks for partners"),
        pytest.param("neu/index.md", id="what is new"),
        pytest.param("neu/2025-02.md", id="what was new in a month"),
        pytest.param("neu/ueberschriften.md", id="headlines that moved"),
        pytest.param("nachgefasst/index.md", id="what became of cases"),
        pytest.param("bericht/index.md", id="yearly reports"),
        pytest.param("neu/abonnieren.md", id="feeds"),
        pytest.param("faelle/index.md", id="finder"),
        pytest.param("impressum.md", id="imprint"),
        pytest.param("mitmachen/index.md", id="take part"),
        pytest.param("mitmachen/anleitung.md", id="guide"),
        pytest.param("entwickler/felder.md", id="all fields"),
        pytest.param("entwickler/index.md", id="developers"),
        pytest.param("glossar/index.md", id="glossary"),
    ],
)
def test_page(uri: str, golden: Callable[[Path, str], None]) -> None:
    """The page is, word for word, the one in golden/; a meant change is refreshed, read and committed with its reason."""
    golden(GOLDEN / uri, expanded(land().site, uri))
