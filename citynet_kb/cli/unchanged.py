"""Whether a site need not be built, since nothing that it is made from has changed, nor the site itself."""

import json
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from citynet_kb.project import CONTENT, PROGRAM, SETTINGS, Project
from citynet_kb.store import pack, program

GENERATOR = "mkdocs.yml"
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
        generator = project.root / GENERATOR
        if not project.keeps or not generator.is_file() or ELSEWHERE.search(generator.read_text("utf-8", "replace")):
            return cls(project)
        total = sha256(repr((project.today, project.epoch, program(PROGRAM, project.root / "hooks", project.root / "theme"))).encode())
        for path in (project.root / SETTINGS, generator, *_below(project.root / CONTENT)):
            total.update(repr((path.relative_to(project.root).as_posix(), _told(path))).encode())
        return cls(project, total.hexdigest())

    def cases_in(self, site: Path) -> int | None:
        """How many cases the site has that lies there, if it is exactly the one that was built of this; else None."""
        entry = self.project.means.store.get([self._entry]).get(self._entry) if self.key else None
        known = json.loads(entry) if entry else {}
        if not entry or known["files"] != _files(site):
            return None
        return int(known["cases"])

    def remember(self, site: Path) -> None:
        """Keep what was built, unless something has changed meanwhile."""
        if self.key and BuiltState.of(self.project).key == self.key:
            known = json.dumps({"cases": self.project.case_files, "files": _files(site)})
            self.project.means.store.put({self._entry: pack(self._entry, known.encode())})

    @property
    def _entry(self) -> str:
        return f"site {self.key}"


def _below(folder: Path) -> Iterator[Path]:
    """Every file and folder, links not followed, in one order."""
    for base, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(base) / name for name in sorted((*folders, *names)))


def _told(path: Path) -> object:
    """What stands in a file, or what else it is."""
    try:
        mode = path.lstat().st_mode
        if stat.S_ISREG(mode):
            return sha256(path.read_bytes()).hexdigest()
        return (stat.S_IFMT(mode), os.readlink(path) if stat.S_ISLNK(mode) else "")
    except OSError as problem:
        return problem.errno


def _files(site: Path) -> dict[str, object]:
    """Path → what stands there."""
    return {path.relative_to(site).as_posix(): _told(path) for path in _below(site) if not path.is_dir() or path.is_symlink()}
