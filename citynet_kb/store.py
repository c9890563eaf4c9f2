"""What a build has made, kept for the next by the digest of all that it was made from: one SQLite file, which anybody may delete.

Nothing here is ever needed. An entry that is not as it was written is no entry, a file that is no such store is thrown away, and where
nothing can be kept, all is made anew. Several builds may use it at once. How much is kept, `store_bound` says.
"""

import os
import sqlite3
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache, partial
from hashlib import blake2b, sha256
from pathlib import Path
from platform import python_version
from sysconfig import get_path
from types import MappingProxyType
from typing import TypeVar

from citynet_kb import store_bound
from citynet_kb.folder_state import states

T = TypeVar("T")

FILE = Path(".cache") / "citynet-kb.sqlite"
"""Below the folder of a project."""
FORM = 3
"""Of the file and of what it holds: a file with another number is thrown away."""
LIMIT = 400_000_000
"""Bytes that entries may take, or twice what one build uses, if that is more; those that were not used for longest go first."""
AT_ONCE = 500
"""Keys in one question to SQLite."""
PATIENCE = 10
"""Seconds to wait while another build writes."""
_IN_THE_WAY = frozenset(
    (
        *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL),
        *(sqlite3.SQLITE_FULL, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_IOERR),
        *(sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN),
    )
)
"""What SQLite says of a file that may be right: locked for long, no room, not ours. Any other is broken."""
_SUM = 16
_TABLES = (
    "create table if not exists entries (id integer primary key, key text unique not null, value blob not null)",
    *store_bound.TABLES,
)
_NO_SOURCES = frozenset({"__pycache__", ".cache"})
_BUILDS: ContextVar[Mapping[Path, int]] = ContextVar("builds", default=MappingProxyType({}))
"""By store the process in which a build runs that this one works for."""


class Store:
    """Entries by key. `file` None keeps nothing; `limit` bytes are kept, more where a build needs it."""

    def __init__(self, file: Path | None, limit: int = LIMIT) -> None:
        self._file, self._limit = file, limit

    @property
    def keeps(self) -> bool:
        """Whether there is a file to keep anything in."""
        return self._file is not None

    def get(self, keys: Iterable[str]) -> dict[str, bytes]:
        """What is kept for these keys."""
        return self._tried(lambda database: dict(_found(database, list(dict.fromkeys(keys))))) or {}

    def each(self, keys: Collection[str]) -> Iterator[tuple[str, bytes]]:
        """The same, a few at a time, since of thousands of pages only some need be in memory twice."""
        for some in _parts(list(keys)):
            yield from self.get(some).items()

    def known(self, keys: Iterable[str]) -> set[str]:
        """Which of these keys have an entry, be it as it was written or not."""
        return self._tried(lambda database: set(_named(database, list(keys)))) or set()

    def put(self, packed: Mapping[str, bytes], used: Iterable[str] = ()) -> bool:
        """Keep these entries, made by `pack`; whether that was done. Those that were `used` are kept for longer than others."""
        if not packed and not self._tried(partial(store_bound.marks, limit=self._limit)):
            return True
        process = _BUILDS.get().get(self._file) if self._file else None
        keep = partial(_keep, packed=packed, used=used, limit=self._limit, process=process)
        return self._tried(lambda database: _at_once(database, lambda: keep(database))) or False

    @contextmanager
    def build(self) -> Iterator[Callable[[], None]]:
        """Meanwhile nothing goes that this build has written or used, whichever of its processes does so. Whoever builds calls what he
        is given when all is built, and most of it stays for the next build too. Within a build there is no other."""
        told: list[bool] = []
        if self._file is None or self._file in _BUILDS.get():
            yield lambda: None
            return
        process = os.getpid()
        running = _BUILDS.set({**_BUILDS.get(), self._file: process})
        self._tried(lambda database: _at_once(database, lambda: store_bound.begin(database, process, self._limit)))
        try:
            yield lambda: told.append(True)
        finally:
            _BUILDS.reset(running)
            self._tried(lambda database: _at_once(database, lambda: store_bound.end(database, process, self._limit, bool(told))))
            self._tried(store_bound.make_smaller)

    def _tried(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        """What comes of the work; None where there is no store, or none that can be used."""
        if self._file is None:
            return None
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._file, timeout=PATIENCE, isolation_level=None)) as database:
                _prepare(database)
                return work(database)
        except OSError:
            return None
        except (sqlite3.DatabaseError, UnicodeDecodeError) as problem:
            if getattr(problem, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF in _IN_THE_WAY:
                return None
            for end in ("", "-journal"):
                with suppress(OSError):
                    Path(f"{self._file}{end}").unlink()
            return None


@dataclass(frozen=True)
class Means:
    """With what a site is made: `program` stands for templates and code; `jobs` processes may work at once."""

    store: Store = field(default_factory=lambda: Store(None))
    program: str = ""
    jobs: int = 1

    @property
    def keeps(self) -> bool:
        """Whether anything is kept."""
        return self.store.keeps

    def remembered(self, named: Mapping[str, tuple[object, Callable[[], bytes]]]) -> dict[str, bytes]:
        """By name what each function gives, which depends on its name, the program and the value beside it alone: kept, else made."""
        keys = {
            name: sha256(repr((self.program, name, source)).encode("utf-8", "surrogatepass")).hexdigest()
            for name, (source, _) in named.items()
        }
        found = self.store.get(keys.values())
        fresh = {name: make() for name, (_, make) in named.items() if keys[name] not in found}
        self.store.put({keys[name]: pack(keys[name], data) for name, data in fresh.items()}, found)
        return {name: fresh[name] if name in fresh else found[keys[name]] for name in named}


ALONE = Means()
"""One process, which keeps nothing."""


def place(root: Path, environment: Mapping[str, str] = os.environ) -> Path | None:
    """Where the builds of a project keep what they have made: CITYNET_KB_STORE names the file, 0 none."""
    told = environment.get("CITYNET_KB_STORE", "")
    return None if told == "0" else root / (told or FILE)


def known_settings(content: bytes) -> str:
    """The key under which a generator says that it knows all that these settings lead to."""
    return f"settings {sha256(content).hexdigest()}"


def pack(key: str, data: bytes) -> bytes:
    """An entry as it is kept: compressed, with a checksum over it and its key."""
    packed = zlib.compress(data, 1)
    return _sum(key, packed) + packed


def program(*folders: Path) -> str:
    """Stands for the program: every file in these folders, Python, and all packages that are installed beside it, by name and version."""
    installed = sorted({file.name for place in ("purelib", "platlib") for file in Path(get_path(place)).glob("*.dist-info")})
    total = sha256(repr((FORM, python_version(), installed)).encode())
    for folder in folders:
        for path, state in sorted(states(folder).items()) if folder.is_dir() else ():
            if not _NO_SOURCES & set(path.split("/")):
                total.update(repr((path, digest_of_file(f"{folder}/{path}", tuple(state)))).encode())
    return total.hexdigest()


@lru_cache(maxsize=65_536)
def digest_of_file(file: str, _: tuple[int, ...]) -> bytes:
    """Of the content of a file. As long as its state is the same, a process need not read it again."""
    return sha256(Path(file).read_bytes()).digest() if os.path.isfile(file) else b""


def _sum(key: str, packed: bytes) -> bytes:
    return blake2b(key.encode() + packed, digest_size=_SUM).digest()


def _prepare(database: sqlite3.Connection) -> None:
    """A new file gets its table. A crash of the machine may cost the store, since nothing waits for the disk."""
    database.execute("pragma synchronous = off")
    form = database.execute("pragma user_version").fetchone()[0]
    if form == 0:
        database.execute("pragma auto_vacuum = incremental")
        for table in _TABLES:
            database.execute(table)
        database.execute(f"pragma user_version = {FORM}")
    elif form != FORM:
        raise sqlite3.DatabaseError("another form")


def _named(database: sqlite3.Connection, keys: list[str]) -> Iterator[str]:
    for some in _parts(keys):
        yield from (key for (key,) in database.execute(f"select key from entries where key in ({','.join('?' * len(some))})", some))


def _parts(keys: list[str]) -> Iterator[list[str]]:
    return (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))


def _found(database: sqlite3.Connection, keys: list[str]) -> Iterator[tuple[str, bytes]]:
    for some in _parts(keys):
        rows = database.execute(f"select key, value from entries where key in ({','.join('?' * len(some))})", some)
        for key, value in rows:
            if isinstance(value, bytes) and value[:_SUM] == _sum(key, value[_SUM:]):
                yield key, zlib.decompress(value[_SUM:])


def _at_once(database: sqlite3.Connection, work: Callable[[], T]) -> T:
    """Nobody else writes meanwhile, and all of it is done or nothing."""
    database.execute("begin immediate")
    done = work()
    database.execute("commit")
    return done


def _keep(database: sqlite3.Connection, packed: Mapping[str, bytes], used: Iterable[str], limit: int, process: int | None) -> bool:
    if process:
        store_bound.go_on(database, process, limit)
    stamp = store_bound.stamp(database)
    rows = {key: value for key, value in packed.items() if len(value) <= limit}
    write = "insert into entries (key, value) values (?, ?) on conflict (key) do update set value = excluded.value"
    database.executemany(write, rows.items())
    store_bound.note(database, {key: len(value) for key, value in rows.items()}, stamp.number)
    if store_bound.marks(database, limit):
        store_bound.mark(database, used, stamp.number)
    if stamp.ends:
        store_bound.evict(database, limit)
    return True
