"""The exports: shape, safety, determinism."""

import csv
import io
import json
import random
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from citynet_kb.exports import build_exports, generation_time
from citynet_kb.exports.measure_records import MeasureRecord
from citynet_kb.exports.table import formula_safe
from citynet_kb.indexes import Resemblance, Verdict, build_indexes
from citynet_kb.indexes.verdict import FEWEST_FOR_VERDICT
from citynet_kb.knowledge_base import KnowledgeBase, link
from citynet_kb.model import CaseStudy, City, Effort, Outcome
from citynet_kb.model.api_version import API_VERSION
from citynet_kb.model.case_parts import Contact
from tests.fictional.records import generate_knowledge_base

WHEN = "2026-05-01T00:00:00Z"


def exports(knowledge_base: KnowledgeBase) -> dict[str, bytes]:
    """All files."""
    return build_exports(knowledge_base, build_indexes(knowledge_base), "1.2.3", WHEN)


@pytest.fixture(scope="module")
def generated() -> KnowledgeBase:
    """Some hundred cases with every hard feature."""
    return generate_knowledge_base(300)


NOT_API = ("daten/faelle.csv", "datapackage.json")


@pytest.fixture(scope="module")
def files(generated: KnowledgeBase) -> dict[str, bytes]:
    """Their exports."""
    return exports(generated)


def api(files: dict[str, bytes], name: str) -> Any:
    """One JSON file, read."""
    return json.loads(files[f"api/v1/{name}.json"])


def rows(files: dict[str, bytes]) -> list[dict[str, str]]:
    """The table, read as Excel reads it on a German office PC."""
    return list(csv.DictReader(io.StringIO(files["daten/faelle.csv"].decode("utf-8-sig"), newline=""), delimiter=";"))


def test_paths(files: dict[str, bytes]) -> None:
    """Exactly these files are written beside those of the finder, which are no interface; the index names those that hold all of a kind."""
    names = ("calls", "cases", "cities", "failed-elsewhere", "index", "likeness", "measures", "meetings", "networks", "practice")
    names += ("similar", "surveys", "topics")
    public = {path for path in files if not path.startswith("faelle/liste-")}
    one_each = {f"api/v1/{kind}/{record['id']}.json" for kind in ("cases", "measures") for record in api(files, kind)}
    assert public == {*(f"api/v1/{name}.json" for name in names), *NOT_API, *one_each}
    assert api(files, "index")["files"] == [f"api/v1/{name}.json" for name in names if name != "index"] + ["daten/faelle.csv"]


def test_index(generated: KnowledgeBase, files: dict[str, bytes]) -> None:
    """The index states version, instant and how much there is."""
    index, totals = api(files, "index"), build_indexes(generated).totals
    assert (index["api"], index["version"], index["generated_at"]) == (API_VERSION, "1.2.3", WHEN)
    assert index["counts"] == {field.name: getattr(totals, field.name) for field in fields(totals)}


def test_measures(files: dict[str, bytes]) -> None:
    """A list of measures with exactly these keys, whose numbers fit each other."""
    keys = list(MeasureRecord.__annotations__)
    assert {"id", "topic", "name", "m", "f", "modes", "observations", "verdict", "leading_modes", "cities_tried"} < set(keys)
    assert {"cities_setback_ever", "cases", "reasons", "differences", "figures", "standings", "counter_cases"} < set(keys)
    assert {"words", "divided", "uncounted", "cancelled_editions", "joint_projects", "reasons_cancelled"} < set(keys)
    for measure in api(files, "measures"):
        assert list(measure) == keys
        assert set(measure["modes"]) == {"nicht-zustande", "eingestellt", "wirkungslos"}
        assert sum(measure["modes"].values()) == measure["f"] <= measure["m"] <= len(measure["cities_tried"])
        seen = measure["observations"]
        assert set(seen) == {"m", "f", "s", "t"}
        assert seen["f"] + seen["s"] + seen["t"] <= seen["m"] <= measure["m"]
        assert bool(measure["words"]) == (seen["m"] >= FEWEST_FOR_VERDICT)
        assert measure["verdict"] in {verdict.value for verdict in Verdict}
        for ids in ("leading_modes", "cities_tried", "cities_setback_ever", "cases"):
            assert measure[ids] == sorted(measure[ids])


def test_failed_elsewhere(files: dict[str, bytes]) -> None:
    """An object from measure to sorted towns; it agrees with measures.json and holds no measure without a setback."""
    ever = {measure["id"]: measure["cities_setback_ever"] for measure in api(files, "measures") if measure["cities_setback_ever"]}
    assert api(files, "failed-elsewhere") == ever
    assert ever


def test_cities(generated: KnowledgeBase, files: dict[str, bytes]) -> None:
    """Every town with its public facts, warnings and encouragements, none of which it has tried, nor are the latter warned of."""
    cities = api(files, "cities")
    assert [city["id"] for city in cities] == list(generated.cities)
    for city in cities:
        assert not set(city["tried"]) & {*city["warned"], *city["encouraged"]}
        assert city["warned"] == sorted(city["warned"])
        assert set(city["mixed"]) <= set(city["warned"])
        assert not set(city["encouraged"]) & set(city["warned"])


def test_similar(generated: KnowledgeBase, files: dict[str, bytes]) -> None:
    """Every town with up to five towns that may be called similar; reasons are slugs with points and values, never sentences."""
    similar = api(files, "similar")
    assert list(similar) == list(generated.cities)
    for city, others in similar.items():
        assert len({other["city"] for other in others} & (set(generated.cities) - {city})) == len(others) <= 5
        assert [other["score"] for other in others] == sorted((other["score"] for other in others), reverse=True)
        for other in others:
            assert list(other) == ["city", "score", "reasons"]
            assert 40 <= other["score"] <= 100
            assert {"aehnlich-gross", "nah"} & {reason["reason"] for reason in other["reasons"]}
            for reason in other["reasons"]:
                assert list(reason) == ["reason", "points", "value"]
                assert reason["reason"] in set(Resemblance)
    assert any(similar.values())


def test_city_note_is_never_exported(generated: KnowledgeBase, files: dict[str, bytes]) -> None:
    """What editors note about a town stays with them; every other fact of the record is public."""
    assert all(city.note for city in generated.cities.values())
    assert not any("Erfundene Stadt." in content.decode() for content in files.values())
    assert set(City.front_matter_keys()) - set(api(files, "cities")[0]) == {"slug", "note"}


def test_former_ids(generated: KnowledgeBase, files: dict[str, bytes]) -> None:
    """Measures, topics and towns name the ids that they bore before."""
    kinds = {"measures": generated.measures, "topics": generated.topics, "cities": generated.cities}
    assert any(record.aliases for record in generated.measures.values())
    for name, records in kinds.items():
        former = {id: list(record.aliases) for id, record in records.items()}  # type: ignore[attr-defined]
        assert {one["id"]: one["aliases"] for one in api(files, name)} == former


def test_topics(generated: KnowledgeBase, files: dict[str, bytes]) -> None:
    """Every topic with its measures and cases."""
    topics = api(files, "topics")
    assert [topic["id"] for topic in topics] == list(generated.topics)
    assert all(topic["measures"] and topic["cases"] == sorted(topic["cases"]) for topic in topics)


def test_cases(generated: KnowledgeBase, files: dict[str, bytes]) -> None:
    """Every key of the front matter and the computed ones, without path and body; a withdrawn case leaves a tombstone."""
    assert [record["id"] for record in api(files, "cases")] == list(generated.cases)
    for record in api(files, "cases"):
        case = generated.cases[record["id"]]
        if case.withdrawn:
            assert record == {"id": case.id, "title": case.title, "withdrawn": case.withdrawn.model_dump()}
        else:
            assert set(record) == {*CaseStudy.front_matter_keys(), "id", "url", "effective_outcome", "counts"}
            assert record["url"] == f"faelle/{case.id}/"
            assert CaseStudy.model_validate({key: record[key] for key in CaseStudy.front_matter_keys()}).title == case.title


def test_contact_is_public() -> None:
    """An office's mailbox is public."""
    assert (
        b"citymanagement@example.org"
        in exports(link([one_case(contact=Contact(role="Citymanagement", email="citymanagement@example.org"))]))["api/v1/cases.json"]
    )


def test_table(generated: KnowledgeBase, files: dict[str, bytes]) -> None:
    """One row a case that is not withdrawn; byte order mark and CRLF for Excel."""
    assert files["daten/faelle.csv"].startswith(b"\xef\xbb\xbfid;url;")
    assert files["daten/faelle.csv"].endswith(b"\r\n")
    assert [row["id"] for row in rows(files)] == [case.id for case in generated.cases.values() if not case.withdrawn]
    named = next(row for row in rows(files) if row["city"] != "anonym" and row["effort_detail.cost_eur"])
    assert named["city_name"] == generated.cities[named["city"]].name
    assert None not in named


FORMULAS = (
    *("=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("https://example.org")', "=", "==1", "= 1", "+49 3641", "+", "++", "-5 %", "-", "--"),
    *("@SUM(1+1)", "@", "@@", "\t=1+1", "\tText", "\t", "\r=1+1", "\rText", "\r\n=1", "\n=1", " =1+1", "  +1", "\u00a0-1", "\u3000@x"),
    *("\ufeff=1+1", "\u200b=1", "\x00=1", "＝1+1", "＋1", "－1", "＠SUM"),
)


@pytest.mark.parametrize("start", FORMULAS)
def test_formula_starts(start: str) -> None:
    """Whatever a spreadsheet could run stands behind a '; nothing is lost."""
    assert formula_safe(start) == f"'{start}"
    row = rows(exports(link([one_case(summary=start, tags=(start,))])))[0]
    assert (row["summary"], row["tags"]) == (f"'{start}", f"'{start}")


def test_no_cell_becomes_a_formula(tmp_path: Path) -> None:
    """The table copied to a workbook, saved and opened again: every start of a formula is text, no cell is a formula."""
    assert len(FORMULAS) >= 30
    book = Workbook()
    for start in FORMULAS:
        for row in rows(exports(link([one_case(note=f"{start} und mehr", summary=start)]))):
            book.active.append([ILLEGAL_CHARACTERS_RE.sub("", cell) for cell in row.values()])
    book.save(tmp_path / "faelle.xlsx")
    cells = [cell for line in load_workbook(tmp_path / "faelle.xlsx").active.iter_rows() for cell in line if cell.value is not None]
    assert len(cells) > 60
    assert not [cell.value for cell in cells if cell.data_type == "f" or str(cell.value).startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize(
    "text", ["", "Gera", "5 - 3 = 2", "'schon da", "a@example.org", "–5 %", "»=«", "12", "(+ 3)", "#1", "Ärger; mit = Zeichen"]
)
def test_harmless_text_stays(text: str) -> None:
    """Text that no spreadsheet runs is unchanged."""
    assert formula_safe(text) == text


def test_separators_in_text() -> None:
    """Semicolons, quotes and line breaks in a text move no column."""
    text = 'Erst; dann "so"\r\nund=so'
    assert rows(exports(link([one_case(summary=text)])))[0]["summary"] == text


def test_deterministic(generated: KnowledgeBase, files: dict[str, bytes]) -> None:
    """Records in any order give the same bytes."""
    chance = random.Random(1)
    shuffled = [
        chance.sample(list(group.values()), len(group))
        for group in (generated.cases, generated.cities, generated.measures, generated.topics)
    ]
    assert exports(link(*shuffled)) == files


def test_json_is_readable(files: dict[str, bytes]) -> None:
    """Umlauts stand as such, lines end in LF, each file with one newline."""
    assert "Händler" in files["api/v1/cases.json"].decode()
    for path, content in files.items():
        if path.endswith(".json"):
            assert content.endswith((b"]\n", b"}\n"))
            assert b"\r" not in content


def test_empty_knowledge_base() -> None:
    """Without records all files are there and empty."""
    empty = exports(link())
    assert (api(empty, "cases"), api(empty, "failed-elsewhere"), rows(empty)) == ([], {}, [])


def test_unknown_ids_do_not_crash() -> None:
    """A case that names a town and topic without records is exported by its ids alone."""
    row = rows(exports(link([one_case()])))[0]
    assert (row["city"], row["city_name"], row["measure_name"]) == ("musterstadt", "", "")


def test_generation_time(generated: KnowledgeBase) -> None:
    """SOURCE_DATE_EPOCH if given, else the newest entry or change, else nothing; never now."""
    indexes = build_indexes(generated)
    assert generation_time(0, indexes) == "1970-01-01T00:00:00Z"
    assert generation_time(None, indexes) == f"{indexes.newest_date}T00:00:00Z"
    assert generation_time(None, build_indexes(link())) == ""


def one_case(**facts: Any) -> CaseStudy:
    """A case of a town without a record."""
    return CaseStudy(
        id="musterstadt/fall",
        title="Ein erfundener Fall",
        city="musterstadt",
        topic="feste-maerkte",
        outcome=Outcome.SUCCESSFUL,
        effort=Effort.MEDIUM,
        **facts,
    )
