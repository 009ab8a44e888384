"""Stat data of the seeds and records that the last run found unchanged, so that the next need not read them.

Of this checkout alone and disposable: without it everything is read again. A file that was changed within a
tick of the clock before it was looked at is not remembered, as in git's index.
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

from generator.content.state import State

NAME = "seen.json"
TICK = 20_000_000
"""Nanoseconds: file times are no finer than this on some systems."""

Stat = list[int]


class Seen:
    """What was unchanged, by stat data."""

    def __init__(self, state: State, engine: str) -> None:
        self.state, self.engine = state, engine
        self._known: dict[str, list[Stat]] = self._load()
        self._fresh: dict[str, list[Stat]] = {}
        self._looked: dict[str, list[Stat]] = {}

    def is_unchanged(self, name: str, path: Path) -> bool:
        """Whether a seed and its record are as the last run saw them."""
        now = _stats(path, self.state.record_path(name))
        if now is None:
            return False
        self._looked[name] = now
        if self._known.get(name) == now:
            self._fresh[name] = now
            return True
        return False

    def remember(self, name: str) -> None:
        """A seed was read after ``is_unchanged`` and had not changed."""
        if name in self._looked:
            self._fresh[name] = self._looked[name]

    def save(self) -> None:
        """Keep what is known for the next run."""
        if self._fresh != self._known and (self._fresh or self._known) and not self.state.dry:
            data = json.dumps({"engine": self.engine, "files": self._fresh}, separators=(",", ":"))
            self.state.write_local(NAME, data.encode())

    def _load(self) -> dict[str, list[Stat]]:
        try:
            known = json.loads((self.state.local / NAME).read_bytes())
            return dict(known["files"]) if known["engine"] == self.engine else {}
        except (OSError, ValueError, TypeError, KeyError):
            return {}


def _stats(*paths: Path) -> list[Stat] | None:
    newest = time.time_ns() - TICK
    stats = []
    for path in paths:
        try:
            found = os.stat(path)  # noqa: PTH116 (a hundred thousand times: Path.stat costs twice as much)
        except OSError:
            return None
        if max(found.st_mtime_ns, found.st_ctime_ns) > newest:
            return None
        stats.append([found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino])
    return stats
