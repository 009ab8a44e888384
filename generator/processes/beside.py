"""Asking the file system about very many files, in as many processes as there are cores."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from generator.processes.cores import can_fork, cores

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

WORTH_IT = 20_000
"""Questions from which on another process is worth its start."""


def in_parts(
    function: Callable[[Sequence[_Item]], _Result], items: Sequence[_Item], least: int = WORTH_IT
) -> list[_Result]:
    """What a function gives for consecutive parts of the items, in order; small results are best.

    A part whose process fails is done here. Beside other threads (a server's) forking is not safe.
    """
    count = _free_cores() if can_fork() and len(items) >= least else 1
    size = -(-len(items) // count)
    parts = [items[at * size : (at + 1) * size] for at in range(count)]
    children = [_start(function, part) for part in parts[1:]]
    results = [function(parts[0])]
    for part, child in zip(parts[1:], children, strict=True):
        answer = _answer(*child)
        results.append(function(part) if answer is None else pickle.loads(answer))
    return results


class Ahead(Generic[_Result]):
    """What a function gives, begun beside this process and asked for later; made here if that is not possible."""

    def __init__(self, function: Callable[[], _Result], *, is_worth_it: bool) -> None:
        self._function = function
        self._child: tuple[int, int] | None = None
        if is_worth_it and can_fork() and _free_cores() > 1:
            _sharing.append(self)
            self._child = _start(lambda _: function(), ())

    def result(self) -> _Result:
        """Wait for it."""
        answer = _answer(*self._child) if self._child else None
        self._end()
        return self._function() if answer is None else pickle.loads(answer)

    def drop(self) -> None:
        """Nobody will ask."""
        if self._child:
            os.kill(self._child[0], signal.SIGKILL)
            _answer(*self._child)
        self._end()

    def _end(self) -> None:
        if self._child:
            _sharing.remove(self)
            self._child = None


_sharing: list[Ahead[Any]] = []
"""Work under way beside this process; a forked one shares the cores with its parent in the same way."""


def _free_cores() -> int:
    return max(1, cores() // (1 + len(_sharing)))


def _start(function: Callable[[Any], object], part: Sequence[object]) -> tuple[int, int]:
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    try:
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(pickle.dumps(function(part)))
    except BaseException:
        os._exit(1)
    os._exit(0)


def _answer(process: int, reading: int) -> bytes | None:
    with os.fdopen(reading, "rb") as pipe:
        data = pipe.read()
    return data if os.waitpid(process, 0)[1] == 0 else None
