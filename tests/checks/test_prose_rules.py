"""The hints on words and dates, and the rules on what costs cover, where a table says more than a fixture."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from one_case import rules

from citynet_kb.checks.form_pairs import form_pairs, rule_texts
from citynet_kb.checks.prose_rules import EARLIER_EDITIONS, RESTART
from citynet_kb.findings import RULES, Severity
from tests.speed import in_time

REASON = "failure_reasons:\n  - sonstiges/unbekannt\n"
ENDED = REASON + "period:\n  start: 2019\n  end: 2021\n"
LATER = "follow_up:\n  - date: 2023\n    note: Nachschau.\n"
RESTARTS = (
    ("2023 folgte ein neuer Anlauf.", True),
    ("Die Betreiber planten einen neuen Anlauf.", True),
    ("Ein zweiter Versuch folgte.", True),
    ("Die Werbegemeinschaft wurde neu gegründet.", True),
    ("NEUSTART im Herbst.", True),
    ("Der Markt startete zwei Jahre später wieder.", True),
    ("Die Bahn wurde wiederbelebt.", True),
    ("Im zweiten Anlauf beschlossen alle das Ende.", False),
    ("Vor einem neuen Anlauf soll ein Konzept entstehen.", False),
    ("Auch nach Neustart und Umzug fehlten Gäste.", False),
    ("Es gab keinen Neustart.", False),
    ("Der Versuch war gut gemeint.", False),
    ("Er startete. Wieder kam niemand.", False),
    ("## Ausgangslage\n\nNach dem Ende 2010 ein zweiter Anlauf.", False),
    ("## Umsetzung\n\nDer Markt wurde neu gestartet.\n\n## Ergebnis\n\nEr endete.", False),
    ("## Umsetzung\n\nEr endete.\n\n## Ergebnis\n\nEr wurde neu gestartet.", True),
)


@pytest.mark.parametrize(("body", "is_asked"), RESTARTS)
def test_a_setback_that_speaks_of_a_restart_is_asked_about(body: str, is_asked: bool) -> None:
    """Not where a follow-up tells what became of it, nor where the case is no setback; sections before the end are passed over."""
    expected = ["neuanfang-ohne-nachtrag"] if is_asked else []
    assert rules(ENDED, f"\n{body}\n", outcome="eingestellt") == expected
    assert rules(ENDED, f"\n{body}\n", outcome="teilweise") == []
    assert rules(ENDED + LATER, f"\n{body}\n", outcome="eingestellt") == []


def test_title_and_summary_are_read_too() -> None:
    """Wherever it is said."""
    assert rules(ENDED, outcome="eingestellt", title="Feierabendmarkt endet, Neustart am Graben") == ["neuanfang-ohne-nachtrag"]
    assert rules(ENDED, outcome="eingestellt", summary="Ein neuer Anlauf folgte.") == ["neuanfang-ohne-nachtrag"]


EDITIONS = (
    ("Das Fest fällt nach 20 Jahren aus.", True),
    ("Die 12. Auflage entfiel.", True),
    ("Anders als die bisherigen Ausgaben war es groß geplant.", True),
    ("Trotz 50.000 Gästen im Vorjahr fehlte das Geld.", True),
    ("Der Abend hatte in beiden Jahren stattgefunden.", True),
    ("Nach zwei Jahren Planung sagten alle ab.", False),
    ("Ein gleicher Antrag war im Vorjahr abgelehnt worden.", False),
    ("Die Ausgaben waren zu hoch.", False),
    ("Das Haus steht seit 2003 leer.", False),
)


@pytest.mark.parametrize(("body", "is_asked"), EDITIONS)
def test_what_took_place_before_did_come_about(body: str, is_asked: bool) -> None:
    """Words of earlier editions beside »nicht-zustande«; beside another outcome they are what one would expect."""
    assert rules(ENDED, f"\n{body}\n", outcome="nicht-zustande") == (["fruehere-ausgaben"] if is_asked else [])
    assert rules(ENDED, f"\n{body}\n", outcome="eingestellt") == []


YEARS = (
    ("Markt in Musterstadt 2019", True, []),
    ("Markt in Musterstadt bis 2021", True, []),
    ("Markt in Musterstadt 2018 bis 2022", True, ["jahr-ausserhalb"] * 2),
    ("Markt in Musterstadt 2022, noch einmal 2022", True, ["jahr-ausserhalb"]),
    ("Markt in Musterstadt mit 2.022 Gästen", True, []),
    ("Markt in Musterstadt mit 2022 Euro", True, []),
    ("Markt in Musterstadt für 2022,50 Euro", True, []),
    ("Markt in Musterstadt 2022", False, []),
    ("Markt in Musterstadt kehrt 2023 zurück", True, ["jahr-ausserhalb"]),
)


@pytest.mark.parametrize(("title", "has_period", "expected"), YEARS)
def test_a_year_in_the_title_lies_in_the_period(title: str, has_period: bool, expected: list[str]) -> None:
    """Amounts and numbers are no years; without a period nothing lies outside."""
    assert rules(ENDED if has_period else "", title=title) == expected


def test_a_year_that_a_follow_up_tells_of_is_explained() -> None:
    """What came later lies outside the period, as it should."""
    assert rules(ENDED + LATER, title="Markt in Musterstadt kehrt 2023 zurück") == []
    assert rules(ENDED + LATER, title="Markt in Musterstadt kehrt 2024 zurück") == ["jahr-ausserhalb"]


ENDS = (
    ("eingestellt", "dauerhaft", REASON, True),
    ("nicht-zustande", "einmalig", REASON, True),
    ("wirkungslos", "einmalig", REASON, True),
    ("wirkungslos", "dauerhaft", REASON, False),
    ("wirkungslos", "befristet", REASON, True),
    ("eingestellt", "dauerhaft", ENDED, False),
    ("eingestellt", "dauerhaft", REASON + "period:\n  start: 2019\n", True),
    ("teilweise", "einmalig", "", False),
    ("teilweise", "dauerhaft", REASON + LATER + "    outcome: eingestellt\n", False),
    ("eingestellt", "dauerhaft", REASON + LATER, True),
)


@pytest.mark.parametrize(("outcome", "cadence", "more", "is_asked"), ENDS)
def test_what_has_ended_says_when(outcome: str, cadence: str, more: str, is_asked: bool) -> None:
    """By the period or by the follow-up that tells of the end; what missed its goals and was meant to last may go on."""
    assert rules(more, outcome=outcome, cadence=cadence) == (["rueckschlag-ohne-ende"] if is_asked else [])


SUCCESSES = (
    ("", {}, True),
    ("", {"evidence": "eindruck"}, True),
    ("", {"evidence": "rueckmeldung"}, False),
    ("figures:\n  - 12 Stände\n", {}, False),
    ("goals:\n  - goal: Mehr Gäste\n", {}, False),
    ("", {"outcome": "offen"}, False),
)


@pytest.mark.parametrize(("more", "fields", "is_asked"), SUCCESSES)
def test_a_success_says_what_it_is_seen_by(more: str, fields: dict[str, str], is_asked: bool) -> None:
    """An aim, a figure, or somebody besides those who ran it."""
    assert rules(more, **{"outcome": "erfolgreich", **fields}) == (["erfolg-ohne-beleg"] if is_asked else [])


COSTS = (
    ("cost_eur: 800", "", ["betrag-ohne-umfang"]),
    ("running_eur_per_year: 800", "", ["betrag-ohne-umfang"]),
    ("staff_days: 1", "", []),
    ("cost_eur: 800", "gesamt", []),
    ("cost_eur: 800", "budget-geplant", ["umfang-passt-nicht"]),
    ("cost_planned_eur: 800", "budget-geplant", []),
    ("cost_eur: 800", "laufend-jahr", ["umfang-passt-nicht"]),
    ("running_eur_per_year: 800", "laufend-jahr", []),
)


@pytest.mark.parametrize(("figure", "what", "expected"), COSTS)
def test_costs_say_what_they_cover(figure: str, what: str, expected: list[str]) -> None:
    """And what they say fits the figure."""
    assert rules(f"effort_detail:\n  {figure}\n", effort="sehr-klein", cost_of=what) == expected


PARTS = (("gesamt", ["aufwand-unter-band"]), ("einmalig", ["aufwand-unter-band"]), ("foerdersumme", []), ("zuschuss-stadt", []))


@pytest.mark.parametrize(("what", "expected"), PARTS)
def test_a_grant_or_a_subsidy_bounds_no_band(what: str, expected: list[str]) -> None:
    """Nor from above: the whole cost is not known. Days and weeks do as ever."""
    assert rules("effort_detail:\n  cost_eur: 90000\n", effort="klein", cost_of=what) == expected
    assert rules("effort_detail:\n  cost_eur: 90000\n  staff_days: 11\n", effort="klein", cost_of=what) == ["aufwand-unter-band"]
    every = "effort_detail:\n  cost_eur: 1\n  staff_days: 1\n  lead_weeks: 1\n"
    assert rules(every, effort="gross", cost_of=what) == (["aufwand-ueber-band"] if expected else [])


SERIES = (("wiederkehrend", []), ("einmalig", ["ausgefallen-ohne-reihe"]), ("", ["ausgefallen-ohne-reihe", "ohne-art"]))


@pytest.mark.parametrize(("cadence", "expected"), SERIES)
def test_only_an_edition_of_a_series_is_cancelled(cadence: str, expected: list[str]) -> None:
    """In a follow-up it says nothing about the case."""
    assert sorted(rules(outcome="ausgefallen", cadence=cadence)) == expected
    assert rules(LATER + "    outcome: ausgefallen\n", outcome="teilweise", cadence="dauerhaft") == []


OFFICES = (("Amt für Wirtschaft", False), ("Stadtmarketing Musterstadt GmbH", False), ("Frau Muster, Amt 61", True), ("Erika Muster", True))


@pytest.mark.parametrize(("office", "is_person"), OFFICES)
def test_an_office_is_no_person(office: str, is_person: bool) -> None:
    """As sources name it, but for names."""
    assert ("stelle-ist-person" in rules(office=office)) == is_person


@pytest.mark.slow
@given(st.text(max_size=300))
def test_what_is_looked_for_is_found_in_any_text(text: str) -> None:
    """Whatever stands before it. Browsers read the patterns too: no letter in them stands for a class of others."""
    for pattern, said in ((RESTART, "neu gegründet"), (EARLIER_EDITIONS, "12. Auflage")):
        assert re.search(pattern, f"{text}. {said}", re.IGNORECASE)
        assert "\\" not in pattern.replace("\\.", "")


@pytest.mark.parametrize("piece", ["startete ", "hatte ", "beim ", "nach ", "12. ", "neu "])
def test_long_texts_are_read_quickly(piece: str) -> None:
    """The form reads them at each pause in typing: beginnings without an end do not make the patterns wander."""
    found = in_time(2, lambda: [re.search(pattern, piece * 10_000, re.IGNORECASE) for pattern in (RESTART, EARLIER_EDITIONS)])
    assert found == [None, None]


def test_the_form_knows_what_only_advises() -> None:
    """Its data mark hints; on the page of all fields a hint stands at the field that it asks for, once."""
    hints = {pair["rule"] for pair in form_pairs() if pair.get("hint")}
    assert hints == {pair["rule"] for pair in form_pairs() if RULES[pair["rule"]].severity is Severity.HINT}
    assert {"ohne-art", "betrag-ohne-umfang", "rueckschlag-ohne-ende", "neuanfang-ohne-nachtrag", "jahr-ausserhalb"} <= hints
    about = rule_texts().about
    assert len(about) == len(set(about))
    assert ("period.end", RULES["rueckschlag-ohne-ende"].statement) in about
