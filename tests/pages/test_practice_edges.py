"""What pages of practice leave out below its least number, and what follows from the Land of the settings."""

import pytest

from citynet_kb.indexes import Indexes
from citynet_kb.knowledge_base import link
from citynet_kb.model import CaseStudy, Configuration
from citynet_kb.pages import BuildContext
from citynet_kb.pages.kinds.first_days_page import ProvidersView, first_days_page
from citynet_kb.pages.kinds.money_pages import CostsView, money_pages
from citynet_kb.pages.views.checklist_lines import item_line
from citynet_kb.pages.views.plan_lines import plan_view
from citynet_kb.review.due import past_items
from tests.indexes.examples import CAUSE, case
from tests.pages.examples import expanded, land
from tests.site.building import TODAY


def of(*cases: CaseStudy) -> BuildContext:
    """The context of a base of these cases."""
    base = link(cases=cases)
    return BuildContext(base, Indexes(base), Configuration(), TODAY)


@pytest.mark.parametrize(("number", "shown"), [(2, (0, 0)), (3, (3, 2))])
def test_plan_and_expense_stand_there_from_three_cases_on(number: int, shown: tuple[int, int]) -> None:
    """Of a case of thin sources nothing is said of its town."""
    details = [{"cost_planned_eur": 100, "cost_eur": amount} for amount in (90, 120, 130)]
    cases = [case(f"t{place}/1", effort_detail=detail) for place, detail in enumerate(details[:number])]
    thin = case("thin/1", effort_detail=details[0], confidence="low")
    costs = next(draft.view for draft in money_pages(of(*cases, thin)) if isinstance(draft.view, CostsView))
    assert (costs.pairs, costs.above) == shown


def test_providers_are_named_by_a_common_cause_alone() -> None:
    """A case whose words name a firm makes none."""
    views = [
        next(draft.view for draft in first_days_page(of(*cases)) if isinstance(draft.view, ProvidersView))
        for cases in ([case("a/1", "eingestellt", summary="Die Firma Muster gab auf.")], [case("a/1", "eingestellt", common_cause=CAUSE)])
    ]
    assert [len(view.providers) for view in views] == [0, 1]


def test_an_item_whose_time_is_over_is_said_and_listed() -> None:
    """On its page, in the checklist of a measure, and for editors."""
    base = land().content.knowledge_base
    assert [item.slug for item in past_items(base, TODAY)] == ["gema"]
    assert past_items(base, "2024-12-31") == ()
    for page in ("pruefpunkte/gema.md", "pruefpunkte/index.md", "vorgehen/feierabendmarkt.md"):
        assert "Galt bis 2024" in expanded(land().site, page)


@pytest.mark.parametrize("home", ["Bayern", "Thüringen", None])
def test_whose_rules_come_first_follows_from_the_settings(home: str | None) -> None:
    """Rules of other Länder are named as such, their notes left out, and the calendar heeds the holidays of our own."""
    base = land().content.knowledge_base
    settings = replace_land(land().configuration, home)
    context = BuildContext(base, land().indexes, settings, TODAY)
    line = item_line(context, base.practice.items["sondernutzung"])
    assert line.other_land == ("" if home == "Thüringen" else "Thüringen")
    notes = [known for known, _, _ in line.land_notes]
    assert notes == {"Bayern": [], "Thüringen": ["Thüringen"], None: ["Thüringen", "Sachsen"]}[home]
    plan = plan_view(context, base.practice.procedures["feierabendmarkt"])
    assert plan.land == {"Bayern": "bayern", "Thüringen": "thueringen", None: ""}[home]


def replace_land(settings: Configuration, home: str | None) -> Configuration:
    """The settings with another Land."""
    return settings.model_copy(update={"site": settings.site.model_copy(update={"land": home})})
