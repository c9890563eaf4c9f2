"""A search for files that stop reader, checks or renderer. What is found stays in tests/fixtures/fuzz/ and is tried in every test run."""

import time
from collections.abc import Iterator
from hashlib import sha256

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.attacks import attacks, flood
from tests.attacks.judging import CORPUS, HEAD, judge_and_render
from tests.audit import Row, Setting
from tests.fixtures import FIXTURES

ROUND = 400
SIGNS = (
    "\n", "\n\n", "    ", "\t", "> ", "- ", "1. ", "* ", "`", "```", "~~~", "**", "_", "[", "](", ")", "![", "[^1]", "[^1]: ",
    "<", ">", "&", "&#", ";", '"', "'", "\\", "|", "|-|-|\n", "=== ", "!!! ", "??? ", "# ", "## ", "{:", "}", "{{kb:", "}}",
    "---", "...", ":", ": ", "- [x] ", "*[a]: ", "\x02", "\x03", "wzxhzdk:0", "klzzwxh:0001", "javascript:", "https://", "mailto:",
    "<!--", "-->", "<script>", "é", "e\u0301", "\u0430", "\u200b", "\ufeff", "\r\n", "😀",
)  # fmt: skip


def fuzzing(setting: Setting) -> Iterator[Row]:
    """Until the time is over, or something is found."""
    end, tried, found = time.monotonic() + setting.minutes * 60, [0], []
    seeds = [*_seeds()]
    parts = st.sampled_from(SIGNS) | st.sampled_from(seeds) | st.text(max_size=30)
    bodies = st.tuples(st.lists(parts, max_size=25).map("".join), st.integers(1, 200)).map(lambda pair: (pair[0] * pair[1])[:60_000])
    heads = st.just(HEAD) | st.lists(parts, max_size=10).map(lambda lines: f"---\n{''.join(lines)}\n---\n")
    contents = st.tuples(heads, bodies).map(lambda pair: f"{pair[0]}\n{pair[1]}\n".encode("utf-8", "surrogatepass")) | st.binary(
        max_size=2000
    )
    last = [b""]

    @settings(
        max_examples=ROUND,
        deadline=None,
        database=None,
        derandomize=False,
        phases=(Phase.generate, Phase.target, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(contents)
    def one_round(content: bytes) -> None:
        tried[0] += 1
        last[0] = content
        judge_and_render(content)

    while time.monotonic() < end and not found:
        try:
            one_round()
        except Exception as problem:
            found.append(f"{type(problem).__name__}: {problem}; kept as {_keep(last[0])}")
    yield Row(f"failures found in {setting.minutes:g} minutes, {tried[0]} files", str(len(found)), "0", not found, tuple(found))


def _seeds() -> Iterator[str]:
    for attack in attacks():
        yield str(attack.fields.get("text", "x")) if "unit" not in attack.fields else flood(attack)[:200]
    for file in sorted((FIXTURES / "slips").glob("*.md")):
        yield file.read_text(encoding="utf-8", errors="replace")


def _keep(content: bytes) -> str:
    CORPUS.mkdir(exist_ok=True)
    file = CORPUS / f"{sha256(content).hexdigest()[:16]}.md"
    file.write_bytes(content)
    return file.name
