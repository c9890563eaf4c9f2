"""The keyword register: names, synonyms, nouns of titles and parts of compounds lead to topics and measures first, else to cases."""

from citynet_kb.knowledge_base import KnowledgeBase, link
from citynet_kb.model import City, Measure, Topic
from citynet_kb.search.register import MOST_PLACES, Keyword, build_register
from tests.fictional.records import generate_knowledge_base
from tests.indexes.examples import case

TOPIC = Topic(id="leerstand", slug="leerstand", name="Leerstand & Ansiedlung")
MEASURES = (
    Measure(
        id="eisbahn",
        slug="eisbahn",
        name="Eisbahn / Eislauffläche",
        topic="leerstand",
        synonyms=("Schlittschuhe auf Zeit",),
        description="Bahn",
    ),
    Measure(id="laden", slug="laden", name="Gründerladen", topic="leerstand", description="Ein Laden für Gründer auf gutem Grund."),
)
TOWN = City(id="a", slug="a", name="Äppelstadt", state="Hessen", country="DE")


def base(*titles: str) -> KnowledgeBase:
    cases = [case(f"a/{number}", title=title, measure="eisbahn") for number, title in enumerate(titles)]
    return link(cases, [TOWN], MEASURES, [TOPIC])


def places(*titles: str) -> dict[str, list[str]]:
    """Word → ids of what it leads to."""
    found = build_register(base(*titles)).keywords
    return {one.word: [record.id for record in (*one.topics, *one.measures, *one.cases)] for one in found}


def test_names_and_synonyms() -> None:
    """Names stand in the register, the halves of a double name apart, and so do synonyms of several words."""
    found = places()
    assert found["Eisbahn"] == found["Eislauffläche"] == found["Schlittschuhe auf Zeit"] == ["eisbahn"]
    assert found["Leerstand & Ansiedlung"] == found["Leerstand"] == ["leerstand"]


def test_parts_of_compounds() -> None:
    """A part leads to what bears the compound; »Grund« is no part of »Gründerladen«, though both have the same stem."""
    found = places()
    assert found["Laden"] == found["Gründer"] == found["Gründerladen"] == ["laden"]
    assert "Grund" not in found


def test_titles_lead_to_cases_where_no_measure_bears_the_word() -> None:
    """Nouns of titles lead to their cases; where a measure bears the word, to the measure alone. The town's name is left out."""
    found = places("Äppelstadt: Eisbahn nach Pilzbefall beendet", "Äppelstadt: Eisbahn mit Ponyreiten")
    assert found["Pilzbefall"] == ["a/0"]
    assert found["Ponyreiten"] == ["a/1"]
    assert found["Eisbahn"] == ["eisbahn"]
    assert "Äppelstadt" not in found


def test_words_that_lead_everywhere_are_left_out() -> None:
    """A word of too many titles says nothing; up to the limit it stands there."""
    assert "Rummel" not in places(*(f"Rummel in Reihe {number * 'I'}" for number in range(MOST_PLACES + 1)))
    assert len(places(*(f"Rummel in Reihe {number * 'I'}" for number in range(MOST_PLACES)))["Rummel"]) == MOST_PLACES


def test_letters() -> None:
    """Ä stands under A, digits under 0-9, each letter in German order, and none is empty."""
    letters = build_register(base("Äpfel und Apfelmus im Abendlicht")).letters
    words = [keyword.word for keyword in letters["A"]]
    assert words.index("Abendlicht") < words.index("Äpfel") < words.index("Apfelmus")
    assert all(letters.values())
    assert Keyword("3D-Rundgang").letter == "0-9"


def test_register_stays_readable_with_many_cases() -> None:
    """With a thousand cases it holds hardly more words than the vocabulary has, and each leads to few places."""
    found = build_register(generate_knowledge_base(1_000)).keywords
    assert 20 < len(found) < 500
    assert all(len(one.cases) <= MOST_PLACES for one in found)


def test_nothing_known() -> None:
    """No record, no word."""
    assert build_register(link()).keywords == ()
