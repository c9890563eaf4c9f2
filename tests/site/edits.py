"""Edits by chance to a project in a folder, each as somebody might make it; and damage to what a build has kept."""

import random
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from citynet_kb.project import Project
from citynet_kb.store import FILE

Edit = Callable[[Path, random.Random], None]


def _case(root: Path, chance: random.Random) -> Path:
    """One of the cases that stand for themselves."""
    return chance.choice(
        [file for file in sorted((root / "content/faelle").glob("*/*.md")) if file.parent.name not in ("anonym", "boesenau")]
    )


def add_case(root: Path, chance: random.Random) -> None:
    """A case like another, of another town."""
    source = _case(root, chance)
    slug = f"neu-{chance.randrange(10**6)}"
    text = re.sub("(?m)^title: .*", f"title: Ein neuer Versuch, Nummer {slug}", source.read_text("utf-8"))
    (source.parent / f"{slug}.md").write_text(f"{text}\nDem Rat lag dazu die Vorlage {slug} vor.\n", encoding="utf-8")


def change_case(root: Path, chance: random.Random) -> None:
    """A sentence more."""
    file = _case(root, chance)
    file.write_text(f"{file.read_text('utf-8')}\nDas *steht* seit {chance.randrange(100)} Tagen hier.\n", encoding="utf-8")


def relearn_case(root: Path, chance: random.Random) -> None:
    """Something else that was learned, which lists may show."""
    file = _case(root, chance)
    text = file.read_text("utf-8").replace(
        "## Erkenntnisse\n\n", f"## Erkenntnisse\n\nErst im Jahr {chance.randrange(2030, 2090)} wieder. "
    )
    file.write_text(text, encoding="utf-8")


def retitle_case(root: Path, chance: random.Random) -> None:
    """Another title, which lists show too."""
    file = _case(root, chance)
    text = re.sub("(?m)^title: .*", f"title: Anders genannt im Jahr {chance.randrange(1900, 2000)}", file.read_text("utf-8"))
    file.write_text(text, encoding="utf-8")


def rename_case(root: Path, chance: random.Random) -> None:
    """Another address."""
    file = _case(root, chance)
    file.rename(file.with_stem(f"{file.stem}-{chance.randrange(1000)}"))


def withdraw_case(root: Path, chance: random.Random) -> None:
    """Withdrawn, its page stays."""
    file = _case(root, chance)
    text = file.read_text("utf-8")
    if "\nwithdrawn:" not in text:
        file.write_text(
            text.replace("\n---\n", "\nwithdrawn:\n  date: 2026-03-01\n  reason: Die Quelle war falsch.\n---\n", 1), encoding="utf-8"
        )


def delete_case(root: Path, chance: random.Random) -> None:
    """As if it had not been."""
    _case(root, chance).unlink()


def rename_measure(root: Path, chance: random.Random) -> None:
    """Another name, which stands on many pages."""
    file = chance.choice(sorted((root / "content/massnahmen").glob("*.md")))
    text = re.sub("(?m)^name: .*", f"name: Maßnahme {chance.randrange(1000)}", file.read_text("utf-8"))
    file.write_text(text, encoding="utf-8")


def change_settings(root: Path, chance: random.Random) -> None:
    """Another name of the site, in every header."""
    file = root / "citynet-kb.toml"
    text = re.sub('(?m)^name = ".*Wissensspeicher.*"', f'name = "Wissensspeicher {chance.randrange(1000)}"', file.read_text("utf-8"))
    file.write_text(text, encoding="utf-8")


def change_theme(root: Path, chance: random.Random) -> None:
    """A template of the theme."""
    file = root / "theme/partials/content.html"
    file.write_text(f"{file.read_text('utf-8')}<p>{chance.randrange(1000)}</p>\n", encoding="utf-8")


def change_navigation(root: Path, chance: random.Random) -> None:
    """An entry of the navigation gets another name."""
    file = root / "mkdocs.yml"
    file.write_text(file.read_text("utf-8").replace("  - Städte: ", f"  - Orte {chance.randrange(1000)}: "), encoding="utf-8")


def damage_store(root: Path, chance: random.Random) -> None:
    """Some bytes are others, as after a fault of the disk."""
    file = root / FILE
    if file.is_file():
        data = bytearray(file.read_bytes())
        for _ in range(200):
            data[chance.randrange(100, len(data))] ^= 0xFF
        file.write_bytes(data)


def cut_store(root: Path, chance: random.Random) -> None:
    """The file ends too early."""
    file = root / FILE
    if file.is_file():
        file.write_bytes(file.read_bytes()[: chance.randrange(file.stat().st_size)])


def replace_store(root: Path, chance: random.Random) -> None:
    """Something else lies in its place."""
    _clear(root / FILE)
    (root / FILE).write_bytes(chance.randbytes(5_000))


def withhold_store(root: Path, chance: random.Random) -> None:
    """Nothing can be kept there."""
    _clear(root / FILE)
    (root / FILE).mkdir()


def _clear(place: Path) -> None:
    """Whatever an earlier step has put there goes."""
    if place.is_dir():
        shutil.rmtree(place)
    place.unlink(missing_ok=True)


RECORD_EDITS: tuple[Edit, ...] = (
    add_case,
    change_case,
    relearn_case,
    retitle_case,
    rename_case,
    withdraw_case,
    delete_case,
    rename_measure,
    change_settings,
)
"""What people change in content and settings."""
CONTENT_EDITS: tuple[Edit, ...] = (*RECORD_EDITS, change_theme, change_navigation)
"""What people change."""
DAMAGE: tuple[Edit, ...] = (damage_store, cut_store, replace_store, withhold_store)
"""What happens to the store."""


def edit(root: Path, chance: random.Random, number: int, edits: Sequence[Edit] = CONTENT_EDITS) -> None:
    """That many edits one after another; those that the checks refuse are taken back."""
    kept = root.with_name(f"{root.name}-vorher")
    while number:
        shutil.copytree(root, kept, ignore=shutil.ignore_patterns(".cache"))
        chance.choice(edits)(root, chance)
        if Project(root, 1780272000).has_errors:
            shutil.rmtree(root / "content")
            shutil.copytree(kept, root, dirs_exist_ok=True)
        else:
            number -= 1
        shutil.rmtree(kept)
