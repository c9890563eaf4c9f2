"""The register of German municipalities: what ships, what a file adds to it, what stands in place of a file, and how it is renewed."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from citynet_kb.cli import main
from citynet_kb.knowledge_base import link, municipalities
from citynet_kb.knowledge_base.load import REGISTER
from citynet_kb.knowledge_base.register_renewal import COLUMNS, renewal
from citynet_kb.knowledge_base.town_files import completed
from citynet_kb.model import CaseStudy, City, Effort, Outcome, SizeClass
from citynet_kb.model.municipalities import Municipalities, Municipality, packed
from citynet_kb.schema import bind
from citynet_kb.sources import read
from tests.speed import in_time

ROWS = (
    Municipality("altdorf", "09000001", "Altdorf", "Landkreis Nord", 900, "48.1", "11.1"),
    Municipality("neudorf-nord", "09000002", "Neudorf", "Landkreis Nord", 21_000, "48.2", "11.2"),
    Municipality("neudorf-sued", "09100003", "Neudorf", "Landkreis Süd", 800, "48.3", "11.3"),
    Municipality("neudorf-hessen", "06000001", "Neudorf", "kreisfreie Stadt", 700, "50.1", "9.1"),
)
OLD = Municipalities(lambda: packed(ROWS, "2026-02-28", "2024-12-31"))


def listed(*rows: Municipality) -> str:
    """A list in the form that the command reads."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS)
    writer.writeheader()
    for row in rows:
        fields = {key: getattr(row, key) for key in COLUMNS if key != "population_date"}
        writer.writerow({**fields, "population_date": "2025-12-31"})
    return stream.getvalue()


def case(city: str) -> CaseStudy:
    return CaseStudy(title="Ein Fall", city=city, topic="a", outcome=Outcome.OPEN, effort=Effort.UNKNOWN, id=f"{city}/x", path=f"{city}.md")


def test_what_ships_is_small_and_quick() -> None:
    """At most 400 kB in the package, 40 ms of CPU to look up a town; every municipality of Germany."""
    assert REGISTER.stat().st_size <= 400_000
    content = REGISTER.read_bytes()
    assert in_time(0.04, lambda: Municipalities(lambda: content).with_key("16052000")) == "gera"
    towns = Municipalities(lambda: content)
    assert len(towns) > 10_000
    assert len({town.state for town in towns}) == 16


def test_a_town_of_the_register_needs_no_file() -> None:
    """A case makes it a town; the others stay in the register."""
    base = link(cases=[case("altdorf"), case("nirgends")], municipalities=OLD)
    assert list(base.cities) == ["altdorf"]
    assert base.unrecorded == {"altdorf"}
    town = base.cities["altdorf"]
    assert (town.name, town.state, town.country, town.population, town.size_class) == ("Altdorf", "Bayern", "DE", 900, SizeClass.RURAL)
    assert list(base.records) == list(base.cases.values())
    assert base.knows_town("neudorf-sued")
    assert not base.knows_town("nirgends")


def test_a_file_goes_before_the_register() -> None:
    """Also as a former id: what a town was called is not another one."""
    own = City(id="altdorf", slug="altdorf", name="Altdorf bei uns", state="Bayern", country="DE", path="a.md", aliases=("neudorf-sued",))
    base = link(cases=[case("altdorf"), case("neudorf-sued")], cities=[own], municipalities=OLD)
    assert base.cities == {"altdorf": own}
    assert not base.knows_town("neudorf-sued")


@pytest.mark.parametrize(
    ("text", "name", "population"),
    [
        ("slug: altdorf", "Altdorf", 900),
        ("slug: altdorf\nname: Altdorf am Bach\nstate: Bayern\ncountry: DE", "Altdorf am Bach", 900),
        ("slug: altdorf\nname: Altdorf\nstate: Bayern\ncountry: DE\npopulation: 950", "Altdorf", 950),
        ("slug: altdorf\nname: Altdorf\nstate: Uri\ncountry: CH", "Altdorf", None),
        ("slug: altdorf\nname: Altdorf\nstate: Bayern\ncountry: DE\nags: 09999999", "Altdorf", None),
    ],
)
def test_a_file_overrides_and_adds(text: str, name: str, population: int | None) -> None:
    """What it leaves out comes from the register, unless it is about another town."""
    document, _ = read("content/staedte/altdorf.md", f"---\n{text}\n---\n".encode())
    assert document
    town, found = bind(completed(document, "altdorf", OLD), City, "altdorf")
    assert town, found
    assert (town.name, town.population) == (name, population)
    assert (town.population_source is None) == (population != 900)


def test_names_are_told_apart() -> None:
    """By Land, and by district where the Land is the same."""
    assert [OLD.label(row.slug) for row in ROWS] == [
        "Altdorf",
        "Neudorf (Bayern, Landkreis Nord)",
        "Neudorf (Bayern, Landkreis Süd)",
        "Neudorf (Hessen)",
    ]
    base = link(cases=[case("neudorf-nord"), case("neudorf-hessen"), case("altdorf")], municipalities=OLD)
    assert [base.town_label(slug) for slug in base.cities] == ["Altdorf", "Neudorf (Hessen)", "Neudorf (Bayern)"]


MOVED = (
    (replace(ROWS[0], slug="altdorf-nord"), "hat die Kennung »altdorf« und hieße »altdorf-nord«"),
    (replace(ROWS[0], ags="09000009", name="Neualtdorf"), "»altdorf« ist Altdorf (09000001) und wäre Neualtdorf (09000009)"),
    (replace(ROWS[0], slug="neudorf-nord"), "slug: »neudorf-nord« steht 2-mal da"),
    (replace(ROWS[0], ags="08000001"), ""),
    (replace(ROWS[0], lat="x"), "Zeile 2: lat: »x« kann nicht stimmen"),
    (replace(ROWS[0], slug="Alt Dorf"), "Zeile 2: slug: »Alt Dorf« kann nicht stimmen"),
)


@pytest.mark.parametrize(("row", "fault"), MOVED, ids=lambda value: value if isinstance(value, str) else "")
def test_a_newer_list_moves_no_slug(row: Municipality, fault: str) -> None:
    """An address that somebody has written down leads to the same town for ever."""
    found = renewal(listed(row, *ROWS[1:]), OLD)
    assert fault in "\n".join(found.faults)
    assert bool(found.faults) is bool(fault) or row.ags.startswith("08")


def test_a_newer_list_is_taken() -> None:
    """A municipality more, one with another population, one under a new key after a reform of districts; what is gone is named."""
    newer = (replace(ROWS[0], population=1000, ags="09000008"), *ROWS[1:], Municipality("weiler", "09200004", "Weiler", "X", 5, "48", "11"))
    found = renewal(listed(*newer), OLD)
    assert (found.faults, found.towns, found.counted, found.gone) == ((), newer, "2025-12-31", ())
    assert renewal(listed(*newer[1:]), OLD).gone == (ROWS[0],)
    assert renewal(listed(ROWS[0]), OLD).faults == ("Die Liste hat 1 Gemeinden, das Verzeichnis 4: Da fehlt ein Teil.",)
    assert "Diese Spalten fehlen" in renewal("a,b\n1,2\n", OLD).faults[0]


@pytest.mark.slow
def test_the_command_renews(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The same list gives the same bytes; a refused one leaves what is there."""
    monkeypatch.chdir(tmp_path)
    towns, new = municipalities(), tmp_path / "neu.bin"
    Path("liste.csv").write_text(listed(*towns).replace("2025-12-31", towns.counted), "utf-8")
    assert main(["register", "liste.csv", "--as-of", towns.as_of, "--to", str(new)]) == 0
    assert new.read_bytes() == REGISTER.read_bytes()
    Path("liste.csv").write_text(listed(*towns).replace(",gera\r", ",gera-thueringen\r"), "utf-8")
    assert main(["register", "liste.csv", "--as-of", towns.as_of, "--to", str(new)]) == 1
    assert "Kennungen bleiben" in capsys.readouterr().err
    assert new.read_bytes() == REGISTER.read_bytes()
