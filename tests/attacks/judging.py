"""One file, through reader, checks and renderer, as the search for failures and its corpus do it."""

from functools import partial

from citynet_kb.checks import Context, check_record
from citynet_kb.findings import Severity
from citynet_kb.knowledge_base import Content, link
from citynet_kb.model import CaseStudy
from citynet_kb.pages.environment import body
from citynet_kb.schema import bind
from citynet_kb.sources import read
from citynet_kb.sources.images import read_image
from tests.attacks import HEAD
from tests.fixtures import FIXTURES, TODAY
from tests.site.reading import Html, dangers
from tests.site.test_fragments import html
from tests.speed import in_time

__all__ = ["CORPUS", "HEAD", "judge_and_render", "judge_image"]

CORPUS = FIXTURES / "fuzz"
SECONDS = 2.0
"""CPU time that a verdict or a rendering may take."""
PATH = "content/faelle/musterstadt/angriff.md"


def judge_and_render(content: bytes) -> bool:
    """Whether the file is refused. Raises where anything raises, takes longer than two seconds or becomes markup.

    The text is rendered even where it was refused: the renderer must stand alone. Only what is no text at all is not.
    """
    refused, text = in_time(SECONDS, partial(_judge, content))
    made = in_time(SECONDS, lambda: html(str(body(text))))
    assert not dangers(Html(made)), dangers(Html(made))
    return refused


def judge_image(kind: str, content: bytes) -> bool:
    """Whether the image is refused. Raises where anything raises, takes longer than two seconds or leaves more than pixels."""
    picture, findings = in_time(SECONDS, lambda: read_image(f"content/faelle/musterstadt/bild.{kind}", content))
    assert (picture is None) == (len(findings) == 1)
    assert picture is None or picture.data[:4] + picture.data[8:16] == b"RIFFWEBPVP8 "
    return picture is None


def _judge(content: bytes) -> tuple[bool, str]:
    document, findings = read(PATH, content)
    case = bind(document, CaseStudy, "musterstadt/angriff")[0] if document else None
    if document and case:
        context = Context(Content(link(cases=[case]), {PATH: document}, (), {}), TODAY)
        findings = [*findings, *check_record(case, document, context)]
    refused = case is None or any(finding.severity is Severity.ERROR for finding in findings)
    return refused, document.body if document else content.decode("utf-8", "replace")
