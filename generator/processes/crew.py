"""An executor of this process and of forked ones: whoever waits for a result works on other tasks meanwhile.

A pool of processes leaves the one that began them idle, and copies what each of them has to find out for itself. Here
one process less does the same: the first task is run before any is forked, so that all know what it taught. Tasks
are taken from the front by this process and from the back by the others, so that what comes together stays together.
"""

from __future__ import annotations

import fcntl
import os
import pickle
import select
import struct
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from typing import Any, NoReturn, TypeVar

_Result = TypeVar("_Result")

_AT_ONCE = 8
"""Tasks that a process has at most: one under way, and those that keep it busy while this one works."""
_ROOM = 60_000
"""Bytes that surely fit into a pipe: more is given only to a process that waits for it."""
_PIPE = 1 << 20
"""Bytes of results that a process can leave without waiting until somebody fetches them."""


class _Task(Future[Any]):
    """Something to be done, and what came of it."""

    def __init__(self, crew: Crew, function: Callable[..., Any], args: tuple[object, ...], more: dict[str, object]):
        super().__init__()
        self._crew, self.work = crew, (function, args, more)

    def result(self, timeout: float | None = None) -> Any:
        """Wait for it by working."""
        self._crew.work_for(self)
        return super().result(timeout)

    def run(self) -> None:
        """Do it here."""
        function, args, more = self.work
        self.settle(*outcome(function, *args, **more))

    def settle(self, value: Any, error: Exception | None) -> None:
        """Note what came of it."""
        if error is None:
            self.set_result(value)
        else:
            self.set_exception(error)


class Crew(Executor):
    """This process, and so many others."""

    def __init__(self, others: int) -> None:
        self._others = others
        self._is_begun = False
        self._waiting: deque[_Task] = deque()
        self._hands: list[_Hand] = []

    def submit(self, fn: Callable[..., _Result], /, *args: object, **kwargs: object) -> Future[_Result]:
        """Have a task done; the first is done at once."""
        task = _Task(self, fn, args, kwargs)
        if not self._is_begun:
            self._is_begun = True
            task.run()
            return task
        while self._others:
            self._others -= 1
            self._hands.append(_Hand(self._hands))
        self._waiting.append(task)
        self._hand_out()
        return task

    def work_for(self, wanted: Future[Any]) -> None:
        """Work until a task is done, on it or on others."""
        while not wanted.done():
            self._take_in()
            if self._waiting and not wanted.done():
                self._waiting.popleft().run()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the other processes."""
        for hand in self._hands:
            hand.end()
        self._hands.clear()

    def _hand_out(self) -> None:
        """Give out what is waiting, and towards the end so little that all end together."""
        for hand in self._hands:
            while len(hand.tasks) < min(_AT_ONCE, (len(self._waiting) + 1) // 2) and hand.accepts(self._waiting[-1]):
                self._waiting.pop()

    def _take_in(self) -> None:
        """Fetch what others have done; wait for them if there is nothing else to do."""
        busy = {hand.results: hand for hand in self._hands if hand.tasks}
        for descriptor in select.select(list(busy), [], [], 0 if self._waiting else None)[0]:
            hand = busy[descriptor]
            if not hand.answer():
                self._waiting.extendleft(hand.tasks)  # the process has died: its tasks are done by others
                self._hands.remove(hand)
                hand.end()
        self._hand_out()


class _Hand:
    """Another process, as this one sees it."""

    def __init__(self, others: list[_Hand]) -> None:
        self.tasks: deque[_Task] = deque()
        self._sizes: deque[int] = deque()
        reading, self._orders = os.pipe()
        self.results, writing = os.pipe()
        widen(writing)
        self._process = os.fork()
        if not self._process:
            for hand in (self, *others):
                hand._close()
            _serve(reading, writing)
        os.close(reading)
        os.close(writing)

    def accepts(self, task: _Task) -> bool:
        """Take a task over if that can be done at once.

        Writing more than there is room for could wait for a process that itself waits until its results are fetched.
        """
        order = pickle.dumps(task.work, pickle.HIGHEST_PROTOCOL)
        if self.tasks and sum(self._sizes) + len(order) > _ROOM:
            return False
        with suppress(BrokenPipeError):  # a process that has died is noticed when its results are fetched
            send(self._orders, order)
        self.tasks.append(task)
        self._sizes.append(len(order))
        return True

    def answer(self) -> bool:
        """Fetch one result; False if the process has died."""
        data = receive(self.results)
        if data is None:
            return False
        self._sizes.popleft()
        self.tasks.popleft().settle(*pickle.loads(data))
        return True

    def end(self) -> None:
        """Let the process end."""
        self._close()
        os.waitpid(self._process, 0)

    def _close(self) -> None:
        os.close(self._orders)
        os.close(self.results)


def _serve(orders: int, results: int) -> NoReturn:
    """Do tasks until there are no more orders."""
    try:
        while (data := receive(orders)) is not None:
            function, args, more = pickle.loads(data)
            send(results, pickle.dumps(outcome(function, *args, **more), pickle.HIGHEST_PROTOCOL))
    finally:
        os._exit(0)


def outcome(function: Callable[..., Any], *args: object, **more: object) -> tuple[Any, Exception | None]:
    """What a function gives, or the error it ends with."""
    try:
        return function(*args, **more), None
    except Exception as error:
        return None, error


_SIZE = struct.Struct("=Q")


def widen(pipe: int) -> None:
    """Make room for results in a pipe."""
    with suppress(OSError, AttributeError):  # more than one may have; a smaller pipe only costs time
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)


def send(descriptor: int, data: bytes) -> None:
    """Write a message."""
    left = memoryview(_SIZE.pack(len(data)) + data)
    while left:
        left = left[os.write(descriptor, left) :]


def receive(descriptor: int) -> bytes | None:
    """A message; None if there will be no more."""
    size = _exactly(descriptor, _SIZE.size)
    return _exactly(descriptor, *_SIZE.unpack(size)) if size else None


def _exactly(descriptor: int, size: int) -> bytes | None:
    parts: list[bytes] = []
    while size:
        part = os.read(descriptor, size)
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
