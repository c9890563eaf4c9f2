"""How findings are printed: golden files of documents that do everything wrong."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from citynet_kb.findings import REPORTS, Finding, Place, Severity, summary, table
from tests.findings.making import error, hint
from tests.fixtures import add, checked, town

GOLDEN = Path(__file__).parent / "golden"
ENDINGS = {"text": "txt", "github": "github.txt", "json": "jsonl", "gitlab": "gitlab.jsonl", "markdown": "table.md"}


def findings_about(name: str, folder: Path) -> list[Finding]:
    content = town(folder)
    add(content, f"faelle/musterstadt/{name}.md", (GOLDEN / f"{name}.md").read_bytes())
    return checked(content)[1]


@pytest.mark.parametrize("form", REPORTS)
@pytest.mark.parametrize("name", ["schrecklich", "unklug"])
def test_awful_documents_give_the_same_ordered_list_as_ever(
    name: str, form: str, tmp_path: Path, golden: Callable[[Path, str], None]
) -> None:
    """One document whose values are all wrong and one that reads well and breaks the rules: every finding, in order, in each format."""
    findings = findings_about(name, tmp_path)
    text = "\n".join(map(REPORTS[form], findings)) + f"\n{summary(findings, 1)}\n"
    golden(GOLDEN / f"{name}.{ENDINGS[form]}", text)


NASTY = Finding(Place("content/a,b:c%.md", 3, 4), "regel", Severity.ERROR, "100 % »a\nb«\r::error::x", "Zeile 1\nZeile 2")


def test_a_finding_is_one_line_with_its_remedy_on_the_next() -> None:
    """A line break in a value cannot start a line of its own in the report."""
    assert REPORTS["text"](NASTY).count("\n") == 1


def test_github_gets_one_command_whatever_the_value_holds() -> None:
    """Line breaks, per cent signs, and in the properties colons and commas, are escaped as the documentation of workflow commands says."""
    expected = "::error file=content/a%2Cb%3Ac%25.md,line=3,col=4,title=regel::100 %25 »a%0Ab«%0D::error::x%0AZeile 1%0AZeile 2"
    assert REPORTS["github"](NASTY) == expected


def test_a_hint_is_a_notice() -> None:
    """Only an error may look like one in a pull request."""
    assert REPORTS["github"](hint("regel", Place("a.md"), "Hinweis.")) == "::notice file=a.md,line=1,col=1,title=regel::Hinweis."


def test_json_keeps_every_field() -> None:
    """One object a line, from which the finding can be made again."""
    fields = json.loads(REPORTS["json"](NASTY))
    place = Place(fields["path"], fields["line"], fields["column"])
    assert Finding(place, fields["rule"], Severity(fields["severity"]), fields["message"], fields["remedy"]) == NASTY


def test_a_table_row_shows_any_text_as_text() -> None:
    """No cell can end early, no tag opens, no link is made, no user is mentioned, no issue is referred to."""
    evil = error("regel", Place("a.md"), "a|b <img src=x> @alle #12 [x](https://b.example) www.c.example `d`\nneu")
    row = REPORTS["markdown"](evil)
    assert row.count("\n") == 0
    assert row.replace("\\|", "").count("|") == 5
    assert not any(part in row for part in ("<", "@a", "#1", "://", "www."))
    assert "\\[x\\](" in row


def test_a_table_names_errors_first_and_ends_in_time() -> None:
    """A summary of a run may be 1 MiB long: what is left out is counted."""
    many = [hint("x", Place("a.md", line), "m") for line in range(1, 500)]
    text = table([*many, error("y", Place("b.md"), "n")], 3)
    assert text.split("\n|---|---|---|---|\n")[1].startswith("| Fehler |")
    assert "… und 200 weitere" in text
    assert "1 Fehler, 499 Hinweise in 2 Dateien (3 Fallberichte geprüft)" in text


def test_gitlab_tells_findings_apart() -> None:
    """Its report needs a fingerprint that differs from finding to finding and stays the same from run to run."""
    first, second = (json.loads(REPORTS["gitlab"](finding)) for finding in (A, B))
    assert first["fingerprint"] != second["fingerprint"]
    assert (first["severity"], second["severity"]) == ("major", "info")
    assert first["location"] == {"path": "a.md", "lines": {"begin": 1}}
    assert json.loads(REPORTS["gitlab"](A)) == first


A, B = error("x", Place("a.md"), "m"), hint("x", Place("b.md"), "m")
SUMMARIES = (
    ([], 0, "Keine Befunde (0 Fallberichte geprüft)"),
    ([A], 1, "1 Fehler, 0 Hinweise in 1 Datei (1 Fallbericht geprüft)"),
    ([A, B], 124, "1 Fehler, 1 Hinweis in 2 Dateien (124 Fallberichte geprüft)"),
)


@pytest.mark.parametrize(("findings", "cases", "line"), SUMMARIES)
def test_the_summary_counts(findings: list[Finding], cases: int, line: str) -> None:
    """Errors, hints, files and cases, in the singular where it is one."""
    assert summary(findings, cases) == line
