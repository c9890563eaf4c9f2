"""Files in odd frames: byte order marks, line ends, fences that are nearly right. What is read must be what the page shows."""

import random
import re
from html import unescape
from pathlib import Path

from citynet_kb.checks import check
from citynet_kb.findings import Severity
from citynet_kb.knowledge_base import load
from citynet_kb.model import CaseStudy
from tests.site.building import TODAY, Built, build, project
from tests.site.reading import Html

BEFORE = ("", "", "", "", "\ufeff", "\n", " ", "\t", "\r\n", "# Notiz\n", "\ufeff\n", "%YAML 1.2\n", "<!-- x -->\n", "\u200b")
FENCES = (
    "---",
    "---",
    "---",
    "---",
    "--- ",
    "---\t",
    "----",
    "--",
    "+++",
    "...",
    "–––",
    "---yaml",
    "--- # x",
    " ---",
    "***",
    "```",
    "---\r",
)
ENDS = ("\n", "\n", "\n", "\r\n", "\r", "\n\n", " \n", "\u2028", "\x0b")
STARTS = (
    "",
    "",
    "\n",
    "\n\n",
    "---\n",
    "--- \n",
    "title: Falsch\n",
    "  ",
    "...\n",
    "+++\n",
    "\ufeff",
    "outcome: erfolgreich\n",
    "- - -\n",
    "***\n",
)
EXTRA = (
    "",
    "",
    "",
    "# title: Falsch\n",
    "\n",
    "...\n",
    "--- \n",
    "title : Falsch\n",
    "'title': Falsch\n",
    " outcome: offen\n",
    "\u00a0\n",
    "? a\n",
    "{}\n",
)
LASTS = ("Und hier.", "---", "...", "title: Falsch", "+++")
FIELDS = (
    "city: musterstadt", "topic: feste-maerkte", "measure: feierabendmarkt", "outcome: eingestellt", "effort: klein",
    "added: 2026-03-15", "failure_reasons: [nachfrage/zu-wenig-nachfrage]",
)  # fmt: skip


def framed(number: int, chance: random.Random) -> bytes:
    """One file, odd in one to three places. Each has a title and a text of its own, by which its page is recognised."""
    odd = set(chance.sample(("before", "opening", "end", "extra", "order", "closing", "start", "text", "last"), chance.randint(1, 3)))

    def pick(place: str, choices: tuple[str, ...], usual: str) -> str:
        return chance.choice(choices) if place in odd else usual

    lines = [f"title: Feierabendmarkt Nummer {number} eingestellt", *FIELDS]
    if "order" in odd:
        chance.shuffle(lines)
    end = pick("end", ENDS, "\n")
    head = "".join(line + end for line in lines)
    place = chance.randrange(len(head) + 1)
    head = head[:place] + pick("extra", EXTRA, "") + head[place:]
    before, opening, closing = pick("before", BEFORE, ""), pick("opening", FENCES, "---"), pick("closing", FENCES, "---")
    body = f"{pick('start', STARTS, chr(10))}Der Text Nummer {number} steht hier.{pick('text', ENDS, chr(10))}{pick('last', LASTS, '')}"
    return f"{before}{opening}{end}{head}{closing}{end}{body}".encode("utf-8", "surrogatepass")


def disagreements(folder: Path, count: int, seed: int = 4711) -> tuple[int, list[str]]:
    """How many of `count` files were read, and each page that shows anything else than was read. Raises where the build fails."""
    root, chance = project(folder), random.Random(seed)
    cases = root / "content" / "faelle" / "musterstadt"
    for number in range(count):
        (cases / f"f{number}.md").write_bytes(framed(number, chance))
    content = load(root / "content")
    refused = {finding.place.path for finding in check(content, TODAY) if finding.severity is Severity.ERROR}
    for path in refused:
        (root / path).unlink()
    built = build(root, root / "site")
    if built.code:
        raise AssertionError(built.output[-3000:])
    read = [case for case in content.knowledge_base.cases.values() if case.path not in refused and case.id.startswith("musterstadt/f")]
    read = [case for case in read if case.id.removeprefix("musterstadt/f").isdigit()]
    return len(read), [words for case in read if (words := _difference(built, case))]


def _difference(built: Built, case: CaseStudy) -> str:
    number, file = case.id, built.site / "faelle" / case.id / "index.html"
    text = file.read_text(encoding="utf-8")
    page = Html(text)
    heading = re.search(r"<h1[^>]*>(.*?)(?:<a class=\"headerlink|</h1>)", text, re.DOTALL)
    shown = unescape(re.sub("<[^>]+>", "", heading[1])).strip() if heading else ""
    if shown.split() != case.title.split():  # any kind of space looks like one
        return f"{number}: title {shown!r}, read {case.title!r}"
    if case.outcome.label not in page.seen:
        return f"{number}: outcome {case.outcome.label!r} is not shown"
    missing = [word for word in re.findall(r"\w+", case.body) if word not in page.seen]
    if missing:
        return f"{number}: words of the text are not shown: {missing[:5]}"
    return f"{number}: front matter is shown" if "failure_reasons" in page.seen and "failure_reasons" not in case.body else ""
