"""Attacks on a site that anyone may propose files to, and how each is planted into a small content tree.

The attacks themselves are data: tests/fixtures/attacks/.
"""

import json
import os
import struct
import zlib
from base64 import b64decode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.fixtures import FIXTURES, add, rows_of, town

FOLDER = FIXTURES / "attacks"
GOOD = (FIXTURES / "typos" / "postleitzahl.md").read_text("utf-8")
HEAD = GOOD[: GOOD.index("\n---\n", 4) + 5]
CASE = "faelle/musterstadt/angriff.md"
"""Where the file of an attack lies, below content/."""
REFUSE, EITHER, HARMLESS = "reject", "reject_or_inert", "accept_or_clear_message"


@dataclass(frozen=True, eq=False)
class Attack:
    """One attack. `kind` is the file it stands in, `want` what has to become of it, `fields` all that its kind needs."""

    id: str
    kind: str
    about: str
    want: str
    fields: Mapping[str, Any]


@lru_cache(maxsize=1)
def attacks() -> tuple[Attack, ...]:
    """All attacks, in order of file."""
    found = []
    for file in sorted(FOLDER.glob("*.yml")):
        for row in rows_of(file):
            found.append(Attack(row["id"], file.stem, row["about"], row["want"], row))
    return tuple(found)


def addresses() -> tuple[Attack, ...]:
    """Attacks by an address or by what lies in the browser's store: nothing is planted, a browser goes there."""
    rows = rows_of(FOLDER / "browser" / "addresses.yml")
    return tuple(Attack(row["id"], "addresses", row["about"], row["want"], row) for row in rows)


def of(*kinds: str) -> list[Attack]:
    """The attacks of these kinds."""
    return [attack for attack in attacks() if attack.kind in kinds]


def by_class(chosen: Iterable[Attack]) -> list[Any]:
    """Parameters for one test a class of attacks. Floods take time and bear the mark."""
    groups: dict[str, list[Attack]] = {}
    for attack in chosen:
        picture = ", picture" if str(attack.fields.get("content")).startswith(("base64:", "png:")) else ""
        groups.setdefault(f"{attack.kind}, {attack.fields['class']}{picture}", []).append(attack)
    slow = pytest.mark.slow
    return [pytest.param(tuple(group), id=name, marks=[slow] if any(map(is_flood, group)) else []) for name, group in groups.items()]


def failures(group: Iterable[Attack], trial: Callable[[Attack], object]) -> dict[str, str]:
    """Each attack at which the trial fails, with what went wrong: one that falls does not hide the others."""
    found = {}
    for attack in group:
        try:
            trial(attack)
        except Exception as problem:
            found[f"{attack.id}: {attack.about}"] = f"{type(problem).__name__}: {problem}"
    return found


def is_flood(attack: Attack) -> bool:
    """Whether its text is much from little."""
    return not attack.fields.keys().isdisjoint({"unit", "parts"})


def flood(attack: Attack) -> str:
    """The text of a flood."""
    if "parts" in attack.fields:
        return _joined(attack.fields["parts"])
    return str(attack.fields["pre"] + attack.fields["unit"] * attack.fields["count"] + attack.fields["post"])


def _joined(parts: str | list[Any]) -> str:
    """Each part as often as it says; a part may consist of parts."""
    return parts if isinstance(parts, str) else "".join(_joined(part) * times for part, times in parts)


def as_head(fields: Mapping[str, Any]) -> str:
    """Front matter in which every value is JSON: whatever stands in a text stays a text."""
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items())


def with_fields(fields: Mapping[str, Any], head: str = HEAD) -> str:
    """A good case with some of its fields replaced or added."""
    good = yaml.load(head.strip().strip("-"), Loader=yaml.BaseLoader)
    return f"---\n{as_head({**good, **fields})}---\n\nText.\n"


def text_of(attack: Attack) -> str:
    """The file of an attack that is one file with text."""
    if attack.kind == "bodies":
        return f"{HEAD}\n{attack.fields['text']}\n"
    if attack.kind == "front-matter":
        return with_fields(attack.fields["front_matter"])
    return flood(attack) if is_flood(attack) else str(attack.fields["text"])


def planted(attack: Attack, folder: Path, *, in_a_case: bool = False) -> Path:
    """A copy of Musterland with the attack in it; the folder `content/`. `in_a_case`: a flood as the text of a good case."""
    content = town(folder)
    add(content, "faelle/musterstadt/gut.md", GOOD.encode())
    if attack.kind == "files":
        for part in attack.fields["path"].split(" + "):
            _plant_file(content, *part.split(" mode "), holds=attack.fields["content"])
        return content
    text = text_of(attack)
    if in_a_case:
        head, body = ("", text) if not text.startswith("---") else (text, "")
        text = head or f"{HEAD}\n{body}"
    add(content, CASE, text.encode("utf-8", "surrogatepass"))
    return content


def _plant_file(content: Path, path: str, mode: str = "", *, holds: str) -> None:
    file = content.parent / path
    file.parent.mkdir(parents=True, exist_ok=True)
    kind, _, rest = holds.partition(":")
    if kind == "symlink":
        file.symlink_to(rest)
    elif kind == "fifo":
        os.mkfifo(file)
    elif kind == "latin":
        file.write_bytes(rest.encode("latin-1"))
    elif kind == "base64":  # an image, and a case that shows it: an image without one is refused for that
        file.write_bytes(b64decode(rest))
        add(content, f"faelle/musterstadt/zeigt-{file.stem}.md", f"{HEAD}\n![Ein Bild zum Angriff]({file.name})\n".encode())
    elif kind == "png":
        file.write_bytes(empty_png(*map(int, rest.split("x"))))
    elif "mode" in path or mode:
        file.write_text(GOOD, encoding="utf-8")
        file.chmod(int(mode, 8))
    else:
        file.write_bytes((GOOD if path.endswith(".md") and not holds.startswith("---") else holds).encode())


def empty_png(width: int, height: int) -> bytes:
    """A black PNG, a thousandth as large as what it unpacks to."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer, rows = zlib.compressobj(9), b"\0" * (width // 8 + 1)
    data = b"".join(packer.compress(rows) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
