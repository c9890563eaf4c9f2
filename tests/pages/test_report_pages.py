"""The report of a year: which years have one, what belongs to it, and what it tells."""

from citynet_kb.indexes import Indexes, years_of_cases
from citynet_kb.indexes.years_of_cases import LEAST_TOWNS
from citynet_kb.knowledge_base import KnowledgeBase, link
from citynet_kb.model import CaseStudy, City, Configuration, Measure, Topic, addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.draft import Draft
from citynet_kb.pages.kinds.report_pages import ReportView, report_pages
from citynet_kb.pages.renderer import Renderer
from tests.indexes.examples import case
from tests.site.building import TODAY
from tests.site.reading import Html

LESSON = "## Ergebnis\n\nEs kamen wenige.\n\n## Erkenntnisse\n\n@alle fragen: <b>früher</b> die **Händler**.\n"
TOWNS = [f"stadt-{number}" for number in range(LEAST_TOWNS)]


def base(*further: CaseStudy, towns: int = LEAST_TOWNS, start: str = "2022-05") -> KnowledgeBase:
    cases = [case(f"{town}/x", "erfolgreich", period={"start": start}, added="2025-03-01") for town in TOWNS[:towns]]
    return link(
        cases=[*cases, *further],
        cities=[City(id=town, slug=town, name=town.title(), state="Thüringen", country="DE") for town in (*TOWNS, "gera")],
        measures=[Measure(id="eisbahn", slug="eisbahn", name="Eisbahn", topic="feste-maerkte")],
        topics=[Topic(id="feste-maerkte", slug="feste-maerkte", name="Feste & Märkte")],
    )


FAILED = case(
    "gera/x", "eingestellt", title="Gera: Eisbahn eingestellt", period={"start": "2019", "end": "2022-03"}, body=LESSON, added="2026-02-01",
    failure_reasons=["akteure/haendler-zu-wenige"],
)  # fmt: skip


def made(known: KnowledgeBase) -> tuple[dict[str, Draft], Renderer]:
    context = BuildContext(known, Indexes(known), Configuration(), TODAY)
    drafts = {draft.uri: draft for draft in report_pages(context)}
    assert set(drafts) == {uri for uri in context.site_map.uris if uri.startswith("bericht/")}
    return drafts, Renderer(context.site_map, context.settings, {})


def seen(known: KnowledgeBase, year: str) -> Html:
    drafts, renderer = made(known)
    page = renderer.render(drafts[addresses.yearly_report(year)]).markdown
    for digest, html in renderer.fragments.items():
        page = page.replace(f"{{{{kb:{digest}}}}}", html)
    return Html(page)


def years(known: KnowledgeBase) -> list[str]:
    return list(years_of_cases(known.cases.values(), TODAY))


def test_a_year_has_a_report_from_ten_towns_on() -> None:
    """In what happened or in what was entered; years to come, thin sources, unnamed towns and withdrawn cases count for none."""
    assert years(base()) == ["2025", "2022"]
    assert years(base(towns=LEAST_TOWNS - 1)) == []
    assert years(base(FAILED, towns=LEAST_TOWNS - 1)) == ["2022"]
    assert years(base(start="2027")) == ["2025"]
    hidden = (
        case("gera/x", "eingestellt", period={"end": "2022"}, confidence="low"),
        case("anonym/x", "eingestellt", period={"end": "2022"}, region="Thüringen", size_class="landgemeinde"),
        case("gera/y", "eingestellt", period={"end": "2022"}, withdrawn={"date": "2026-01-01", "reason": "Auf Wunsch."}),
    )
    assert years(base(*hidden, towns=LEAST_TOWNS - 1)) == []


def test_what_failed_stands_in_the_year_of_its_end() -> None:
    """That of the period, else of the follow-up; of what never took place that of the plan. Of the rest no year is known."""
    found = (
        case("gera/a", "eingestellt", period={"start": "2019", "end": "2022"}),
        case("gera/b", "erfolgreich", period={"start": "2019"}, follow_up=[{"date": "2022-05", "note": "Aus.", "outcome": "eingestellt"}]),
        case("gera/c", "nicht-zustande", period={"start": "2022"}),
        case("gera/d", "eingestellt", period={"start": "2022"}),
        case("gera/e", "ausgelaufen", period={"start": "2019", "end": "2022"}),
    )
    year = years_of_cases(base(*found).cases.values(), TODAY)["2022"]
    assert [one.id for one in year.failed] == ["gera/a", "gera/b", "gera/c"]


def test_the_report_tells_what_why_and_what_was_learned() -> None:
    """With the town of each lesson, whose words are no markup; a year that nothing was entered in moved no headline."""
    document = seen(base(FAILED), "2022")
    for words in (
        "Gera: Eisbahn eingestellt (Eingestellt)",
        "machten mit : 1 Stadt",
        "»@alle fragen: <b>früher</b> die Händler.« Gera (Eisbahn)",
        "Die Fälle dieses Jahres kamen später",
    ):
        assert words in " ".join(document.seen.split()), words
    assert not document.all("b")


def test_headlines_move_in_the_year_of_entry() -> None:
    """Computed from the days in the records: what was said before the year, and after it."""
    view = made(base(*(FAILED.model_copy(update={"id": f"{town}/y", "city": town}) for town in TOWNS)))[0]["bericht/2026.md"].view
    assert isinstance(view, ReportView)
    assert (view.since, view.moved.first, len(view.moves), view.is_running) == ("2025-12-31", 0, 0, True)
    moved = made(base(*(FAILED.model_copy(update={"id": f"neu-{town}/y", "city": f"neu-{town}"}) for town in TOWNS)))[0][
        "bericht/2026.md"
    ].view
    assert isinstance(moved, ReportView)
    assert (moved.moved.words, [line.after.known for line in moved.moves]) == (1, [2 * LEAST_TOWNS])


def test_years_lead_to_each_other() -> None:
    """The one before and the one after; none is missing at the ends."""
    drafts, _ = made(base())
    views = [draft.view for draft in drafts.values() if isinstance(draft.view, ReportView)]
    assert [(view.year, view.earlier, view.later) for view in views] == [("2025", "2022", ""), ("2022", "", "2025")]


def test_a_report_stays_short() -> None:
    """However much a year brought: the number is that of all, the list is cut and says so."""
    many = [case(f"gera/fall-{number}", "eingestellt", period={"start": "2022", "end": "2022"}) for number in range(80)]
    document = seen(base(*many), "2022")
    assert "90 Fälle" in document.seen
    assert "und weitere" in document.seen
    assert "sie stehen auf den Seiten ihrer Städte" in document.seen
    assert document.text.count("<li>") < 200
