"""How many processes work, and whether they may be forked."""

from __future__ import annotations

import os
import threading

_WORTH_IT = 500
"""Items from which on a second process is worth its start."""


def can_fork() -> bool:
    """Whether a part of the work may be done by a process that knows what this one knows."""
    return hasattr(os, "fork") and threading.active_count() == 1


def cores() -> int:
    """Processors of this machine."""
    return os.cpu_count() or 1


def jobs_for(items: int, wanted: int = 0) -> int:
    """Processes for so many items; ``wanted`` is what the user asked for, 0 leaves it to us."""
    return wanted if wanted > 0 else min(cores(), max(1, items // _WORTH_IT))
