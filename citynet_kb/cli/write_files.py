"""Writes new files to a folder: all of them or none, and never over an existing one. Or replaces one in a single step."""

import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path


def write_all(folder: Path, files: Sequence[tuple[str, str]]) -> list[Path]:
    """Write `files` (path below `folder`, text) and return where they lie. Creates the folders that are missing.

    Each text is first written out in full within a staging folder inside `folder`, then given its name in one step that fails where the
    name is taken. On any failure, an interrupt included, everything made here is removed again. Raises OSError; FileExistsError where a
    file exists already, NotADirectoryError where a folder below `folder` is a symbolic link: what lies behind it is not ours to fill.
    """
    made: list[Path] = []
    targets = [folder / path for path, _ in files]
    try:
        _make_folder(folder, made)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".import-") as staging:
            staged = [_staged(Path(staging) / str(number), text) for number, (_, text) in enumerate(files)]
            for source, target in zip(staged, targets, strict=True):
                _refuse_links(folder, target.parent)
                _make_folder(target.parent, made)
                _publish(source, target)
                made.append(target)
    except BaseException:
        _remove(made)
        raise
    return targets


def replace_file(file: Path, text: str) -> None:
    """Replace the content of a file atomically; its rights stay."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".fmt-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        os.chmod(name, file.stat().st_mode & 0o7777)
        os.replace(name, file)
    except BaseException:
        os.unlink(name)
        raise


def _make_folder(folder: Path, made: list[Path]) -> None:
    """Create a folder and those above it that are missing, noting each."""
    for missing in reversed([path for path in (folder, *folder.parents) if not path.exists()]):
        missing.mkdir()
        made.append(missing)


def _refuse_links(top: Path, folder: Path) -> None:
    while folder != top:
        if folder.is_symlink():
            raise NotADirectoryError(20, "is a symbolic link", str(folder))
        folder = folder.parent


def _staged(file: Path, text: str) -> Path:
    with file.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
    return file


def _publish(source: Path, target: Path) -> None:
    """Give a finished file its name without overwriting: by a hard link; where there are none, the name is claimed first, then replaced."""
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        target.open("x").close()
        try:
            source.replace(target)
        except BaseException:
            target.unlink()
            raise


def _remove(made: list[Path]) -> None:
    for path in reversed(made):
        with suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()
