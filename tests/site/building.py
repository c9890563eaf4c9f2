"""Sites built for tests: the real one, and that of Beispielland, which has every feature and hostile text in every field."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest

from tests.forked_programs import COMMAND, STRICT, run

ROOT = Path(__file__).parents[2]
LAND = ROOT / "tests" / "fixtures" / "beispielland"
"""Content and settings of a country that does not exist."""
TODAY = "2026-06-01"
EPOCH = "1780272000"
"""The same day in seconds."""


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
    return {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, **STRICT, **more}


def command(root: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run `citynet-kb` in a folder; both channels in `stdout`."""
    return run([COMMAND, *arguments], root, environment(**more), merged=True)


def build(root: Path, site: Path, **more: str) -> Built:
    """Run `citynet-kb build`."""
    done = command(root, "build", "--site-dir", str(site), **more)
    return Built(site, done.returncode, done.stdout)


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def real_site(folders: pytest.TempPathFactory) -> Built:
    """The site of our own content, built once for all tests of a run."""
    return _once("real", folders, lambda folder: build(ROOT, folder / "site"))


def land_site(folders: pytest.TempPathFactory) -> Built:
    """The site of Beispielland, built once for all tests of a run."""
    return _once("land", folders, lambda folder: build(project(folder), folder / "site"))


BELOW = "https://stadt.example/wissen/"
"""Where a site may lie: below a path of another site."""


def below_site(folders: pytest.TempPathFactory) -> Built:
    """The site of Beispielland for that address, in a folder `www/wissen` beside its `projekt`."""
    return _once("below", folders, _below)


def _below(folder: Path) -> Built:
    root = project(folder / "projekt")
    settings = root / "citynet-kb.toml"
    settings.write_text(settings.read_text("utf-8").replace("https://wissen.example.org/", BELOW), encoding="utf-8")
    return build(root, folder / "www" / "wissen")


def shared_folder(folders: pytest.TempPathFactory) -> Path:
    """A folder that all processes of one run see: pytest-xdist gives each of its workers one inside it."""
    own = folders.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def _once(name: str, folders: pytest.TempPathFactory, built: Callable[[Path], Built]) -> Built:
    """What was built in the shared folder, by whichever process comes first."""
    folder = shared_folder(folders) / name
    with folder.with_suffix(".lock").open("w") as lock:
        flock(lock, LOCK_EX)
        told = folder.with_suffix(".json")
        if not told.exists():
            folder.mkdir()
            done = built(folder)
            told.write_text(json.dumps([str(done.site), done.code, done.output]), encoding="utf-8")
        site, code, output = json.loads(told.read_text(encoding="utf-8"))
        return Built(Path(site), code, output)
