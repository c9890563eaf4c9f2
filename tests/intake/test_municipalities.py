"""A case from any German municipality: each way in makes one file that passes the check, without a file of the town."""

import random
import unicodedata
from functools import cache
from pathlib import Path

import pytest

from citynet_kb.checks import Context, check_record
from citynet_kb.cli.intake_commands import setting_of
from citynet_kb.findings import Severity
from citynet_kb.intake import Plan, Setting, take_in
from citynet_kb.intake.asking.excel_form import excel_template
from citynet_kb.intake.asking.word_form import word_template
from citynet_kb.intake.taking_in.new_towns import NewTown, new_town
from citynet_kb.intake.taking_in.typed_values import ids, planned
from citynet_kb.knowledge_base import municipalities
from citynet_kb.model import CaseStudy
from citynet_kb.project import Project
from citynet_kb.schema import bind
from citynet_kb.sources import Location, read, write
from tests.intake.incoming import answers_of, as_excel, as_issue, as_word

LAND = Path(__file__).parents[1] / "fixtures" / "beispielland"
ADDED = "2026-11-23"
TOWNS = tuple(random.Random(14).sample([town.slug for town in municipalities()], 50))
TITLE = "Ein Markt am Abend"
FIELDS = {
    "topic": "feste-maerkte",
    "measure": "feierabendmarkt",
    "outcome": "offen",
    "cadence": "dauerhaft",
    "effort": "klein",
}
TEXT = "Der Markt lief einen Sommer lang."


@cache
def setting() -> Setting:
    return setting_of(Project(LAND), Path("content/faelle"), ADDED)


@cache
def templates() -> tuple[bytes, bytes]:
    return word_template(setting().known.offered()), excel_template(setting().known.offered())


def file_of(slug: str, title: str = TITLE) -> str:
    """The file that every way makes."""
    return write({"title": title, **FIELDS, "city": slug, "added": ADDED, "next_review": "2027-11-23"}, CaseStudy, TEXT)


def answers(slug: str, title: str = TITLE) -> dict[str, str]:
    """What a person writes: names, the town's as it is told apart from others of that name."""
    found = answers_of({"title": title, **FIELDS}, TEXT, setting().names)
    return {**found, "Stadt": municipalities().label(slug)}


def only(plan: Plan) -> tuple[str, str]:
    """Path and text of the one file; fails where there is an error, or a second file."""
    assert [finding.message for finding in plan.findings if finding.severity is Severity.ERROR] == []
    (file,) = plan.files
    assert plan.towns == ()
    return file.path, file.text


def by_mail(slug: str, title: str = TITLE) -> Plan:
    text = "\n".join(f"{name}: {value}" for name, value in answers(slug, title).items())
    return take_in("fall.txt", text.encode(), setting())


def by_ticket(slug: str, title: str = TITLE) -> Plan:
    return take_in("fall.md", as_issue(answers(slug, title)).encode(), setting())


def by_form(slug: str, title: str = TITLE) -> Plan:
    return take_in("fall.md", file_of(slug, title).encode(), setting())


def by_new(slug: str, title: str = TITLE) -> Plan:
    (town,) = ids([municipalities().label(slug)], "city", setting())
    fields = {"title": title, **FIELDS}
    values: dict[Location, str] = {("city",): town, **{(key,): value for key, value in fields.items()}, ("sections",): TEXT}
    return planned(values, setting())


def by_word(slug: str, title: str = TITLE) -> Plan:
    return take_in("fall.docx", as_word(answers(slug, title), templates()[0]), setting())


def by_excel(slug: str, title: str = TITLE) -> Plan:
    return take_in("fall.xlsx", as_excel(answers(slug, title), templates()[1]), setting())


WAYS = {"mail": by_mail, "ticket": by_ticket, "form": by_form, "new": by_new}


@pytest.mark.parametrize("way", WAYS)
def test_each_way_in_takes_any_municipality(way: str) -> None:
    """Of 50 by chance: mail, ticket, file of the form, `new`."""
    assert [only(WAYS[way](slug)) for slug in TOWNS] == [(f"{slug}/ein-markt-am-abend.md", file_of(slug)) for slug in TOWNS]


@pytest.mark.slow
def test_office_files_take_any_municipality() -> None:
    """The same 50, in the templates of Word and Excel."""
    for slug in TOWNS:
        expected = (f"{slug}/ein-markt-am-abend.md", file_of(slug))
        assert only(by_word(slug)) == expected
        assert only(by_excel(slug)) == expected


def test_a_file_by_hand_is_green() -> None:
    """The slug of the register is all that it takes."""
    context = Context(Project(LAND).content, ADDED)
    for slug in TOWNS:
        document, found = read(f"content/faelle/{slug}/markt.md", file_of(slug).encode())
        assert document
        case, refused = bind(document, CaseStudy, f"{slug}/markt")
        assert case
        assert [str(one) for one in (*found, *refused, *check_record(case, document, context)) if one.severity is Severity.ERROR] == []


@pytest.mark.parametrize(
    ("written", "slug"),
    [
        ("Rothenburg o.d.T.", "rothenburg-ob-der-tauber"),
        ("Rothenburg ob der Tauber", "rothenburg-ob-der-tauber"),
        ("Halle/Saale", "halle-saale"),
        ("Halle (S.)", "halle-saale"),
        ("Neustadt an der Weinstrasse", "neustadt-an-der-weinstrasse"),
        ("Neustadt a.d. Weinstr.", "neustadt-an-der-weinstrasse"),
        ("Weiden i.d.OPf.", "weiden-in-der-oberpfalz"),
        (unicodedata.normalize("NFD", "Königsee"), "koenigsee"),
        ("Koenigsee", "koenigsee"),
        ("Grossenhain", "grossenhain"),
        ("Sankt Ingbert", "st-ingbert"),
        ("St. Augustin", "sankt-augustin"),
        ("Stadt Bad Köstritz", "bad-koestritz"),
        ("07586 Bad Köstritz", "bad-koestritz"),
        ("Frankfurt/O.", "frankfurt-oder"),
        ("Freiburg i. Br.", "freiburg-im-breisgau"),
        ("Münster", "muenster"),
        ("Münster (Bayern)", "muenster-bayern"),
        ("Münster, Kreis Donau-Ries", "muenster-bayern"),
        ("Neuenkirchen NRW", "neuenkirchen-nordrhein-westfalen"),
        ("Neuenkirchen (Niedersachsen, Landkreis Cuxhaven)", "neuenkirchen-cuxhaven"),
        ("Wittenberg", "lutherstadt-wittenberg"),
        ("Gera (Thüringen, 95.000 Einwohner)", "gera"),
    ],
)
def test_old_spellings_are_read(written: str, slug: str) -> None:
    """Abbreviations, additions, umlauts in any form, titles; of a name that others bear the far largest town is taken, and named."""
    plan = take_in("fall.md", as_issue({**answers("gera"), "Stadt": written}).encode(), setting())
    assert only(plan)[0] == f"{slug}/ein-markt-am-abend.md"
    said = [finding.message for finding in plan.findings if finding.rule == "wert-verstanden"]
    assert written != "Münster" or "Münster (Nordrhein-Westfalen)" in said[0]


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        ("Neuenkirchen", "Neuenkirchen (Niedersachsen, Landkreis Cuxhaven)"),
        ("Halle", "Halle (Saale)"),
        ("Weiden", "Weiden in der Oberpfalz"),
        ("Rothenburg", "Rothenburg/O.L."),
        ("Hausen (Bayern)", "Hausen (Bayern, Landkreis Kelheim)"),
    ],
)
def test_a_name_of_several_is_asked_back(written: str, offered: str) -> None:
    """With Land and district where the Land is not enough; nothing is picked in silence."""
    plan = take_in("fall.md", as_issue({**answers("gera"), "Stadt": written}).encode(), setting())
    (error,) = [finding for finding in plan.findings if finding.severity is Severity.ERROR]
    assert (error.rule, plan.files) == ("stadt-mehrdeutig", ())
    assert f"»{offered}«" in error.remedy


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Bregenz (Österreich, 29.600 Einwohner)", NewTown("Bregenz", "Österreich", "AT", "29600")),
        ("Bregenz, Vorarlberg, Österreich, ca. 29.600", NewTown("Bregenz", "Vorarlberg", "AT", "29600")),
        ("Wanne-Eickel (in Nordrhein-Westfalen, 160 Tsd. Einwohner)", NewTown("Wanne-Eickel", "Nordrhein-Westfalen", "DE", "160000")),
        ("Bregenz (Österreich)", None),
        ("Bregenz (29.600 Einwohner)", None),
        ("Bregenz", None),
        ("", None),
    ],
)
def test_a_town_of_no_register_is_told_in_one_answer(text: str, town: NewTown | None) -> None:
    """Name, Land or country, and population; nothing is assumed."""
    assert new_town(text) == town


def test_a_town_of_no_register_gets_its_file() -> None:
    """The case and the town go together; without Land and population the answer says what is missing."""
    told = take_in("fall.md", as_issue({**answers("gera"), "Stadt": "Bregenz (Österreich, 29.600 Einwohner)"}).encode(), setting())
    assert [file.path for file in told.files] == ["bregenz/ein-markt-am-abend.md"]
    (town,) = told.towns
    assert town.path == "content/staedte/bregenz.md"
    assert town.text == (
        "---\nslug: bregenz\nname: Bregenz\nstate: Österreich\ncountry: AT\npopulation: 29600\nsize_class: kleinere-mittelstadt\n---\n"
    )
    bare = take_in("fall.md", as_issue({**answers("gera"), "Stadt": "Bregenz"}).encode(), setting())
    (error,) = [finding for finding in bare.findings if finding.severity is Severity.ERROR]
    assert "»Bregenz (Österreich, 29.600 Einwohner)«" in error.remedy


def test_a_letter_in_prose_may_name_any_municipality() -> None:
    """Behind »Stadt«, »Gemeinde« or a postcode; it is asked whether that was meant."""
    letter = "Guten Tag,\n\nin der Gemeinde Teistungen gab es 2023 einen Feierabendmarkt. Er wurde eingestellt.\n\nViele Grüße\n"
    plan = take_in("brief.txt", letter.encode(), setting())
    assert any("Teistungen" in finding.message for finding in plan.findings if finding.rule == "angabe-vermutet")
