"""What lies in a folder, told without reading it: enough to know whether a file is still the one that was seen before."""

import os
from pathlib import Path

State = list[int]
"""Kind, number, size, and when content and state of a file were last changed: no usual program changes a file and leaves all of it."""


def states(folder: Path) -> dict[str, State]:
    """Path below the folder, with slashes → state, of all that is no folder. Links are not followed."""
    found: dict[str, State] = {}
    _walk(str(folder), "", found)
    return found


def state_of(status: os.stat_result) -> State:
    """The state of one file."""
    return [status.st_mode, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns]


def _walk(folder: str, before: str, found: dict[str, State]) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                _walk(entry.path, f"{before}{entry.name}/", found)
            else:
                found[before + entry.name] = state_of(entry.stat(follow_symlinks=False))
