"""Workflows of GitHub and GitLab: each step is one command that is tried here, with the least rights, and without text of strangers."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from citynet_kb.cli.main import _parser
from citynet_kb.model.forge_rules import REQUIRED
from tests.site.building import EPOCH, LAND, ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
GITLAB = ROOT / ".gitlab-ci.yml"
BIN = Path(sys.executable).parent
TARGETS = frozenset(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
TOOLS = (
    "tools/forge/receive_issue.py",
    "tools/forge/propose.py",
    "tools/forge/renew_issue.py",
    "tools/forge/merge_target.sh",
    "tools/forge/publish_version.py",
    "tools/forge/changed.py",
    "tools/forge/comment.py",
    "tools/forge/gitlab_comments.py",
)
"""Tried in test_forge_tools.py, test_tickets.py, test_answers.py, test_two_proposals.py."""


@cache
def load(file: Path) -> dict[Any, Any]:
    return dict(yaml.safe_load(file.read_text("utf-8")))


def jobs(file: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, job in load(file)["jobs"].items():
        yield f"{file.stem}/{name}", job


JOBS = [pytest.param(job, id=name) for file in WORKFLOWS for name, job in jobs(file)]


def commands() -> list[str]:
    """Every line that a runner would execute, on either forge."""
    github = [step["run"] for file in WORKFLOWS for _, job in jobs(file) for step in job["steps"] if "run" in step]
    gitlab = [line for job in load(GITLAB).values() if isinstance(job, dict) for line in job.get("script", ())]
    return sorted({*github, *gitlab})


def test_there_are_commands_to_look_at() -> None:
    """Guards against tests that check nothing."""
    assert len(commands()) >= 15


@pytest.mark.parametrize("command", commands())
def test_a_step_is_one_command_of_ours(command: str) -> None:
    """One line: a make target, a call of citynet-kb that its parser takes, or one of our tools; its output may go into one file.

    No expression of the forge stands in it.
    """
    assert "\n" not in command
    assert "${{" not in command
    ours, _, aim = command.replace(" >> ", " > ").replace(" | tee -a ", " > ").partition(" > ")
    assert not re.search(r"[|&;<>`]|\$\(", ours + aim)
    words = shlex.split(ours)
    if words[0] == "make":
        assert set(words[1:]) <= TARGETS
    elif words[0] == ".venv/bin/citynet-kb":
        _parser().parse_args(words[1:])
    else:
        assert words[0] in ("python3", "sh", ".venv/bin/python")
        assert words[1] in TOOLS
        assert (ROOT / words[1]).is_file()
        if "--then" in words:
            test_a_step_is_one_command_of_ours(shlex.join(words[words.index("--then") + 1 :]))


CALLS = [command for command in commands() if command.startswith(".venv/bin/citynet-kb") and " build" not in command]


@pytest.mark.slow
@pytest.mark.parametrize("command", CALLS)
def test_calls_of_the_command_run_as_written(command: str, tmp_path: Path) -> None:
    """In a shell as a runner uses it, in a clone whose last commit is a change. Building is tried in tests/site."""
    root = tmp_path / "projekt"
    shutil.copytree(LAND, root)
    (root / ".venv").mkdir()
    (root / ".venv" / "bin").symlink_to(BIN)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"SOURCE_DATE_EPOCH": EPOCH, "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"), "BASIS": "HEAD^1"}

    def shell(line: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-euo", "pipefail", "-c", line], cwd=root, env=environment, capture_output=True, encoding="utf-8", check=False
        )

    git = "git -c user.name=T -c user.email=t@example.org -c commit.gpgsign=false"
    made = shell(
        f"git init -q -b main && git add --force content citynet-kb.toml && {git} commit -qm 1"
        f" && rm content/faelle/beispielhausen/pop-up-store.md && git add content && {git} commit -qm 2"
        " && git branch b HEAD^1 && git fetch -q . b"
    )
    assert made.returncode == 0, made.stderr
    done = shell(command)
    assert (done.returncode, done.stderr.count("Traceback")) == (0, 0), done.stderr
    written = "".join(file.read_text("utf-8") for file in (tmp_path / "summary.md", root / "bericht.md") if file.exists())
    if "befunde.json" in command:
        assert isinstance(json.loads((root / "befunde.json").read_text("utf-8")), list)
    if " assess " in command:
        assert "entfällt: " in written
        assert "Pop-up-Store" in written


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_nothing_is_allowed_by_default(file: Path) -> None:
    """Rights are given job by job."""
    assert load(file)["permissions"] == {}


@pytest.mark.parametrize("job", JOBS)
def test_who_may_write_runs_no_code_but_the_tools(job: dict[str, Any]) -> None:
    """No package, no content, nothing that a ticket or a pull request could have put there."""
    if "write" in job["permissions"].values():
        used = [step["run"] for step in job["steps"] if "run" in step]
        assert all(command.startswith("python3 tools/forge/") for command in used)
        assert not any("setup-python" in step.get("uses", "") for step in job["steps"])


@pytest.mark.parametrize("job", JOBS)
def test_jobs_end_in_time_and_keep_no_credentials(job: dict[str, Any]) -> None:
    """A hanging job costs; a token in .git/config can be read by whatever runs later. The audit runs at night."""
    assert job["timeout-minutes"] <= (90 if any("make audit" in step.get("run", "") for step in job["steps"]) else 45)
    checkouts = [step for step in job["steps"] if "actions/checkout@" in step.get("uses", "")]
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_actions_are_pinned_and_alike_everywhere() -> None:
    """By commit, with the version as a comment; one version of each."""
    text = "\n".join(file.read_text("utf-8") for file in WORKFLOWS)
    used = re.findall(r"uses: (\S+)@(\S+)(.*)", text)
    assert all(re.fullmatch("[0-9a-f]{40}", commit) and re.fullmatch(r" # v\d+\.\d+\.\d+", comment) for _, commit, comment in used)
    assert len({action for action, *_ in used}) == len({(action, commit) for action, commit, _ in used})


def test_what_strangers_wrote_stays_out_of_commands() -> None:
    """Of the event only numbers and names of labels are used in expressions; texts are read from the file of the event."""
    text = "\n".join(file.read_text("utf-8") for file in WORKFLOWS)
    assert set(re.findall(r"github\.event\.[\w.]+", text)) <= {
        "github.event.pull_request.number",
        "github.event.issue.number",
        "github.event.label.name",
        "github.event.action",
        "github.event.issue.labels.",
        *(f"github.event.workflow_run.{part}" for part in ("id", "event", "head_sha", "head_repository.id")),
        "github.event.repository.default_branch",
    }
    assert "pull_request_target" not in text


def test_where_strangers_code_runs_nobody_may_write() -> None:
    """A check of a proposal has no right and no secret; what answers it takes its tools from main and fetches data, never a proposal."""
    check = (ROOT / ".github/workflows/pruefen.yml").read_text("utf-8")
    assert "secrets." not in check
    for _, job in jobs(ROOT / ".github/workflows/pruefen.yml"):
        assert job["permissions"] == {"contents": "read"}
    started = [file.name for file in WORKFLOWS if "workflow_run" in load(file)[True]]
    assert started == ["kommentar.yml"]
    (job,) = load(ROOT / ".github/workflows/kommentar.yml")["jobs"].values()
    assert job["permissions"] == {"contents": "read", "actions": "read", "pull-requests": "write"}
    assert job["steps"][0]["with"]["ref"] == "${{ github.event.repository.default_branch }}"
    assert [step["run"] for step in job["steps"] if "run" in step] == ["python3 tools/forge/comment.py befund"]
    gitlab = load(GITLAB)["antworten"]
    assert gitlab["script"] == ["python3 tools/forge/gitlab_comments.py"]
    assert gitlab["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "schedule" && $AUFGABE == "antworten"'}]


def test_one_audit_is_set_aside_at_one_line() -> None:
    """Whatever zizmor is told to pass over stands here with its reason: nothing else tells a workflow that a check has ended."""
    found = [(file.name, line.strip()) for file in WORKFLOWS for line in file.read_text("utf-8").split("\n") if "zizmor:" in line]
    assert found == [("kommentar.yml", "workflow_run: # zizmor: ignore[dangerous-triggers]")]
    assert not [*ROOT.glob("zizmor.y*ml"), *ROOT.glob(".github/zizmor.y*ml")]


def test_one_job_is_to_be_required() -> None:
    """It waits for all others and runs whatever became of them; its workflow runs for each proposal and each entry of the queue."""
    check = load(ROOT / ".github/workflows/pruefen.yml")
    result = check["jobs"]["ergebnis"]
    assert set(check[True]) == {"pull_request", "merge_group"}
    assert set(result["needs"]) == set(check["jobs"]) - {"ergebnis"}
    assert (result["name"], result["if"]) == (REQUIRED, "always()")
    assert check["name"] in load(ROOT / ".github/workflows/kommentar.yml")[True]["workflow_run"]["workflows"]


def test_both_forges_do_the_same() -> None:
    """Whoever changes one finds the other: the same commands of ours, but for the folder that GitLab wants and the format of findings."""

    def kinds(lines: list[str]) -> set[str]:
        plain = [line.removeprefix("python3 tools/forge/changed.py --then ") for line in lines]
        ours = [line.removeprefix(".venv/bin/") for line in plain if line.startswith(("make", ".venv/bin/citynet-kb"))]
        return {" ".join(line.split()[:2]) for line in ours}

    github = kinds([step["run"] for file in WORKFLOWS for _, job in jobs(file) for step in job["steps"] if "run" in step])
    gitlab = kinds([line for job in load(GITLAB).values() if isinstance(job, dict) for line in job.get("script", ())])
    assert github == gitlab


@pytest.mark.slow
def test_the_audit_finds_nothing_and_all_files_fit_their_schemas(monkeypatch: pytest.MonkeyPatch) -> None:
    """zizmor's strictest persona; workflows, issue forms, Dependabot and GitLab by the schemas that come with the tool. No network.

    All that `make workflows` types; the tool for schemas, which takes long to start, is started once for all of its lines.
    """
    from check_jsonschema import main as check_schemas  # a second or two, which no other test shall pay

    told = subprocess.run(["make", "--dry-run", "workflows"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
    lines = [shlex.split(line) for line in told.splitlines() if line.startswith(".venv/bin/")]
    assert [Path(line[0]).name for line in lines] == ["check-jsonschema"] * 5 + ["zizmor"]
    monkeypatch.chdir(ROOT)
    for _, *arguments in lines[:-1]:
        assert check_schemas(arguments, standalone_mode=False) == 0
    done = subprocess.run(lines[-1], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


PLAIN = re.compile(r"https?://[A-Za-z0-9.-]+(?:/[A-Za-z0-9._~/+-]*)?(?:[?#][A-Za-z0-9=&._~-]*)?")
"""Addresses that are right at a glance: the tool's grammar needs a second for thirty of them."""


def in_short(value: Any, known: dict[str, str]) -> Any:
    """The same list with a short address for each such one."""
    if isinstance(value, dict):
        return {key: in_short(inner, known) for key, inner in value.items()}
    if isinstance(value, list):
        return [in_short(inner, known) for inner in value]
    return known.setdefault(value, f"x:{len(known)}") if isinstance(value, str) and PLAIN.fullmatch(value) else value


@pytest.mark.slow
def test_the_list_of_parts_names_what_is_installed_and_what_lies_in_the_theme(tmp_path: Path) -> None:
    """Valid CycloneDX (by the tool's own validator) with packages, search engine and fonts; no path of a machine; the same twice."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    for name in ("eins.json", "zwei.json"):
        command = [sys.executable, "tools/sbom.py", str(tmp_path / name), "--no-validate"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr
    text = (tmp_path / "eins.json").read_text("utf-8")
    assert text == (tmp_path / "zwei.json").read_text("utf-8")
    assert "file:" not in text
    found = json.loads(text)
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    listed = in_short(found, {})
    assert validator.validate_str(json.dumps(listed)) is None
    assert validator.validate_str(json.dumps({**listed, "components": [{"type": "library"}]})), "a part without a name is noticed"
    names = {component["name"].lower().replace("_", "-") for component in found["components"]}
    assert {"mkdocs", "mkdocs-material", "pydantic", "lxml"} <= names
    assert sum(name.startswith("source-sans-3") for name in names) == 4
    assert (found["bomFormat"], found["specVersion"]) == ("CycloneDX", "1.6")


def test_publication_runs_one_at_a_time_and_to_its_end() -> None:
    """A constant group on either forge; what is published has passed the check in the same run."""
    site = load(ROOT / ".github" / "workflows" / "site.yml")
    assert site["concurrency"] == {"group": "pages", "cancel-in-progress": False}
    steps = [step.get("run", "") for step in site["jobs"]["bauen"]["steps"]]
    assert steps.index(".venv/bin/citynet-kb check --release") < steps.index(".venv/bin/citynet-kb build")
    assert site["jobs"]["veroeffentlichen"]["needs"] == "bauen"
    pages = load(GITLAB)["pages"]
    assert (pages["resource_group"], pages["interruptible"]) == ("pages", False)
    assert pages["script"].index(".venv/bin/citynet-kb check --release") < pages["script"].index(
        ".venv/bin/citynet-kb build --site-dir public"
    )
