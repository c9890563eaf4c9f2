"""The folder of a site, taken over from an earlier build: what would be written again as it stands there is left alone.

A file counts as the one that was written if nothing about it has changed since, by number, size and times. Any other is removed at once,
and at the end every file that this build has not asked for, so that the folder ends as an empty one would have.
"""

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from citynet_kb.folder_state import State, state_of, states
from citynet_kb.forked import cores, joined, spread
from citynet_kb.store import Store, pack

Known = tuple[str, State]
"""The digest of a file, and the state in which it was left."""


class KeptSite:
    """One build's view of the folder. `written` says by path what this build has asked for, and how it was left."""

    def __init__(self, store: Store, folder: str) -> None:
        self.written: dict[str, Known] = {}
        self._store, self._folder = store, folder
        self._before: dict[str, Known] = {}

    def take_over(self) -> bool:
        """Take over what an earlier build has left; False where nothing is known of it."""
        entry = self._entry(self._folder)
        if entry is None:
            return False
        known: dict[str, Known] = json.loads(entry)
        for path, state in states(Path(self._folder)).items():
            if path in known and known[path][1] == state:
                self._before[path] = known[path]
            elif not path.startswith("."):  # hidden files of others stay, as MkDocs leaves them
                self._remove(path)
        return True

    def take_copy(self, other: str) -> bool:
        """Take over what stands in another folder, which stays as it is; False where nothing is known of that. A file has both names
        until a build writes another in the place of one; what is not as it was left is copied, if it still holds the same."""
        entry = self._entry(other)
        if entry is None:
            return False
        known: dict[str, Known] = json.loads(entry)

        def copied(part: Sequence[str]) -> dict[str, tuple[State, State]]:
            """How each file is left in both folders."""
            for folder in {os.path.dirname(path) for path in part}:
                os.makedirs(f"{self._folder}/{folder}", exist_ok=True)
            found = ((path, self._copied(f"{other}/{path}", path, known[path])) for path in part)
            return {path: states for path, states in found if states}

        left = joined(spread(copied, sorted(known), cores()))
        self._before = {path: (known[path][0], ours) for path, (_, ours) in left.items()}
        self._remember(other, {path: (known[path][0], theirs) for path, (theirs, _) in left.items()})
        return True

    def has(self, path: str, digest: str) -> bool:
        """Whether that content stands there already; if so, it stays."""
        known = self._before.get(path)
        if known is None or known[0] != digest:
            return False
        self.written[path] = known
        return True

    def write(self, content: bytes, output_path: str) -> bool:
        """Let that content stand there. False for a place outside the folder, where nothing is done."""
        path = self.path(output_path)
        if not path:
            return False
        digest = digest_of(content)
        if not self.has(path, digest):
            self._before.pop(path, None)  # should it be written once more, what lies there is this
            try:
                state = _write(content, output_path)
            except (FileExistsError, NotADirectoryError, IsADirectoryError, PermissionError):
                self._make_room(path)
                state = _write(content, output_path)
            self.written[path] = (digest, state)
        return True

    def path(self, output_path: str) -> str:
        """The path below the folder, with slashes; empty for another place."""
        start = self._folder + os.sep
        return output_path.removeprefix(start).replace(os.sep, "/") if output_path.startswith(start) else ""

    def finish(self, copy_to: str = "") -> None:
        """Remove what is left of earlier builds, and remember what stands there now. `copy_to`: a folder that is prepared for another."""
        for path, (_, state) in self._before.items():
            if path not in self.written and self._state(path) == state:
                self._remove(path)
        now = {path: known for path, known in self.written.items() if self._state(path) == known[1]}
        self._remember(self._folder, now)
        copy = KeptSite(self._store, copy_to)
        if copy_to and copy.take_copy(self._folder):
            copy._remember(copy_to, copy._before)

    def _copied(self, file: str, path: str, known: Known) -> tuple[State, State] | None:
        """Let what stands in that file stand here too; None where it is not what is known of it."""
        with suppress(OSError):
            state = state_of(os.lstat(file))
            if state == known[1] and _share(file, f"{self._folder}/{path}"):
                state = state_of(os.lstat(file))  # a second name is a change of state
                return state, state
            if digest_of(content := Path(file).read_bytes()) == known[0]:
                return state, _write(content, f"{self._folder}/{path}")
        return None

    def _remember(self, folder: str, known: Mapping[str, Known]) -> None:
        if key := _key(folder):
            self._store.put({key: pack(key, json.dumps(known).encode())})

    def _entry(self, folder: str) -> bytes | None:
        key = _key(folder)
        return self._store.get([key]).get(key) if key else None

    def _state(self, path: str) -> State | None:
        try:
            return state_of(os.lstat(f"{self._folder}/{path}"))
        except OSError:
            return None

    def _remove(self, path: str) -> None:
        """A file, and the folders that are empty without it."""
        with suppress(OSError):
            os.unlink(f"{self._folder}/{path}")
            while "/" in path:
                path = path.rpartition("/")[0]
                os.rmdir(f"{self._folder}/{path}")

    def _make_room(self, path: str) -> None:
        """A file where a folder is needed, or a folder where a file is: what an earlier build has left there goes."""
        steps = path.split("/")
        for number in range(1, len(steps)):
            if (above := "/".join(steps[:number])) not in self.written:
                with suppress(OSError):
                    os.unlink(f"{self._folder}/{above}")
        shutil.rmtree(f"{self._folder}/{path}", ignore_errors=True)


def _key(folder: str) -> str:
    """Stands for a folder, whatever it is called, and what else decides how a file comes to stand there; empty where there is none."""
    try:
        status = os.stat(folder)
    except OSError:
        return ""
    mask = os.umask(0o077)
    os.umask(mask)
    return f"folder {status.st_dev} {status.st_ino} {mask}"


def digest_of(content: bytes) -> str:
    """Stands for the content of a file."""
    return blake2b(content, digest_size=20).hexdigest()


def _share(file: str, name: str) -> bool:
    """Give a file a second name; whether the system can."""
    with suppress(OSError, AttributeError):
        os.link(file, name)
        return True
    return False


def _write(content: bytes, output_path: str) -> State:
    """As a new file, since the old one may be shared with a copy of the site."""
    os.makedirs(os.path.dirname(output_path), exist_ok=True)
    with suppress(FileNotFoundError):
        os.unlink(output_path)
    with open(output_path, "xb") as file:
        file.write(content)
        file.flush()
        return state_of(os.fstat(file.fileno()))
