"""Files that take long to make and are kept between builds, beside the project: a build makes only what is new."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


class KeptFiles:
    """In one folder, by a name that says all that a file was made from. Where nothing may be written, nothing is kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: set[str] = set()

    def get(self, name: str, make: Callable[[], bytes]) -> bytes:
        """The file of that name, made where it is not there."""
        self._used.add(name)
        try:
            return (self._folder / name).read_bytes()
        except OSError:
            made = make()
            self._keep(name, made)
            return made

    def forget_others(self) -> None:
        """Remove what nobody has asked for."""
        with suppress(OSError):
            for file in self._folder.iterdir():
                if file.name not in self._used:
                    file.unlink(missing_ok=True)

    def _keep(self, name: str, made: bytes) -> None:
        """Under its name only when it is whole, since a build may be killed."""
        fresh = self._folder / f".{name}-{os.getpid()}"
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(made)
            fresh.replace(self._folder / name)
