"""Builds the site in a temporary folder and puts it in place in one step: a reader sees the old site or the new one, never a mixture."""

import ctypes
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from citynet_kb.cli.generator import mkdocs
from citynet_kb.model import addresses
from citynet_kb.project import Project

AT_FDCWD, RENAME_EXCHANGE = -100, 2
"""From Linux's fcntl.h and renameat2(2)."""
SITE_MARK = addresses.api("index")
"""A file that every built site has, and hardly any other folder."""


def build_into_place(project: Project, site: Path, environment: Mapping[str, str]) -> int:
    """Build with MkDocs `--strict` beside `site` and exchange the two; its exit code. A failed build leaves `site` untouched."""
    site.parent.mkdir(parents=True, exist_ok=True)
    recover(site)
    fresh, twin = (site.with_name(f".{site.name}-{name}{os.getpid()}") for name in ("", "zweite-"))
    _remove(fresh, twin)
    spare = project.store.with_name(f"{site.name}-vorher") if project.store else None
    if spare:
        _take(spare, fresh)
        # Where nothing is known of that, most files are those of the site; where nothing is known of either, the next build is prepared.
        environment = {**environment, "CITYNET_KB_COPY": str(site), "CITYNET_KB_TWIN": str(twin)}
    try:
        code = mkdocs("build", "--strict", "--site-dir", str(fresh), project=project, environment=environment)
        if code == 0:
            put_in_place(fresh, site)
            if spare:
                _keep(twin if twin.is_dir() else fresh, spare)
        return code
    finally:
        _remove(fresh, twin)


def _take(spare: Path, fresh: Path) -> None:
    """Begin with the site before the last, which the generator brings up to date: most of it stays as it is. Of two builds at once only one
    finds it."""
    with suppress(OSError):
        spare.rename(fresh)
        for hidden in fresh.glob(".*"):  # MkDocs leaves them to others
            shutil.rmtree(hidden, ignore_errors=True) if hidden.is_dir() and not hidden.is_symlink() else hidden.unlink()


def _keep(fresh: Path, spare: Path) -> None:
    """Keep for the next build the site that was replaced, or what was prepared, where that is the same disk."""
    with suppress(OSError):
        fresh.rename(spare)


def _remove(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def may_replace(folder: Path) -> bool:
    """Whether a build may take this folder's place: it is missing, empty, or holds a site that we built."""
    return not folder.exists() or (folder.is_dir() and ((folder / SITE_MARK).is_file() or not any(folder.iterdir())))


def put_in_place(fresh: Path, site: Path) -> None:
    """Make `fresh` the site. Afterwards `fresh` holds the old site, if there was one.

    Raises OSError if neither way works; the old site is then untouched.
    """
    if not site.exists():
        fresh.rename(site)
    elif not _exchange(fresh, site):
        _two_renames(fresh, site)


def recover(site: Path) -> None:
    """Clean up after a build that was killed: put back a site that was moved away, remove folders of builds that no longer run."""
    aside = _aside(site)
    if aside.exists() and not site.exists():
        aside.rename(site)
    shutil.rmtree(aside, ignore_errors=True)
    for left in site.parent.glob(f".{site.name}-*"):
        process = left.name.rpartition("-")[2]
        if process.isdigit() and not _is_running(int(process)):
            shutil.rmtree(left, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one system call; False if the system has none."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return bool(call(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0)


def _two_renames(fresh: Path, site: Path) -> None:
    aside = _aside(site)
    site.rename(aside)
    try:
        fresh.rename(site)
    except OSError:
        aside.rename(site)
        raise
    aside.rename(fresh)


def _aside(site: Path) -> Path:
    return site.with_name(f".{site.name}-vorher")


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
