"""Which part of the checks does a proposal need? `python3 tools/forge/changed.py [--require | --then COMMAND …]`. Standard library only.

Where more than content changes, the tests of the program run too. Writes into GITHUB_OUTPUT what the proposal is compared with (`basis`)
and whether the program changes (`programm`: ja, nein). With `--require` it decides instead: all jobs that are needed must have succeeded,
by what it finds itself, whatever the other jobs say they found. With `--then`, on GitLab, it runs the command where the program changes.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

CONTENT = ("content/",)
"""What is content: everything else is the program, or decides what it does."""
NOTHING = "Nur Inhalte sind geändert: Die Tests des Programms sind nicht nötig."
ALWAYS, OF_PROGRAM = "inhalte", ("tests", "werkzeuge")


def main(arguments: list[str], environment: dict[str, str]) -> int:
    """Exit code: 0 told, or all that is needed has succeeded; 1 something has not."""
    basis = compared_with(environment)
    changes_program = of_program(basis)
    if arguments[:1] == ["--then"]:
        return subprocess.run(arguments[1:], check=False).returncode if changes_program else skipped()
    if arguments == ["--require"]:
        return required(json.loads(environment["ERGEBNISSE"]), changes_program)
    with Path(environment["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as stream:
        stream.write(f"basis={basis}\nprogramm={'ja' if changes_program else 'nein'}\n")
    return 0


def skipped() -> int:
    """Nothing of the program to try."""
    print(NOTHING)
    return 0


def compared_with(environment: dict[str, str]) -> str:
    """The commit before the proposal: the first parent of the merge, what the merge queue names, or on GitLab the branch it aims at."""
    before = "HEAD^1"
    if "GITHUB_EVENT_PATH" in environment:
        event = json.loads(Path(environment["GITHUB_EVENT_PATH"]).read_text("utf-8"))
        before = str(event["merge_group"]["base_sha"]) if "merge_group" in event else before
    elif "CI_MERGE_REQUEST_IID" in environment:
        before = "FETCH_HEAD"
    return git("rev-parse", "--verify", "--end-of-options", f"{before}^{{commit}}")


def of_program(basis: str) -> bool:
    """Whether anything beside the content differs. A file that moves counts where it was and where it is."""
    paths = git("diff", "--name-only", "--no-renames", "-z", basis, "HEAD").split("\0")
    return any(path and not path.startswith(CONTENT) for path in paths)


def required(results: dict[str, dict[str, str]], changes_program: bool) -> int:
    """Say which job is missing or has failed. A job that was passed over has succeeded only where it was not needed."""
    needed = (ALWAYS, *(OF_PROGRAM if changes_program else ()))
    wrong = [
        name for name in (ALWAYS, *OF_PROGRAM) if results[name]["result"] not in ("success", *(() if name in needed else ("skipped",)))
    ]
    for name in wrong:
        print(f"{name}: {results[name]['result']}", file=sys.stderr)
    print("Das Programm ist geändert: Inhalte und alle Tests." if changes_program else NOTHING)
    return int(bool(wrong))


def git(*arguments: str) -> str:
    """Run git without a shell; raises CalledProcessError, which ends the run."""
    return subprocess.run(["git", *arguments], stdout=subprocess.PIPE, encoding="utf-8", errors="replace", check=True).stdout.strip()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:], dict(os.environ)))
