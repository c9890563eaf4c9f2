"""Which cases are to be asked about again, and the letter that asks."""

from citynet_kb.knowledge_base import link
from citynet_kb.model import City, Configuration
from citynet_kb.review import due, due_report, reminders, without_answer
from tests.indexes.examples import case

TODAY = "2026-06-01"
CITIES = [City(id="a-stadt", slug="a-stadt", name="Astadt", state="Musterland", country="DE")]
CONFIGURATION = Configuration.model_validate({"site": {"name": "Wissen", "url": "https://wissen.example/"}})
LATE = case("a-stadt/x", next_review="2026-05-31", contact={"role": "Citymanagement", "email": "citymanagement@a-stadt.example"})


def letter(one: object) -> str:
    return due_report.as_text(reminders(link(cases=[one], cities=CITIES), CONFIGURATION, TODAY), TODAY, (1, 2))  # type: ignore[list-item]


def test_due_is_what_lies_before_today() -> None:
    """The day itself is not over yet; a withdrawn case is never due; the longest overdue comes first."""
    older = case("b-stadt/x", next_review="2025-01-01")
    others = (
        case("c-stadt/x", next_review=TODAY),
        case("d-stadt/x"),
        case("e-stadt/x", next_review="2025-01-01", withdrawn={"date": "2026-01-01", "reason": "Auf Wunsch."}),
    )
    assert due([LATE, older, *others], TODAY) == (older, LATE)


def test_the_letter_goes_to_the_office_and_asks_three_questions() -> None:
    """Friendly, with the address of the page and the day."""
    text = letter(LATE)
    assert "An: citymanagement@a-stadt.example\nBetreff: Was wurde daraus? Ein erfundener Fall\n" in text
    for part in ("von Astadt", "https://wissen.example/faelle/a-stadt/x/", "31.05.2026", "1. ", "3. ", "Vielen Dank", "zurückziehen"):
        assert part in text


def test_a_person_is_never_written_to() -> None:
    """Neither an address with a name nor one at a private provider is printed."""
    for address in ("erika.mustermann@a-stadt.example", "citymanagement@gmx.de"):
        text = letter(LATE.model_copy(update={"contact": LATE.contact.model_copy(update={"email": address})}))  # type: ignore[union-attr]
        assert address not in text
        assert "An: Citymanagement, Astadt (Postfach nicht bekannt" in text


def test_a_documented_case_is_about_a_town() -> None:
    """The town did not report it itself, and is not thanked for it."""
    assert "ein Fall über Astadt" in letter(case("a-stadt/x", next_review="2026-01-01", kind="dokumentiert"))


def test_nothing_due_is_said_in_one_line() -> None:
    """In both formats."""
    expected = f"Am {TODAY} ist keine Nachfrage fällig; 1 von 2 Fällen nennen einen Tag (next_review).\n"
    assert due_report.as_text((), TODAY, (1, 2)) == expected
    assert expected in due_report.as_markdown((), TODAY, (1, 2))


def test_the_list_for_a_forge_has_a_box_a_case_and_the_letters_as_blocks() -> None:
    """Titles call nobody; in the block nothing is interpreted."""
    evil = LATE.model_copy(update={"title": "@alle ````x"})
    text = due_report.as_markdown(reminders(link(cases=[evil], cities=CITIES), CONFIGURATION, TODAY), TODAY, (1, 2))
    assert "- [ ] 2026-05-31: @\N{WORD JOINER}alle" in text
    assert text.count("\n````") == 2


SILENT = case("a-stadt/y", "erfolgreich", kind="dokumentiert", cadence="dauerhaft", confirmed="2025-12-01")


def test_one_tap_answers_from_the_letter() -> None:
    """Three links into the form, which holds the answer then; without an address of the site there are none."""
    text = letter(SILENT)
    form = "https://wissen.example/mitmachen/fall-einreichen/?fall=a-stadt/y&art=nachtrag&stand="
    assert [f"{form}{state}" in text for state in ("laeuft", "geaendert", "beendet")] == [True] * 3
    assert "aus dem Stand 01.12.2025" in text
    nowhere = Configuration.model_validate({"site": {"name": "Wissen"}})
    assert "stand=" not in due_report.as_text(reminders(link(cases=[SILENT], cities=CITIES), nowhere, TODAY), TODAY, (1, 2))


def test_steps_come_due_beside_days_of_review() -> None:
    """Six months after the last word, in that month alone, unless all are asked for; a day of review that is to come holds it back."""
    later = SILENT.model_copy(update={"id": "a-stadt/z", "next_review": "2027-01-01"})
    base = link(cases=[LATE, SILENT, later], cities=CITIES)

    def asked(today: str, *, everything: bool = False) -> list[tuple[str, str]]:
        return [(one.case.id, one.day) for one in reminders(base, CONFIGURATION, today, everything=everything)]

    assert asked(TODAY) == [("a-stadt/x", "2026-05-31"), ("a-stadt/y", "2026-06-01")]
    assert asked("2026-08-01") == [("a-stadt/x", "2026-05-31")]
    assert asked("2026-08-01", everything=True)[1:] == [("a-stadt/y", "2026-06-01")]
    assert without_answer(base, "2026-08-01") == 2
    assert due_report.silent_text(0) == ""
