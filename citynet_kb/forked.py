"""The same work over many things, spread over the cores by forked processes; in this process where the system has no fork.

A forked process has all that its parent has read and made, so nothing is handed over but what comes of the work. What fails in one is done
again in the parent, where it fails as it would have without.
"""

import ctypes
import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Generic, TypeVar

K = TypeVar("K")
T = TypeVar("T")
R = TypeVar("R")

CAN_FORK = hasattr(os, "fork") and sys.platform != "darwin"
"""macOS has fork too, but its own libraries do not bear it."""
PR_SET_PDEATHSIG = 1
"""From Linux's prctl.h."""
_BYTES = 256
"""As many numbers as a byte can tell apart."""
WORTH_IT = 40
"""Fewer things than that are done before a process has been forked."""


def cores(environment: Mapping[str, str] = os.environ) -> int:
    """How many processes may work at once: CITYNET_KB_JOBS, else the cores that this process may use."""
    told = environment.get("CITYNET_KB_JOBS", "")
    if told.isascii() and told.isdigit() and 0 < len(told) < 4:
        return max(1, int(told))
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(work: Callable[[Sequence[T]], R], things: Sequence[T], jobs: int, worth_it: int = WORTH_IT, lead: float = 1) -> list[R]:
    """What `work` makes of each part of the things; their order within a part stays. Results are pickled.

    The part of this process is `lead` times as large as another.
    """
    number = min(jobs, len(things)) if CAN_FORK and len(things) >= worth_it else 1
    parts: list[list[T]] = [[] for _ in range(number)]
    for thing in things:
        min(parts, key=lambda part: len(part) / (lead if part is parts[0] else 1)).append(thing)
    return together([lambda part=part: work(part) for part in parts], number)  # type: ignore[misc]


def in_turns(work: Callable[[T], R], things: Sequence[T], jobs: int) -> list[R]:
    """What the work makes of each thing. A process that is done with one takes the next, so that they may be of unequal size.

    The largest should come first, since one that is begun last is waited for. This process begins with the first.
    """
    number = min(jobs, len(things)) if CAN_FORK and len(things) <= _BYTES else 1
    if number < 2:
        return [work(thing) for thing in things]
    taking, giving = os.pipe()
    os.write(giving, bytes(range(1, len(things))))
    os.close(giving)

    def some(own: Sequence[int] = ()) -> dict[int, R]:
        done = {one: work(things[one]) for one in own}
        while taken := os.read(taking, 1):
            done[taken[0]] = work(things[taken[0]])
        return done

    try:
        parts = together([lambda: some((0,)), *[some] * (number - 1)], number)
    finally:
        os.close(taking)
    made = {one: result for part in parts for one, result in part.items()}
    return [made[one] if one in made else work(thing) for one, thing in enumerate(things)]  # what failed elsewhere fails here


def together(works: Sequence[Callable[[], R]], jobs: int) -> list[R]:
    """What each of these gives, the first done here and the others in forked processes; one after the other if only one may work."""
    if jobs < 2 or not CAN_FORK:
        return [work() for work in works]
    others = [_start(lambda work=work: [work()]) for work in works[1:]]  # type: ignore[misc]
    try:
        results = [work() for work in works[:1]]
    except BaseException:
        for process, pipe in others:
            os.close(pipe)
            with suppress(OSError):
                os.kill(process, signal.SIGKILL)
                os.waitpid(process, 0)
        raise
    return [*results, *(_result(work, process, pipe) for work, (process, pipe) in zip(works[1:], others, strict=True))]


_ASIDE: ContextVar[tuple[int, ...]] = ContextVar("aside", default=())
"""Processes for which nobody has waited yet."""


def aside(work: Callable[[], object], jobs: int) -> None:
    """Work that nobody waits for until all is said: done by a forked process if several may work, else here. Nothing must depend on it."""
    if jobs < 2 or not CAN_FORK:
        work()
        return
    process, pipe = _start(lambda: [work()])
    os.close(pipe)
    _ASIDE.set((*_ASIDE.get(), process))


def settle() -> None:
    """Wait for what is done aside."""
    for process in _ASIDE.get():
        with suppress(OSError):
            os.waitpid(process, 0)
    _ASIDE.set(())


class Begun(Generic[R]):
    """Work that a forked process has begun, which gives one result after the other. A process that is forked later may take them, each
    as soon as it is made."""

    def __init__(self, work: Callable[[], Iterable[R]]) -> None:
        give_back()
        self._process, pipe = _start(work)
        self._pipe = open(pipe, "rb")  # noqa: SIM115  # until the end

    def taken(self) -> R | None:
        """The next result; None where the work failed or has no more."""
        with suppress(EOFError, pickle.UnpicklingError):
            result: R = pickle.load(self._pipe)
            return result
        return None

    def end(self) -> None:
        """Whether it is done or not."""
        self._pipe.close()
        with suppress(OSError):
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)


def joined(parts: Iterable[Mapping[K, T]]) -> dict[K, T]:
    """All that the parts say, in one."""
    return {name: value for part in parts for name, value in part.items()}


def end_with_parent() -> None:
    """A build that is killed leaves no process behind that goes on writing. Linux alone can say so."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def give_back() -> None:
    """Give free memory back to the system: each process that is forked would have it too. glibc alone can do so."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def exit_code(program: Callable[[], object]) -> int:
    """Run a program in this process: the code with which the interpreter would end it. What stopped it is told as the interpreter does."""
    try:
        program()
    except SystemExit as end:
        if isinstance(end.code, str):
            sys.stderr.write(f"{end.code}\n")
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        sys.excepthook(*sys.exc_info())
        return 1
    return 0


def _start(work: Callable[[], Iterable[object]]) -> tuple[int, int]:
    """A forked process that does the work, and where its results can be read."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    code = 1
    try:
        os.close(reading)
        end_with_parent()
        gc.freeze()  # what the parent made stays
        with open(writing, "wb") as pipe:
            for result in work():
                with _telling_what_was_in_vain():
                    pickle.dump(result, pipe, pickle.HIGHEST_PROTOCOL)  # bit by bit: of a large result there is no second one
                    pipe.flush()
        code = 0
    finally:
        os._exit(code)  # nothing of the parent is tidied up twice; what failed is told by the parent


@contextmanager
def _telling_what_was_in_vain() -> Iterator[None]:
    """What cannot be handed over is made once more, in twice the time: nobody would find that out."""
    try:
        yield
    except (pickle.PicklingError, TypeError, AttributeError) as problem:
        sys.stderr.write(
            f"Hinweis: Ein Teil der Arbeit wird noch einmal getan, weil sein Ergebnis nicht weitergegeben werden kann: {problem}\n"
        )
        sys.stderr.flush()
        raise


def _result(work: Callable[[], R], process: int, pipe: int) -> R:
    made: list[R] = []
    with open(pipe, "rb") as reading, suppress(Exception):  # it breaks off where the process has failed
        made.append(pickle.load(reading))
    _, status = os.waitpid(process, 0)
    return work() if status or not made else made[0]
