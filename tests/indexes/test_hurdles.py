"""What several towns stumbled over: counted in towns, and what a case says it learned."""

import pytest

from citynet_kb.indexes.hurdles import frequent_hurdles, hurdles
from citynet_kb.pages.views.hurdle_lines import lesson
from tests.indexes.examples import case

FEW, WEATHER, UNKNOWN = "akteure/haendler-zu-wenige", "umfeld/wetter", "sonstiges/unbekannt"
LATE = [{"item": "gema", "state": "zu-spaet"}, {"item": "haushalt", "state": "erledigt"}]


def test_a_town_counts_once_and_what_missed_counts_too() -> None:
    """Setbacks, what was difficult, cancelled editions; items that came late or were forgotten, also of a success. Most towns first."""
    cases = [
        case("a/eins", failure_reasons=[FEW, WEATHER]),
        case("a/zwei", "teilweise", failure_reasons=[FEW]),
        case("b/eins", "ausgefallen", cadence="wiederkehrend", failure_reasons=[WEATHER, UNKNOWN]),
        case("c/eins", "erfolgreich", failure_reasons=[FEW], checklist=LATE),
        case("d/eins", "offen", checklist=[{"item": "gema", "state": "vergessen"}]),
    ]
    found = [(one.reason.value if one.reason else one.item, one.cities) for one in hurdles(reversed(cases))]
    assert found == [(WEATHER, ("a", "b")), ("gema", ("c", "d")), (FEW, ("a",))]
    assert [one.item for one in frequent_hurdles(cases)] == ["", "gema"]
    weak = case("e/eins", failure_reasons=[FEW], checklist=LATE, confidence="low")
    assert hurdles([weak, case("anonym/eins", region="Bayern", size_class="landgemeinde", failure_reasons=[FEW], checklist=LATE)]) == ()


@pytest.mark.parametrize(
    ("text", "learned"),
    [
        (
            "Früh *fragen* hilft, siehe [Protokoll](https://a.example/b).\nNoch früher mehr.",
            "Früh fragen hilft, siehe Protokoll. Noch früher mehr.",
        ),
        (f"Kurz gesagt reicht. {'Länger ' * 40}ist es auch.", "Kurz gesagt reicht."),
        ("- eine Liste", ""),
        ("| eine | Tabelle |", ""),
        ("", ""),
    ],
)
def test_what_was_learned(text: str, learned: str) -> None:
    """The first paragraph under its heading, in whole sentences; lists and tables are none."""
    body = f"## Ergebnis\n\nGut.\n\n## Erkenntnisse\n\n{text}\n\nZweiter Absatz.\n" if text else "## Ergebnis\n\nGut.\n"
    assert lesson(case().model_copy(update={"body": body})) == learned
