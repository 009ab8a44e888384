"""Work that other processes begin while this one is busy with something else; when it has time, it takes part.

All tasks are known before the processes are forked, so that a number stands for each. The numbers lie in one pipe and
whoever is free takes the next: nobody has to hand anything out, and all end together.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import struct
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any, Generic, NoReturn, TypeVar

from generator.processes.crew import outcome, receive, send, widen

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
        self._done: dict[int, tuple[Any, Exception | None]] = {}
        self._hands: dict[int, int] = {}
        """Where the results of each process come from → its id."""
        self._numbers, writing = os.pipe()
        self._left = _offered(range(1, len(tasks)), writing)
        os.close(writing)
        if tasks:
            self._do(0)
        for _ in range(others):
            self._fork()

    def results(self) -> Iterator[_Result]:
        """What the tasks give, in their order. The first error of a task is raised in its place."""
        for number in range(len(self._tasks)):
            while number not in self._done:
                self._go_on(number)
            value, error = self._done.pop(number)
            if error is not None:
                raise error
            yield value

    def close(self) -> None:
        """End the other processes, whatever they do."""
        for results, process in self._hands.items():
            os.kill(process, signal.SIGKILL)
            os.close(results)
            os.waitpid(process, 0)
        self._hands.clear()
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
        self._done[number] = outcome(self._function, self._tasks[number])

    def _fetch(self, wait: int | None) -> bool:
        """Whether there was anything to fetch."""
        ready = select.select(list(self._hands), [], [], wait)[0] if self._hands else []
        for results in ready:
            data = receive(results)
            if data is None:
                os.close(results)
                os.waitpid(self._hands.pop(results), 0)
            else:
                number, *what = pickle.loads(data)
                self._done[number] = tuple(what)
        return bool(ready)

    def _fork(self) -> None:
        reading, writing = os.pipe()
        widen(writing)
        process = os.fork()
        if not process:
            for results in (reading, *self._hands):  # whoever holds them would not hear that this process has ended
                os.close(results)
            self._serve(writing)
        os.close(writing)
        self._hands[reading] = process

    def _serve(self, results: int) -> NoReturn:
        try:
            while (number := _take(self._numbers)) is not None:
                answer = (number, *outcome(self._function, self._tasks[number]))
                send(results, pickle.dumps(answer, pickle.HIGHEST_PROTOCOL))
        finally:
            os._exit(0)


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
