"""The reviewer's checklist and what it is made of."""

from pathlib import Path

import pytest

from citynet_kb.knowledge_base import load
from citynet_kb.model import CaseStudy
from citynet_kb.review import ReviewQuestion, addresses, is_public, questions, readability, similar_cases
from citynet_kb.review.readability import FEWEST_WORDS, HARD
from citynet_kb.schema import bind
from citynet_kb.sources import read
from tests.indexes.examples import case

ROOT = Path(__file__).parents[2]
HEAD = "---\ntitle: Ein erfundener Fall\ncity: musterstadt\ntopic: feste-maerkte\noutcome: {outcome}\neffort: klein\n{more}---\n\n{body}\n"


def noticed(body: str, outcome: str = "eingestellt", more: str = "") -> dict[ReviewQuestion, tuple[str, ...]]:
    document, _ = read("content/faelle/musterstadt/x.md", HEAD.format(outcome=outcome, body=body, more=more).encode())
    assert document
    study, _ = bind(document, CaseStudy, "musterstadt/x")
    assert study
    answers = questions(study, document, similar_cases(study, []), readability(study.body))
    return {answer.question: answer.noticed for answer in answers}


def test_names_contacts_firms_and_blame_are_pointed_out_with_their_line() -> None:
    """Line 9 is the first line of the text."""
    found = noticed("Frau Muster von der Beispiel GmbH (0399 8381234) hat versagt.")
    assert found[ReviewQuestion.NAMES] == (
        "Zeile 9: Name einer Person: »Frau Muster«",
        "Zeile 9: Telefonnummer: »0399 8381234«",
        "Zeile 9: »Beispiel GmbH«",
    )
    assert found[ReviewQuestion.NEUTRAL] == ("Zeile 9: »versagt«",)


BLAMING = (
    *("Die Verwaltung hat völlig versagt.", "Schuld war der Händler.", "Die Händler sind stur.", "Sture Beamte bremsten."),
    *("Die faulen Händler machten zu.", "Das war peinlich.", "Pfusch am Bau.", "Man hat uns im Stich gelassen.", "Ein Skandal."),
)
SOBER = (
    *("Ein Sturm riss die Zelte um.", "Der Sturz der Bühne.", "Die Genehmigung wurde versagt.", "Bei Regen versagte die Technik."),
    *(
        "Der Faulturm steht leer.",
        "Die Stadt baute Schulden ab.",
        "typische Öffnungszeiten",
        "peinlich genau geprüft",
        "Das Skandal-Stück lief.",
    ),
)
PEOPLE = (
    *("Familie Muster machte nicht mit.", "Stadträtin Muster stimmte dagegen.", "Kollege Muster war krank.", "Frau A. Muster vom Amt"),
    *("Amtsleiterin Muster lehnte ab.", "Citymanagerin Anna Muster half.", "Bürgermeister Muster kam."),
    *("Die Idee kam von A. Becker.", "Das Stadtamt, i. A. Muster, schrieb.", "H.-P. Muster half."),
)
NOBODY = (
    *("Leiter Stadtmarketing Musterstadt", "Manager Innenstadt Süd", "Händler Innenstadt Nord", "Sprecher Handel", "Mariä Himmelfahrt"),
    *("Amtsleiterin Ordnungsamt", "Maria Himmelfahrt ist Feiertag.", "Die AG Innenstadt tagte.", "In der AG saßen alle.", "Der KG-Anteil"),
    *("Auf Plan B. Danach kam nichts.", "Es gab vieles, z. B. Musik.", "Der Verein e. V. Musterstadt", "Variante A. Sie war günstig."),
)


@pytest.mark.parametrize("text", BLAMING)
def test_blame_is_pointed_out(text: str) -> None:
    """In whatever form."""
    assert noticed(text)[ReviewQuestion.NEUTRAL]


@pytest.mark.parametrize("text", SOBER)
def test_sober_words_are_no_blame(text: str) -> None:
    """No false alarms about storms, refused permits, failed machines."""
    assert noticed(text)[ReviewQuestion.NEUTRAL] == ()


@pytest.mark.parametrize("text", PEOPLE)
def test_people_are_pointed_out(text: str) -> None:
    """By title, office or family."""
    assert noticed(text)[ReviewQuestion.NAMES]


@pytest.mark.parametrize("text", NOBODY)
def test_offices_and_working_groups_are_nobody(text: str) -> None:
    """Nor is a feast or an »AG« a person or a firm."""
    assert noticed(text)[ReviewQuestion.NAMES] == ()


@pytest.mark.slow
def test_the_published_cases_raise_few_alarms() -> None:
    """Names, firms and blame in at most one case of twenty."""
    content = load(ROOT / "content")
    cases = content.knowledge_base.cases.values()
    asked = (ReviewQuestion.NEUTRAL, ReviewQuestion.NAMES)
    found = [
        answer.noticed
        for study in cases
        for answer in questions(study, content.documents[study.path], (), readability(study.body))
        if answer.question in asked and answer.noticed
    ]
    assert len(found) <= len(cases) / 20


def test_a_headline_of_a_newspaper_is_a_quotation() -> None:
    """Its names and words are not the contributor's."""
    more = "sources:\n  - title: Petra Beispiel und das Fiasko\n    url: https://zeitung.example/a\n"
    found = noticed("Text.", more=more)
    assert found[ReviewQuestion.NAMES] == found[ReviewQuestion.NEUTRAL] == ()
    assert "1 ohne Archivkopie (archived): Zeitungsartikel verschwinden" in found[ReviewQuestion.SOURCES]


def test_a_value_of_a_vocabulary_blames_nobody() -> None:
    """Its words are ours."""
    assert noticed("Text.", more="failure_reasons:\n  - recht/genehmigung-versagt\n")[ReviewQuestion.NEUTRAL] == ()


def test_questions_about_a_setback_are_asked_of_setbacks() -> None:
    """Of a success nobody asks whose failure it was."""
    assert ReviewQuestion.SETBACK in noticed("Text.")
    assert ReviewQuestion.SETBACK not in noticed("Text.", outcome="erfolgreich")
    assert list(noticed("Text."))[-1] is ReviewQuestion.THANKS


def test_a_success_on_an_impression_is_asked_for_figures() -> None:
    """The rule of evidence."""
    assert any("nur auf einem Eindruck" in said for said in noticed("Text.", outcome="erfolgreich")[ReviewQuestion.EVIDENCE])


def test_the_handbook_lists_the_same_questions() -> None:
    """No list is written twice without a test."""
    handbook = (ROOT / "MAINTAINING.md").read_text("utf-8")
    listed = [line.removeprefix("- [ ] ") for line in handbook.splitlines() if line.startswith("- [ ] ")]
    assert listed == [question.label for question in ReviewQuestion]


STORY = "Der Markt begann im Mai mit zwölf Ständen auf dem Platz vor dem Rathaus, im August kamen noch drei."


def test_the_same_town_and_measure_are_held_side_by_side() -> None:
    """Whatever the wording."""
    (found,) = similar_cases(
        case("a-stadt/x"),
        [case("a-stadt/x"), case("a-stadt/y", title="Etwas ganz anderes hier"), case("b-stadt/x", title="Und dies ist anders")],
    )
    assert (found.case.id, found.same_measure) == ("a-stadt/y", True)


def test_copied_wording_is_found_in_other_towns_too() -> None:
    """Also when umlauts, capitals and marks differ."""
    copy = case("b-stadt/y", title="Anderer Titel als dort", body=STORY.replace("zwölf", "zwoelf").replace("Markt", "**Markt**").upper())
    (found,) = similar_cases(case("a-stadt/x", body=STORY), [copy])
    assert 0.5 < found.share < 1
    assert not found.same_measure


@pytest.mark.slow
def test_the_published_cases_are_not_taken_for_copies() -> None:
    """Each tells its own story: no pair is alike by wording."""
    cases = list(load(ROOT / "content").knowledge_base.cases.values())[:60]
    assert [found.case.id for one in cases for found in similar_cases(one, cases) if not found.same_measure] == []


EASY = "Wir machten im Mai einen Markt. Er war klein. Es kam kaum wer. Das tat uns leid. " * 6
HARD_TEXT = (
    "Verwaltungsinterne Abstimmungsschwierigkeiten hinsichtlich ordnungsrechtlicher Genehmigungsvoraussetzungen verzögerten "
    "zwischenzeitlich die Veranstaltungsdurchführung beträchtlich. "
) * 6


def test_reading_level_follows_the_formula() -> None:
    """Four short words a sentence against a dozen long ones."""
    easy, hard = readability(EASY), readability(HARD_TEXT)
    assert easy.grade is not None
    assert easy.grade < 4
    assert hard.is_hard
    assert not easy.is_hard


def test_the_formula_by_hand() -> None:
    """60 words of one syllable and three letters, 10 a sentence: 0.1672 · 10 − 0.0327 · 100 − 0.875."""
    reading = readability(("ist " * 9 + "ist. ") * 6)
    assert (reading.words, reading.sentence) == (60, 10.0)
    assert reading.grade == pytest.approx(0.1672 * 10 - 0.0327 * 100 - 0.875)


def test_a_short_note_gets_no_grade() -> None:
    """Too few words, no figure; headings, tables and addresses are no words."""
    assert readability("Kurz. ").grade is None
    assert readability("## Überschrift\n\n| a | b |\n\n[Wort](https://x.example/lange/adresse) und noch eins").words == 4
    assert FEWEST_WORDS > 30 < HARD * 3


PRIVATE = (
    "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1",
    "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::a00:1", "::", "ff02::1", "kein-rechner", "",
)  # fmt: skip
"""Machines of one's own or of nobody, each in another notation."""


@pytest.mark.parametrize("address", PRIVATE)
def test_no_machine_of_ones_own_network_is_asked(address: str) -> None:
    """A contributed link must not reach it."""
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2a00:1450:4001:82a::200e", "64:ff9b::5db8:d822"])
def test_the_open_internet_is_asked(address: str) -> None:
    """Also behind NAT64."""
    assert is_public(address)


def test_addresses_of_a_case_are_listed_once() -> None:
    """Those of sources and copies first, then those in the text, without the full stop behind them."""
    one = case(
        body="Siehe https://a.example/1. Und [hier](https://b.example/x).",
        sources=[{"title": "T", "url": "https://a.example/1", "archived": "https://archiv.example/1"}],
    )
    assert addresses(one) == ("https://a.example/1", "https://archiv.example/1", "https://b.example/x")
