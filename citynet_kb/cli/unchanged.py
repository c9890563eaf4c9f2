"""Whether a site need not be built, since nothing that it is made from has changed, nor the site itself."""

import json
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

from citynet_kb.folder_state import state_of, states
from citynet_kb.forked import together
from citynet_kb.project import CONTENT, PROGRAM, SETTINGS, Project
from citynet_kb.store import digest_of_file, known_settings, pack, program

GENERATOR, MODULES = "mkdocs.yml", ".gitmodules"
EXECUTABLE = 0o111
ELSEWHERE = re.compile(r"^INHERIT|!(ENV|relative)\b", re.MULTILINE)
"""Where the generator's settings say one of these, a site depends on more than is looked at here."""


@dataclass(frozen=True)
class BuiltState:
    """What a project is made of now: `key` stands for every file, the day and the program. Empty: nobody knows, so all is built."""

    project: Project
    key: str = ""

    @classmethod
    def of(cls, project: Project) -> "BuiltState":
        """Everything is read, but nothing is understood: a tenth of a second."""
        root, generator = project.root, project.root / GENERATOR
        if not project.store or not generator.is_file() or ELSEWHERE.search(generator.read_text("utf-8", "replace")):
            return cls(project)
        made_by = program(PROGRAM, root / "hooks", root / "theme")
        total = sha256(repr((project.today, project.epoch, made_by, (root / MODULES).exists())).encode())
        for path in (SETTINGS, GENERATOR, *_below(root, CONTENT)):
            total.update(repr((path, _told(f"{root}/{path}"))).encode())
        return cls(project, total.hexdigest())

    def cases_in(self, site: Path) -> int | None:
        """How many cases the site has that lies there, if it is exactly the one that was built of this; else None."""
        entry = self.project.means.store.get([self._entry]).get(self._entry) if self.key else None
        known = json.loads(entry) if entry else {}
        if not entry or known["files"] != _files(site):
            return None
        return int(known["cases"])

    def remember(self, site: Path) -> None:
        """Keep what was built, unless something has changed meanwhile, or the generator may have looked at what is not looked at here."""
        store, settings = self.project.means.store, known_settings((self.project.root / GENERATOR).read_bytes())
        if not self.key or not store.get([settings]):
            return

        def lies_there() -> dict[str, bytes]:
            known = json.dumps({"cases": self.project.case_files, "files": _files(site)})
            return {self._entry: pack(self._entry, known.encode())}

        of_now = partial(BuiltState.of, self.project)
        state, entry = together((of_now, lies_there), self.project.jobs)
        if state == self and isinstance(entry, dict):
            store.put(entry)

    @property
    def _entry(self) -> str:
        return f"site {self.key}"


def _below(root: Path, folder: str) -> Iterator[str]:
    """Every file and folder by its path below the root, links not followed, in one order."""
    start = len(f"{root}/")
    for base, folders, names in os.walk(root / folder):
        folders.sort()
        yield from (f"{base[start:]}/{name}" for name in sorted((*folders, *names)))


def _told(path: str) -> object:
    """What stands in a file, or what else it is."""
    try:
        status = os.lstat(path)
        mode = status.st_mode
        if stat.S_ISREG(mode):
            return (mode & EXECUTABLE, digest_of_file(path, tuple(state_of(status))))
        return (stat.S_IFMT(mode), os.readlink(path) if stat.S_ISLNK(mode) else "")
    except OSError as problem:
        return problem.errno


def _files(site: Path) -> dict[str, object]:
    """Path → the state in which it lies there."""
    return dict(states(site)) if site.is_dir() else {}
