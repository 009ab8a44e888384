"""What a build did, for people and programs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import field
from typing import Any

from generator.light import changing


@changing
class Report:
    """Counts of one build, with the seconds each stage took."""

    made: list[str] = field(default_factory=list)
    """Files that were written."""
    reused: int = 0
    """Files that stayed as they were."""
    removed: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    """Problems of the content that was left out."""
    way: str = ""
    """Which way was taken: alone (without MkDocs), outside its loop, or in it."""
    why: str = ""
    jobs: int = 1
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a stage."""
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - begun

    def as_data(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "made": len(self.made),
            "reused": self.reused,
            "removed": len(self.removed),
            "files_made": sorted(self.made),
            "files_removed": sorted(self.removed),
            "left_out": self.left_out,
            "way": self.way,
            "why": self.why,
            "jobs": self.jobs,
            "seconds": {name: round(seconds, 4) for name, seconds in self.seconds.items()},
        }

    def in_words(self) -> str:
        """In one line."""
        total = sum(self.seconds.values())
        counts = f"{len(self.made):,} files made, {self.reused:,} reused, {len(self.removed):,} removed"
        return f"{counts} in {total:.2f} s ({self.way}: {self.why})"
