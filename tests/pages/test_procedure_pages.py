"""How to go about a measure: order of the items, what towns report of them, and what is said of what is not ours or over."""

from dataclasses import replace

from citynet_kb.indexes.checklist_reports import item_reports, planned_items
from citynet_kb.model import CaseStudy, ChecklistState, Confidence, Need, Procedure
from citynet_kb.model.case_parts import ChecklistEntry
from citynet_kb.model.practice import CouncilQuestion, NeededItem
from citynet_kb.pages import BuildContext
from citynet_kb.pages.views.reminders import council_questions
from tests.fictional.checklist_items import checklist_item
from tests.pages.examples import expanded, land
from tests.site.building import TODAY

PAGE = "vorgehen/feierabendmarkt.md"


def told(town: str, state: ChecklistState, weeks: int | None = None) -> CaseStudy:
    """A case of a town that tells what became of one item."""
    entry = ChecklistEntry.model_construct(item="gema", state=state, weeks_needed=weeks, note=None)
    return land().content.knowledge_base.cases["musterstadt/feierabendmarkt"].model_copy(update={"city": town, "checklist": (entry,)})


def procedure(*needed: tuple[str, Need]) -> Procedure:
    """A procedure that needs these items."""
    items = tuple(NeededItem(item=item, when=need) for item, need in needed)
    return land().content.knowledge_base.practice.procedures["feierabendmarkt"].model_copy(update={"items": items})


def test_what_must_start_first_stands_first() -> None:
    """Of equally early items those that are needed in any case; an item without a record is left out."""
    items = {slug: checklist_item(slug) for slug in ("gema", "haushalt", "vergabe")}
    early = items["haushalt"].lead_weeks.model_copy(update={"default": 26})
    items["haushalt"] = items["haushalt"].model_copy(update={"lead_weeks": early})
    needed = procedure(("vergabe", Need.MOSTLY), ("gema", Need.ALWAYS), ("haushalt", Need.MOSTLY), ("fehlt", Need.ALWAYS))
    assert [one.item.slug for one in planned_items(needed, items, ())] == ["haushalt", "gema", "vergabe"]


def test_a_town_counts_once_and_weeks_have_a_median_from_five_on() -> None:
    """With the fewest weeks that it needed; withdrawn, anonymous and weak cases tell nothing."""
    cases = [told(town, ChecklistState.DONE, weeks) for town, weeks in (("a", 9), ("a", 4), ("b", 6), ("c", 8), ("d", 10))]
    assert item_reports(cases)["gema"].states == ((ChecklistState.DONE, ("a", "b", "c", "d")),)
    assert (item_reports(cases)["gema"].weeks[0], item_reports(cases)["gema"].typical) == ((4, "a"), None)
    assert item_reports([*cases, told("e", ChecklistState.TOO_LATE, 12)])["gema"].typical == 8
    weak = told("e", ChecklistState.DONE, 1).model_copy(update={"confidence": Confidence.LOW})
    assert item_reports([weak, told("anonym", ChecklistState.DONE, 1)]) == {}


def test_an_item_is_over_after_its_last_year() -> None:
    """Not in it, and what goes on is not over."""
    item = checklist_item("gema").model_copy(update={"valid_for": "2025-2029"})
    assert (item.is_past("2029-12-31"), item.is_past("2030-01-01")) == (False, True)
    assert not checklist_item("gema").is_past("2099-01-01")


def test_whose_rule_it_is_and_what_is_not_sure_is_said() -> None:
    """On the page of a measure: a rule of another Land, one that is over, and what still needs a source."""
    text = expanded(land().site, PAGE)
    assert "Regel aus Thüringen" in text
    assert "Galt bis 2024" in text
    assert "Wann nicht nötig (Privatgrund)" in text
    assert "Dort gilt eine eigene Frist." in text  # the example names no Land of its own: those of all Länder are shown


def test_the_council_is_answered_from_cases() -> None:
    """On the page and behind the first page of the sheet, with the town; an answer without a case left goes. An item names its own."""
    asked = expanded(land().site, PAGE).partition('id="fragen-des-rates"')[2]
    assert "<strong>Was kostet der Markt die Stadt?</strong> In Musterstadt blieb er unter dem, was geplant war." in asked
    assert "<strong>Was haben die Läden davon?</strong></li>" in asked
    sheet = expanded(land().site, "erfahrungsblatt/feierabendmarkt.md").partition("kb-sheet__foot")
    assert ["In Musterstadt blieb er" in part for part in sheet] == [False, False, True]
    context = BuildContext(land().content.knowledge_base, land().indexes, land().configuration, TODAY)
    gone = replace(context, base=replace(context.base, practice=replace(context.base.practice, procedures={"x": unanswered()})))
    assert [(one.answer, one.cases) for one in council_questions(gone, "x")] == [("", ())]
    assert "Zu wenige Händler sagten zu" in expanded(land().site, "pruefpunkte/marktfestsetzung.md")


def unanswered() -> Procedure:
    """A procedure with an answer whose case is gone."""
    asked = CouncilQuestion(question="Was kostet es?", answer="12 €", cases=("musterstadt/nirgends",))
    return procedure().model_copy(update={"council_questions": (asked,)})
