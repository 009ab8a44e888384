"""One build at a time: the second waits and says so; the system frees the lock however a process ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path


class Lock:
    """The right to build into one site folder."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def take(self, say: Callable[[str], None]) -> None:
        """Take it; ``say`` hears of it if another build holds it."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("another build of this site is running; waiting for it")
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        self._descriptor = descriptor

    def free(self) -> None:
        """Give it back; without effect if it is not held."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
