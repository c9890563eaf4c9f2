"""Work in one go, with the garbage collector paused."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 200_000
"""So many new objects are a large content: it is not searched even once more before the process ends."""


@contextmanager
def garbage_collector_paused() -> Iterator[None]:
    """Pause the garbage collector. For work whose results are all kept: records, indexes, pages.

    It would scan them again and again in vain, which takes a fifth of the time of a check of 10,000 cases. The command line and the hook
    pause it once, for all their work.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] > MANY:
            gc.freeze()
        if was_enabled:
            gc.enable()


def keep_to_the_end(value: object) -> None:
    """Leave a value to the garbage collector, not to its last user: a large content is then never taken apart, the process just ends."""
    cycle: list[object] = [value]
    cycle.append(cycle)
