"""Front matter in canonical form → plain text values, line by line: a third of the time that YAML's events take.

Nearly all files are as `canonical` writes them: each key and each entry of a list begins a line, and no value goes on in the next. Only so
much is read here, and only where YAML would have nothing to say of it. All else is left to YAML; what both can read, they read alike.
"""

import re
from sys import intern
from typing import Any

from citynet_kb.sources.canonical import NOT_PLAIN, PLAIN
from citynet_kb.sources.loss_rules import ENTRY_LIMIT
from citynet_kb.sources.yaml_places import WrittenPlaces
from citynet_kb.sources.yaml_rules import DEPTH_LIMIT
from citynet_kb.sources.yaml_tree import Tree

_SIGN = r"!#-\[\]-~\u00a1-\u00ac\u00ae-\u024f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf"
"""What stands for itself in quotes: no quote, no backslash, no blank but the ordinary one."""
_INDENT, _NOTHING = "|".join("  " * level for level in reversed(range(DEPTH_LIMIT))), "|".join(sorted(NOT_PLAIN))
_LINE = re.compile(
    rf"^({_INDENT})(- )?"
    r"(?:([a-z][a-z_]{0,40}):(?: (?=.)|(?=\n)))?"  # YAML takes no text of more than 1,024 characters for a key
    rf'(?:((?!(?:{_NOTHING})\n){PLAIN}(?<! ))|"([{_SIGN}][{_SIGN} ]*)")?\n',
    re.MULTILINE,
)
"""Indentation, hyphen, key, and a value without quotes or with them. Without possessive groups, in which Python 3.11.2 makes mistakes."""


def canonical_tree(head: str, first_line: int) -> Tree | None:
    """The tree of front matter `head`, whose first line is line `first_line` of the file; None where it has to be read as YAML."""
    lines = _LINE.findall(f"{head}\n")
    if len(lines) <= head.count("\n"):
        return None
    groups: list[Any] = [{}]  # that are open, by level
    outer: dict[str, tuple[int, int, int, int]] = {}
    waiting = ""  # the key above, whose group begins in this line
    for number, (indent, hyphen, key, plain, quoted) in enumerate(lines, first_line):
        level = len(indent) // 2
        if waiting:
            groups.append([] if hyphen else {})
            groups[-2][waiting] = groups[-1]
        else:
            del groups[level + 1 :]
        if level + 1 != len(groups):
            return None
        group, text, waiting = groups[level], plain or quoted, ""
        if hyphen:
            if type(group) is dict or len(group) == ENTRY_LIMIT:
                return None
            group.append({} if key else text)
            if not key and text:
                continue
            groups.append(group := group[-1])
        if not key or type(group) is list or key in group or len(groups) > DEPTH_LIMIT:
            return None
        key = intern(key)  # most files have the same few keys
        if text:
            group[key] = text
        else:
            waiting = key
        if not indent:
            outer[key] = (number, 1, number, len(key) + 3) if text else (number, 1, number + 1, 3)
    return None if waiting else Tree(WrittenPlaces(head, first_line, outer=outer), groups[0])
