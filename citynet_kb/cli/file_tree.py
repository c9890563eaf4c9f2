"""Writes a tree of generated files: all of it, or only what changed."""

import os
from collections.abc import Mapping
from pathlib import Path


def write_tree(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write every file, making folders as needed; others are left alone."""
    for path, content in files.items():
        _write(folder / path, content)


def sync_tree(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make the folder hold exactly these files. Those that are up to date are not touched."""
    for path, content in files.items():
        target = folder / path
        if not target.is_file() or target.read_bytes() != content:
            _write(target, content)
    for found in [Path(base) / name for base, _, names in os.walk(folder) for name in names]:
        if found.relative_to(folder).as_posix() not in files:
            found.unlink()


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
