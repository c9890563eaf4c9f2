"""Two proposals that are green alone and wrong together: seen before the second is taken over. And which tests a proposal needs."""

import json
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.forge.doubles import CASE, TEXT, Forge, recorded
from tests.forked_programs import COMMAND, run


@pytest.fixture
def forge(tmp_path: Path) -> Forge:
    return Forge(tmp_path)


def citynet_kb(forge: Forge, *arguments: str) -> CompletedProcess[str]:
    return run([COMMAND, *arguments], forge.clone, forge.environment)


def proposal(forge: Forge, name: str) -> None:
    """A branch of main, as a contributor makes it."""
    forge.git("switch", "-q", "--create", name, "main")


def merged(forge: Forge, name: str, into: str) -> str:
    """The state that a forge checks: the merge of both, in a branch of the queue. Git sees no conflict."""
    forge.git("switch", "-q", "--create", f"queue/{name}-auf-{into.replace('/', '-')}", into)
    forge.git("merge", "-q", "--no-ff", "--no-edit", name)
    return forge.git("branch", "--show-current").strip()


@pytest.mark.slow
def test_two_proposals_green_alone_and_wrong_together(forge: Forge) -> None:
    """One renames a measure, the other uses its former id: the second entry of the queue fails, and says which id to write."""
    proposal(forge, "umbenennen")
    assert citynet_kb(forge, "move", "measure", "eisbahn", "eislaufen").returncode == 0
    forge.git("add", "--force", "--all", "content")
    forge.git("commit", "-q", "-m", "Umbenennen")
    proposal(forge, "neuer-fall")
    (forge.clone / CASE).write_text(TEXT.replace("outcome:", "measure: eisbahn\noutcome:"), encoding="utf-8")
    forge.commit("Neuer Fall")
    for name in ("neuer-fall", "umbenennen"):
        first = merged(forge, name, "main")
        assert citynet_kb(forge, "check").returncode == 0, name
    merged(forge, "neuer-fall", first)
    together = citynet_kb(forge, "check")
    assert together.returncode == 1
    assert "[massnahme-unbekannt]" in together.stdout
    assert "Meinten Sie »eislaufen«" in together.stdout


RESULTS = {"inhalte": "success", "tests": "skipped", "werkzeuge": "skipped"}


def required(forge: Forge, **results: str) -> int:
    forge.environment["ERGEBNISSE"] = json.dumps({name: {"result": result} for name, result in (RESULTS | results).items()})
    return forge.run("changed.py", "--require").returncode


def told(forge: Forge, tmp_path: Path) -> dict[str, str]:
    """What the first job hands on."""
    output = tmp_path / "output"
    output.write_text("")
    forge.environment["GITHUB_OUTPUT"] = str(output)
    done = forge.run("changed.py")
    assert done.returncode == 0, done.stderr
    return dict(line.split("=") for line in output.read_text().splitlines())


@pytest.mark.slow
def test_a_change_of_content_needs_no_tests_of_the_program(forge: Forge, tmp_path: Path) -> None:
    """Whatever the other jobs say, the one that is required looks at the paths itself; in the queue it compares with its base."""
    before = forge.git("rev-parse", "main").strip()
    proposal(forge, "fall")
    (forge.clone / CASE).write_text(TEXT, encoding="utf-8")
    forge.commit("Fall")
    content = merged(forge, "fall", "main")
    forge.happened(recorded("pull-opened.json"))
    assert told(forge, tmp_path) == {"basis": before, "programm": "nein"}
    assert [required(forge), required(forge, inhalte="failure"), required(forge, tests="failure")] == [0, 1, 1]
    assert forge.run("changed.py", "--then", "false").returncode == 0
    proposal(forge, "programm")
    (forge.clone / "theme").mkdir()
    (forge.clone / "theme/neu.css").write_text("a {}")
    forge.git("mv", "content/staedte/neudorf.md", "theme/neudorf.md")
    forge.git("add", "theme")
    forge.git("commit", "-q", "-m", "Programm")
    merged(forge, "programm", content)
    assert told(forge, tmp_path)["programm"] == "ja"
    assert forge.run("changed.py", "--then", "false").returncode == 1
    assert [required(forge), required(forge, tests="success"), required(forge, tests="success", werkzeuge="success")] == [1, 1, 0]
    forge.happened({"merge_group": {"base_sha": before}})
    assert told(forge, tmp_path) == {"basis": before, "programm": "ja"}


def test_a_state_that_is_not_there_fails_the_job(forge: Forge) -> None:
    """What cannot be compared is not taken for a change of content."""
    forge.happened({"merge_group": {"base_sha": "--all"}})
    assert forge.run("changed.py", "--require").returncode != 0
