"""What was read is kept, and read by several processes; nobody can tell from what a check says."""

import pickle
import shutil
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from citynet_kb.cli import main
from citynet_kb.findings import Finding, Place, Severity
from citynet_kb.knowledge_base.file_reading import FileReading, LazyDocuments, packed, unpacked, without_documents
from citynet_kb.project import CHECKING
from citynet_kb.sources import read
from tests.fixtures import FIXTURES, MUSTERLAND
from tests.site.building import EPOCH, LAND
from tests.test_imports import MODULES, imports, layer

CASE = "faelle/musterstadt/feierabendmarkt.md"
TEXT = b"---\ntitle: Ein Markt\nperiod:\n  start: 2020\nempty:\ntags: [a, b]\n---\nEin Satz.\n"
Told = tuple[int, str, str]


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Told]:
    """What `check` says in a project, with this store (none: 0) and so many processes: exit code and both channels."""

    def told(root: Path, store: str = "0", jobs: str = "1") -> Told:
        monkeypatch.chdir(root)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        monkeypatch.setenv("CITYNET_KB_STORE", store)
        monkeypatch.setenv("CITYNET_KB_JOBS", jobs)
        code = main(["check"])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return told


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A project with the faults of all fixtures at once; a name that is taken gets a number."""
    shutil.copytree(MUSTERLAND, tmp_path / "content")
    for number, folder in enumerate(sorted((FIXTURES / "content-errors").iterdir())):
        for file in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".erwartet"):
            target = tmp_path / "content" / file.relative_to(folder)
            target = target.with_stem(f"{target.stem}-{number}") if target.exists() else target
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    return tmp_path


@pytest.mark.slow
def test_a_check_says_the_same_however_it_is_made(broken: Path, check: Callable[..., Told]) -> None:
    """With and without a store, cold and warm, by one process and by two, with a store that is no longer what it was."""
    said = check(broken)
    assert said[0] == 1
    assert said[1].count("\n") > 300
    assert check(broken, jobs="2") == said
    assert check(broken, "x.sqlite", "2") == said
    assert check(broken, "x.sqlite", "1") == said
    with sqlite3.connect(broken / "x.sqlite") as database:
        database.execute("update entries set value = x'00' where rowid % 2")
    database.close()
    assert check(broken, "x.sqlite", "2") == said
    (broken / "x.sqlite").write_bytes(b"something else" * 900)
    assert check(broken, "x.sqlite", "1") == said


def _write(content: Path, path: str, old: str, new: str) -> None:
    file = content / path
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")


EDITS: tuple[Callable[[Path], object], ...] = (
    lambda content: _write(content, CASE, "outcome:", "outcom:"),
    lambda content: _write(content, CASE, "outcom:", "outcome:"),
    lambda content: (content / "massnahmen" / "eisbahn.md").unlink(),
    lambda content: shutil.copyfile(content / CASE, content / "faelle" / "neudorf" / "feierabendmarkt.md"),
    lambda content: (content / CASE).rename(content / "faelle" / "musterstadt" / "markt.md"),
    lambda content: (content / "faelle" / "musterstadt" / "markt.md").chmod(0o755),
    lambda content: (content / "faelle" / "musterstadt" / "markt.md").write_bytes(b"\xff" * 70_000),
)


@pytest.mark.slow
def test_a_check_follows_every_edit(tmp_path: Path, check: Callable[..., Told]) -> None:
    """After each it says with what was kept before the same as without, across files too."""
    shutil.copytree(LAND / "content", tmp_path / "content")
    said = [check(tmp_path, "x.sqlite")]
    for edit in EDITS:
        edit(tmp_path / "content")
        said.append(check(tmp_path, "x.sqlite"))
        assert said[-1] == check(tmp_path)
    assert len(set(said)) == len(EDITS)  # the second mends what the first broke


def _finding(path: str) -> Finding:
    return Finding(Place(path, 3), "regel", Severity.HINT, "Etwas.")


def test_readings_are_the_same_again() -> None:
    """With their findings, and without their documents, of which an outline comes apart."""
    document, _ = read("content/a.md", TEXT)
    found = unpacked(packed(without_documents({"content/a.md": FileReading((_finding("content/a.md"),), document, version="1")})))
    assert found is not None
    assert found.found == {"content/a.md": FileReading((_finding("content/a.md"),), version="1")}
    assert found.outlines.keys() == {"content/a.md"}


def test_a_document_that_waits_says_what_the_document_says() -> None:
    """Where its keys and values stand, and all else."""
    document, _ = read("content/a.md", TEXT)
    assert document
    outlines = without_documents({"content/a.md": FileReading((), document)}).outlines
    waiting = LazyDocuments(outlines, {"content/a.md": TEXT}).waiting("content/a.md")
    for location in (
        (),
        ("title",),
        ("period",),
        ("period", "start"),
        ("period", "end"),
        ("tags", 0),
        ("tags", 7),
        ("nothing",),
        ("empty",),
    ):
        assert waiting.at(*location) == document.at(*location), location
        assert waiting.at_key(*location) == document.at_key(*location), location
    assert (waiting.path, waiting.data, waiting.body) == (document.path, document.data, document.body)


@pytest.mark.parametrize(
    "value", [print, partial(print, "x"), Path("x"), main, packed], ids=["print", "a part", "a path", "main", "packed"]
)
def test_bytes_can_only_become_values_of_our_own_kinds(value: object) -> None:
    """Who brings a store into a repository shall not run anything: no function is called, not even one of ours."""
    assert unpacked(pickle.dumps(({"content/a.md": value}, {}))) is None
    assert unpacked(b"odd") is None


def test_what_is_kept_goes_with_the_parts_of_the_program_that_it_depends_on() -> None:
    """All that a part of `CHECKING` uses of the program is among them, or holds no rule and no model."""
    used = {name.split(".")[1] for path in MODULES if layer(path) in CHECKING for name in imports(path) if name.startswith("citynet_kb.")}
    assert used - set(CHECKING) == {"forked", "store"}
