"""Forked processes: the one place where they begin, talk to their parent and end.

Whatever becomes of a parent, its children end with it; whatever becomes of a child, its parent hears of it.
"""

from __future__ import annotations

import fcntl
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn, TypeVar

from generator.processes.messages import Line, line

_Begun = TypeVar("_Begun")

_under_way: set[Child] = set()
"""Children of this process."""


class Child:
    """A process that does some work, as its parent sees it. ``end`` it in any case.

    The work gets the other end of ``line``. If it fails, the process ends, and that is all that is heard of it.
    """

    def __init__(self, work: Callable[[Line], None]) -> None:
        self.line, parent = line()
        life, self._life = os.pipe()
        here = os.getpid()
        try:
            self.process = os.fork()
        except OSError:
            for end in (self, parent):
                end.close()
            os.close(life)
            raise
        if not self.process:
            self._run(work, parent, life, here)
        parent.close()
        os.close(life)
        _under_way.add(self)

    def _run(self, work: Callable[[Line], None], parent: Line, life: int, process: int) -> NoReturn:
        try:
            # Whoever holds what the parent has of its children keeps these from hearing that it is gone.
            for child in (self, *_under_way):
                child.close()
            _under_way.clear()
            _end_with(life)
            parent.widen()
            if os.getppid() == process:
                work(parent)
        finally:
            os._exit(0)

    def fileno(self) -> int:
        """What to wait for until the process has sent something, or has ended."""
        return self.line.fileno()

    def end(self) -> None:
        """End the process, whatever it does."""
        _under_way.remove(self)
        # A process may be set to forget its children by itself.
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        self.close()
        with suppress(ChildProcessError):
            os.waitpid(self.process, 0)

    def close(self) -> None:
        """Let go of what this process has of it."""
        self.line.close()
        os.close(self._life)


def as_many(begin: Callable[[], _Begun], count: int) -> list[_Begun]:
    """Begin so many, each with a process of its own; fewer where the system gives no more, for others do their work."""
    begun: list[_Begun] = []
    with suppress(OSError):
        while len(begun) < count:
            begun.append(begin())
    return begun


def _end_with(pipe: int) -> None:
    """Have the system end this process as soon as nobody holds the other end of a pipe, whatever it is busy with."""
    with suppress(OSError):  # a system that cannot do it leaves the process to hear of it when it sends its results
        fcntl.fcntl(pipe, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(pipe, fcntl.F_SETSIG, signal.SIGKILL)
        fcntl.fcntl(pipe, fcntl.F_SETFL, os.O_ASYNC)


def outcome(function: Callable[..., object], *args: object, **more: object) -> tuple[object, ...]:
    """What a function gives, alone in a tuple; nothing if it fails.

    Whoever gets nothing does it again itself: so errors need not travel, and are shown where they belong.
    """
    try:
        return (function(*args, **more),)
    except Exception:
        return ()
