"""Write the one comment of each open merge request on GitLab: `python3 tools/forge/gitlab_comments.py`. Standard library only.

Runs on the main branch by a schedule, with a token of its own, and runs no code of a request: it fetches the data that the newest pipeline
of each has left, and looks at it as `comment.py` does. A request whose check has not ended is left for the next time.
"""

import json
import os
import re
import sys
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from answer import MARK, Links, answer
from api import NOT_THERE, Api
from comment import DATA, LARGEST, all_kinds, kinds

JOB = "inhalte"
"""The job that leaves data and pages."""
_PLACE = re.compile(r"[\w./-]+", re.ASCII)
ENDED = ("success", "failed")


def main(environment: dict[str, str]) -> int:
    """Exit code 0; 1 where a request could not be answered, which keeps no other from it; 2 without a token."""
    token = environment.get("KOMMENTAR_TOKEN", "")
    if not token:
        print("KOMMENTAR_TOKEN fehlt: MAINTAINING.md sagt, wie man es anlegt.")
        return 2
    api, project = Api(environment["CI_API_V4_URL"], {"PRIVATE-TOKEN": token}), int(environment["CI_PROJECT_ID"])
    own = api.ask("GET", "user")["id"]
    refused = 0
    for request in api.each(f"projects/{project}/merge_requests", state="opened"):
        number = int(request["iid"])
        try:
            job = job_of(api, project, number)
            if job is not None:
                server = environment["CI_SERVER_URL"]
                links = replace(links_of(job, server), **editor(api, server, request))
                renew(api, f"projects/{project}/merge_requests/{number}", own, answer(data_of(api, job), links))
                label(api, project, number, set(request["labels"]))
        except OSError as problem:
            print(f"!{number}: {problem}", file=sys.stderr)
            refused += 1
    return int(refused > 0)


def links_of(job: dict[str, Any], server: str) -> Links:
    """Where GitLab shows the job, and each page that it built."""
    where = str(job["web_url"])
    if not where.startswith(f"{server}/"):
        return Links()
    pages = f"{where}/artifacts/file/public/" if job["status"] == "success" else ""
    return Links(where, pages and f"{pages}index.html", pages)


def editor(api: Api, server: str, request: dict[str, Any]) -> dict[str, str]:
    """Where GitLab lets the contributor change the files of the request's branch; nothing where the project of it is not to be seen."""
    try:
        place = str(api.ask("GET", f"projects/{int(request['source_project_id'])}")["web_url"])
    except (OSError, KeyError, TypeError, ValueError):
        return {}
    branch = quote(str(request.get("source_branch", "")), safe="/")
    if not place.startswith(f"{server}/") or not _PLACE.fullmatch(place.removeprefix(f"{server}/")):
        return {}
    return {"edit": f"{place}/-/edit/{branch}/", "new": f"{place}/-/new/{branch}?file_name="} if branch else {}


def job_of(api: Api, project: int, number: int) -> dict[str, Any] | None:
    """The job of the newest pipeline of a request and the project in which it ran: that of a fork is another. None before it ends."""
    for pipeline in api.ask("GET", f"projects/{project}/merge_requests/{number}/pipelines", per_page=1):
        place = int(pipeline["project_id"])
        for job in api.each(f"projects/{place}/pipelines/{int(pipeline['id'])}/jobs"):
            if job["name"] == JOB and job["status"] in ENDED:
                return {**job, "place": place}
    return None


def data_of(api: Api, job: dict[str, Any]) -> Any:
    """What the job left; None where it left nothing that can be read."""
    try:
        found = api.raw("GET", f"projects/{job['place']}/jobs/{int(job['id'])}/artifacts/{DATA}")
        return json.loads(found) if len(found) <= LARGEST else None
    except (OSError, ValueError, RecursionError):
        return None


def renew(api: Api, request: str, own: int, text: str) -> None:
    """Put the text in the place of our former answer, or write the first."""
    for one in api.each(f"{request}/notes"):
        if one["author"]["id"] == own and one["body"].startswith(MARK):
            if one["body"].strip() != text.strip():
                api.ask("PUT", f"{request}/notes/{int(one['id'])}", {"body": text})
            return
    api.ask("POST", f"{request}/notes", {"body": text})


def label(api: Api, project: int, number: int, there: set[str]) -> None:
    """The labels of what is changed, as far as the project has them."""
    files = [(str(one["new_path"]), "added" if one["new_file"] else "modified") for one in diffs(api, project, number)]
    wanted, known = kinds(files), {str(one["name"]) for one in api.each(f"projects/{project}/labels")}
    more, less = sorted((wanted & known) - there), sorted((all_kinds() & there) - wanted)
    if more or less:
        api.ask("PUT", f"projects/{project}/merge_requests/{number}", {"add_labels": ",".join(more), "remove_labels": ",".join(less)})


def diffs(api: Api, project: int, number: int) -> list[dict[str, Any]]:
    """The files of a request; none where GitLab cannot say."""
    try:
        return list(api.each(f"projects/{project}/merge_requests/{number}/diffs"))
    except NOT_THERE:
        return []


if __name__ == "__main__":
    raise SystemExit(main(dict(os.environ)))
