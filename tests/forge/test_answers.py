"""The one comment of a pull request: its words, what hostile data does to it (nothing), and how it is found again, on either forge."""

import importlib.util
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from citynet_kb.model import City
from citynet_kb.model.forge_labels import LABELS
from citynet_kb.schema import bind
from citynet_kb.sources import read
from tests.forge.doubles import REPOSITORY, TOOLS, Forge, Interface, interface, recorded
from tests.speed import once

GOLDEN = Path(__file__).parent / "golden"
REPO = f"repos/{REPOSITORY}"
COMMENTS = f"{REPO}/issues/8/comments"


@once
def tool() -> ModuleType:
    """`answer.py`, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("answer", TOOLS / "answer.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["answer"] = module
    spec.loader.exec_module(module)
    return module


def data(name: str) -> dict[str, Any]:
    """What `assess` wrote for a proposal."""
    return dict(json.loads((GOLDEN / name).read_text("utf-8")))


RUN = "https://forge.example/netz/wissen/actions/runs/3001"
FORK, BRANCH = "https://forge.example/beitrag/wissen", "fall/neudorf%3B%20touch%20x"
LINKS = (RUN, f"{RUN}/artifacts/4004")
EDITOR = {"edit": f"{FORK}/edit/{BRANCH}/", "new": f"{FORK}/new/{BRANCH}?filename=", "text": "&value="}
"""The branch of the proposal, in the fork that it came from."""


@pytest.mark.parametrize("name", ["fehlt", "gut", "ort"])
def test_the_comment_in_its_words(name: str, golden: Callable[[Path, str], None]) -> None:
    """What is missing, what changes, what the editors look at, preview, thanks and what comes next."""
    golden(GOLDEN / f"{name}.md", tool().answer(data(f"{name}.json"), tool().Links(*LINKS, **EDITOR)))


def test_on_gitlab_each_page_has_its_link(golden: Callable[[Path, str], None]) -> None:
    """GitLab shows the pages of a job singly."""
    pages = "https://forge.example/netz/wissen/-/jobs/6000/artifacts/file/public/"
    editor = {"edit": f"{FORK}/-/edit/{BRANCH}/", "new": f"{FORK}/-/new/{BRANCH}?file_name="}
    golden(GOLDEN / "gitlab.md", tool().answer(data("gut.json"), tool().Links(pages, f"{pages}index.html", pages, **editor)))
    town = tool().answer(data("ort.json"), tool().Links(pages, **editor))
    assert f"[content/staedte/bregenz.md anlegen]({FORK}/-/new/{BRANCH}?file_name=content%2Fstaedte%2Fbregenz.md)." in town


def test_without_data_it_says_so() -> None:
    """The check did not get that far."""
    assert "nicht bis zu Ihren Angaben gekommen" in tool().answer(None, tool().Links(LINKS[0]))


EVIL = (
    "@alle #12 !3 GH-4 &5 %6 ~7 $8 netz/wissen#9 \u202e\u200b <img src=x onerror=alert(1)> [x](https://boese.example) "
    "https://boese.example www.boese.example a@b.example ![y](z) | `x` \n\n# T\n```\n<!-- citynet-kb"
)


def spoilt(value: Any) -> Any:
    """The same shape with hostile text in every place."""
    if isinstance(value, dict):
        return {key: spoilt(inner) for key, inner in value.items()} | {EVIL: EVIL}
    return [spoilt(inner) for inner in value] * 5 if isinstance(value, list) else EVIL if isinstance(value, str) else value


def test_the_file_of_a_town_opens_filled_in() -> None:
    """In the branch of the proposal, so that case and town are checked and taken over together."""
    text = tool().answer(data("ort.json"), tool().Links(*LINKS, **EDITOR))
    (address,) = re.findall(r"\]\((https://[^)]*/new/[^)]*)\)", text)
    asked = parse_qs(urlsplit(address).query, keep_blank_values=True)
    assert asked["filename"] == ["content/staedte/bregenz.md"]
    assert asked["value"] == ["---\nslug: bregenz\nname: Bregenz\nstate:\ncountry:\npopulation:\n---\n"]
    filled = asked["value"][0].replace("state:", "state: Vorarlberg").replace("country:", "country: AT").replace("tion:", "tion: 29600")
    document, found = read(asked["filename"][0], filled.encode())
    assert document
    assert (found, bind(document, City, "bregenz")[1]) == ([], [])


@pytest.mark.parametrize("name", ["fehlt", "gut", "ort"])
def test_hostile_data_acts_nowhere(name: str) -> None:
    """No mention, no reference, no foreign link, no tag, no unseen sign; bounded."""
    text = tool().answer(spoilt(data(f"{name}.json")), tool().Links(*LINKS, **EDITOR))
    shown = text.removeprefix(tool().MARK)
    assert len(text) <= 60_000
    assert "<" not in shown
    assert not re.search(r"(?<!\\)!\[|[@#!$%~]\w|GH-\d|www\.|[\u200b\u202e]", shown)
    assert set(re.findall(r"\w+://[^\s)]+", shown)) <= set(LINKS)
    assert set(re.findall(r"(?<!\\)\]\(([^)]*)\)", shown)) <= set(LINKS)
    assert all(line.count("|") - line.count("\\|") == 4 for line in shown.split("\n") if line.startswith("|"))


@pytest.mark.parametrize("value", [[], 7, "x", {"findings": {"x": 1}}, {"findings": [1, None, {"question": ["x"]}], "more": "viele"}, {}])
def test_data_of_any_shape_gives_an_answer(value: object) -> None:
    """It comes from where strangers may write."""
    assert tool().answer(value, tool().Links()).startswith(tool().MARK)


@pytest.fixture
def api() -> Iterator[Interface]:
    with interface() as double:
        double.told({f"GET {REPO}/pulls": recorded("pulls.json"), f"GET {REPO}/actions/runs/3001/artifacts": recorded("artifacts.json")})
        double.told({f"GET {REPO}/pulls/8/files": recorded("files.json"), f"GET {REPO}/labels": [{"name": label.name} for label in LABELS]})
        yield double


@pytest.fixture
def forge(tmp_path: Path, api: Interface) -> Forge:
    double = Forge(tmp_path, api=api.url, is_clone=False)
    double.happened(recorded("check-completed.json"))
    left = double.clone / "befund"
    left.mkdir()
    (left / "befund.json").write_bytes((GOLDEN / "gut.json").read_bytes())
    return double


def answered(forge: Forge) -> None:
    done = forge.run("comment.py", "befund")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["fehlt", "ort"])
def test_a_failed_check_of_a_fork_is_answered(forge: Forge, api: Interface, name: str) -> None:
    """With what is missing, and links into the branch of the fork; nothing was built, so that there is no preview."""
    event = recorded("check-completed.json")
    forge.happened({**event, "workflow_run": {**event["workflow_run"], "conclusion": "failure"}})
    api.told({f"GET {REPO}/actions/runs/3001/artifacts": {"total_count": 0, "artifacts": []}})
    (forge.clone / "befund/befund.json").write_bytes((GOLDEN / f"{name}.json").read_bytes())
    answered(forge)
    assert api.writes[0] == ("POST", COMMENTS, {"body": tool().answer(data(f"{name}.json"), tool().Links(RUN, **EDITOR))})
    assert f"{FORK}/edit/{BRANCH}/content/faelle/" in api.writes[0][2]["body"]


def test_the_end_of_a_check_writes_the_comment_and_labels(forge: Forge, api: Interface) -> None:
    """To the request whose newest commit was checked; labels by the paths that the forge names."""
    answered(forge)
    (comment, labels) = api.writes
    assert comment == ("POST", COMMENTS, {"body": (GOLDEN / "gut.md").read_text("utf-8")})
    assert labels == ("POST", f"{REPO}/issues/8/labels", {"labels": ["geaenderter-fall", "neuer-fall"]})


def test_the_next_check_renews_the_comment(forge: Forge, api: Interface) -> None:
    """Only that of a program with our mark; labels that no longer fit go, those of people stay."""
    forged = {"id": 20, "user": {"type": "User"}, "body": (GOLDEN / "fehlt.md").read_text("utf-8")}
    api.told({f"GET {COMMENTS}": [forged, {**forged, "id": 21, "user": {"type": "Bot"}}]})
    api.told(
        {f"GET {REPO}/issues/8/labels": [{"name": "programm"}, {"name": "eilig"}, {"name": "neuer-fall"}, {"name": "geaenderter-fall"}]}
    )
    answered(forge)
    assert [call[:2] for call in api.writes] == [
        ("PATCH", f"{REPO}/issues/comments/21"),
        ("DELETE", f"{REPO}/issues/8/labels/programm"),
    ]
    api.told({f"GET {COMMENTS}": [{"id": 21, "user": {"type": "Bot"}, "body": (GOLDEN / "gut.md").read_text("utf-8")}]})
    before = len(api.writes)
    answered(forge)
    assert [call[0] for call in api.writes[before:]] == ["DELETE"], "the same words are not written again"


@pytest.mark.parametrize("change", [{"head_sha": "c" * 40}, {"conclusion": "cancelled"}, {"event": "push"}, {"head_repository": None}])
def test_what_is_overtaken_is_passed_over(forge: Forge, api: Interface, change: dict[str, Any]) -> None:
    """A newer push has a check of its own."""
    event = recorded("check-completed.json")
    forge.happened({**event, "workflow_run": {**event["workflow_run"], **change}})
    answered(forge)
    assert api.writes == []


@pytest.mark.parametrize("left", ["", "[" * 100_000, "x" * 3_000_000, "link"])
def test_what_cannot_be_read_is_no_failure(forge: Forge, api: Interface, left: str) -> None:
    """Nothing, nonsense, too much, or a link to a file of this machine."""
    file = forge.clone / "befund/befund.json"
    file.unlink()
    if left == "link":
        file.symlink_to("/proc/self/environ")
    elif left:
        file.write_text(left)
    answered(forge)
    assert "nicht bis zu Ihren Angaben gekommen" in api.writes[0][2]["body"]


def test_gitlab_gets_the_same_from_a_schedule(forge: Forge, api: Interface) -> None:
    """Without running anything of the request, whose pipeline belongs to a fork; the former note is replaced."""
    project = "projects/55"
    forge.environment |= {"CI_API_V4_URL": api.url, "CI_PROJECT_ID": "55", "CI_SERVER_URL": "https://forge.example", "KOMMENTAR_TOKEN": "t"}
    notes = [{"id": 30, "author": {"id": 1}, "body": tool().MARK}, {"id": 31, "author": {"id": 2}, "body": tool().MARK}]
    api.told({"GET user": {"id": 2}, f"GET {project}/merge_requests": recorded("gitlab-requests.json")})
    api.told(
        {f"GET {project}/merge_requests/8/pipelines": recorded("gitlab-pipelines.json"), f"GET {project}/merge_requests/8/notes": notes}
    )
    api.told({"GET projects/77/pipelines/3001/jobs": recorded("gitlab-jobs.json"), "GET projects/77": {"web_url": FORK}})
    api.told({"GET projects/77/jobs/6000/artifacts/befund.json": data("gut.json")})
    api.told({f"GET {project}/merge_requests/8/diffs": recorded("gitlab-diffs.json"), f"GET {project}/labels": [{"name": "neuer-fall"}]})
    done = forge.run("gitlab_comments.py")
    assert done.returncode == 0, done.stderr
    (note, labels) = api.writes
    assert note[:2] == ("PUT", f"{project}/merge_requests/8/notes/31")
    assert f"{FORK}/-/jobs/6000/artifacts/file/public/faelle/" in note[2]["body"]
    assert f"{FORK}/-/edit/{BRANCH}/content/faelle/" in note[2]["body"]
    assert labels == ("PUT", f"{project}/merge_requests/8", {"add_labels": "neuer-fall", "remove_labels": "programm"})
    api.told({f"GET {project}/merge_requests": [{"iid": 9, "labels": []}, *recorded("gitlab-requests.json")]})
    api.told({f"GET {project}/merge_requests/9/pipelines": None})
    before = len(api.writes)
    assert forge.run("gitlab_comments.py").returncode == 1
    assert len(api.writes) > before, "one that cannot be answered keeps no other from it"
    del forge.environment["KOMMENTAR_TOKEN"]
    assert forge.run("gitlab_comments.py").returncode == 2
