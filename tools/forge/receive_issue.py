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

COMMAND = Path(sys.executable).with_name("citynet-kb")
LONGEST = 60_000
"""Characters of a comment; GitHub takes 65,536."""
CUT = "\n\n… gekürzt; alles zeigt `citynet-kb intake`.\n"


def main(folder: Path) -> int:
    """Exit code 0, whether or not a case came of it: what is missing is an answer, no failure."""
    folder.mkdir()
    ticket = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text("utf-8"))["issue"]
    arrived = folder / "eingang.md"
    arrived.write_text((ticket["body"] or "").replace("\r\n", "\n"), encoding="utf-8")
    before = cases()
    said = run("intake", str(arrived), "--format", "ticket")
    made = sorted(cases() - before)
    for path in made:
        target = folder / "dateien" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    (folder / "bericht.md").write_text(shortened(report(int(ticket["number"]), made, said)), encoding="utf-8")
    return 0


def cases() -> set[Path]:
    """The case files that there are."""
    return set(Path("content/faelle").rglob("*.md"))


def report(number: int, made: list[Path], said: str) -> str:
    """What the editors read in the pull request, or the contributor in the ticket."""
    if not made:
        return (
            "Danke für Ihren Bericht! Damit ein Fall daraus wird, fehlt noch etwas. Ergänzen Sie es bitte oben im Ticket (»Edit«); "
            f"die Redaktion startet die Übernahme dann noch einmal.\n\n{said.strip()}\n"
        )
    parts = [f"Aus Ticket #{number} übernommen. Die Prüfung lief schon; ihr Ergebnis steht unten.\n\nCloses #{number}", said.strip()]
    parts += [run("review", str(path), "--format", "markdown") for path in made]
    return "\n\n".join((*parts, run("diff", "HEAD", ".", "--format", "markdown"))) + "\n"


def shortened(text: str) -> str:
    """The text, of a longer one whole lines: no cell of a table is left open, and the end says so."""
    if len(text) <= LONGEST:
        return text
    room = text[: LONGEST - len(CUT)]
    return room[: max(room.rfind("\n"), 0)].rstrip() + CUT


def run(*arguments: str) -> str:
    """What the command says, as Markdown; what it complains about, in a block in which nobody is called and nothing is linked."""
    done = subprocess.run([COMMAND, *arguments], capture_output=True, encoding="utf-8", errors="replace", check=False)
    return "\n\n".join(filter(None, (done.stdout.strip(), fenced(done.stderr) if done.stderr.strip() else "")))


def fenced(text: str) -> str:
    """A block that nothing in the text can end."""
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence}text\n{text.strip()}\n{fence}"


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
