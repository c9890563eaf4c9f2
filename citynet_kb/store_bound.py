"""How much a store may hold, and what goes once it holds more: what was not used for longest, and nothing that a build needs.

A number stands for a build, or for what another command keeps at once; each entry bears the number of the last that wrote or used it. While
builds run nothing goes that bears the number of the oldest or a later one. What the last whole build has used stays as well, so that the
bound follows the content: twice what that build used, or the limit, if that is more.
"""

import os
import sqlite3
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

TABLES = (
    "create table if not exists ages (id integer primary key, made integer not null, size integer not null)",
    "create table if not exists builds (process integer primary key, number integer, begun integer, marks integer)",
    "create table if not exists past (id integer primary key, now integer, first integer, last integer, used integer)",
    "insert or ignore into past values (1, 0, 0, 0, 0)",
)
"""`ages` stands apart from what is kept, so that sums and marks move no content. `builds` are those that run. `past`: the latest number,
the first and the last that entries of the last whole build may bear, and what it used."""
LONGEST = 86_400
"""Seconds after which nobody waits for a build any more. That of a killed one may have gone to another process."""
SPARE = 4
"""A file of which more than one part in so many is free is made smaller."""
_NO_END = 1 << 62
_SHARE = 2
"""What the store holds may be so many times what one build uses, and a build marks what it uses once half of the limit is taken: until then
nothing can go before the next one has ended."""


@dataclass(frozen=True)
class Stamp:
    """What one process writes bears this number. `ends` = others may go when it is written."""

    number: int
    ends: bool


def begin(database: sqlite3.Connection, process: int, limit: int) -> None:
    """A build begins in this process. What killed ones have left too much goes."""
    values = (process, _next(database), int(time.time()), _is_full(database, limit))
    database.execute("insert or replace into builds values (?, ?, ?, ?)", values)
    evict(database, limit)


def go_on(database: sqlite3.Connection, process: int, limit: int) -> None:
    """The build that has begun in this process needs the store. It may have been thrown away since."""
    if not database.execute("select 1 from builds where process = ?", (process,)).fetchone():
        begin(database, process, limit)


def end(database: sqlite3.Connection, process: int, limit: int, is_whole: bool) -> None:
    """A build has ended. One that is not whole has not used all that the next one needs."""
    number = database.execute("select number from builds where process = ?", (process,)).fetchone()
    if number and is_whole:
        (used,) = _numbers(database, "select coalesce(sum(size), 0) from ages where made >= ?", number)
        database.execute("update past set first = ?, last = now, used = ?", (*number, used))
    evict(database, limit)  # before others can take from what this build has made
    database.execute("delete from builds where process = ?", (process,))


def stamp(database: sqlite3.Connection) -> Stamp:
    """For a process that is about to write."""
    if _running(database):
        return Stamp(_numbers(database, "select now from past")[0], ends=False)
    return Stamp(_next(database), ends=True)


def marks(database: sqlite3.Connection, limit: int) -> bool:
    """Whether entries that are used are to bear the number too."""
    builds = database.execute("select marks from builds").fetchall()
    return any(marks for (marks,) in builds) if builds else _is_full(database, limit)


def note(database: sqlite3.Connection, sizes: Mapping[str, int], number: int) -> None:
    """These were written."""
    noted = "insert or replace into ages select id, ?, ? from entries where key = ?"
    database.executemany(noted, ((number, size, key) for key, size in sizes.items()))


def mark(database: sqlite3.Connection, keys: Iterable[str], number: int) -> None:
    """These were used."""
    marked = "update ages set made = ? where made < ? and id = (select id from entries where key = ?)"
    database.executemany(marked, ((number, number, key) for key in keys))


def evict(database: sqlite3.Connection, limit: int) -> None:
    """Remove what is too much, as far as that is allowed."""
    builds = _running(database)
    first, last, used = _numbers(database, "select first, last, used from past")
    bound, total = max(limit, _SHARE * used), _total(database)
    if total <= bound or not all(marks for _, marks in builds):
        return
    oldest = min((number for number, _ in builds), default=_NO_END)
    order = "select id, size from ages where made < ? and made not between ? and ? order by made, id"
    gone = []
    for entry, size in map(_whole, database.execute(order, (oldest, first, last))):
        if total <= bound:
            break
        gone.append((entry,))
        total -= size
    database.executemany("delete from entries where id = ?", gone)
    database.executemany("delete from ages where id = ?", gone)


def make_smaller(database: sqlite3.Connection) -> None:
    """Give room back to the disk of which most is not needed any more."""
    free, pages = (database.execute(f"pragma {name}").fetchone()[0] for name in ("freelist_count", "page_count"))
    if free * SPARE > pages:
        database.executescript("pragma incremental_vacuum")


def _next(database: sqlite3.Connection) -> int:
    database.execute("update past set now = now + 1")
    return _numbers(database, "select now from past")[0]


def _is_full(database: sqlite3.Connection, limit: int) -> bool:
    return _total(database) * _SHARE > limit


def _total(database: sqlite3.Connection) -> int:
    return _numbers(database, "select coalesce(sum(size), 0) from ages")[0]


def _running(database: sqlite3.Connection) -> list[tuple[int, bool]]:
    """Number of each build that runs, and whether it marks what it uses. Those that were killed are forgotten."""
    found = [_whole(row) for row in database.execute("select process, number, begun, marks from builds")]
    alive = [one for one in found if one[2] > time.time() - LONGEST and _is_alive(one[0])]
    database.executemany("delete from builds where process = ?", ((one[0],) for one in found if one not in alive))
    return [(number, bool(marks)) for _, number, _, marks in alive]


def _numbers(database: sqlite3.Connection, question: str, asked: tuple[int, ...] = ()) -> tuple[int, ...]:
    return _whole(database.execute(question, asked).fetchone())


def _whole(row: tuple[int, ...] | None) -> tuple[int, ...]:
    """A row as it was written. Raises DatabaseError for another: the store is broken."""
    if row is None or not all(isinstance(one, int) for one in row):
        raise sqlite3.DatabaseError("no numbers")
    return row


def _is_alive(process: int) -> bool:
    if os.name == "nt":  # the question would end it there
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
