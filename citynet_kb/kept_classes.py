"""Classes that are loaded by one command after the other, quicker than by writing them anew.

Python keeps what modules are compiled to. But the methods of a dataclass are written as text by the standard library and compiled whenever
its module is loaded, which took half of the time of loading what makes pages. What each such text is compiled to is kept here, found by the
text alone. Should the standard library go another way one day, nothing is kept and all is right.
"""

import builtins
import dataclasses
import marshal
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import MAGIC_NUMBER
from platform import python_version
from types import CodeType
from typing import Any

from citynet_kb.store import Store, pack

KEY = f"methods {python_version()} {MAGIC_NUMBER.hex()}"
"""Another Python has another form of compiled code."""
_NAME = "exec"
"""What the standard library calls to get methods from their text. A name in its module goes before the function of Python."""


@contextmanager
def methods_kept(store: Store) -> Iterator[None]:
    """Meanwhile modules are loaded. Not for two threads at once."""
    entry = store.get([KEY]).get(KEY)
    known: dict[str, CodeType] = marshal.loads(entry) if entry else {}
    used: dict[str, CodeType] = {}

    def done(text: str, *names: Any) -> None:
        used[text] = known.get(text) or compile(text, "<string>", "exec", dont_inherit=True)
        builtins.exec(used[text], *names)

    vars(dataclasses)[_NAME] = done
    try:
        yield
    finally:
        del vars(dataclasses)[_NAME]
    if store.keeps and used.keys() - known.keys():
        store.put({KEY: pack(KEY, marshal.dumps(used))})
