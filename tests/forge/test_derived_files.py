"""Committed files that follow from model and content, and those that point editors and other repositories to us."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from citynet_kb.cli.derive import DESCRIPTION_TEMPLATE, EDITOR_SCHEMA, GUIDE, ISSUE_FORM, LABELS_FILE, derived
from citynet_kb.cli.main import _parser
from citynet_kb.findings import REPORTS, Place
from citynet_kb.intake.asking.questions import CONSENT, PLEASE_CHOOSE, PROPOSED_MEASURE, choice, location_of, questions
from citynet_kb.intake.taking_in.formatting import formatted
from citynet_kb.model import CaseStudy
from citynet_kb.project import Project
from tests.findings.making import error, hint
from tests.site.building import ROOT
from tests.speed import once


@once
def made_anew() -> Mapping[str, bytes]:
    """What `make derive` would write."""
    return derived(Project(ROOT))


@once
def validator() -> Any:
    """Judges front matter as an editor does. Imported here, since the library takes seconds to load."""
    from jsonschema import Draft202012Validator

    return Draft202012Validator(json.loads((ROOT / EDITOR_SCHEMA).read_text("utf-8")))


@pytest.mark.parametrize("path", [ISSUE_FORM, DESCRIPTION_TEMPLATE, EDITOR_SCHEMA, GUIDE, LABELS_FILE])
def test_derived_files_are_up_to_date(path: str) -> None:
    """If this fails: `make derive`, look at what changed, commit it."""
    assert (ROOT / path).read_bytes() == made_anew()[path]


def form() -> list[dict[str, dict[str, object]]]:
    return [element for element in yaml.safe_load((ROOT / ISSUE_FORM).read_text("utf-8"))["body"] if element["type"] != "markdown"]


def test_every_heading_of_the_form_is_one_that_intake_reads() -> None:
    """Else an answer would be lost."""
    labels = [str(element["attributes"]["label"]) for element in form()]
    assert len(set(labels)) == len(labels)
    assert [label for label in labels if location_of(label) is None] == [PROPOSED_MEASURE, CONSENT]
    headings = re.findall("^### (.*)$", (ROOT / DESCRIPTION_TEMPLATE).read_text("utf-8"), re.MULTILINE)
    assert headings == labels


def test_the_form_requires_what_the_model_requires() -> None:
    """No more: a form that asks too much stays empty."""
    required = {str(element["attributes"]["label"]) for element in form() if element.get("validations", {}).get("required")}
    assert required == {question.heading for question in questions() if question.is_required and len(question.location) == 1}


def test_choices_are_the_vocabularies() -> None:
    """In the words that intake reads, no answer first in a list; GitHub refuses options that stand twice, and one called None."""
    by_heading = {question.heading: question for question in questions()}
    for element in form():
        options = element["attributes"].get("options")
        if not isinstance(options, list) or element["attributes"]["label"] == CONSENT:
            continue
        texts = [option["label"] if isinstance(option, dict) else option for option in options]
        vocabulary = by_heading[str(element["attributes"]["label"])].vocabulary
        assert len(set(texts)) == len(texts)
        assert "none" not in map(str.lower, texts)
        no_answer = [PLEASE_CHOOSE] if element["type"] == "dropdown" else []
        assert texts[:1] == no_answer or not no_answer
        assert vocabulary is None or texts == [*no_answer, *(choice(term) for term in vocabulary)]


def test_nobody_is_made_up_as_owner() -> None:
    """Each installation names its own accounts."""
    lines = (ROOT / ".github" / "CODEOWNERS").read_text("utf-8").splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == []


def test_the_editor_finds_schema_and_cases() -> None:
    """The schema's file is there, and its pattern meets the cases."""
    (schema, patterns), *rest = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"].items()
    assert not rest
    assert (ROOT / schema).is_file()
    assert any(Path("content/faelle/gera/x.md").match(pattern) for pattern in patterns)


CASES = sorted((ROOT / "content" / "faelle").rglob("*.md"))


def as_an_editor_reads(node: yaml.Node) -> object:
    """A value by YAML 1.2: bare digits are a number, everything else of one piece is text."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: as_an_editor_reads(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [as_an_editor_reads(value) for value in node.value]
    return int(node.value) if node.style is None and node.value.isdigit() else node.value


@pytest.mark.slow
def test_no_published_case_is_marked_wrong_in_an_editor() -> None:
    """A schema that cries wolf is switched off."""
    assert len(CASES) > 200
    wrong = {}
    for case in CASES:
        head = yaml.compose(case.read_text("utf-8").split("\n---\n")[0].removeprefix("---\n"))
        wrong |= {f"{case}: {problem.json_path}": problem.message for problem in validator().iter_errors(as_an_editor_reads(head))}
    assert wrong == {}


MISTAKES = ({"outcome": "misslungen"}, {"period": {"start": "Mai 2021"}}, {"titel": "x"}, {"sources": [{"url": "ftp://x.example"}]})


@pytest.mark.slow
@pytest.mark.parametrize("mistake", MISTAKES, ids=str)
def test_an_editor_marks_mistakes(mistake: dict[str, object]) -> None:
    """Unknown terms, dates, keys and addresses."""
    good = {"title": "Gera versucht etwas", "city": "gera", "topic": "leerstand", "outcome": "offen", "effort": "klein"}
    assert validator().is_valid(good)
    assert not validator().is_valid(good | mistake)


def test_the_line_that_names_the_schema_survives_formatting() -> None:
    """As the first line of a record, for editors that read it; `fmt` keeps it there."""
    line = f"# yaml-language-server: $schema=../../../{EDITOR_SCHEMA}"
    head = "city: gera\ntitle: Gera versucht etwas\ntopic: leerstand\noutcome: offen\neffort: klein"
    text, findings = formatted("content/faelle/gera/x.md", f"---\n{line}\n{head}\n---\n".encode(), CaseStudy, {})
    assert findings == []
    assert text
    assert text.startswith(f"---\n{line}\ntitle: Gera")


def test_the_editor_reads_what_the_check_prints() -> None:
    """Errors and hints are told apart; file, line, column, message and rule are found."""
    (task,) = json.loads((ROOT / ".vscode/tasks.json").read_text("utf-8"))["tasks"]
    for matcher, finding in zip(
        task["problemMatcher"], (error("r-x", Place("a.md", 3, 4), "M: [x]"), hint("r", Place("b.md"), "N.")), strict=True
    ):
        groups = matcher["pattern"]
        line = REPORTS["text"](finding).split("\n")[0]
        found = re.fullmatch(groups["regexp"], line)
        assert found
        assert found[groups["file"]] == finding.place.path
        assert int(found[groups["line"]]) == finding.place.line
        assert found[groups["message"]] == finding.message
        others = [other for other in task["problemMatcher"] if other is not matcher]
        assert not any(re.fullmatch(other["pattern"]["regexp"], line) for other in others)


def test_other_repositories_are_offered_commands_that_exist() -> None:
    """With the files that they concern."""
    hooks = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    assert set(hooks) == {"citynet-kb-check", "citynet-kb-fmt"}
    for hook in hooks.values():
        _parser().parse_args(hook["entry"].split()[1:])
        assert re.search(hook["files"], "content/faelle/gera/x.md")
        assert hook["language"] == "python"
