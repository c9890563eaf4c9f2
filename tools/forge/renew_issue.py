"""Keep the one open ticket about a list up to date: `python3 tools/forge/renew_issue.py LIST.md`. Standard library only.

The name of the list says what it is about: `nachfragen.md` cases to be asked about again, `quellen.md` sources that are gone.
"""

import json
import subprocess
import sys
from pathlib import Path

TICKETS = {
    "nachfragen": ("nachfrage-faellig", "Fällige Nachfragen", "due"),
    "quellen": ("quelle-weg", "Quellen, die nicht mehr zu finden sind", "links"),
}
"""Name of the list → label, title, and the command that shows all of it."""
LONGEST = 60_000
"""Characters of a ticket; GitHub takes 65,536."""
CUT = "\n\n… gekürzt; alles zeigt `citynet-kb {}`.\n"


def main(file: Path) -> int:
    """Open the ticket, or give it the new text; nothing where nothing is due."""
    label, title, command = TICKETS[file.stem]
    text = file.read_text("utf-8")
    if "- [ ] " not in text:
        return 0
    body = text if len(text) <= LONGEST else whole_lines(text[:LONGEST]) + CUT.format(command)
    found = json.loads(run("gh", "issue", "list", "--label", label, "--state", "open", "--json", "number", "--limit", "1"))
    file.write_text(body, encoding="utf-8")
    if found:
        run("gh", "issue", "edit", str(int(found[0]["number"])), "--body-file", str(file))
    else:
        run("gh", "issue", "create", "--label", label, "--title", title, "--body-file", str(file))
    return 0


def whole_lines(text: str) -> str:
    """Up to the last letter that is whole, so that no block stays open."""
    return text[: text.rfind("\n### ")] if "\n### " in text else text[: text.rfind("\n")]


def run(*command: str) -> str:
    """Run a command without a shell; raises CalledProcessError, which ends the run."""
    return subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
