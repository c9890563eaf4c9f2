"""The cases of the YAML Test Suite: the reader reads each as YAML says, or refuses it."""

import json
import re
from collections.abc import Iterator
from typing import Any

from citynet_kb.findings import Severity
from citynet_kb.sources.yaml_tree import parse
from tests.fixtures import FIXTURES

CASES = [json.loads(line) for line in (FIXTURES / "yaml-test-suite" / "cases.jsonl").read_text("utf-8").splitlines()[1:]]
_DECORATION = re.compile(r"^(?:&\S+ )?(?:<\S+> )?")
_ESCAPES = {"\\n": "\n", "\\t": "\t", "\\b": "\b", "\\r": "\r", "\\\\": "\\"}


def said(tree: str) -> list[Any]:
    """The documents that the events of a case describe; every scalar as text."""
    documents: list[Any] = []
    lines = iter(tree.split("\n"))
    for line in lines:
        if line.startswith("+DOC"):
            documents += list(_nodes(lines))
    return documents


def _nodes(lines: Iterator[str]) -> Iterator[Any]:
    """The nodes up to the end of the group around them."""
    for line in lines:
        if line.startswith("-"):
            return
        if line.startswith("+MAP"):
            inner = list(_nodes(lines))
            yield {json.dumps(key) if not isinstance(key, str) else key: value for key, value in zip(inner[::2], inner[1::2], strict=True)}
        elif line.startswith("+SEQ"):
            yield list(_nodes(lines))
        else:
            text = _DECORATION.sub("", line.partition(" ")[2])
            yield re.sub(r"\\.", lambda found: _ESCAPES[found[0]], text[1:])


def filled(value: Any) -> Any:
    """Without what is empty, which counts as absent."""
    if isinstance(value, dict):
        return {key: inner for key, child in value.items() if (inner := filled(child))}
    return [filled(child) for child in value] if isinstance(value, list) else value


def test_every_case_is_read_as_yaml_says_or_refused() -> None:
    """What the suite calls invalid is refused; what is read holds the same keys and texts."""
    assert len(CASES) > 400
    assert {case["id"]: found for case in CASES if (found := misread(case))} == {}


def misread(case: dict[str, Any]) -> str:
    """How a case is read otherwise than YAML says; empty where all is well, or where it is refused."""
    tree = parse(case["yaml"], "x.md", 1)
    if any(finding.severity is Severity.ERROR for finding in tree.findings):
        return ""
    if "fail" in case:
        return "is invalid and was read"
    ours, wanted = [filled(tree.data)], [filled(document) for document in said(case["tree"])]
    return "" if ours == wanted else f"{ours} instead of {wanted}"


def test_plain_fields_and_lists_of_the_suite_are_read() -> None:
    """Refusing all of them would keep the promise, too."""
    read = [case["id"] for case in CASES if all(one.severity is Severity.HINT for one in parse(case["yaml"], "x.md", 1).findings)]
    assert len(read) >= 45
