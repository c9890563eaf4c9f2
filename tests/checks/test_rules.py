"""Every rule, triggered by a small content tree of its own: tests/fixtures/content-errors/<rule>/."""

import builtins
import importlib
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from citynet_kb import checks
from citynet_kb.checks import check_release
from citynet_kb.checks.run import MODULES
from citynet_kb.findings import RULES, Finding, Rule, Severity, nearest
from citynet_kb.model import CaseStudy, Configuration
from citynet_kb.schema import value_rules as schema_rules
from citynet_kb.schema.fields import Target
from citynet_kb.sources import read
from tests.fixtures import FIXTURES, checked, expectation, places, town

importlib.import_module("citynet_kb.cli.all_rules")  # loads whatever registers a rule
RULES_OF_CONTENT = [rule for rule in RULES if not rule.module.startswith("citynet_kb.intake.")]
"""All but those of the ways in, which `check` never applies."""
CHECKS = Path(checks.__file__).parent
FOLDERS = sorted((FIXTURES / "content-errors").iterdir())
GOOD = (FIXTURES / "typos" / "postleitzahl.md").read_bytes()


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".erwartet")


def expected_rules(folder: Path) -> set[str]:
    """The rules that fixtures below a folder expect. `ergebnis-unbekannt` is the rule wert-unbekannt for the field »Ergebnis«."""
    found = {rule for file in files(folder) for _, rule in expectation(file).findings}
    return found | ({"wert-unbekannt"} if "ergebnis-unbekannt" in found else set())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_rule_finds_what_its_fixture_breaks_and_nothing_else(folder: Path, tmp_path: Path) -> None:
    """The findings about the tree are exactly those that its files expect, at their lines, each with a remedy."""
    content = town(tmp_path)
    shutil.copytree(folder, content, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.erwartet"))
    _, findings = checked(content)
    for file in files(folder):
        shown = f"content/{file.relative_to(folder)}"
        assert places(finding for finding in findings if finding.place.path == shown) == expectation(file).findings, shown
    assert all(finding.message and finding.remedy for finding in findings)
    assert folder.name in expected_rules(folder), "the folder is named after its rule"


def symlink(case: Path) -> None:
    case.symlink_to(case.parents[2] / "themen" / "leerstand.md")


def broken_symlink(case: Path) -> None:
    case.symlink_to("nirgends.md")


def folder_named_like_a_file(case: Path) -> None:
    case.mkdir()
    (case / "innen.md").write_bytes(GOOD)


def pipe(case: Path) -> None:
    os.mkfifo(case)


def ten_megabytes(case: Path) -> None:
    case.write_bytes(GOOD + b"x" * 10_000_000)


def name_that_is_not_text(case: Path) -> None:
    Path(os.fsdecode(os.fsencode(case.with_name("m")) + b"\xe4rkte.md")).write_bytes(GOOD)


MADE = (
    (symlink, "dateiart"),
    (broken_symlink, "dateiart"),
    (folder_named_like_a_file, "dateiart"),
    (pipe, "dateiart"),
    (ten_megabytes, "datei-zu-gross"),
    (name_that_is_not_text, "dateiname"),
)


@pytest.mark.parametrize(("make", "rule"), MADE, ids=lambda value: getattr(value, "__name__", value))
def test_what_git_cannot_hold_is_one_finding(make: Callable[[Path], None], rule: str, tmp_path: Path) -> None:
    """A link, a folder named x.md, a pipe, 10 MB, a name in another encoding: one finding that can be printed, and no traceback."""
    case = town(tmp_path) / "faelle" / "musterstadt" / "markt.md"
    case.parent.mkdir(parents=True)
    make(case)
    _, findings = checked(tmp_path / "content")
    assert places(findings) == [(1, rule)]
    f"{findings[0]}".encode()


def test_a_file_that_cannot_be_opened_is_one_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No right to read (which root always has, so that it is simulated here) is unlesbar at that file; the rest is read."""
    content = town(tmp_path, faelle__musterstadt__markt=GOOD)

    allowed = builtins.open

    def refuse(file: Any, *arguments: Any, **options: Any) -> Any:
        if Path(str(file)).name == "markt.md":
            raise PermissionError(13, "Permission denied")
        return allowed(file, *arguments, **options)

    monkeypatch.setattr(builtins, "open", refuse)
    loaded, findings = checked(content)
    assert places(findings) == [(1, "unlesbar")]
    assert loaded.knowledge_base.cities


def test_a_folder_that_cannot_be_opened_is_one_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for a folder."""
    content = town(tmp_path, faelle__musterstadt__markt=GOOD)
    scandir = os.scandir

    def refuse(folder: Path) -> object:
        if Path(folder).name == "musterstadt":
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    assert [(finding.place.path, finding.rule) for finding in checked(content)[1]] == [("content/faelle/musterstadt", "unlesbar")]


def test_a_missing_content_folder_is_one_finding(tmp_path: Path) -> None:
    """Called in the wrong place, the load says so."""
    assert places(checked(tmp_path / "content")[1]) == [(1, "ordner-fehlt")]


def wert_ungueltig() -> list[Finding]:
    """No value of the present model ends here. It turns an error of the model without a German message into a finding."""
    document, _ = read("x.md", GOOD)
    assert document
    return [schema_rules.wert_ungueltig(document, ("city",), Target("city", "Stadt", "Kennung der Stadt"), "unheard_of")]


def test_a_refusal_without_words_of_its_own_is_a_finding_too() -> None:
    """It names field, value and the model's reason."""
    assert "city: »musterstadt« passt nicht zu »Stadt« (unheard_of)." in wert_ungueltig()[0].message


def test_a_site_without_editors_and_legal_pages_may_not_be_released() -> None:
    """All are asked for."""
    found = list(check_release(Configuration(), "citynet-kb.toml"))
    asked = (
        "adresse-fehlt",
        "barrierefreiheit-unvollstaendig",
        "datenschutz-unvollstaendig",
        "impressum-unvollstaendig",
        "redaktion-fehlt",
    )
    assert places(one for one in found if one.severity is Severity.ERROR) == [(1, rule) for rule in asked]
    assert places(one for one in found if one.severity is Severity.HINT) == [(1, "repositorium-fehlt")]


@pytest.mark.parametrize(
    ("url", "asked"),
    [("", ["nicht eingetragen"]), ("https://example.org/wissen", ["»https://example.org/wissen«"]), ("https://example.org/wissen/", [])],
)
def test_the_address_of_the_site_ends_with_a_slash(url: str, asked: list[str]) -> None:
    """Below a folder the page for wrong addresses finds its style and its links by it."""
    settings = Configuration.model_validate({"site": {"url": url}} if url else {})
    said = [finding.message for finding in check_release(settings, "citynet-kb.toml") if finding.rule == "adresse-fehlt"]
    assert [words for message, words in zip(said, asked, strict=True) if words in message] == asked


def test_release_asks_for_each_field_by_name_and_says_what_belongs_there() -> None:
    """Each field that must be filled in stands in the message and, with its meaning, in the remedy of one finding."""
    settings = Configuration()
    findings = {finding.rule: finding for finding in check_release(settings, "citynet-kb.toml")}
    pairs = (("impressum", settings.imprint), ("datenschutz", settings.privacy), ("barrierefreiheit", settings.accessibility))
    for rule, part in pairs:
        finding = findings[f"{rule}-unvollstaendig"]
        assert part.missing
        for key in part.missing:
            assert key in finding.message
            assert f"{key} ({part.wanted(key)})" in finding.remedy


def test_what_is_left_out_on_purpose_is_not_asked_for_again() -> None:
    """»entfällt« is an answer, and is not shown."""
    settings = Configuration.model_validate({"imprint": {"represented_by": "entfällt"}})
    assert "represented_by" not in settings.imprint.missing
    assert settings.imprint.said("represented_by") == ""


MADE_IN_TESTS = {
    "unlesbar",
    "ordner-fehlt",
    "wert-ungueltig",
    "adresse-fehlt",
    "repositorium-fehlt",
    "redaktion-fehlt",
    "impressum-unvollstaendig",
    "datenschutz-unvollstaendig",
    "barrierefreiheit-unvollstaendig",
    "einstellung-ungueltig",  # tests of the configuration
    "faelle-zu-viele",  # of a list of cases to import: tests/intake/test_list_of_cases.py
}


def test_every_rule_has_a_fixture() -> None:
    """A new rule without a fixture fails here."""
    named = {rule.name for rule in RULES_OF_CONTENT}
    seen = set().union(*(expected_rules(folder) for folder in FOLDERS), expected_rules(FIXTURES / "typos"))
    assert named - seen - MADE_IN_TESTS == set(), (
        "add a fixture to tests/fixtures/content-errors/<rule>/faelle/…, with »# erwartet: <rule>« where it speaks"
    )
    assert not MADE_IN_TESTS - named


@pytest.mark.parametrize("rule", tuple(RULES), ids=lambda rule: rule.name)
def test_a_rule_explains_itself(rule: Rule) -> None:
    """Its docstring states it and holds a bad and a good example."""
    assert rule.statement.endswith((".", ")"))
    assert rule.bad != rule.good


def test_rules_have_names_of_their_own() -> None:
    """No name stands twice."""
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))
    assert all(nearest(name, names) == name for name in names)


def test_a_sound_case_has_no_findings(tmp_path: Path) -> None:
    """The tree that every fixture starts from is without fault, and reports the case that was checked."""
    loaded, findings = checked(town(tmp_path, faelle__musterstadt__markt=GOOD))
    assert findings == []
    assert loaded.files["content/faelle/musterstadt/markt.md"] is CaseStudy


def test_every_module_with_rules_takes_part() -> None:
    """A module of the checks that registers rules and is not named in `MODULES` would be passed over."""
    named = {module.__name__ for module in MODULES}
    found = {
        f"citynet_kb.checks.{file.stem}"
        for file in CHECKS.glob("*.py")
        if re.search(r"^@\w+_rule\(", file.read_text("utf-8"), re.MULTILINE)
    }
    assert found == named, f"add to MODULES in citynet_kb/checks/run.py: {', '.join(sorted(found - named))}"
