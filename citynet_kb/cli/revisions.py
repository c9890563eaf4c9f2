"""A state of the project to compare: a folder, or a revision of git, written out into a temporary folder."""

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from citynet_kb.model import addresses
from citynet_kb.project import CONTENT, SETTINGS
from citynet_kb.review.change_report import MEANT

_ENTRY = re.compile(rb"(?P<mode>\d{6}) (?P<kind>\w+) (?P<id>[0-9a-f]{40,64})\t(?P<path>.*)", re.DOTALL)
_MEANT = re.compile(rf"^{MEANT}\s*(?:{CONTENT}/)?(?P<path>[\w./-]+?)\s*$", re.MULTILINE)
LINK, EXECUTABLE = b"120000", b"100755"
MODULES = ".gitmodules"


class NoSuchStateError(Exception):
    """Neither a folder with content nor a revision of the repository; the message says it in German."""


@contextmanager
def state(name: str, repository: Path) -> Iterator[Path]:
    """A folder that holds `content/` as `name` has it. Raises NoSuchStateError."""
    folder = Path(name)
    if name and folder.is_dir():
        yield _folder(folder)
        return
    commit = _commit(name, repository)
    with TemporaryDirectory(prefix="citynet-kb-") as place:
        _write_out(commit, repository, Path(place))
        yield Path(place)


def branched_off(name: str, repository: Path) -> str:
    """The commit from which HEAD has branched off a state of git; a folder stays what it is. Raises NoSuchStateError."""
    if name and Path(name).is_dir():
        return name
    commit = _commit(name, repository)
    try:
        return _git(repository, "merge-base", commit, "HEAD").decode().strip()
    except subprocess.CalledProcessError:  # nothing in common, or not all of the history is here
        return commit


def beside_content(before: str, after: str, repository: Path) -> tuple[str, ...]:
    """The files that two states of git differ in beside the content, by path: program, workflows, settings. Folders have none."""
    if any(name and Path(name).is_dir() for name in (before, after)):
        return ()
    commits = _commit(before, repository), _commit(after, repository)
    listed = _git(repository, "diff-tree", "-r", "-z", "--no-renames", "--name-only", *commits, "--", ":/", f":(top,exclude){CONTENT}")
    return tuple(sorted(path.decode("utf-8", "replace") for path in listed.split(b"\0") if path))


def meant_to_go(before: str, after: str, repository: Path) -> frozenset[str]:
    """The files of the content that messages of commits between two states of git name as deleted on purpose. Folders have none."""
    if any(name and Path(name).is_dir() for name in (before, after)):
        return frozenset()
    commits = _commit(before, repository), _commit(after, repository)
    said = _git(repository, "log", "--format=%B", f"{commits[0]}..{commits[1]}").decode("utf-8", "replace")
    return frozenset(f"{CONTENT}/{found['path'].removesuffix('.md')}.md" for found in _MEANT.finditer(said))


def _folder(folder: Path) -> Path:
    if (folder / CONTENT).is_dir():
        return folder
    if folder.resolve().name == CONTENT and (folder / addresses.folder(addresses.CASES)).is_dir():
        return folder.resolve().parent
    raise NoSuchStateError(f"{folder}: In diesem Ordner liegt kein {CONTENT}/.")


def _commit(name: str, repository: Path) -> str:
    """The full id of a commit. A name that looks like an option is never passed to git as one."""
    try:
        return _git(repository, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").decode().strip()
    except OSError as problem:
        raise NoSuchStateError(f"{name}: Um einen Stand zu holen, braucht es git, und das lässt sich hier nicht aufrufen.") from problem
    except (subprocess.CalledProcessError, ValueError) as problem:
        raise NoSuchStateError(
            f"{name}: Das ist weder ein Ordner mit {CONTENT}/ noch ein Stand (Zweig, Marke, Kennung) in git{_why_not(repository)}."
        ) from problem


def _why_not(repository: Path) -> str:
    """What a person may not think of."""
    try:
        is_shallow = _git(repository, "rev-parse", "--is-shallow-repository").strip() == b"true"
    except subprocess.CalledProcessError:
        return "; hier ist kein Repositorium, das git lesen kann"
    return "; vielleicht wurde nicht die ganze Geschichte geholt (git fetch --unshallow)" if is_shallow else ""


def _write_out(commit: str, repository: Path, target: Path) -> None:
    """The files of a commit, byte for byte: attributes that a change may set (`export-ignore`, `text`) hide and alter nothing.

    Symbolic links are made last, so nothing is written through them; the reader refuses them by rule.
    """
    listed = _git(repository, "ls-tree", "-r", "-z", commit, "--", CONTENT, SETTINGS, MODULES)
    entries = [match for match in map(_ENTRY.fullmatch, listed.split(b"\0")) if match and match["kind"] == b"blob"]
    contents = _blobs(repository, [entry["id"] for entry in entries])
    (target / CONTENT).mkdir()
    for is_link in (False, True):
        for entry, content in zip(entries, contents, strict=True):
            if (entry["mode"] == LINK) is is_link and _is_safe(os.fsdecode(entry["path"])):
                _place(target / os.fsdecode(entry["path"]), content, entry["mode"])


def _is_safe(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return not path.startswith("/") and not {"..", ".git"} & set(parts)


def _place(file: Path, content: bytes, mode: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if mode == LINK:
        file.symlink_to(os.fsdecode(content))
        return
    file.write_bytes(content)
    if mode == EXECUTABLE:
        file.chmod(0o755)


def _blobs(repository: Path, ids: list[bytes]) -> list[bytes]:
    """The contents of objects, in order, by one process."""
    answer = _git(repository, "cat-file", "--batch", "--buffer", given=b"".join(id + b"\n" for id in ids))
    contents, at = [], 0
    for _ in ids:
        end = answer.index(b"\n", at)
        size = int(answer[at:end].split(b" ")[2])
        contents.append(answer[end + 1 : end + 1 + size])
        at = end + size + 2
    return contents


def _git(repository: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Run git without a shell. Raises CalledProcessError."""
    return subprocess.run(["git", *arguments], cwd=repository, input=given, capture_output=True, check=True).stdout
