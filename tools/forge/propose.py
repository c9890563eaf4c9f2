"""Open a pull request with the case that `receive_issue.py` made, or answer in the ticket: `python3 tools/forge/propose.py FOLDER`.

Runs with the right to write, and therefore runs nothing but git and gh, and takes nothing but one new file below content/faelle/ whose name
and size are those of a case. When the ticket is edited, the pull request is renewed, unless people worked on it. Standard library only.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from answer import MARK
from api import Api
from comment import renew

CASE = re.compile(r"content/faelle/[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*\.md")
LARGEST = 200_000
"""Bytes of a case file; the reader's own limit is smaller."""
LONGEST = 300_000
"""Bytes of a report, which has 60,000 characters at most."""
MAILBOX = "41898282+github-actions[bot]@users.noreply.github.com"
AUTHOR = ("-c", "user.name=Eingang", "-c", f"user.email={MAILBOX}")
WORKED_ON = (
    "Danke! An dem Vorschlag aus diesem Ticket hat die Redaktion schon weitergearbeitet, deshalb wird er nicht von selbst erneuert. "
    "Was Sie hier geändert haben, sieht die Redaktion und übernimmt es von Hand."
)
PROPOSED = (
    "Danke für Ihren Bericht! Daraus ist ein Vorschlag geworden: {url}\n\nDie Redaktion liest ihn, fragt hier nach, wenn etwas unklar ist, "
    "und übernimmt ihn. Ändern Sie etwas oben im Ticket (»Edit«), erneuert sich der Vorschlag von selbst."
)


class RefusedError(Exception):
    """What was made is not one new case."""


def main(folder: Path) -> int:
    """Exit code: 0 proposed or answered, 1 refused."""
    number = str(int(json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text("utf-8"))["issue"]["number"]))
    report = folder / "bericht.md"
    try:
        path = the_case(folder / "dateien")
        look_at(report)
    except RefusedError as problem:
        print(f"Nicht übernommen: {problem}", file=sys.stderr)
        return 1
    if path is None:
        say(number, report.read_text("utf-8"))
        return 0
    return propose(path, folder / "dateien" / path, number, report)


def the_case(folder: Path) -> Path | None:
    """The path of the one new case, None where there is none. Raises RefusedError."""
    found = [entry for entry in folder.rglob("*") if entry.is_symlink() or not entry.is_dir()] if folder.is_dir() else []
    if not found:
        return None
    if len(found) > 1:
        raise RefusedError(f"{len(found)} Dateien statt einer")
    path = found[0].relative_to(folder)
    if found[0].is_symlink() or not found[0].is_file() or not CASE.fullmatch(path.as_posix()):
        raise RefusedError(f"{str(path)!a} ist keine Falldatei")
    if found[0].stat().st_size > LARGEST:
        raise RefusedError(f"{path} ist zu groß")
    if os.path.lexists(path) or any(parent.is_symlink() for parent in path.parents):
        raise RefusedError(f"{path} gibt es schon")
    return path


def look_at(report: Path) -> None:
    """The report is published word by word: a link could show a file of this machine. Raises RefusedError."""
    if report.is_symlink() or report.parent.is_symlink() or not report.is_file() or report.stat().st_size > LONGEST:
        raise RefusedError(f"{report} ist kein Bericht")


def propose(path: Path, made: Path, number: str, report: Path) -> int:
    """Branch, commit, push, pull request; or all of it anew after the ticket was edited."""
    branch, case = f"eingang/ticket-{number}", path.as_posix().removeprefix("content/faelle/").removesuffix(".md")
    run("gh", "auth", "setup-git")
    before = run("git", "ls-remote", "--heads", "origin", f"refs/heads/{branch}").split("\t")[0]
    if before and not is_ours(branch):
        say(number, f"{MARK}\n\n{WORKED_ON}\n")
        return 0
    run("git", "switch", "--create", branch)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(made.read_bytes())
    run("git", "add", "--", str(path))
    run("git", *AUTHOR, "commit", "--message", f"Fall {case} aus Ticket #{number}")
    run("git", "push", f"--force-with-lease=refs/heads/{branch}:{before}", "origin", branch)
    title = f"Neuer Fall: {case}"
    found = json.loads(run("gh", "pr", "list", "--head", branch, "--state", "open", "--json", "url", "--limit", "1"))
    if found:
        run("gh", "pr", "edit", branch, "--title", title, "--body-file", str(report))
        url = str(found[0]["url"])
    else:
        url = run("gh", "pr", "create", "--head", branch, "--title", title, "--body-file", str(report)).strip()
    say(number, f"{MARK}\n\n{PROPOSED.format(url=url)}\n")
    return 0


def is_ours(branch: str) -> bool:
    """Whether nobody but this tool has written what the branch holds beside main."""
    run("git", "fetch", "--quiet", "--no-tags", "origin", f"refs/heads/{branch}")
    authors = run("git", "log", "--format=%ae%n%ce", "HEAD..FETCH_HEAD").split()
    return set(authors) <= {MAILBOX}


def say(number: str, text: str) -> None:
    """The answer in the ticket, in the place of the former one."""
    headers = {"Authorization": f"Bearer {os.environ['GH_TOKEN']}", "Accept": "application/vnd.github+json"}
    renew(Api(os.environ["GITHUB_API_URL"], headers), f"repos/{os.environ['GITHUB_REPOSITORY']}/issues", int(number), text)


def run(*command: str) -> str:
    """Run a command without a shell; raises CalledProcessError, which ends the run."""
    print("+", *command[:3])
    return subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
