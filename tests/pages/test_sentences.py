"""What the counts say in words: whole German sentences for every kind of tally."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from citynet_kb.indexes import Indexes
from citynet_kb.knowledge_base import link
from citynet_kb.model import CaseStudy, City, Measure, Topic
from citynet_kb.pages import german
from citynet_kb.pages.environment import environment
from citynet_kb.pages.views.measure_facts import MeasureFacts, measure_facts
from tests.indexes.examples import CAUSE, case, turn
from tests.site.reading import Html

NAMES = {"stadt0": "Musterstadt", "x": "Beispielhausen"}
S = environment().get_template("sentences.html.j2").module
REASON, OTHER = "akteure/haendler-zu-wenige", "umfeld/wetter"
WORDS = {"0": ("keiner",), "1": ("einer", "eine"), "2": ("beide",)}
"""Numbers that may be written as words."""


TOWNS = {slug: City(id=slug, slug=slug, name=name, state="Beispielland", country="DE") for slug, name in NAMES.items()}


def view(cases: list[CaseStudy]) -> MeasureFacts:
    """A measure with these cases, as the templates see it."""
    measures = (Measure(id="eisbahn", slug="eisbahn", name="Eisbahn", topic="feste-maerkte"),)
    indexes = Indexes(link(cases, (), measures, (Topic(id="feste-maerkte", slug="feste-maerkte", name="Feste"),)))
    return measure_facts(indexes.measures["eisbahn"], indexes, TOWNS)


def towns(*outcomes: str | dict[str, Any]) -> list[CaseStudy]:
    """One case a town. »eingestellt 2010 2012« = with its period; a mapping gives the facts themselves."""
    found = []
    for number, described in enumerate(outcomes):
        if isinstance(described, dict):
            facts = dict(described)
        else:
            outcome, *span = described.split()
            facts = {"outcome": outcome, **({"period": dict(zip(("start", "end"), span, strict=True))} if span else {})}
        found.append(case(f"stadt{number}/fall", **facts))
    return found


SHARED = {"outcome": "eingestellt", "common_cause": CAUSE, "period": {"start": "2020-01", "end": "2024-07"}}
SHARED_SHORT = {"outcome": "eingestellt", "common_cause": CAUSE, "period": {"start": "2023-01", "end": "2024-07"}}
SHARED_NEVER = {"outcome": "nicht-zustande", "common_cause": CAUSE}
LATER = [
    case("stadt0/frueher", "eingestellt", period={"start": "2010", "end": "2012"}),
    case("stadt0/heute", "erfolgreich", period={"start": "2020"}),
]

TALLIES: dict[str, list[CaseStudy]] = {
    "0 Städte": [],
    "0 Städte, eine offen": towns("offen"),
    "1 Stadt, gelungen": towns("erfolgreich"),
    "1 Stadt, teilweise": towns("teilweise"),
    "1 Stadt, wirkungslos": towns("wirkungslos"),
    "1 Stadt, nicht zustande": towns("nicht-zustande"),
    "1 Stadt, eingestellt nach 7 Jahren": towns("eingestellt 2010-01 2017-01"),
    "1 Stadt, eingestellt nach rund 2 Jahren": towns("eingestellt 2014 2016"),
    "1 Stadt, eingestellt nach rund einem Jahr": towns("eingestellt 2014 2015"),
    "1 Stadt, eingestellt nach höchstens einem Jahr": towns("eingestellt 2014 2014"),
    "1 Stadt, eingestellt nach 5 Monaten": towns("eingestellt 2014-01 2014-06"),
    "1 Stadt, eingestellt nach einem Monat": towns("eingestellt 2014-01 2014-02"),
    "1 Stadt, eingestellt nach Wochen": towns("eingestellt 2014-01-01 2014-01-10"),
    "1 Stadt, eingestellt, Dauer unbekannt": towns("eingestellt"),
    "1 Stadt, einst Rückschlag, heute gelungen": LATER,
    "2 Städte, beide gelungen": towns("erfolgreich", "erfolgreich"),
    "2 Städte, beide teilweise": towns("teilweise", "teilweise"),
    "2 Städte, eine gelungen, eine teilweise": towns("erfolgreich", "teilweise"),
    "2 Städte, eingestellt nach 7 und 9 Jahren": towns("eingestellt 2010-01 2017-01", "eingestellt 2010-01 2019-01"),
    "2 Städte, eingestellt nach je 3 Jahren": towns("eingestellt 2010-01 2013-01", "eingestellt 2012-01 2015-01"),
    "2 Städte, eingestellt nach 5 Monaten und rund 3 Jahren": towns("eingestellt 2014-01 2014-06", "eingestellt 2014 2017"),
    "2 Städte, eingestellt nach 5 und rund 5 Jahren": towns("eingestellt 2010-01 2015-01", "eingestellt 2014 2019"),
    "2 Städte, eingestellt nach höchstens und rund einem Jahr": towns("eingestellt 2014 2014", "eingestellt 2014 2015"),
    "2 Städte, eingestellt, Dauer einmal unbekannt": towns("eingestellt 2010-01 2017-01", "eingestellt"),
    "2 Städte, eingestellt, Dauer unbekannt": towns("eingestellt", "eingestellt"),
    "2 Städte, eingestellt und gelungen": towns("eingestellt 2010-01 2017-01", "erfolgreich"),
    "2 Städte, zwei Arten": towns("eingestellt 2010-01 2017-01", "wirkungslos"),
    "3 Städte, alle wirkungslos": towns(*["wirkungslos"] * 3),
    "3 Städte, drei Arten": towns("eingestellt", "wirkungslos", "nicht-zustande"),
    "3 Städte, eingestellt nach verschiedener Zeit": towns(
        "eingestellt 2014-01 2014-06", "eingestellt 2014 2015", "eingestellt 2010-01 2017-01"
    ),
    "3 Städte, eine Ursache": towns(SHARED, SHARED, SHARED_SHORT),
    "3 Städte, alle gelungen": towns(*["erfolgreich"] * 3),
    "4 Städte, hälftig": towns("nicht-zustande", "nicht-zustande", "erfolgreich", "erfolgreich"),
    "4 Städte, einst zwei Rückschläge, heute einer": [*LATER, *towns("erfolgreich", "wirkungslos", "erfolgreich", "teilweise")[1:]],
    "1 Stadt, Rückschlag durch Nachschau zum Erfolg": towns({"outcome": "eingestellt", "follow_up": [turn("2023", "erfolgreich")]}),
    "5 Städte, alle teilweise": towns(*["teilweise"] * 5),
    "5 Städte, eingestellt nach 2 bis 9 Jahren": towns(
        *[f"eingestellt 2010-01 20{12 + years}-01" for years in (0, 2, 4, 7)], "erfolgreich"
    ),
    "5 Städte, einer von fünf wirkungslos": towns("wirkungslos", *["erfolgreich"] * 4),
    "8 Städte, sechs durch eine Ursache": towns(*[SHARED] * 4, *[SHARED_SHORT] * 2, "erfolgreich", "teilweise"),
    "8 Städte, fünf Rückschläge, drei davon durch eine Ursache": towns(
        *[SHARED] * 2, SHARED_NEVER, "wirkungslos", "nicht-zustande", *["erfolgreich"] * 3
    ),
    "12 Städte, zehn gelungen": towns(*["erfolgreich"] * 10, "teilweise", "wirkungslos"),
    "12 Städte, meist nicht zustande": towns(*["nicht-zustande"] * 8, "eingestellt 2014 2016", *["erfolgreich"] * 3),
    "3 Städte, ein gemeinsamer Grund": towns(
        {"outcome": "wirkungslos", "failure_reasons": [REASON]},
        {"outcome": "wirkungslos", "failure_reasons": [REASON, OTHER]},
        {"outcome": "erfolgreich", "evidence": "zaehlung"},
    ),
    "2 Städte, zwei gemeinsame Gründe": towns(*[{"outcome": "wirkungslos", "failure_reasons": [REASON, OTHER]}] * 2),
    "5 Städte, alle ausgelaufen": towns(*["ausgelaufen"] * 5),
    "6 Städte, eine widersprüchlich": [*towns(*["erfolgreich"] * 5), case("x/1", "erfolgreich"), case("x/2", "eingestellt")],
    "1 Stadt, widersprüchlich": [case("x/1", "erfolgreich"), case("x/2", "eingestellt")],
    "3 Städte, ein gemeinsames Vorhaben": towns(*[{"outcome": "erfolgreich", "joint_project": "los"}] * 3),
    "7 Städte, drei mit gemeinsamem Vorhaben": towns(
        *[{"outcome": "erfolgreich", "joint_project": "los"}] * 3, *["teilweise"] * 2, "erfolgreich", "ausgelaufen"
    ),
    "2 Städte, vieles daneben": [
        *towns("erfolgreich", "wirkungslos"),
        case("u/1", "offen"),
        case("v/1", confidence="low"),
        case("w/1", "ausgefallen", cadence="wiederkehrend", period={"end": "2022"}),
        case("anonym/1"),
    ],
    "1 Stadt, auf Dauer gelungen": towns({"outcome": "erfolgreich", "cadence": "dauerhaft", "period": {"start": "2018"}}),
    "1 Stadt, ein Grund": towns({"outcome": "wirkungslos", "failure_reasons": [REASON]}),
}


def sentences(cases: list[CaseStudy]) -> dict[str, str]:
    """Each sentence that a page may show, as markup."""
    seen = view(cases)
    return {
        "Bilanz": str(S.verdict_heading(seen)),
        "Satz": str(S.measure_sentence(seen)),
        "Näher": str(S.setback_detail(seen)),
        "Sonst": str(S.rest_sentence(seen)),
        "Außerdem": str(S.beyond_heading(seen)) if not seen.setbacks else "",
        "Daneben": str(S.beside(seen)),
        "Früher": str(S.ever_and_latest(seen)),
        "Belege": str(S.evidence_mix(seen)) if seen.evidence else "",
        "Grund": str(S.main_reason(seen)),
    }


def test_sentences(golden: Callable[[Path, str], None]) -> None:
    """Every tally in plain German, as in golden/saetze.txt: to be read aloud before a change is accepted."""
    lines = []
    for name, cases in TALLIES.items():
        lines += [f"# {name}", *(f"{key}: {Html(text).seen_exactly}" for key, text in sentences(cases).items() if text), ""]
    golden(Path(__file__).parent / "golden" / "saetze.txt", "\n".join(lines))


@pytest.mark.parametrize("name", TALLIES)
def test_sentences_are_well_formed(name: str) -> None:
    """One full stop at the end, no doubled blanks, no blank before a comma or full stop, no number one before a plural."""
    for key, text in sentences(TALLIES[name]).items():
        seen = Html(text).seen_exactly
        assert seen == " ".join(seen.split()), seen
        assert not re.search(r" [.,;:]|\.\.|,,|,\.", seen), seen
        assert not re.search(r"\b1 (Städte|Jahren|Monaten|Fälle)\b", seen), seen
        assert key == "Grund" or not seen or seen.endswith("."), seen


@pytest.mark.parametrize("name", TALLIES)
def test_every_count_says_what_it_counts(name: str) -> None:
    """Each computed number stands in a data element with its value and what it counts; beside them stand years alone."""
    for text in sentences(TALLIES[name]).values():
        document = Html(text)
        for attributes in document.all("data"):
            assert attributes["value"].isdigit()
            assert re.fullmatch("[a-z]+(_[a-z-]+)*", attributes["data-what"])
        for value, shown in re.findall(r'<data value="(\d+)"[^>]*>([^<]*)</data>', text):
            assert shown in (german.number(int(value)), *WORDS.get(value, ()))
        rest = re.sub(r"<data[^>]*>[^<]*</data>|Insolvenz des Anbieters KeepLocal, Juli 2024|\b20\d\d\b", "", text)
        assert not re.search(r"\d", rest), rest


@pytest.mark.parametrize("name", TALLIES)
def test_counts_are_those_of_the_tally(name: str) -> None:
    """The numbers in the sentence are the tally's: towns known, towns with a setback, towns of each mode."""
    seen = view(TALLIES[name])
    expected = {"cities_known": seen.known, "cities_setback": seen.setbacks, "cities_success": seen.successes, "cities_partly": seen.partly}
    expected |= {"cities_expired": seen.expired}
    expected |= {f"setbacks_{mode}": number for mode, number in seen.modes}
    for attributes in Html(str(S.measure_sentence(seen))).all("data"):
        if attributes["data-what"] in expected:
            assert int(attributes["value"]) == expected[attributes["data-what"]], attributes


@pytest.mark.parametrize("name", TALLIES)
def test_no_percentages(name: str) -> None:
    """No percentage is computed."""
    assert "%" not in "".join(sentences(TALLIES[name]).values())


@pytest.mark.parametrize("name", [name for name in TALLIES if not name.startswith("0")])
def test_sentence_names_its_base(name: str) -> None:
    """Every sentence with counts says of how many towns it speaks."""
    sentence = Html(str(S.measure_sentence(view(TALLIES[name])))).seen_exactly
    assert re.search(r"In \d+ von \d+ Städten|Erst aus einer Stadt", sentence)


@pytest.mark.parametrize("name", TALLIES)
def test_judging_words_need_five_experiences(name: str) -> None:
    """Below five experiences the headline says what is known; from five on the number stands before the word."""
    seen = view(TALLIES[name])
    heading = Html(str(S.verdict_heading(seen))).seen_exactly
    judging = re.search("Meist|Mal |Kein klares Bild", heading)
    assert bool(judging) == (seen.experiences.total >= 5)
    assert not judging or re.match(r"In \d+ von \d+ (Städten|Erfahrungen)", heading)
