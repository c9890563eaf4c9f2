"""Input that is meant to stop the checks: each ends quickly, in findings or a case."""

import pytest

from citynet_kb.checks import Context, check_record
from citynet_kb.findings import Finding, Severity
from citynet_kb.knowledge_base import Content, link
from citynet_kb.model import CaseStudy
from citynet_kb.schema import bind
from citynet_kb.sources import read
from citynet_kb.sources.text_rules import FILE_LIMIT, FRONT_MATTER_LIMIT
from tests.fixtures import FIXTURES
from tests.speed import in_time

SECONDS = 2.0
GOOD = (FIXTURES / "typos" / "postleitzahl.md").read_text("utf-8")
HEAD = GOOD[: GOOD.index("\n---\n", 4) + 5]


def judge(content: bytes) -> tuple[CaseStudy | None, list[Finding]]:
    """Everything that happens to one case: reading, binding, all rules about it."""
    document, findings = read("content/faelle/musterstadt/markt.md", content)
    if document is None:
        return None, findings
    case, found = bind(document, CaseStudy, "musterstadt/markt")
    findings += found
    if case is None:
        return None, findings
    context = Context(Content(link(cases=[case]), {document.path: document}, (), {}), "2026-06-01")
    return case, [*findings, *check_record(case, document, context)]


def full(part: str, size: int = FILE_LIMIT - 2000) -> str:
    """As many of a part as go into a file."""
    return part * (size // len(part.encode()))


WHOLE = {
    "64 KB of brackets": "[" * FILE_LIMIT,
    "64 KB of NUL": "\0" * FILE_LIMIT,
    "only fences": full("---\n"),
    "one byte too many": "x" * (FILE_LIMIT + 1),
}
FRONT_MATTERS = {
    "brackets": full("[", 8000),
    "braces": full("{", 8000),
    "a list in a list in a list": full("- ", 8000),
    "keys without names": full("? ", 8000),
    "deep indentation": "".join(f"{' ' * depth}k:\n" for depth in range(120)),
    "flow nesting": "tags: " + full("[", 4000) + full("]", 4000),
    "flow of maps": "tags: " + full("{a: ", 8000),
    "a long line": "note: " + full("x", 8000),
    "a long line of spaces": "note: x" + " " * 8000 + "y",
    "many keys": "".join(f"k{number}: v\n" for number in range(800)),
    "one key, often": full("a: b\n", 8000),
    "many list entries": "tags:\n" + full("- a\n", 8000),
    "many anchors": full("&a ", 8000),
    "laughing aliases": "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]",
    "many quotes": "title: " + full('"', 8000),
    "many colons": "title: " + full("a: ", 8000),
    "many comments": full("#\n", 8000),
    "many tabs": full("\t", 8000),
    "escapes": 'title: "' + full("\\u0041", 8000) + '"',
    "long number": "effort_detail:\n  cost_eur: " + full("9", 7000),
    "decomposed letters": "note: " + full("u\u0308", 8000),
}
BODIES = {
    "backticks": full("`"),
    "backticks of every length": " ".join("`" * length for length in range(1, 340)),
    "opening angles": full("<"),
    "angles and digits": full("<1"),
    "unfinished addresses": full("<http://"),
    "unfinished mailboxes": full("<a@"),
    "opening brackets": full("["),
    "opening brackets and one link": full("[") + "](x",
    "opening images": full("![") + "](",
    "short paragraphs of brackets between code": full("`a``b" * 16 + "\n" + "![" * 43 + "\n\n"),
    "empty links": full("[]("),
    "link middles": full("]("),
    "a reference": full("[") + "]:",
    "a heading of spaces": "# a" + " " * 60000 + "b",
    "a heading of hashes": "# " + full("#") + "x",
    "a heading of both": "# " + full("# ") + "x",
    "spaces": " " * 60000 + "x",
    "empty lines": full("\n") + "x",
    "code fences": full("```\n"),
    "code fences of every length": "\n".join("`" * length for length in range(3, 340)),
    "emphasis": full("*_"),
    "quotes": full("> "),
    "piled marks": "a" + full("\u0301\u0316"),
    "decomposed letters": full("u\u0308"),
}
ATTACKS = {
    **WHOLE,
    **{f"front matter: {name}": f"---\n{text}\n---\n" for name, text in FRONT_MATTERS.items()},
    **{f"body: {name}": f"{HEAD}\n{text}\n" for name, text in BODIES.items()},
}


@pytest.mark.parametrize("text", ATTACKS.values(), ids=ATTACKS)
def test_no_input_takes_long(text: str) -> None:
    """Each of these ends within two seconds, in a case or in an error with a remedy."""
    case, findings = in_time(SECONDS, lambda: judge(text.encode()))
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    assert case or errors
    assert all(finding.remedy for finding in findings)


@pytest.mark.parametrize("name", FRONT_MATTERS)
def test_the_attacks_reach_the_yaml_reader(name: str) -> None:
    """They are below the limit of the front matter, so that the YAML reader is really tested."""
    assert len(FRONT_MATTERS[name].encode()) <= FRONT_MATTER_LIMIT


@pytest.mark.parametrize("name", BODIES)
def test_the_attacks_reach_the_rules_of_the_text(name: str) -> None:
    """The file is small enough to be read."""
    assert len(ATTACKS[f"body: {name}"].encode()) <= FILE_LIMIT
