"""Mapping over many items in one process or in several, results in the order of the items."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

WORTH_IT = 100
"""Fewer items are done before a second process has started."""
CHUNK = 25
"""Items that travel together, at most."""
SHARES = 30
"""Chunks for each process, at least: at the end one waits for the other's last."""
AHEAD = 8
"""Chunks that wait for each process."""


def executor(jobs: int, items: int) -> AbstractContextManager[Executor | None]:
    """Processes for so many items: ``jobs`` of them (0: one a core), or none where that is faster."""
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1 or items < WORTH_IT:
        return nullcontext()
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context(_method()), initializer=_end_with_parent)


def _method() -> str:
    """Forked processes start at once; where that is not safe (threads, systems other than Linux) they are spawned."""
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


def in_order(
    pool: Executor | None, function: Callable[[Sequence[Item]], Sequence[Result]], items: Sequence[Item]
) -> Iterator[Result]:
    """Give ``function``'s results for all items; it takes and gives chunks of them."""
    if pool is None:
        for at in range(0, len(items), CHUNK):
            yield from function(items[at : at + CHUNK])
        return
    waiting: deque[Future[Sequence[Result]]] = deque()
    processes = getattr(pool, "_max_workers", None) or os.cpu_count() or 1
    size = min(CHUNK, max(1, len(items) // (SHARES * processes)))
    for at in range(0, len(items), size):
        waiting.append(pool.submit(function, items[at : at + size]))
        if len(waiting) > AHEAD * processes:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, however it went."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
