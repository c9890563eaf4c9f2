"""Sites built for tests: the real one, and that of Beispielland, which has every feature and hostile text in every field."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LAND = ROOT / "tests" / "fixtures" / "beispielland"
"""Content and settings of a country that does not exist."""
TODAY = "2026-06-01"
EPOCH = "1780272000"
"""The same day in seconds."""
COMMAND = Path(sys.executable).with_name("citynet-kb")


@dataclass(frozen=True)
class Built:
    """A built site, how the command ended and all that it printed."""

    site: Path
    code: int
    output: str


def project(folder: Path) -> Path:
    """A project with the content of Beispielland and our own MkDocs configuration, hook and theme."""
    shutil.copytree(LAND, folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "hooks", folder / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "theme", folder / "theme")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def environment(**more: str) -> dict[str, str]:
    """The environment of a child process, with the day of the build fixed."""
    return {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "PYTHONWARNINGS": "error::EncodingWarning", **more}


def command(root: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run `citynet-kb` in a folder; both channels in `stdout`."""
    return subprocess.run(
        [COMMAND, *arguments],
        cwd=root,
        env=environment(**more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


def build(root: Path, site: Path, **more: str) -> Built:
    """Run `citynet-kb build`."""
    done = command(root, "build", "--site-dir", str(site), **more)
    return Built(site, done.returncode, done.stdout)


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


_REAL, _LAND = pytest.StashKey[Built](), pytest.StashKey[Built]()


def real_site(config: pytest.Config, fresh: Callable[[str], Path]) -> Built:
    """The site of our own content, built once for all tests of a run."""
    if _REAL not in config.stash:
        config.stash[_REAL] = build(ROOT, fresh("real") / "site")
    return config.stash[_REAL]


def land_site(config: pytest.Config, fresh: Callable[[str], Path]) -> Built:
    """The site of Beispielland, built once for all tests of a run."""
    if _LAND not in config.stash:
        root = project(fresh("land"))
        config.stash[_LAND] = build(root, root / "site")
    return config.stash[_LAND]
