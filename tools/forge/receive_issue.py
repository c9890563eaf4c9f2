"""Turn the ticket that started this run into a case file and a report: `python tools/forge/receive_issue.py FOLDER`.

Reads the ticket from the file that GitHub names in GITHUB_EVENT_PATH, so that its text is nowhere part of a command. Writes into FOLDER:
`bericht.md` (for the pull request, or for the ticket where something is missing) and, if a case came of it, the file below `dateien/`.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from answer import MARK, changes, shortened
from comment import DATA, read

COMMAND = Path(sys.executable).with_name("citynet-kb")


def main(folder: Path) -> int:
    """Exit code 0, whether or not a case came of it: what is missing is an answer, no failure."""
    folder.mkdir()
    ticket = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text("utf-8"))["issue"]
    arrived = folder / "eingang.md"
    arrived.write_text((ticket["body"] or "").replace("\r\n", "\n"), encoding="utf-8")
    before = cases()
    said = run("intake", str(arrived), "--format", "ticket").partition("\ngeschrieben: ")[0]
    made = sorted(cases() - before)
    for path in made:
        target = folder / "dateien" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    (folder / "bericht.md").write_text(shortened(report(int(ticket["number"]), made, said, folder / DATA)), encoding="utf-8")
    return 0


def cases() -> set[Path]:
    """The case files that there are."""
    return set(Path("content/faelle").rglob("*.md"))


def report(number: int, made: list[Path], said: str, data: Path) -> str:
    """What the editors read in the pull request, or the contributor in the ticket."""
    if not made:
        return (
            f"{MARK}\n\n## Danke für Ihren Bericht!\n\nDamit ein Fall daraus wird, fehlt noch etwas. Ergänzen Sie es bitte oben im Ticket "
            "(»Edit«); die Übernahme beginnt dann von selbst noch einmal, und diese Antwort erneuert sich.\n\n"
            f"{said.strip()}\n"
        )
    run("assess", "HEAD", ".", "--to", str(data))
    found = read(data) or {}
    parts = [f"Aus Ticket #{number} übernommen. Die Prüfung lief schon; ihr Ergebnis steht unten.\n\nCloses #{number}", said.strip()]
    parts += [run("review", str(path), "--format", "markdown") for path in made]
    return "\n\n".join((*parts, *changes(found))) + "\n"


def run(*arguments: str) -> str:
    """What the command says, as Markdown; where it says nothing, what it complains about, in a block that calls nobody."""
    done = subprocess.run([COMMAND, *arguments], capture_output=True, encoding="utf-8", errors="replace", check=False)
    return done.stdout.strip() or (fenced(done.stderr) if done.stderr.strip() else "")


def fenced(text: str) -> str:
    """A block that nothing in the text can end."""
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence}text\n{text.strip()}\n{fence}"


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
