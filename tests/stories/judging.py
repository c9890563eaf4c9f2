"""What becomes of a story on the ways in that the command serves."""

import builtins
import io
import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from citynet_kb.cli import main
from citynet_kb.intake.asking.questions import choice, questions
from tests.stories import REPORT, Story, Told, asked, words
from tests.stories.sending import FILES, names, place_of

CITIES = {"gelungen": "musterstadt", "gescheitert": "leerdorf", "nie zustande gekommen": "irgendheim"}


def told(root: Path, story: Story, way: str) -> Told:
    """The story sent on a way, in a project of Beispielland; a second time where a question came back."""
    if way == "new":
        return _typed(story)
    errors, lost, sent = _sent(root, story, way, story.answers)
    first, questions_back = errors, 0
    if errors:
        questions_back = len(errors)
        errors, lost, sent = _sent(root, story, way, story.answered(is_second=True))
    assert not errors, errors
    return Told(first, questions_back, len(sent), len(" ".join(sent.values()).split()), tuple(sorted(lost)))


def _sent(root: Path, story: Story, way: str, answers: Mapping[str, str]) -> tuple[tuple[str, ...], set[str], Mapping[str, str]]:
    name, filled = FILES[way]
    file = root / place_of(name, CITIES[story.name])
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(filled(story, answers))
    formatted = ""
    before = set((root / "content").rglob("*.md")) - {file}
    if way == "by hand":
        formatted = _run("fmt", str(file.relative_to(root)))[1]
        found = _findings("check", str(file.relative_to(root)))
        made = file.read_text("utf-8")
    else:
        found = _findings("intake", name)
        new = set((root / "content").rglob("*.md")) - before
        made = "\n".join(one.read_text("utf-8") for one in new)
    errors = tuple(one["message"] for one in found if one["severity"] == "Fehler")
    said = [formatted, *(f"{one['message']} {one.get('private', '')}" for one in found)]
    lost = words(answers.values()) - words([in_labels(made), *said])
    if way == "ticket":
        lost &= words([made]) | words(_free(story, answers))
    return errors, lost, answers


def _free(story: Story, answers: Mapping[str, str]) -> list[str]:
    """What is typed into the issue form rather than picked."""
    return [text for name, text in answers.items() if name not in story.chosen]


def _findings(*arguments: str) -> list[dict[str, Any]]:
    _, out = _run(*arguments, "--format", "json")
    assert "Traceback" not in out, out
    lines = [line for line in out.splitlines() if line.startswith("{")]
    return [json.loads(line.rstrip(",")) for line in lines]


def _run(*arguments: str) -> tuple[int, str]:
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(io.StringIO()):
        code = main(arguments)
    return code, out.getvalue()


def in_labels(text: str) -> str:
    """A case with the labels of its terms and the names of its records beside it."""
    terms = {term.value: choice(term) for question in questions() for term in question.vocabulary or ()}
    known = terms | {key: name for kind in names().values() for key, name in kind.items()}
    slugs = {line.strip().removeprefix("- ").partition(": ")[2] or line.strip().removeprefix("- ") for line in text.splitlines()}
    return " ".join((text, *(known[slug] for slug in slugs if slug in known)))


def _typed(story: Story) -> Told:
    """Somebody answers the questions of `citynet-kb new`; what is asked again gets the second answer."""
    out = io.StringIO()
    given: list[str] = []
    again: list[str] = []
    with _at_terminal(story, out, given, again), redirect_stdout(out), redirect_stderr(out):
        code = main(["new"])
    assert code == 0, out.getvalue()
    made = next(line.removeprefix("geschrieben: ") for line in out.getvalue().splitlines() if line.startswith("geschrieben: "))
    answers = {name: story.answered(name in again)[name] for name in given}
    lost = words(answers.values()) - words([in_labels(Path(made).read_text("utf-8")), out.getvalue()])
    return Told(tuple(again), len(again), len(given), len(" ".join(answers.values()).split()), tuple(sorted(lost)))


@contextmanager
def _at_terminal(story: Story, out: io.StringIO, given: list[str], again: list[str]) -> Iterator[None]:
    left: list[str] = []
    headings = sorted(asked(), key=len, reverse=True)

    def answer(prompt: str = "") -> str:
        if left:
            return left.pop(0)
        last = out.getvalue().rpartition("\n\n")[2]
        if last.startswith("Mehr erzählen?"):
            return "ja"
        name = next(name for name in headings if last.startswith(name))
        if name in given:
            again.append(name)
            assert len(again) <= 3, out.getvalue()
        else:
            given.append(name)
        text = story.answered(name in again).get(name, "")
        if name == REPORT:
            left.extend([*text.split("\n")[1:], "", ""])
            return text.split("\n")[0]
        if not text:
            given.remove(name)
        return text

    real, terminal = builtins.input, sys.stdin
    builtins.input = answer
    sys.stdin = _Terminal()
    try:
        yield
    finally:
        builtins.input, sys.stdin = real, terminal


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True
