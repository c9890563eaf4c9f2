"""Where the front matter of a file ends, and where it was meant to end."""

import re
from collections.abc import Iterator

from citynet_kb.findings import Finding, Place
from citynet_kb.model import BODY_SECTIONS
from citynet_kb.sources.loss_rules import git_konflikt
from citynet_kb.sources.text_rules import kopf_offen

FENCE = "---"
_FIELD = re.compile(r"[A-Za-z_]+ *:|[ \t]|- |#")
"""How a line of front matter may begin."""
_KEY = re.compile(r"[a-z_]+ *:(?:\s|$)|#")
_ALMOST_FENCE = re.compile(r"[ \t]*-{3,}(?:[ \t]+#.*|[ \t]*)|[–—][ \t–—-]*|(?:- ){2,}-?[ \t]*")
_SENTENCE = re.compile(r"[A-ZÄÖÜ»„]\S*(?: \S+){3}")
_SECTION = re.compile(rf"#{{1,6}} *(?:{'|'.join(BODY_SECTIONS)})\b")
_CONFLICT = re.compile(r"^<{7}(?: .*)?$", re.MULTILINE)
_END_OF_CONFLICT = re.compile(r"^(?:>{7}|\|{7}) \S+$", re.MULTILINE)
_REST_OF_CONFLICT = re.compile(r"^(?:={7}|>{7} ?.*|\|{7} ?.*)$", re.MULTILINE)


def split(rest: str) -> tuple[str | None, str]:
    """Front matter and body of what follows the first line; None where no line ends the front matter."""
    if rest == FENCE or rest.startswith(f"{FENCE}\n"):
        return "", rest[len(FENCE) + 1 :]
    end = rest.find(f"\n{FENCE}\n")
    if end < 0:
        end = len(rest) - len(FENCE) - 1 if rest.endswith(f"\n{FENCE}") else -1
    return (None, "") if end < 0 else (rest[:end], rest[end + len(FENCE) + 2 :])


def unclosed(path: str, lines: list[str]) -> tuple[int, Finding]:
    """Where the front matter should have ended: the index of a line similar to ---, else of the first line that is no field."""
    for number, line in enumerate(lines):
        if line.strip(" -–—._*") == "" and len(line.strip()) >= 1 and not line.startswith(" "):
            return number, kopf_offen(Place(path, number + 2), line)
    first_text = next((number for number, line in enumerate(lines) if not _FIELD.match(line) and not _goes_on(lines, number)), len(lines))
    return first_text, kopf_offen(Place(path, first_text + 2), "")


def early_end(path: str, lines: list[str]) -> tuple[int, Finding] | None:
    """The same for front matter that cannot be read though a line --- follows, such as a rule of the text; None where it is in place."""
    for number, line in enumerate(lines):
        if _ALMOST_FENCE.fullmatch(line):
            return number, kopf_offen(Place(path, number + 2), line)
        is_prose = " " in line.strip() and not _FIELD.match(line)
        follows_blank = number > 0 and not lines[number - 1].strip()
        is_last = _SENTENCE.match(line) and not any(map(_KEY.match, lines[number:]))
        if _SECTION.match(line) or (is_prose and (follows_blank or is_last)):
            return number, kopf_offen(Place(path, number + 2), "")
    return None


def conflicts(path: str, text: str) -> Iterator[Finding]:
    """The places of merge conflicts that nobody resolved. In front matter a single line that is left of one is enough."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text and "\n=======\n" not in text and "|||||||" not in text:
        return
    head = text.find(f"\n{FENCE}\n")
    found = (
        list(_CONFLICT.finditer(text)) or list(_END_OF_CONFLICT.finditer(text)) or list(_REST_OF_CONFLICT.finditer(text, 0, max(head, 0)))
    )
    for line in found:
        yield git_konflikt(Place(path, text.count("\n", 0, line.start()) + 1), line[0])


def _goes_on(lines: list[str], number: int) -> bool:
    """Whether a blank line stands between two fields."""
    following = next((line for line in lines[number:] if line.strip()), "")
    return not lines[number].strip() and _KEY.match(following) is not None and not _SECTION.match(following)
