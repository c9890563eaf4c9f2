"""A search for files that stop reader, checks or renderer. What is found stays in tests/fixtures/fuzz/ and is tried in every test run."""

import time
from base64 import b64decode
from collections.abc import Iterator
from hashlib import sha256
from itertools import cycle

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.attacks import attacks, flood, is_flood, of
from tests.attacks.judging import CORPUS, HEAD, judge_and_render, judge_image
from tests.audit import Row, Setting
from tests.fixtures import FIXTURES
from tests.sources.test_images import FORMATS, with_everything

ROUND = 400
SIGNS = (
    "\n", "\n\n", "    ", "\t", "> ", "- ", "1. ", "* ", "`", "```", "~~~", "**", "_", "[", "](", ")", "![", "[^1]", "[^1]: ",
    "<", ">", "&", "&#", ";", '"', "'", "\\", "|", "|-|-|\n", "=== ", "!!! ", "??? ", "# ", "## ", "{:", "}", "{{kb:", "}}",
    "---", "...", ":", ": ", "- [x] ", "*[a]: ", "\x02", "\x03", "wzxhzdk:0", "klzzwxh:0001", "javascript:", "https://", "mailto:",
    "<!--", "-->", "<script>", "é", "e\u0301", "\u0430", "\u200b", "\ufeff", "\r\n", "😀",
)  # fmt: skip


EDITS = st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 12), st.binary(max_size=8))
"""What is done to an image: where, how many bytes go, what comes instead."""


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
    last, ending = [b""], ["md"]

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

    images = st.tuples(st.sampled_from(_images()), st.lists(EDITS, min_size=1, max_size=6))

    @settings(max_examples=ROUND // 10, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(images)
    def one_round_of_images(chosen: tuple[tuple[str, bytes], list[tuple[float, int, bytes]]]) -> None:
        (kind, content), edits = chosen
        for place, cut, there in edits:
            at = int(place * len(content))
            content = content[:at] + there + content[at + cut :]
        tried[0] += 1
        last[0], ending[0] = content, kind
        judge_image(kind, content)

    rounds = cycle((one_round, one_round_of_images))
    while time.monotonic() < end and not found:
        ending[0] = "md"
        try:
            next(rounds)()
        except Exception as problem:
            found.append(f"{type(problem).__name__}: {problem}; kept as {_keep(last[0], ending[0])}")
    yield Row(f"failures found in {setting.minutes:g} minutes, {tried[0]} files", str(len(found)), "0", not found, tuple(found))


def _seeds() -> Iterator[str]:
    for attack in attacks():
        yield str(attack.fields.get("text", "x")) if not is_flood(attack) else flood(attack)[:200]
    for file in sorted((FIXTURES / "typos").glob("*.md")):
        yield file.read_text(encoding="utf-8", errors="replace")


def _images() -> list[tuple[str, bytes]]:
    """Good images of every kind with all that a camera writes, and those of the attacks."""
    held = [(attack.fields["path"], *attack.fields["content"].partition(":")) for attack in of("files")]
    attacked = [(path.rpartition(".")[2], b64decode(holds)) for path, how, _, holds in held if how == "base64"]
    return [*((kind, with_everything(kind)) for kind in FORMATS), *attacked]


def _keep(content: bytes, ending: str) -> str:
    CORPUS.mkdir(exist_ok=True)
    file = CORPUS / f"{sha256(content).hexdigest()[:16]}.{ending}"
    file.write_bytes(content)
    return file.name
