"""What is looked for first, so that a rule need not be asked, misses nothing of what the rule would say."""

from collections.abc import Iterator

import pytest

from citynet_kb.checks.context import Context
from citynet_kb.checks.record_text import SIGNS, RecordText
from citynet_kb.checks.registering import RecordRule
from citynet_kb.checks.run import rules
from citynet_kb.knowledge_base import Content, link
from citynet_kb.model import CaseStudy, Effort, Outcome
from citynet_kb.sources import SourceDocument
from citynet_kb.sources.yaml_places import Places
from tests.fixtures import FIXTURES

SIGNED = tuple(rule for rule in rules(RecordRule) if rule.signs)


def bodies() -> Iterator[str]:
    """What stands below the front matter of every fixture, and some signs that none of them has."""
    for file in sorted((FIXTURES / "content-errors").rglob("*.md")):
        if not file.is_symlink():
            yield file.read_bytes().decode("utf-8", "replace").partition("\n---\n")[2]
    yield "".join(f"\n\n{sign * 9} Wort {sign}\n {sign}-{sign}\nhttps://a.example/\n" for sign in f"{SIGNS}>*+.1(!")


def said(rule: RecordRule, body: str) -> int:
    case = CaseStudy(
        id="gera/markt", path="x.md", body=body, title="Ein Markt", city="gera", topic="x", outcome=Outcome.OPEN, effort=Effort.UNKNOWN
    )
    document = SourceDocument("x.md", {}, Places("", 2), body, 3)
    context = (Context(Content(link([case]), {}, (), {}), "2026-01-01"),) if rule.looks_further else ()
    return sum(1 for _ in rule.problems(RecordText(case), document, *context))


@pytest.mark.parametrize("rule", SIGNED, ids=lambda rule: rule.name)
def test_a_rule_with_signs_says_nothing_where_none_of_them_stands(rule: RecordRule) -> None:
    """Each text of the fixtures without them, and with nothing else changed."""
    assert rule.kinds == (RecordText,)
    assert rule.signs <= set(SIGNS)
    without = str.maketrans(dict.fromkeys(rule.signs))
    assert not [body for body in bodies() if said(rule, body.translate(without))]


def test_a_text_knows_its_signs() -> None:
    """Whatever else stands in it, letters beyond Latin-1 and beyond the first plane too."""
    case = CaseStudy(title="Ein Markt", city="gera", topic="x", outcome=Outcome.OPEN, effort=Effort.UNKNOWN, body="Ž„–“ 🎪 a|b\n`c`")
    assert RecordText(case).signs == {"|", "`"}
