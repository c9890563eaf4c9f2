"""Notices which files change, and how the command that waits for that is ended."""

import os
import signal
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
"""A polite stop, and a terminal that was closed. Windows knows only the first."""

State = Mapping[str, tuple[int, int, int]]
"""Path of a file → when it was last written, when it last changed otherwise, and its size."""


def state(watched: Iterable[Path]) -> State:
    """Every file that matters: these files, and all below these folders."""
    found = {}
    for file in _files(watched):
        try:
            status = os.lstat(file)
        except OSError:
            continue
        found[file] = (status.st_mtime_ns, status.st_ctime_ns, status.st_size)
    return found


def changed(before: State, after: State) -> set[str]:
    """Files that came, went or changed."""
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def _files(watched: Iterable[Path]) -> Iterator[str]:
    for place in watched:
        if place.is_dir():
            yield from (os.path.join(base, name) for base, _, names in os.walk(place) for name in names)
        else:
            yield str(place)


@contextmanager
def ended_like_by_hand() -> Iterator[None]:
    """Lets the signals of ENDING end the command as Ctrl-C does, so that what it made is removed."""

    def stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    heard = (number for number in ENDING if signal.getsignal(number) is not signal.SIG_IGN)  # `nohup` means to go on
    before = {number: signal.signal(number, stop) for number in heard}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
