"""Twelve questions of a city manager: from the start page within three links to the answer, without a script.

Each is asked twice: of Fragenland, which holds the answer, and of our own content, where »Dazu liegt noch nichts vor« with a way to
report it is a right answer too.
"""

import re
import shutil

import pytest

from tests.answers.site_of import Reading
from tests.fixtures import FIXTURES
from tests.site import building
from tests.site.reading import OwnPage, pages_of

MOST_LINKS_ON_START = 60
NOTHING = "Dazu liegt noch nichts vor"


@pytest.fixture(scope="session")
def fictional(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    """The built site of Fragenland."""
    root = building.project(tmp_path_factory.mktemp("fragen") / "land")
    shutil.rmtree(root / "content")
    shutil.copytree(FIXTURES / "fragenland", root, dirs_exist_ok=True)
    built = building.build(root, root / "site")
    assert built.code == 0, built.output
    return Reading(pages_of(built.site))


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    """The built site of our own content."""
    built = building.real_site(tmp_path_factory)
    assert built.code == 0, built.output
    return Reading(pages_of(built.site, OwnPage))


MARKET, FUND, RINK, VOUCHER = (
    f"massnahmen/{slug}/" for slug in ("lokaler-online-marktplatz", "anmietungsfonds", "eisbahn", "stadtgutschein")
)
TOWNS = "Alle Städte, und was daraus wurde"
ASKED = {
    "1 in how many towns did a local online marketplace fail": (
        MARKET,
        "",
        "Erst 3 Erfahrungen: 2 nicht gelungen, 1 zum Teil gelungen.",
        r"In \d+ von \d+ Städten nicht gelungen|Erst \d+ Erfahrungen",
    ),
    "1 and why": (MARKET, "Woran es lag", "Gründe aus 2 Städten, in denen es nicht gelang", r"Gründe aus \d+ Städten"),
    "2 what carried against vacancy in a smaller middle-sized town": (
        "themen/leerstand/",
        "Was in Städten welcher Größe gelang",
        "Kleinere Mittelstadt 20.000 bis unter 50.000 Einwohner. Gelungen in 2 von 3 bekannten Städten",
        r"Kleinere Mittelstadt .*(Gelungen in|Bekannt aus) \d+",
    ),
    "3 what did a rent subsidy for vacant shops cost": (
        FUND,
        "Was es kostete",
        "Musterstadt (30.000 Einwohner, 2021–2023): 12.000 €, was der Betrag umfasst, ist nicht bekannt",
        r"\(\d+\.\d+ Einwohner.*\): [\d.]+ €, ",
    ),
    "4 what happened with ice rinks": (
        RINK,
        TOWNS,
        "Ziel verfehlt",
        r"Erfolgreich|Eingestellt|Ziel verfehlt|Nicht zustande",
    ),
    "5 whom do I ask about town vouchers": (
        VOUCHER,
        "Wen Sie fragen können",
        "Musterstadt: Citymanagement, citymanagement@ musterstadt.example",
        r": Website der Stadt|@",
    ),
    "6 who would do it again": (
        RINK,
        TOWNS,
        "antworteten 2 von 3 Städten: Ja, genauso (1), Nein (1).",
        r"antwortete|zuletzt belegt",
    ),
    "7 does it still live and as of when": (
        RINK,
        TOWNS,
        "Musterstadt: zuletzt belegt 2025",
        r": (zuletzt belegt |fand statt \(|eingestellt \(|kam nicht zustande \(|planmäßig beendet \(|lief bis )\d{4}",
    ),
    "8 how sure is this": (RINK, "", "Zählung (1 Stadt)", r"Woher wir es wissen: .*\(\d+ St"),
    "10 which measures carry with small effort": (
        "aufwand/",
        "Schnelle Erfolge",
        "2 von 2 Fällen mit diesem Aufwand",
        r"\d+ von \d+ Fällen mit diesem Aufwand",
    ),
    "12 what is nobody's experience yet": ("wissensluecken/", "Maßnahmen ohne Fall", "Stadtstrand", NOTHING),
}
"""Question → address, heading, what stands there in Fragenland, what stands there in our own content if anything is known."""


@pytest.mark.parametrize("question", ASKED)
def test_answer_in_fragenland(fictional: Reading, question: str) -> None:
    """The answer stands within three links of the start page, and its value is right."""
    address, heading, answer, _ = ASKED[question]
    assert answer in fictional.answer(address, heading)


@pytest.mark.parametrize("question", ASKED)
def test_answer_in_our_own_content(real: Reading, question: str) -> None:
    """So it does in our own content, or the page says that nothing is known yet and how to report it."""
    address, heading, _, known = ASKED[question]
    if not re.search(known, real.answer(address, heading)):
        assert NOTHING in real.answer(address, heading)
        assert real.offers_to_report(address, heading)


def test_why_a_marketplace_failed(fictional: Reading, real: Reading) -> None:
    """1: The reasons stand there with the number of towns that name them."""
    assert "Zu wenig" in fictional.answer(MARKET, "Woran es lag")
    assert re.search(r'href="[^"]*gruende/', real.below(MARKET, "Woran es lag"))


def test_what_carried_names_the_measures(fictional: Reading) -> None:
    """2: The towns of that size in which something against vacancy succeeded are named with what they did, no others."""
    text = fictional.answer("themen/leerstand/", "Was in Städten welcher Größe gelang")
    middle = text.partition("Kleinere Mittelstadt")[2]
    assert "Anmietungsfonds, Musterstadt" in middle
    assert "Pop-up-Store, Nachbarstadt" in middle
    assert "Neudorf" not in middle


@pytest.mark.parametrize(("site", "town"), [("fictional", "musterstadt"), ("real", "gera")])
def test_which_town_is_like_mine_and_why(request: pytest.FixtureRequest, site: str, town: str) -> None:
    """9: A town's page names the most similar towns and the reasons in words."""
    reading: Reading = request.getfixturevalue(site)
    answer = reading.answer(f"staedte/{town}/", "Städte wie diese")
    assert re.search(r"ähnlich groß|rund \d+ km entfernt", answer)
    if site == "fictional":
        assert re.search(r"Nachbarstadt ähnlich groß, .*ebenfalls in Thüringen", answer)


@pytest.mark.parametrize(("site", "town"), [("fictional", "musterstadt"), ("real", "gera")])
def test_what_failed_in_the_neighbourhood(request: pytest.FixtureRequest, site: str, town: str) -> None:
    """11: A town's page names what failed in the towns most like it, how it ended there, and how far they are."""
    reading: Reading = request.getfixturevalue(site)
    answer = reading.answer(f"staedte/{town}/", "Was andere Städte versucht haben")
    assert re.search(r"Ähnliche Stadt: \S+, (eingestellt|Ziel verfehlt|nicht zustande gekommen) \(", answer)
    if site == "fictional":
        assert re.search(r"Ähnliche Stadt: Nachbarstadt, eingestellt \(.*rund 20 km entfernt", answer)


@pytest.mark.parametrize("site", ["fictional", "real"])
def test_start_page_is_no_catalogue(request: pytest.FixtureRequest, site: str) -> None:
    """The start page shows at most 60 links, those of the navigation included; what only a chosen town shows is hidden until then."""
    reading: Reading = request.getfixturevalue(site)
    assert 10 < len([link for link in reading.pages[""].all("a") if link.get("href") and "hidden" not in link]) <= MOST_LINKS_ON_START


def test_every_question_is_asked() -> None:
    """Ten in a table, the ninth and the eleventh in tests of their own; each answer is a pattern that reads."""
    assert {question.split()[0] for question in ASKED} == {str(number) for number in range(1, 13)} - {"9", "11"}
    assert all(re.compile(known) for *_, known in ASKED.values())
