"""Keep the one open ticket about overdue reviews up to date: `python3 tools/forge/renew_issue.py LIST.md`. Standard library only."""

import json
import subprocess
import sys
from pathlib import Path

LABEL, TITLE = "nachfrage-faellig", "Fällige Nachfragen"
LONGEST = 60_000
"""Characters of a ticket; GitHub takes 65,536."""
CUT = "\n\n… gekürzt; alles zeigt `citynet-kb due`.\n"


def main(file: Path) -> int:
    """Open the ticket, or give it the new text; nothing where nothing is due."""
    text = file.read_text("utf-8")
    if "- [ ] " not in text:
        return 0
    body = text if len(text) <= LONGEST else whole_lines(text[:LONGEST]) + CUT
    found = json.loads(run("gh", "issue", "list", "--label", LABEL, "--state", "open", "--json", "number", "--limit", "1"))
    file.write_text(body, encoding="utf-8")
    if found:
        run("gh", "issue", "edit", str(int(found[0]["number"])), "--body-file", str(file))
    else:
        run("gh", "issue", "create", "--label", LABEL, "--title", TITLE, "--body-file", str(file))
    return 0


def whole_lines(text: str) -> str:
    """Up to the last letter that is whole, so that no block stays open."""
    return text[: text.rfind("\n### ")] if "\n### " in text else text[: text.rfind("\n")]


def run(*command: str) -> str:
    """Run a command without a shell; raises CalledProcessError, which ends the run."""
    return subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
