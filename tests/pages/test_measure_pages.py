"""The page of a measure: what became of it town by town, what it cost, and what is left out where too little is known."""

import re
from typing import Any

import pytest

from citynet_kb.indexes import Indexes
from citynet_kb.knowledge_base import link
from citynet_kb.model import CaseStudy, City, Configuration, Measure, Topic
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.kinds.measure_pages import measure_pages
from citynet_kb.pages.renderer import Renderer
from tests.indexes.examples import CAUSE, case, turn
from tests.pages.examples import PLACEHOLDER
from tests.site.building import TODAY
from tests.site.reading import Html

URI = "massnahmen/eisbahn.md"


PAIRS = "Hier ging es, dort nicht"
TOWNS = "Alle Städte, und was daraus wurde"


def markdown(*cases: CaseStudy, common: bool = False) -> str:
    """The page with its trusted markup set in."""
    cities = [
        City(id=slug, slug=slug, name=slug.title(), state="Thüringen", country="DE", population=20_000)
        for slug in {one.city for one in cases}
    ]
    measures = (Measure(id="eisbahn", slug="eisbahn", name="Eisbahn", topic="feste-maerkte", common=common),)
    base = link(cases, cities, measures, (Topic(id="feste-maerkte", slug="feste-maerkte", name="Feste"),))
    context = BuildContext(base, Indexes(base), Configuration(), TODAY)
    renderer = Renderer(context.site_map, context.settings)
    (page,) = (renderer.render(draft) for draft in measure_pages(context) if draft.uri == URI)
    return PLACEHOLDER.sub(lambda found: renderer.fragments[found[1]], page.markdown)


def sections(*cases: CaseStudy, common: bool = False) -> dict[str, str]:
    """Heading → what a reader sees below it; the top of the page has none."""
    page = markdown(*cases, common=common).partition('<div class="kb-notice')[0]
    parts = re.split(r"^(?:## |<h2[^>]*>)(.*?)(?:</h2>)?$", page, flags=re.MULTILINE)
    texts = dict(zip(["", *parts[1::2]], parts[0::2], strict=True))
    return {heading: re.sub(r" ([:,;.)])", r"\1", " ".join(Html(text).seen.split())) for heading, text in texts.items()}


def became(outcome: str, **facts: Any) -> str:
    """What is said of one town under »Alle Städte«, before its story."""
    found = sections(case("gera/eisbahn", outcome, title="Gera: Was war", **facts))[TOWNS]
    return found.partition("Gera: ")[2].removesuffix(" Was war")


def source(date: str, publisher: str | None = None) -> dict[str, Any]:
    return {"sources": [{"title": "Bericht", "date": date, "publisher": publisher}]}


@pytest.mark.parametrize(
    ("outcome", "facts", "words"),
    [
        ("offen", {"period": {"start": "2027-03"}}, "geplant für 2027"),
        ("offen", {"period": {"start": "2020"}, **source("2021-05")}, "Ausgang nicht bekannt, zuletzt belegt 2021"),
        ("offen", {}, "Ausgang nicht bekannt"),
        ("nicht-zustande", {"period": {"end": "2019"}}, "kam nicht zustande (2019)"),
        ("nicht-zustande", {}, "kam nicht zustande"),
        ("eingestellt", {"period": {"start": "2010", "end": "2019"}}, "eingestellt (2019)"),
        ("eingestellt", {"period": {"start": "2010"}}, "eingestellt, wann ist nicht bekannt"),
        ("eingestellt", {"follow_up": [turn("2019-02", "eingestellt")]}, "eingestellt (2019)"),
        ("ausgelaufen", {"period": {"end": "2023"}}, "ausgelaufen (2023)"),
        ("ausgefallen", {"cadence": "wiederkehrend", "period": {"end": "2022"}}, "Ausgabe 2022 fiel aus, danach nichts bekannt"),
        ("ausgefallen", {"cadence": "wiederkehrend"}, "eine Ausgabe fiel aus, danach nichts bekannt"),
        ("teilweise", {"cadence": "befristet", "period": {"end": "2023"}}, "planmäßig beendet (2023) · zum Teil gelungen"),
        ("teilweise", {"cadence": "einmalig", "period": {"end": "2024"}}, "fand statt (2024) · zum Teil gelungen"),
        ("teilweise", {"cadence": "einmalig"}, "fand statt · zum Teil gelungen"),
        ("wirkungslos", {"cadence": "dauerhaft", "period": {"end": "2018"}}, "lief bis 2018 · Ziel verfehlt"),
        ("wirkungslos", source("2018"), "zuletzt belegt 2018 · Ziel verfehlt"),
        ("erfolgreich", {}, "Stand nicht bekannt · gelungen, nach eigener Einschätzung"),
        ("erfolgreich", source("2025", "OTZ") | {"evidence": "zaehlung"}, "zuletzt belegt 2025 · gelungen, laut OTZ (Zählung)"),
        ("erfolgreich", {"evidence": "zaehlung", "organiser": "privat"}, "Stand nicht bekannt · gelungen, Belege: Zählung privat"),
    ],
)
def test_what_became_of_it(outcome: str, facts: dict[str, Any], words: str) -> None:
    """The words of the rule, on whose word it is a success, and whether it was private."""
    assert became(outcome, **facts) == words


def test_old_news_are_grey() -> None:
    """Older than three years; younger ones are not."""
    assert '<span class="kb-old">zuletzt belegt 2018</span>' in markdown(case("gera/eisbahn", "teilweise", **source("2018")))
    assert "kb-old" not in markdown(case("gera/eisbahn", "teilweise", **source("2025")))


def test_towns_that_are_one_experience_stand_in_a_bracket() -> None:
    """With one sentence; the others follow. One town alone makes no bracket."""
    hit = [case(f"{town}/eisbahn", common_cause=CAUSE, period={"end": "2024"}) for town in ("gera", "jena")]
    joined = [case(f"{town}/eisbahn", "teilweise", joint_project="eis") for town in ("greiz", "weida", "zeitz")]
    alone = case("apolda/eisbahn", common_cause=CAUSE, joint_project="anderes")
    text = markdown(*hit, *joined, alone, case("suhl/eisbahn", "teilweise"))
    brackets = [Html(found).seen for found in re.findall(r'<li class="kb-bracket"[^>]*>.*?</ul></li>', text, re.DOTALL)]
    assert len(brackets) == 2
    assert "3 Städte traf dieselbe Ursache von außen" in brackets[0]
    assert "3 Städte nahmen am selben gemeinsamen Vorhaben teil" in brackets[1]
    assert [name in brackets[1] for name in ("Greiz", "Weida", "Zeitz", "Suhl")] == [True, True, True, False]
    assert "kb-bracket" not in markdown(alone, case("suhl/eisbahn", "teilweise", joint_project="eis"))


def test_divided_towns_and_newer_news() -> None:
    """A town whose newest cases contradict each other says both; one with newer news that do not count says them."""
    divided = [case(f"gera/{end}", end, period={"end": "2020"}) for end in ("erfolgreich", "eingestellt")]
    text = sections(*divided)[TOWNS]
    assert "Gera: Gleich neue Berichte sagen Verschiedenes: eingestellt, erfolgreich." in text
    assert "Weitere Fälle" not in text
    newer = sections(case("jena/alt", period={"end": "2019"}), case("jena/neu", "offen", period={"start": "2025"}))[TOWNS]
    assert "Jena: eingestellt (2019) (Ein neuerer Bericht, der nicht mitzählt, sagt anderes: offen)" in newer


def test_reasons_stand_in_three_lists() -> None:
    """Of setbacks, of what was difficult where it was none, and of cancelled editions; those of open cases nowhere."""
    weather, few, money = "umfeld/wetter", "akteure/haendler-zu-wenige", "geld/kosten-unterschaetzt"
    found = sections(
        case("a/1", failure_reasons=[weather]),
        case("b/1", "teilweise", failure_reasons=[few]),
        case("c/1", "ausgelaufen", failure_reasons=[few]),
        case("d/1", "ausgefallen", cadence="wiederkehrend", failure_reasons=[money]),
        case("e/1", "offen", failure_reasons=[money]),
    )
    assert "Wetter 1" in found["Woran es lag"]
    assert re.search(r"machten mit 2\b", found["Was anderswo schwierig war"])
    assert re.search(r" 1 Alle Gründe, und welche Städte sie nennen", found["Warum Ausgaben ausfielen"])
    assert "E" not in found["Warum Ausgaben ausfielen"].rsplit(": ", 1)[1]


def test_what_too_little_is_known_of_is_left_out() -> None:
    """No table of differences below ten towns, no answers where none was given, no range below five figures, and nothing said of it."""
    costs = {"effort_detail": {"cost_eur": 9}, "cost_of": "gesamt"}
    nine = [case(f"t{number}/1", ("eingestellt", "erfolgreich")[number % 2], effort=("klein", "gross")[number % 2]) for number in range(9)]
    found = sections(*nine, *(case(f"k{number}/1", "offen", **costs) for number in range(9)))
    assert "Was die Fälle unterscheidet" not in found
    assert "ob sie es wieder tun würden" not in found[TOWNS]
    ten = sections(*nine, case("u/1", effort="klein", would_repeat="nein"))
    assert "Was die Fälle unterscheidet" in ten
    assert "ob sie es wieder tun würden" in ten[TOWNS]
    four = sections(*(case(f"k{number}/1", "teilweise", **costs) for number in range(4)))["Was es kostete"]
    assert not re.search("Median|Spanne|braucht", four)


def test_costs_stand_singly() -> None:
    """With town, size, year and what they cover; a plan and a yearly cost say so."""
    found = sections(
        case(
            "gera/1", effort_detail={"cost_eur": 80_000, "note": "Ohne Strom."}, cost_of="gesamt", period={"start": "2019", "end": "2021"}
        ),
        case("jena/1", effort_detail={"cost_planned_eur": 5000}, period={"start": "2020"}),
        case("suhl/1", "teilweise", effort_detail={"running_eur_per_year": 700}, cost_of="laufend-jahr", period={"end": "2020-05"}),
    )["Was es kostete"]
    assert "Gera ( 20.000 Einwohner, 2019–2021): 80.000 €, Gesamtkosten. Ohne Strom." in found
    assert "Jena ( 20.000 Einwohner, ab 2020): 5.000 € (geplant), was der Betrag umfasst, ist nicht bekannt" in found
    assert "Suhl ( 20.000 Einwohner, 2020): 700 € im Jahr" in found


def test_what_is_told_without_an_amount() -> None:
    """Posts, rates, who paid: singly with its town, also of an open case; not where the amount stands, and not of thin sources."""
    posts, rate = {"note": "Zwei halbe Stellen"}, {"note": "Miete 80 € je Woche"}
    cases = [
        case("gera/1", effort_detail=posts, period={"start": "2022-12"}),
        case("jena/1", "offen", effort_detail=rate),
        case("suhl/1", effort_detail=rate, confidence="low"),
        case("weimar/1", effort_detail={**posts, "cost_eur": 5}),
    ]
    told = sections(*cases)["Was ohne Gesamtbetrag bekannt ist"]
    assert "Gera ( 20.000 Einwohner, ab 2022): Zwei halbe Stellen" in told
    assert "Jena ( 20.000 Einwohner): Miete 80 € je Woche" in told
    assert not re.search("Suhl|Weimar", told)


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ([(5, 5)], "In einem Fall kennen wir Plan und Ausgabe; er blieb im Plan."),
        ([(6, 5)], "In einem Fall kennen wir Plan und Ausgabe; er lag darüber."),
        ([(5, 5), (4, 5)], "In 2 Fällen kennen wir Plan und Ausgabe; alle blieben im Plan."),
        ([(6, 5), (7, 5)], "In 2 Fällen kennen wir Plan und Ausgabe; alle lagen darüber."),
        ([(6, 5), (5, 5), (4, 5)], "In 3 Fällen kennen wir Plan und Ausgabe; 1 lag darüber, 2 blieben im Plan."),
    ],
)
def test_plan_and_cost_in_words(pairs: list[tuple[int, int]], words: str) -> None:
    """How many pairs there are, and how they compare."""
    details = ({"cost_eur": actual, "cost_planned_eur": planned} for actual, planned in pairs)
    assert words in sections(*(case(f"t{number}/1", effort_detail=detail) for number, detail in enumerate(details)))["Was es kostete"]


def test_a_range_of_five() -> None:
    """Least, middle and greatest with what they cover and from how many, and the same per inhabitant."""
    amounts = (1000, 2000, 4000, 8000, 20_000)
    found = sections(*(case(f"t{amount}/1", effort_detail={"cost_eur": amount}, cost_of="einmalig") for amount in amounts))[
        "Was es kostete"
    ]
    assert "Einmalige Kosten: 1.000 bis 20.000 €, in der Mitte (Median) 4.000 €, bekannt aus 5 Fällen." in found
    assert "Je Einwohner: 0,05 bis 1,00 €, in der Mitte (Median) 0,20 €." in found


def test_what_nearly_every_town_has_says_so() -> None:
    """Beside its counts."""
    assert "Das hat fast jede Stadt." in sections(case("gera/1"), common=True)[""]
    assert "Das hat fast jede Stadt." not in sections(case("gera/1"))[""]


def test_counter_cases_are_of_similar_towns() -> None:
    """The same two once, each with why; a town that saw both beside itself; nothing where all ended alike."""
    why = {"failure_reasons": ["umfeld/wetter"], "title": "Gera: Bahn schmilzt"}
    pair = sections(case("gera/1", **why), case("jena/1", "erfolgreich", success_factors=["Viele Förderer"]))[PAIRS]
    assert pair.startswith("Gera eingestellt Bahn schmilzt Grund: Wetter Jena erfolgreich, nach eigener Einschätzung")
    assert (pair.count("Gera "), pair.count("Geholfen hat: Viele Förderer ähnlich groß")) == (1, 1)
    again = sections(case("gera/1", period={"end": "2019"}), case("gera/2", "erfolgreich", period={"start": "2023"}))[PAIRS]
    assert again.endswith("Dieselbe Stadt")
    turned = case("jena/1", "offen", follow_up=[turn("2024-02", "erfolgreich")])
    assert re.search(r"Jena erfolgreich.* 2024: ", sections(case("gera/1"), turned)[PAIRS])
    assert PAIRS not in sections(case("gera/1"), case("jena/1"))


def test_how_long_it_lasted_is_said_from_three_towns_on() -> None:
    """In towns, never in percent; nothing of fewer, and of no year that too few towns have reached."""
    lasting = {"cadence": "dauerhaft", "period": {"start": "2024"}, "sources": [{"title": "T", "date": "2026"}]}
    towns = [case(f"{town}/x", "erfolgreich", **lasting) for town in ("gera", "jena", "suhl")]
    begun = "Auf Dauer oder als Reihe begonnen, lief es, soweit belegt, nach einem Jahr noch in 3 von 3 Städten. So ist das gezählt"
    assert begun in sections(*towns)[TOWNS]
    assert "Auf Dauer" not in sections(*towns[:2])[TOWNS]
    gone = case("suhl/x", "eingestellt", cadence="dauerhaft", period={"start": "2024-01", "end": "2024-05"})
    assert "in 2 von 3 Städten. In den übrigen endete es vorher, oder" in sections(*towns[:2], gone)[TOWNS]
