"""Write the one comment of a pull request, and its labels: `python3 tools/forge/comment.py FOLDER`. Standard library only.

Started by the end of a check, in which code of strangers may have run; itself it runs none. FOLDER is what that run left, if anything: data
that `answer.py` looks at, value by value. Which pull request it is says the event, by branch and commit, never the data; a check that a
newer push has overtaken is passed over. Labels follow from the paths that the forge itself names.
"""

import json
import os
import re
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

from answer import MARK, Links, answer
from api import NOT_THERE, Api

DATA, PREVIEW = "befund.json", "vorschau"
LARGEST = 2_000_000
"""Bytes of the data; what the tool writes stays far below."""
LABELS = Path(__file__).with_name("labels.json")
MOST_FILES = 500
_PLACE = re.compile(r"[\w.-]+/[\w.-]+", re.ASCII)


def main(folder: Path, environment: dict[str, str]) -> int:
    """Exit code 0, also where there is nothing to say."""
    run = json.loads(Path(environment["GITHUB_EVENT_PATH"]).read_text("utf-8"))["workflow_run"]
    repository = environment["GITHUB_REPOSITORY"]
    api = Api(
        environment["GITHUB_API_URL"], {"Authorization": f"Bearer {environment['GH_TOKEN']}", "Accept": "application/vnd.github+json"}
    )
    number = request_of(api, repository, run)
    if number is None or run["conclusion"] in ("cancelled", "skipped"):
        print("Kein offener Vorschlag mit diesem Stand; nichts zu sagen.")
        return 0
    where = f"{environment['GITHUB_SERVER_URL']}/{repository}/actions/runs/{int(run['id'])}"
    preview = artefact(api, repository, int(run["id"]))
    links = Links(where, f"{where}/artifacts/{preview}" if preview else "", **editor(environment["GITHUB_SERVER_URL"], run))
    renew(api, f"repos/{repository}/issues", number, answer(read(folder / DATA), links))
    label(api, repository, number)
    return 0


def request_of(api: Api, repository: str, run: dict[str, Any]) -> int | None:
    """The number of the open pull request whose newest commit was checked."""
    source = run["head_repository"]
    if run["event"] != "pull_request" or source is None:
        return None
    head = f"{source['owner']['login']}:{run['head_branch']}"
    found = api.ask("GET", f"repos/{repository}/pulls", state="open", head=head, per_page=100)
    fitting = [int(one["number"]) for one in found if one["head"]["sha"] == run["head_sha"]]
    return fitting[0] if len(fitting) == 1 else None


def editor(server: str, run: dict[str, Any]) -> dict[str, str]:
    """Where the forge lets the contributor change the files of the branch that was checked: the request is renewed by it."""
    place, branch = str(run["head_repository"]["full_name"]), quote(str(run["head_branch"]), safe="/")
    if not _PLACE.fullmatch(place):
        return {}
    return {"edit": f"{server}/{place}/edit/{branch}/", "new": f"{server}/{place}/new/{branch}?filename=", "text": "&value="}


def artefact(api: Api, repository: str, run: int) -> int | None:
    """The id of the built pages, None where the check did not build them."""
    found = api.ask("GET", f"repos/{repository}/actions/runs/{run}/artifacts", name=PREVIEW, per_page=1)["artifacts"]
    return int(found[0]["id"]) if found and not found[0]["expired"] else None


def read(file: Path) -> Any:
    """What the check left; None where it left nothing that can be read. A link could show a file of this machine."""
    if file.is_symlink() or file.parent.is_symlink() or not file.is_file() or file.stat().st_size > LARGEST:
        return None
    try:
        return json.loads(file.read_text("utf-8"))
    except (ValueError, RecursionError):
        return None


def renew(api: Api, issues: str, number: int, text: str) -> None:
    """Put the text in the place of the former answer, or write the first. Of comments with MARK, which anybody may write, a program's."""
    for one in api.each(f"{issues}/{number}/comments"):
        body, author = one["body"] or "", one["user"] or {}
        if author.get("type") == "Bot" and body.startswith(MARK):
            if body.replace("\r\n", "\n").strip() != text.strip():
                api.ask("PATCH", f"{issues}/comments/{int(one['id'])}", {"body": text})
            return
    api.ask("POST", f"{issues}/{number}/comments", {"body": text})


def label(api: Api, repository: str, number: int) -> None:
    """The labels of what is changed. Those that no longer fit go, those that people have set stay. Without labels in the forge: nothing."""
    files = [one for _, one in zip(range(MOST_FILES), api.each(f"repos/{repository}/pulls/{number}/files"), strict=False)]
    wanted = kinds([(str(one["filename"]), str(one["status"])) for one in files])
    there = {str(one["name"]) for one in api.each(f"repos/{repository}/issues/{number}/labels")}
    known = {str(one["name"]) for one in api.each(f"repos/{repository}/labels")}
    if missing := sorted((wanted & known) - there):
        api.ask("POST", f"repos/{repository}/issues/{number}/labels", {"labels": missing})
    for name in sorted((all_kinds() & there) - wanted):
        try:
            api.ask("DELETE", f"repos/{repository}/issues/{number}/labels/{name}")
        except NOT_THERE:
            continue


def all_kinds() -> set[str]:
    """The labels that say what a proposal changes."""
    return {str(one["name"]) for one in json.loads(LABELS.read_text("utf-8")) if one["paths"]}


def kinds(files: list[tuple[str, str]]) -> set[str]:
    """The labels for these paths, each with the forge's word for what happens to it: the first that fits a path counts."""
    rows = [one for one in json.loads(LABELS.read_text("utf-8")) if one["paths"]]
    found = set()
    for path, status in files:
        for one in rows:
            if re.match(one["paths"], path) and (not one["status"] or status in one["status"]):
                found.add(str(one["name"]))
                break
    return found


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), dict(os.environ)))
