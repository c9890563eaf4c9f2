"""Two builds of one state, as unlike as two machines can be: other path, time zone, language, hash seed, order of files, umask."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.site.building import ROOT, Built, build

SHUFFLED = '''"""Folders list their files in an order of their own, as file systems do."""
import os
import random

_listdir, _scandir = os.listdir, os.scandir


def _shuffled(entries):
    entries = sorted(entries, key=str)
    random.Random(len(entries)).shuffle(entries)
    return entries


class _Scan:
    def __init__(self, entries):
        self._entries = iter(entries)

    def __iter__(self):
        return self._entries

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self._entries = iter(())


def _scan(path="."):
    with _scandir(path) as entries:
        return _Scan(sorted(entries, key=lambda entry: entry.name, reverse=True))


os.listdir = lambda path=".": _shuffled(_listdir(path))
os.scandir = _scan
'''
"""Python reads a module of this name at its start, from the first folder of PYTHONPATH."""
PARTS = ("citynet-kb.toml", "content", "hooks", "mkdocs.yml", "theme")
"""What a site is built from, beside the package."""


def copied_backwards(folder: Path, root: Path = ROOT) -> Path:
    """The same project, its files created in the opposite order."""
    files = [root / part for part in PARTS if (root / part).is_file()]
    files += [file for part in PARTS for file in (root / part).rglob("*") if file.is_file() and "__pycache__" not in file.parts]
    for file in sorted(files, reverse=True):
        target = folder / file.relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    return folder


def built_elsewhere(folder: Path, root: Path = ROOT) -> Built:
    """The site of a project, built from a copy in `folder` with everything different that must not matter."""
    (folder / "anders").mkdir(parents=True)
    (folder / "anders" / "sitecustomize.py").write_text(SHUFFLED, encoding="utf-8")
    place = copied_backwards(folder / "an einem anderen Ort mit Ümlaut", root)
    before = os.umask(0o077)
    try:
        return build(
            place,
            place / "site",
            TZ="Pacific/Kiritimati",
            LANG="tr_TR.UTF-8",
            LC_ALL="C",
            PYTHONHASHSEED="4711",
            PYTHONPATH=os.pathsep.join(filter(None, (str(folder / "anders"), os.environ.get("PYTHONPATH")))),
        )
    finally:
        os.umask(before)


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> Iterator[str]:
    """Each path that only one side has or whose bytes differ, with the place of the first byte that does."""
    for path in sorted(one.keys() | other.keys()):
        left, right = one.get(path), other.get(path)
        if left is None or right is None:
            yield f"{path}: only in the {'second' if left is None else 'first'} build"
        elif left != right:
            at = next((number for number, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
            yield f"{path}: from byte {at}: {left[max(0, at - 40) : at + 40]!r} and {right[max(0, at - 40) : at + 40]!r}"
