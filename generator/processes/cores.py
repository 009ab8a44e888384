"""How many processes work, and whether they may be forked."""

from __future__ import annotations

import os
import sys
import threading

_MOST = 128
"""Each takes three of the 1,024 files that a process may usually have open."""


def can_fork() -> bool:
    """Whether a part of the work may be done by a process that knows what this one knows.

    That is not safe beside other threads (a server's), nor on systems whose libraries have threads of their own.
    """
    return sys.platform == "linux" and threading.active_count() == 1


def cores() -> int:
    """Processors of this machine."""
    return os.cpu_count() or 1


def jobs_for(items: int, wanted: int, worth_it: int) -> int:
    """Processes for so many items; ``wanted`` is what the user asked for, 0 gives each one as many as are worth it."""
    return min(wanted, _MOST) if wanted > 0 else min(cores(), max(1, items // worth_it))
