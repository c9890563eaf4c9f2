"""Whatever lies in content/, a build that cannot succeed says so in one finding and leaves the last good site as it was."""

import builtins
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from citynet_kb.cli import main, publish
from tests.forked_programs import COMMAND, run
from tests.site.building import Built, build, command, environment, files, project

CASE = "content/faelle/musterstadt/eisbahn.md"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, land: Built) -> Path:
    """A project with a good site, and the command runs in it."""
    project(tmp_path / "projekt")
    old = tmp_path / "projekt" / "site"
    for path in ("index.html", publish.SITE_MARK, "faelle/index.html"):
        (old / path).parent.mkdir(parents=True, exist_ok=True)
        (old / path).write_bytes((land.site / path).read_bytes())
    monkeypatch.chdir(tmp_path / "projekt")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780272000")
    return tmp_path / "projekt"


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Which files lie there, and when they were written."""
    return {str(file): (file.stat().st_ino, file.stat().st_mtime_ns) for file in folder.rglob("*")}


def folder_named_like_a_file(root: Path) -> None:
    (root / "content/faelle/musterstadt/bericht.md").mkdir()


def pipe(root: Path) -> None:
    os.mkfifo(root / "content/faelle/musterstadt/leitung.md")


def link(root: Path) -> None:
    (root / "content/faelle/musterstadt/verweis.md").symlink_to(root / CASE)


def overwrite(path: str, content: bytes) -> Callable[[Path], None]:
    """Put these bytes where a good file was."""

    def damage(root: Path) -> None:
        assert (root / path).is_file()
        (root / path).write_bytes(content)

    return damage


BROKEN_YAML = b'---\nslug: parklets\nname: "Parklets\ntopic: verkehr\n---\n'
NESTED = b"---\ntitle: " + b"[" * 4000 + b"\n---\n"


@pytest.mark.parametrize(
    ("damage", "rule", "path"),
    [
        (overwrite(CASE, b"---\ntitle: M\xe4rkte\n---\n"), "zeichensatz", CASE),
        (overwrite(CASE, "---\ntitle: Märkte\n---\n".encode("utf-16")), "zeichensatz", CASE),
        (overwrite(CASE, b""), "datei-leer", CASE),
        (overwrite(CASE, b"a" * 10_000_000), "datei-zu-gross", CASE),
        (overwrite(CASE, NESTED), "zu-tief-verschachtelt", CASE),
        (folder_named_like_a_file, "dateiart", "content/faelle/musterstadt/bericht.md"),
        (link, "dateiart", "content/faelle/musterstadt/verweis.md"),
        (pipe, "dateiart", "content/faelle/musterstadt/leitung.md"),
        (overwrite("content/massnahmen/parklets.md", BROKEN_YAML), "anfuehrungszeichen-offen", "content/massnahmen/parklets.md"),
        (overwrite("content/themen/verkehr.md", b""), "datei-leer", "content/themen/verkehr.md"),
        (overwrite("citynet-kb.toml", b"[site\n"), "einstellung-ungueltig", "citynet-kb.toml"),
        (overwrite("citynet-kb.toml", b"\xff\xfe"), "einstellung-ungueltig", "citynet-kb.toml"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_bad_input_is_one_finding(
    root: Path, capsys: pytest.CaptureFixture[str], damage: Callable[[Path], None], rule: str, path: str
) -> None:
    """Exit 1, the finding of the right rule at the right file, no traceback; the site keeps every byte and stamp."""
    damage(root)
    before = stamps(root / "site")
    assert main(["build"]) == 1
    printed = capsys.readouterr()
    findings = [line for line in printed.out.splitlines() if ": Fehler: " in line]
    assert [line.endswith(f"[{rule}]") for line in findings if line.startswith(f"{path}:")] == [True], printed.out
    assert "Traceback" not in printed.out + printed.err
    assert "bleibt, wie es war" in printed.err
    assert stamps(root / "site") == before
    assert not list(root.glob(".site*"))


@pytest.mark.parametrize("path", [CASE, "content/themen/handel.md"])
def test_unreadable_file(root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    """A file that the system refuses to open is one finding. (Simulated, since an administrator may open everything.)"""
    real = builtins.open

    def refuse(file: Any, *arguments: Any, **options: Any) -> Any:
        if str(file) == str(root / path):
            raise PermissionError(13, "Permission denied", str(file))
        return real(file, *arguments, **options)

    monkeypatch.setattr(builtins, "open", refuse)
    before = stamps(root / "site")
    assert main(["build"]) == 1
    assert f"{path}:1:1: Fehler: Das lässt sich nicht öffnen (Permission denied). [unlesbar]" in capsys.readouterr().out
    assert stamps(root / "site") == before


def test_broken_topic_breaks_only_what_needs_it(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A topic that cannot be read is named first of all; what hangs on it may follow, and nothing is published."""
    overwrite("content/themen/verkehr.md", b"---\nslug: verkehr\nname: [\n---\n")(root)
    assert main(["build"]) == 1
    out = capsys.readouterr().out
    paths = {line.partition(":")[0] for line in out.splitlines() if ": Fehler: " in line}
    assert paths <= {"content/themen/verkehr.md", "content/massnahmen/parklets.md"}
    assert "content/themen/verkehr.md" in paths


def test_no_topic_at_all_is_an_error(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Having nothing to build is a failure, not an empty site."""
    before = stamps(root / "site")
    (root / "content").rename(root / "woanders")
    (root / "content").mkdir()
    assert main(["build"]) == 1
    assert "kein einziges Thema" in capsys.readouterr().out
    assert stamps(root / "site") == before


def test_a_warning_of_mkdocs_stops_the_build(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """`--strict` holds: what MkDocs warns of is shown, and the old site stays."""
    before = stamps(root / "site")
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\nextra_templates: [fehlt.html]\n", encoding="utf-8")
    assert main(["build"]) == 1
    err = capfd.readouterr().err
    assert "WARNING" in err
    assert "fehlt.html" in err
    assert "INFO" not in err
    assert stamps(root / "site") == before


@pytest.mark.slow
def test_failing_mkdocs_leaves_the_site(root: Path) -> None:
    """Where MkDocs itself fails, here for want of its theme, the site stays and the reason is shown."""
    before = stamps(root / "site")
    (root / "theme").rename(root / "thema")
    done = command(root, "build")
    assert done.returncode == 1
    assert "theme" in done.stdout
    assert "Der Bau ist misslungen" in done.stdout
    assert "Traceback" not in done.stdout
    assert stamps(root / "site") == before
    assert not list(root.glob(".site*"))


@pytest.mark.slow
def test_mkdocs_alone_refuses_bad_content(root: Path) -> None:
    """Called past our command, MkDocs stops at the hook with all findings printed."""
    overwrite(CASE, b"")(root)
    words = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(root / "anderswo")]
    done = run(words, root, environment(NO_MKDOCS_2_WARNING="1"), merged=True)
    assert done.returncode != 0
    assert "[datei-leer]" in done.stdout
    assert "Traceback" not in done.stdout
    assert not (root / "anderswo" / "index.html").exists()


@pytest.mark.slow
def test_killed_build_leaves_the_site_and_the_next_one_cleans_up(root: Path) -> None:
    """kill -9 in the middle of a build: the old site stands; the next build succeeds and removes what was left over."""
    before = stamps(root / "site")
    running = subprocess.Popen(
        [COMMAND, "build"], cwd=root, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    until = time.monotonic() + 30
    while not list(root.glob(f".site-{running.pid}/*")) and running.poll() is None and time.monotonic() < until:
        time.sleep(0.01)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    assert running.returncode == -signal.SIGKILL
    assert stamps(root / "site") == before
    assert list(root.glob(".site-*"))
    done = build(root, root / "site")
    assert done.code == 0, done.output
    assert not list(root.glob(".site*"))
    assert (root / "site" / "massnahmen" / "eisbahn" / "index.html").is_file()


@pytest.mark.parametrize("folder", ["content", ".", "theme", "mkdocs.yml"])
def test_build_over_anything_else_is_refused(root: Path, capsys: pytest.CaptureFixture[str], folder: str) -> None:
    """A build takes the place of nothing but an earlier site: a typo in --site-dir must not cost the records."""
    before = files(root)
    assert main(["build", "--site-dir", folder]) == 2
    assert "keine gebauten Seiten" in capsys.readouterr().err
    assert files(root) == before


def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A fresh build and the site that it shall replace."""
    for name in ("fresh", "site"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(name)
    return tmp_path / "fresh", tmp_path / "site"


@pytest.mark.parametrize("can_exchange", [True, False], ids=["exchange", "two renames"])
def test_put_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool) -> None:
    """The fresh folder becomes the site and the old one remains under the other name, with and without the kernel's exchange."""
    if not can_exchange:
        monkeypatch.setattr(publish, "_exchange", lambda one, other: False)
    fresh, site = folders(tmp_path)
    publish.put_in_place(fresh, site)
    assert ((site / "index.html").read_text(), (fresh / "index.html").read_text()) == ("fresh", "site")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["fresh", "site"]


def test_put_in_place_for_the_first_time(tmp_path: Path) -> None:
    """Without an old site the fresh folder simply gets its name."""
    fresh, site = folders(tmp_path)
    (site / "index.html").unlink()
    site.rmdir()
    publish.put_in_place(fresh, site)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_system_without_exchange_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the C library knows no renameat2 the exchange says no instead of raising."""
    monkeypatch.setattr("ctypes.CDLL", lambda *_, **__: object())
    assert publish._exchange(*folders(tmp_path)) is False


def test_failing_second_rename_puts_the_site_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the fresh folder cannot take the site's name, the old site gets it back."""
    fresh, site = folders(tmp_path)
    real = Path.rename

    def rename(path: Path, target: Path) -> Path:
        if path == fresh:
            raise PermissionError(13, "Permission denied")
        return real(path, target)

    monkeypatch.setattr(publish, "_exchange", lambda one, other: False)
    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(PermissionError):
        publish.put_in_place(fresh, site)
    assert (site / "index.html").read_text() == "site"


def test_recovery_between_the_two_renames(tmp_path: Path) -> None:
    """Killed after the first rename, the site has no name: it gets it back before anything else."""
    site = folders(tmp_path)[1]
    site.rename(tmp_path / ".site-vorher")
    publish.recover(site)
    assert (site / "index.html").read_text() == "site"
    assert not (tmp_path / ".site-vorher").exists()


def test_recovery_leaves_running_builds_alone(tmp_path: Path) -> None:
    """The folder of a build that still runs stays, that of a build that runs no more goes."""
    running, gone = tmp_path / f".site-{os.getpid()}", tmp_path / ".site-999999999"
    running.mkdir()
    gone.mkdir()
    publish.recover(tmp_path / "site")
    assert (running.exists(), gone.exists()) == (True, False)


@pytest.mark.slow
def test_linked_site_folder_is_built_where_it_lies(root: Path, tmp_path: Path) -> None:
    """A site folder that is a link stays one; what it points to gets the new pages."""
    (root / "site").rename(tmp_path / "oeffentlich")
    (root / "site").symlink_to(tmp_path / "oeffentlich")
    done = command(root, "build")
    assert done.returncode == 0, done.stdout
    assert (root / "site").is_symlink()
    assert (tmp_path / "oeffentlich" / "massnahmen" / "index.html").is_file()
