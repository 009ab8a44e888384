"""Work that other processes begin while this one is busy with something else; when it has time, it takes part.

All tasks are known before the processes are forked, so that a number stands for each. The numbers lie in one pipe and
whoever is free takes the next: nobody has to hand anything out, and all end together.
"""

from __future__ import annotations

import os
import select
import struct
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import Generic, TypeVar

from generator.processes.child import Child, as_many, outcome
from generator.processes.messages import Line, packed

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")

_NUMBER = struct.Struct("=I")
_AT_ONCE = 512 // _NUMBER.size
"""Numbers that every system writes into a pipe together or not at all."""
AT_MOST = 16_000
"""Tasks whose numbers fit into a pipe of the usual size."""


class Begun(Generic[_Task, _Result]):
    """A function of many tasks, under way in so many other processes. ``close`` it in any case.

    The first task is done here before any process is forked, so that all know what it taught.
    """

    def __init__(self, function: Callable[[_Task], _Result], tasks: Sequence[_Task], others: int) -> None:
        self._function, self._tasks = function, tasks
        self._done: dict[int, tuple[_Result] | Exception] = {}
        self._numbers, writing = os.pipe()
        self._left = _offered(range(1, len(tasks)), writing)
        os.close(writing)
        if tasks:
            self._do(0)
        self._children = as_many(partial(Child, self._serve), others)

    def results(self) -> Iterator[_Result]:
        """What the tasks give, in their order. The first error of a task is raised in its place."""
        for number in range(len(self._tasks)):
            while number not in self._done:
                self._go_on(number)
            done = self._done.pop(number)
            if isinstance(done, Exception):
                raise done
            yield done[0]

    def close(self) -> None:
        """End the other processes, whatever they do."""
        while self._children:
            self._children.pop().end()
        if self._numbers >= 0:
            os.close(self._numbers)
            self._numbers = -1

    def _go_on(self, wanted: int) -> None:
        """Fetch what is done; else do the next task; else wait."""
        if self._fetch(0):
            return
        if (number := _take(self._numbers)) is not None:
            self._do(number)
        elif self._left:
            self._do(self._left.pop())
        elif not self._fetch(None):
            self._do(wanted)  # all processes have ended, one of them in the middle of it

    def _do(self, number: int) -> None:
        try:
            self._done[number] = (self._function(self._tasks[number]),)
        except Exception as error:
            self._done[number] = error

    def _fetch(self, wait: int | None) -> bool:
        """Whether there was anything to fetch."""
        ready = select.select(self._children, [], [], wait)[0] if self._children else []
        for child in ready:
            try:
                number, done = child.line.receive()
            except EOFError:
                self._children.remove(child)
                child.end()
                continue
            if done:
                self._done[number] = done
            else:
                self._do(number)
        return bool(ready)

    def _serve(self, parent: Line) -> None:
        while (number := _take(self._numbers)) is not None:
            parent.send(packed((number, outcome(self._function, self._tasks[number]))))


def _offered(numbers: Sequence[int], pipe: int) -> list[int]:
    """Lay numbers into a pipe, as far as there is room; what is left has to be done by the one who lays them."""
    os.set_blocking(pipe, False)
    left = list(reversed(numbers))
    with suppress(BlockingIOError):
        while left:
            os.write(pipe, b"".join(map(_NUMBER.pack, reversed(left[-_AT_ONCE:]))))
            del left[-_AT_ONCE:]
    return left


def _take(numbers: int) -> int | None:
    data = os.read(numbers, _NUMBER.size)
    return _NUMBER.unpack(data)[0] if data else None
