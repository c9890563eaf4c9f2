"""Files that wait on disk instead of in memory, for processes that are forked later: those that make them, and the one that takes them."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import TypeVar

from citynet_kb.forked import in_turns

T = TypeVar("T")

Place = tuple[int, int]
"""Where in the file a content begins, and how long it is."""


class Spool(AbstractContextManager["Spool"]):
    """One file without a name, which goes with the last process that has it open. Whoever writes appends, one process at a time."""

    def __init__(self, folder: Path | None = None) -> None:
        """`folder`: on which disk it lies; that of temporary files, where it cannot be there. Raises OSError if it can be nowhere."""
        try:
            self._file = TemporaryFile(dir=folder)  # noqa: SIM115
        except OSError:
            self._file = TemporaryFile()  # noqa: SIM115

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def put(self, files: Iterable[tuple[str, bytes]]) -> dict[str, Place]:
        """Where each of these lies now, by path."""
        from fcntl import LOCK_EX, LOCK_UN, lockf  # wherever processes fork

        places, number = {}, self._file.fileno()
        for path, content in files:
            lockf(number, LOCK_EX)
            try:
                start = os.fstat(number).st_size
                written = 0
                while written < len(content):
                    written += os.pwrite(number, memoryview(content)[written:], start + written)
            finally:
                lockf(number, LOCK_UN)
            places[path] = (start, len(content))
        return places

    def files(self, places: Mapping[str, Place]) -> "SpooledFiles":
        """The contents at these places."""
        return SpooledFiles(self._file.fileno(), places)


@dataclass(frozen=True, eq=False)
class SpooledFiles(Mapping[str, bytes]):
    """Contents by path, each read when it is asked for. Pickled, it is good for a process that has the file open under the same number."""

    number: int
    places: Mapping[str, Place]

    def __getitem__(self, path: str) -> bytes:
        start, length = self.places[path]
        content = os.pread(self.number, length, start)
        if len(content) < length:
            raise OSError(f"{path}: what was laid aside is gone")
        return content

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)


def gathered(makers: Sequence[Callable[[], Mapping[str, bytes]]], spool: Spool | None, jobs: int) -> Mapping[str, bytes]:
    """All files that these make, by several processes in turns; laid aside as soon as they are made, where there is a spool."""
    if not spool:
        return merged(*in_turns(lambda make: make(), makers, jobs))
    return spool.files(merged(*in_turns(lambda make: spool.put(make().items()), makers, jobs)))


def merged(*parts: Mapping[str, T]) -> dict[str, T]:
    """All parts in one. None may replace a file of another unnoticed."""
    files: dict[str, T] = {}
    for part in parts:
        if twice := files.keys() & part:
            raise ValueError(f"made twice: {', '.join(sorted(twice))}")
        files.update(part)
    return files
