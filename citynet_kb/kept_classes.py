"""Classes that are loaded by one command after the other, quicker than by writing them anew.

Python keeps what modules are compiled to. But the methods of a dataclass are written as text by the standard library and compiled whenever
its module is loaded, which took half of the time of loading what makes pages. What each such text is compiled to is kept beside what Python
keeps, and is trusted no more and no less; it is found by the text alone. Should the standard library go another way one day, nothing is
kept and all is right.
"""

import builtins
import dataclasses
import marshal
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import MAGIC_NUMBER, cache_from_source
from types import CodeType
from typing import Any

NAME = "exec"
"""What the standard library calls to get methods from their text. A name in its module goes before the function of Python."""
MOST = 6_000
"""More texts than that are not all of today: with fresh ones, all begins anew."""


def place(name: str) -> str:
    """The file for what is loaded under this name: in the folder in which Python keeps the compiled package."""
    return cache_from_source(os.path.join(os.path.dirname(__file__), f"{name}-methods.py"))


@contextmanager
def methods_kept(name: str) -> Iterator[None]:
    """Meanwhile modules are loaded, most often the same under one name. Not for two threads at once."""
    known = _read(place(name))
    fresh: dict[str, CodeType] = {}

    def done(text: str, *names: Any) -> None:
        code = known.get(text)
        if code is None:
            code = fresh[text] = compile(text, "<string>", "exec", dont_inherit=True)
        builtins.exec(code, *names)

    vars(dataclasses)[NAME] = done
    try:
        yield
    finally:
        del vars(dataclasses)[NAME]
    if fresh and not sys.dont_write_bytecode:
        _write(place(name), fresh if len(known) > MOST else known | fresh)


def _read(file: str) -> dict[str, CodeType]:
    with suppress(OSError, ValueError, EOFError, TypeError), open(file, "rb") as kept:
        if kept.read(len(MAGIC_NUMBER)) == MAGIC_NUMBER:
            found: dict[str, CodeType] = marshal.load(kept)
            return found
    return {}


def _write(file: str, known: dict[str, CodeType]) -> None:
    """In one step: another command may read it. Where that cannot be done, nothing is kept."""
    aside = f"{file}.{os.getpid()}"
    with suppress(OSError):
        os.makedirs(os.path.dirname(file), exist_ok=True)
        with open(aside, "wb") as kept:
            kept.write(MAGIC_NUMBER + marshal.dumps(known))
        os.replace(aside, file)
