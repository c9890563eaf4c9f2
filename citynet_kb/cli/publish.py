"""Builds the site in a temporary folder and puts it in place in one step: a reader sees the old site or the new one, never a mixture."""

import ctypes
import os
import shutil
from collections.abc import Mapping
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
    fresh = site.with_name(f".{site.name}-{os.getpid()}")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        code = mkdocs("build", "--strict", "--site-dir", str(fresh), project=project, environment=environment)
        if code == 0:
            put_in_place(fresh, site)
        return code
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


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
