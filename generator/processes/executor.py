"""Tasks for one process or for several: one seam of ``concurrent.futures``, so that several machines can come later."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from generator.processes.cores import can_fork

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")

A_CHUNK = 40
"""Items that are handed over at once: few, for at the end one process waits for another's last ones."""
_A_TASTE = 4

_given: list[Any] = []
"""What the tasks of this process work with; the last one counts."""


def given() -> Any:
    """What the executor was opened with: it reaches each process once, not with each task."""
    return _given[-1]


def _receive(value: Any, collects: bool) -> None:
    _given[:] = [value]
    if not collects:
        gc.disable()


class Inline(Executor):
    """Runs each task at once in this process."""

    def submit(self, fn: Callable[..., _Result], /, *args: object, **kwargs: object) -> Future[_Result]:
        """Run a task."""
        future: Future[_Result] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


@contextmanager
def executor(jobs: int, value: Any) -> Iterator[Executor]:
    """Processes, or this one alone; their tasks find ``value`` through ``given``."""
    _given.append(value)
    try:
        with _executor(jobs, value) as pool:
            yield pool
    finally:
        _given.pop()


def _executor(jobs: int, value: Any) -> Executor:
    if jobs <= 1:
        return Inline()
    if can_fork():
        from generator.processes.crew import Crew

        return Crew(jobs - 1)
    from generator.processes.spawned import spawned

    return spawned(jobs, partial(_receive, value, gc.isenabled()))


def in_order(
    pool: Executor, function: Callable[[_Task], _Result], tasks: Iterable[_Task], ahead: int
) -> Iterator[tuple[_Task, _Result]]:
    """Results in the order of the tasks; no more than ``ahead`` are under way, so that they do not pile up."""
    waiting: deque[tuple[_Task, Future[_Result]]] = deque()
    for task in tasks:
        waiting.append((task, pool.submit(function, task)))
        while waiting and (len(waiting) >= ahead or waiting[0][1].done()):
            first, future = waiting.popleft()
            yield first, future.result()
    for task, future in waiting:
        yield task, future.result()


def as_done(
    pool: Executor, function: Callable[[_Task], _Result], tasks: Iterable[_Task]
) -> Iterator[tuple[_Task, _Result]]:
    """Results as they come, of tasks that may all be known to the executor at once."""
    under_way: dict[Future[_Result], _Task] = {}
    done: deque[Future[_Result]] = deque()

    def fetched() -> Iterator[tuple[_Task, _Result]]:
        while done:
            future = done.popleft()
            yield under_way.pop(future), future.result()

    for task in tasks:
        future = pool.submit(function, task)
        under_way[future] = task
        future.add_done_callback(done.append)
        yield from fetched()
    while under_way:
        next(iter(under_way)).result()
        yield from fetched()


def chunks(items: Iterable[_Task], size: int = A_CHUNK) -> Iterator[list[_Task]]:
    """Cut into lists; the first is short, for by it a process finds out what others then know from it."""
    remaining = iter(items)
    first = list(islice(remaining, _A_TASTE))
    if first:
        yield first
    while chunk := list(islice(remaining, size)):
        yield chunk
