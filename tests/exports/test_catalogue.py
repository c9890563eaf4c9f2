"""What tells programs of the data: the data package by its profile, the citation by its schema, single records, robots."""

import csv
import io
import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from citynet_kb.exports import notes_for_programs
from citynet_kb.model import Configuration
from tests.pages.examples import land, meta_of

PROFILE = Path(__file__).parents[1] / "fixtures" / "schemas" / "datapackage-2.0.json"


@pytest.mark.slow
def test_data_package_fits_its_profile_and_its_files() -> None:
    """It is valid by the profile of Data Package 2.0; sizes and digests are those of the files, columns and types those of the table."""
    from jsonschema import Draft7Validator  # a second, which no other test shall pay

    files = land().exports()
    package = json.loads(files["datapackage.json"])
    assert [fault.message for fault in Draft7Validator(json.loads(PROFILE.read_text("utf-8"))).iter_errors(package)] == []
    for resource in package["resources"]:
        content = files[resource["path"]]
        assert (resource["bytes"], resource["hash"]) == (len(content), f"sha256:{sha256(content).hexdigest()}")
    table = next(one for one in package["resources"] if one.get("type") == "table")
    rows = list(csv.DictReader(io.StringIO(files[table["path"]].decode("utf-8-sig"), newline=""), delimiter=table["dialect"]["delimiter"]))
    assert [field["name"] for field in table["schema"]["fields"]] == list(rows[0])
    whole = [field["name"] for field in table["schema"]["fields"] if field["type"] == "integer"]
    assert "effort_detail.cost_eur" in whole
    assert all(row[name] == "" or row[name].isdigit() for row in rows for name in whole)
    assert {row["counts"] for row in rows} == {"ja", "nein"}


def test_single_records_are_those_of_the_list() -> None:
    """Each case and measure has a file of its own: what the list says, and of a case that stands its text."""
    files = land().exports()
    for kind in ("cases", "measures"):
        for record in json.loads(files[f"api/v1/{kind}.json"]):
            single = json.loads(files[f"api/v1/{kind}/{record['id']}.json"])
            assert ("body" in single) is (kind == "cases" and not record.get("withdrawn"))
            assert {key: value for key, value in single.items() if key != "body"} == record


@pytest.mark.slow
def test_citation_fits_its_schema(tmp_path: Path) -> None:
    """Valid by the schema of the Citation File Format 1.2, with and without an address."""
    written = {tmp_path / "without.cff": Configuration(), tmp_path / "with.cff": land().configuration}
    for file, configuration in written.items():
        file.write_bytes(notes_for_programs(configuration, "2026-01-02")["CITATION.cff"])
    command = [Path(sys.executable).with_name("check-jsonschema"), "--builtin-schema", "vendor.citation-file-format", *written]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout


def test_robots_are_shown_the_way() -> None:
    """Where the address of the site is known, the list of its pages is named."""
    assert notes_for_programs(Configuration(), "")["robots.txt"] == b"User-agent: *\nAllow: /\n"
    assert b"\nSitemap: https://wissen.example.org/sitemap.xml\n" in notes_for_programs(land().configuration, "")["robots.txt"]


def test_structured_data_cannot_end_its_element() -> None:
    """Whatever a record says, the JSON-LD in front matter holds no sign that HTML reads, and gives back what the record says."""
    for uri, kind in (("faelle/musterstadt/feierabendmarkt.md", "Article"), ("daten/index.md", "Dataset")):
        assert json.loads(meta_of(land().site.pages[uri])["json_ld"].replace("&quot;", '"'))["@type"] == kind
    hostile = [
        case for case in land().content.knowledge_base.cases.values() if "</" in case.title + (case.summary or "") and not case.withdrawn
    ]
    assert hostile
    for case in hostile:
        text = meta_of(land().site.pages[f"faelle/{case.id}.md"])["json_ld"]
        assert not set("<>") & set(text)
        assert "&" not in text.replace("&quot;", "")
        assert json.loads(text.replace("&quot;", '"'))["headline"] == case.title
