"""An executor of this process and of forked ones: whoever waits for a result works on other tasks meanwhile.

A pool of processes leaves the one that began them idle, and copies what each of them has to find out for itself. Here
one process less does the same: the first task is run before any is forked, so that all know what it taught. Tasks
are taken from the front by this process and from the back by the others, so that what comes together stays together.
"""

from __future__ import annotations

import select
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from typing import Any, TypeVar

from generator.processes.child import Child, as_many, outcome
from generator.processes.messages import PAGE, Line, packed

_Result = TypeVar("_Result")

_AT_ONCE = 8
"""Tasks that a process has at most: one under way, and those that keep it busy while this one works."""


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
        try:
            self.set_result(function(*args, **more))
        except Exception as error:
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
        if self._others:
            self._hands, self._others = as_many(_Hand, self._others), 0
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
        while self._hands:
            self._hands.pop().child.end()

    def _hand_out(self) -> None:
        """Give out what is waiting, and towards the end so little that all end together."""
        for hand in self._hands:
            while len(hand.tasks) < min(_AT_ONCE, (len(self._waiting) + 1) // 2) and hand.accepts(self._waiting[-1]):
                self._waiting.pop()

    def _take_in(self) -> None:
        """Fetch what others have done; wait for them if there is nothing else to do."""
        busy = [hand for hand in self._hands if hand.tasks]
        for hand in select.select(busy, [], [], 0 if self._waiting else None)[0]:
            try:
                hand.answer()
            except EOFError:
                self._waiting.extendleft(hand.tasks)  # the process has died: its tasks are done by others
                self._hands.remove(hand)
                hand.child.end()
        self._hand_out()


class _Hand:
    """Another process, and what it has to do."""

    def __init__(self) -> None:
        self.child = Child(_serve)
        self.tasks: deque[_Task] = deque()
        self._pages: deque[int] = deque()
        self._room = self.child.line.room // PAGE

    def accepts(self, task: _Task) -> bool:
        """Take a task over if that can be done at once.

        Writing more than there is room for could wait for a process that itself waits until its results are fetched.
        """
        order = packed(task.work)
        pages = -(-len(order) // PAGE)
        if self.tasks and sum(self._pages) + pages > self._room:
            return False
        with suppress(BrokenPipeError):  # a process that has died is noticed when its results are fetched
            self.child.line.send(order)
        self.tasks.append(task)
        self._pages.append(pages)
        return True

    def answer(self) -> None:
        """Fetch one result; do again here what has failed. Raises EOFError if the process has died."""
        result = self.child.line.receive()
        self._pages.popleft()
        task = self.tasks.popleft()
        if result:
            task.set_result(*result)
        else:
            task.run()

    def fileno(self) -> int:
        """What to wait for until a result can be fetched."""
        return self.child.fileno()


def _serve(parent: Line) -> None:
    """Do tasks until the parent ends this process."""
    while True:
        function, args, more = parent.receive()
        parent.send(packed(outcome(function, *args, **more)))
