"""How many processes work: one seam of ``concurrent.futures``, so that several machines can come later."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from generator.collecting import uncollected

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")

A_CHUNK = 100
"""Items that are handed over at once."""
_WORTH_IT = 500
"""Items from which on a second process is worth its start."""


_given: list[Any] = []
"""What the tasks of this process work with; the last one counts."""


def given() -> Any:
    """What the executor was opened with: it reaches each process once, not with each task."""
    return _given[-1]


def _receive(value: Any) -> None:
    gc.disable()
    _given[:] = [value]


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


def jobs_for(items: int, wanted: int = 0) -> int:
    """Processes for so many items; ``wanted`` is what the user asked for, 0 leaves it to us."""
    return wanted if wanted > 0 else min(os.cpu_count() or 1, max(1, items // _WORTH_IT))


@contextmanager
def executor(jobs: int, value: Any) -> Iterator[Executor]:
    """Processes, or this one alone; their tasks find ``value`` through ``given``."""
    _given.append(value)
    try:
        with uncollected(), _executor(jobs, value) as pool:
            yield pool
    finally:
        _given.pop()


@contextmanager
def _executor(jobs: int, value: Any) -> Iterator[Executor]:
    if jobs <= 1:
        yield Inline()
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # Forking copies what is loaded, but is not safe beside other threads (a server's).
    method = "fork" if threading.active_count() == 1 and "fork" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(jobs, context, initializer=_receive, initargs=(value,)) as pool:
        yield pool


def in_order(
    pool: Executor, function: Callable[[_Task], _Result], tasks: Iterable[_Task], ahead: int
) -> Iterator[tuple[_Task, _Result]]:
    """Results in the order of the tasks; no more than ``ahead`` are under way, so that they do not pile up."""
    waiting: list[tuple[_Task, Future[_Result]]] = []
    for task in tasks:
        waiting.append((task, pool.submit(function, task)))
        if len(waiting) >= ahead:
            first, future = waiting.pop(0)
            yield first, future.result()
    for task, future in waiting:
        yield task, future.result()


def chunks(items: Iterable[_Task], size: int = A_CHUNK) -> Iterator[list[_Task]]:
    """Cut into lists."""
    remaining = iter(items)
    while chunk := list(islice(remaining, size)):
        yield chunk
