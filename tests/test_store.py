"""What is kept between builds is what was written, or nothing."""

import multiprocessing
import os
import random
import resource
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from string import ascii_lowercase

import pytest

from citynet_kb.store import _BUILDS, ALONE, FILE, Means, Store, pack, place, program
from tests.site.building import ROOT


def kept(file: Path, *names: str, limit: int = 10_000) -> Store:
    store = Store(file / "x.sqlite", limit)
    store.put({name: pack(name, name.encode() * 20) for name in names})
    return store


def test_what_is_kept_is_found_again(tmp_path: Path) -> None:
    """By key, in the bytes in which it was written; what is not kept is not found."""
    assert kept(tmp_path, "a", "b").get(["a", "b", "c"]) == {"a": b"a" * 20, "b": b"b" * 20}
    assert Store(None).get(["a"]) == {}


@pytest.mark.parametrize("change", ["value = x'00'", "value = zeroblob(40)", "value = 'Text'", "key = 'other'"])
def test_an_entry_that_is_not_as_it_was_written_is_no_entry(tmp_path: Path, change: str) -> None:
    """Other bytes, bytes of another kind, the bytes of another key."""
    store = kept(tmp_path, "a", "b")
    with sqlite3.connect(tmp_path / "x.sqlite") as database:
        database.execute(f"update entries set {change} where key = 'a'")
    database.close()
    assert store.get(["a", "b", "other"]) == {"b": b"b" * 20}


@pytest.mark.parametrize("content", [b"something else" * 900, b"", b"SQLite format 3\0" + b"x" * 5_000])
def test_a_file_that_is_no_store_is_thrown_away(tmp_path: Path, content: bytes) -> None:
    """And the next thing is kept in a new one."""
    (tmp_path / "x.sqlite").write_bytes(content)
    assert Store(tmp_path / "x.sqlite").get(["a"]) == {}
    assert kept(tmp_path, "a").get(["a"]) == {"a": b"a" * 20}


def test_a_store_of_another_form_is_thrown_away(tmp_path: Path) -> None:
    """What an older or a newer program has kept."""
    kept(tmp_path, "a")
    with sqlite3.connect(tmp_path / "x.sqlite") as database:
        database.execute("pragma user_version = 99")
    database.close()
    assert Store(tmp_path / "x.sqlite").get(["a"]) == {}


def test_where_nothing_can_be_kept_nothing_is(tmp_path: Path) -> None:
    """A folder in the place of the file, a file in that of the folder."""
    (tmp_path / "x.sqlite").mkdir()
    assert kept(tmp_path, "a").get(["a"]) == {}
    (tmp_path / "datei").write_text("x")
    assert kept(tmp_path / "datei", "a").get(["a"]) == {}


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    """Once the entries take more than they may."""
    size = len(pack("a", b"a" * 20))
    store = kept(tmp_path, "a", "b", limit=3 * size)
    store.put({}, used=["a"])
    store.put({name: pack(name, name.encode() * 20) for name in ("c", "d")})
    assert set(store.get("abcd")) == {"a", "c", "d"}


def _put(file: Path, start: int) -> None:
    for number in range(start, start + 20):
        kept(file, str(number), limit=10**6)


@pytest.mark.slow
def test_two_builds_may_use_it_at_once(tmp_path: Path) -> None:
    """Nothing of either is lost."""
    processes = [multiprocessing.get_context("spawn").Process(target=_put, args=(tmp_path, start)) for start in (0, 100)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert len(Store(tmp_path / "x.sqlite").get(map(str, range(200)))) == 40


def test_a_value_is_made_again_only_if_its_source_or_the_program_changes(tmp_path: Path) -> None:
    """And always where nothing is kept."""
    made = []

    def make() -> bytes:
        made.append(1)
        return b"made"

    store = Store(tmp_path / "x.sqlite")
    for source, code in ((1, "x"), (1, "x"), (2, "x"), (1, "y"), (2, "x")):
        assert Means(store, code).remembered({"name": (source, make)}) == {"name": b"made"}
    assert Means(store, "x").remembered({"other": (1, lambda: b"of another name")}) == {"other": b"of another name"}
    assert len(made) == 3
    assert ALONE.remembered({"name": (1, make)}) == {"name": b"made"}
    assert len(made) == 4
    assert [place(tmp_path, {"CITYNET_KB_STORE": told}) for told in ("", "0", "a/b")] == [tmp_path / FILE, None, tmp_path / "a/b"]


def test_no_store_comes_with_the_program() -> None:
    """A proposal that brings one could publish what it likes."""
    if (ROOT / ".git").exists():
        listed = subprocess.run(["git", "ls-files", "--", "**/.cache/**", ".cache"], cwd=ROOT, capture_output=True, check=True)
        assert listed.stdout == b""


def test_the_program_is_every_file_of_it(tmp_path: Path) -> None:
    """A changed, a new and a renamed file; not what Python compiles."""
    (tmp_path / "a.md.j2").write_text("x")
    seen = [program(tmp_path)]
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_text("x")
    assert program(tmp_path) == seen[0]
    for change in (lambda: (tmp_path / "a.md.j2").write_text("y"), lambda: (tmp_path / "a.md.j2").rename(tmp_path / "b.md.j2")):
        change()
        seen.append(program(tmp_path))
    assert len(set(seen)) == 3
    assert program(tmp_path / "missing") == program()


SIZE = len(pack("a", b"a" * 20))
"""Of each entry here."""


def put(store: Store, names: str, used: str = "") -> None:
    for name in names:
        store.put({name: pack(name, name.encode() * 20)})
    store.put({}, used)


def whole_build(store: Store, names: str, used: str = "") -> None:
    with store.build() as ended:
        put(store, names, used)
        ended()


def rows(folder: Path, question: str) -> list[tuple[int, ...]]:
    with closing(sqlite3.connect(folder / "x.sqlite")) as database:
        return database.execute(question).fetchall()


def letters(store: Store) -> str:
    """What is kept, by names of one letter."""
    return "".join(sorted(store.get(ascii_lowercase)))


def test_a_build_that_needs_more_than_the_limit_keeps_all_of_it(tmp_path: Path) -> None:
    """While it runs and for the next, which keeps what it uses itself; what nobody used goes beyond twice of that."""
    store = Store(tmp_path / "x.sqlite", 3 * SIZE)
    whole_build(store, "abcdefghij")
    assert letters(store) == "abcdefghij"
    whole_build(store, "klm", used="abcdefg")
    assert letters(store) == "abcdefghijklm", "twice ten is more"
    whole_build(store, "n", used="abc")
    assert letters(store) == "abcgklmn", "twice four: the latest of the others"
    put(store, "opqrst")
    assert letters(store) == "abcnqrst", "what other commands keep is bounded too, and takes nothing of a build"
    assert sum(size for (size,) in rows(tmp_path, "select size from ages")) == 8 * SIZE


def test_what_a_build_that_fails_has_kept_does_not_count(tmp_path: Path) -> None:
    """It takes nothing from the last whole one, nor does one that was killed; what they leave goes first."""
    store = Store(tmp_path / "x.sqlite", 3 * SIZE)
    whole_build(store, "abcdef")
    for name in "ghijklmnopq":
        with store.build():
            put(store, name)
    assert letters(store) == "abcdeflmnopq"


def test_of_two_builds_at_once_neither_loses_anything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that ends leaves what the other has written and used; one that was killed hinders nobody."""
    store = Store(tmp_path / "x.sqlite", 2 * SIZE)
    whole_build(store, "abcdef")
    with monkeypatch.context() as another:
        another.setattr("os.getpid", os.getppid)
        long = store.build()
        long.__enter__()
        put(store, "gh", used="ab")
    _BUILDS.set({})
    for name in "ijkl":
        whole_build(store, name)
    assert letters(store) == "abghijkl", "what came after the longer one began may be its own"
    long.__exit__(None, None, None)
    with subprocess.Popen(["true"]) as process:
        monkeypatch.setattr("os.getpid", lambda: process.pid)
        store.build().__enter__()
        put(store, "mnopq")
    _BUILDS.set({})
    monkeypatch.undo()
    whole_build(store, "r")
    assert len(letters(store)) == 2


def test_a_store_that_goes_while_a_build_runs_is_begun_anew(tmp_path: Path) -> None:
    """And nothing of the build goes then."""
    store = Store(tmp_path / "x.sqlite", 2 * SIZE)
    with store.build() as ended:
        put(store, "abc")
        (tmp_path / "x.sqlite").unlink()
        put(store, "defgh")
        with store.build():
            put(store, "ij")
        ended()
    assert letters(store) == "defghij"
    assert rows(tmp_path, "select number from builds") == []


def test_a_file_that_is_mostly_free_is_made_smaller(tmp_path: Path) -> None:
    """After a build that leaves little of what was kept."""
    store = Store(tmp_path / "x.sqlite", 30_000)
    for round in range(3):
        whole_build(store, "a")
        with store.build() as ended:
            store.put({f"{round} {number}": os.urandom(3_000) for number in range(100 if round < 2 else 1)})
            ended()
        size = (tmp_path / "x.sqlite").stat().st_size
        assert size > 300_000 if round < 2 else size < 80_000


def test_a_full_disk_costs_nothing_that_is_kept(tmp_path: Path) -> None:
    """What finds no room is not kept, and all goes on when there is some again."""
    store = kept(tmp_path, "a")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, ((tmp_path / "x.sqlite").stat().st_size, limits[1]))
    try:
        with store.build() as ended:
            assert not store.put({"b": os.urandom(9_000)})
            assert letters(store) == "a"
            ended()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    put(store, "c")
    assert letters(store) == "ac"


def test_whatever_is_broken_in_the_file_stops_no_build(tmp_path: Path) -> None:
    """Bytes anywhere in it are others."""
    chance, file = random.Random(5), tmp_path / "x.sqlite"
    whole_build(Store(file, 9 * SIZE), "abcdefghij")
    written = file.read_bytes()
    for _ in range(60):
        data = bytearray(written)
        for _ in range(40):
            data[chance.randrange(100, len(data))] = chance.randrange(256)
        file.write_bytes(data)
        whole_build(Store(file, 9 * SIZE), "klm", used="abc")
        assert set(letters(Store(file))) <= set("abcdefghijklm")
