"""What contributors are asked: the agreement between everything that asks and the one reader of the answers."""

import pytest

from citynet_kb.intake.asking.questions import CONSENT, PROPOSED_MEASURE, Question, choice, group_lists, heading, location_of, questions
from citynet_kb.model import BODY_SECTIONS, CaseStudy

QUESTIONS = questions()
every_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: ".".join(question.location))


def test_every_field_is_asked_once() -> None:
    """No list beside the model: its fields in its order, then the text."""
    asked = list(dict.fromkeys(question.location[0] for question in QUESTIONS))
    assert asked == [*CaseStudy.front_matter_keys(), "sections"]
    assert len(QUESTIONS) == len({question.location for question in QUESTIONS})


@every_question
def test_heading_leads_to_its_field_and_back(question: Question) -> None:
    """The heading that a form prints is the one that `intake` finds, whatever its case, blanks, star or colon."""
    place = (question.entry_of, 0, *question.location[1:]) if question.entry_of else question.location
    assert heading(question.location) == question.heading
    for spelling in (question.heading, f" {question.heading.upper()}  *", question.heading + ":", question.heading.replace(" ", "  ")):
        assert location_of(spelling) == place


def test_headings_are_distinct() -> None:
    """Two fields that share a label stand under headings that differ, also from those that are no field of a case."""
    headings = [question.heading for question in QUESTIONS] + [heading((key,)) for key in group_lists()] + [CONSENT, PROPOSED_MEASURE]
    assert len({text.casefold() for text in headings}) == len(headings)
    assert location_of(CONSENT) is None
    assert location_of(PROPOSED_MEASURE) is None


def test_entries_of_a_list_are_numbered() -> None:
    """The first entry needs no number; single fields and unknown ones have none."""
    assert heading(("sources", 1, "url")) == "Quellen 2: Adresse"
    assert heading(("sources", 0, "url")) == "Quellen: Adresse"
    assert heading(("sources",)) == "Quellen"
    assert location_of("Quellen 2: Adresse") == ("sources", 1, "url")
    assert location_of("Quellen") == ("sources",)
    assert heading(("tags", 3)) == "Schlagworte"
    for text in ("Zeitraum 2: Beginn", "Quellen 0: Titel", "Quellen 2", "Kosten", ""):
        assert location_of(text) is None


def test_the_report_and_its_sections_are_asked_last() -> None:
    """»Ergebnis« is the outcome; the section of that name is »Bericht: Ergebnis«."""
    assert [question.heading for question in QUESTIONS if question.is_text] == ["Bericht", *(f"Bericht: {name}" for name in BODY_SECTIONS)]
    assert location_of("Ergebnis") == ("outcome",)
    assert location_of("Bericht: Ergebnis") == ("sections", "ergebnis")


def test_a_choice_is_unmistakable() -> None:
    """Within a vocabulary no two terms read alike."""
    for question in QUESTIONS:
        labels = [choice(term).casefold() for term in question.vocabulary or ()]
        assert len(set(labels)) == len(labels)
        assert bool(labels) == bool(question.vocabulary)
        assert question.help
