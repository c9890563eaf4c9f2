"""The paths that a command was given: which of them may be named, and what they cover."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from citynet_kb.cli.output import complain
from citynet_kb.project import CONTENT, SETTINGS


@dataclass(frozen=True)
class ChosenPaths:
    """Files and folders, relative to the project, with slashes. `.` is all of it."""

    paths: tuple[str, ...]

    def cover(self, path: str) -> bool:
        """Whether a file is one of them or lies in one of them."""
        return path in self.paths or path.startswith(self._folders)

    @cached_property
    def _folders(self) -> tuple[str, ...]:
        return tuple("" if chosen == "." else f"{chosen.rstrip('/')}/" for chosen in self.paths)


def chosen_paths(root: Path, named: Sequence[str], allowed: Sequence[str], done: str) -> ChosenPaths | None:
    """What was named on the command line, `allowed` without names; None where that cannot be, which is said to the person.

    `done` is what the command does with files: "Geprüft", "Geordnet".
    """
    paths = tuple(os.path.relpath(path, root).replace(os.sep, "/") for path in named)
    missing = [path for path in paths if path != SETTINGS and not os.path.lexists(root / path)]
    outside = [path for path in paths if path != "." and path not in allowed and path.partition("/")[0] != CONTENT]
    for path in missing or outside:
        complain(f"{path}: {'Diese Datei gibt es nicht.' if missing else f'{done} wird nur, was in {CONTENT}/ liegt.'}")
    return None if missing or outside else ChosenPaths(paths or tuple(allowed))
