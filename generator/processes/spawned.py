"""The executor where processes cannot be forked: they begin anew and import what they need."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import partial


def spawned(jobs: int, first: Callable[[], None]) -> Executor:
    """So many processes, each of which does something first."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, context, initializer=partial(_begin, first))


def _begin(first: Callable[[], None]) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    first()


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, however it went."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
