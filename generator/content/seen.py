"""Stat data of the seeds and records that the last run found unchanged, so that the next need not read them.

Of this checkout alone and disposable: without it everything is read again. A file that was changed within a
tick of the clock before it was looked at is not remembered, as in git's index.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable

from generator.content.state import State

NAME = "seen.json"
TICK = 20_000_000
"""Nanoseconds: file times are no finer than this on some systems."""

Stat = list[int]


class Seen:
    """What was unchanged, by stat data."""

    def __init__(self, state: State, engine: str) -> None:
        self.state, self.engine = state, engine
        self._known: dict[str, list[Stat]] = {}
        self._articles: dict[str, list[str]] = {}
        """Files that hold articles under names of their own → these names."""
        self._load()
        self._fresh: dict[str, list[Stat]] = {}
        self._looked: dict[str, list[Stat]] = {}
        self._alone: dict[str, list[Stat] | None] = {}
        """Files without a record of their name, before they were read."""

    def unchanged(self, name: str, path: str) -> list[str]:
        """The seeds in a file, if it and their records are as the last run saw them; else none."""
        articles = self._articles.get(name, [name])
        now = self._stats(path, articles)
        if now is not None:
            self._looked[name] = now
            if self._known.get(name) == now:
                self._fresh[name] = now
                return articles
        else:
            self._alone[name] = _stats(path)
        return []

    def remember(self, name: str) -> None:
        """A seed was read after ``unchanged`` and had not changed."""
        if name in self._looked:
            self._fresh[name] = self._looked[name]

    def before(self, name: str, path: str, articles: list[str]) -> list[Stat] | None:
        """Stat data of a file of several articles and their records, if the file is what it was when looked at."""
        now = self._stats(path, articles)
        looked = self._looked.get(name) or self._alone.get(name)
        return now if now and looked and now[0] == looked[0] else None

    def remember_articles(self, name: str, articles: list[str], before: list[Stat]) -> None:
        """The articles of a file were read after ``before`` and had not changed."""
        self._articles[name], self._fresh[name] = articles, before

    def save(self) -> None:
        """Keep what is known for the next run."""
        if self._fresh != self._known and (self._fresh or self._known) and not self.state.dry:
            articles = {name: held for name, held in self._articles.items() if name in self._fresh}
            data = {"engine": self.engine, "files": self._fresh, "articles": articles}
            self.state.write_local(NAME, json.dumps(data, separators=(",", ":")).encode())

    def _load(self) -> None:
        try:
            known = json.loads((self.state.local / NAME).read_bytes())
            if known["engine"] == self.engine:
                self._known, self._articles = dict(known["files"]), dict(known["articles"])
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            self._known, self._articles = {}, {}

    def _stats(self, path: str, seeds: Iterable[str]) -> list[Stat] | None:
        return _stats(path, *map(self.state.record_file, seeds))


def _stats(*paths: str) -> list[Stat] | None:
    newest = time.time_ns() - TICK
    stats = []
    for path in paths:
        try:
            found = os.stat(path)  # noqa: PTH116 (a hundred thousand times: Path costs twice as much)
        except OSError:
            return None
        if max(found.st_mtime_ns, found.st_ctime_ns) > newest:
            return None
        stats.append([found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino])
    return stats
