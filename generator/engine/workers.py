"""How many processes make pages: one seam, so that several machines can come later."""

from __future__ import annotations

import os

_jobs = 0


def wanted_jobs(jobs: int) -> None:
    """Let the user decide; 0 leaves it to the size of the work."""
    global _jobs
    _jobs = jobs


def jobs_for(units: int) -> int:
    """Processes worth their start for so many units."""
    if _jobs > 0:
        return _jobs
    return min(os.cpu_count() or 1, max(1, units // 400))
