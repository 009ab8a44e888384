"""The stamps of very many files, packed: looking whether any differs costs little more than asking the system.

They stand in *runs*, in the order of the paths: paths in one text, numbers in one row of bytes, which are compared
at once. Only a run that differs is looked at file by file. A path that ends in a slash is a folder.
"""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from os import lstat, stat_result
from typing import NamedTuple

Numbers = tuple[int, ...]
"""What is remembered of a file; no file has the numbers of ``UNKNOWN``."""

Take = Callable[[stat_result], Numbers]

_A_RUN = 512
_AT_ONCE = 5_000
"""Files that are noted before they are written."""
_INT64 = (1 << 63) - 1


class Kind(NamedTuple):
    """Which numbers of files and of folders are remembered, equally many of both."""

    name: str
    width: int
    file: Take
    folder: Take

    @property
    def unknown(self) -> Numbers:
        """The numbers of what has to be looked at again in any case."""
        return (-1,) * self.width


class Differing(NamedTuple):
    """A file or folder that is not as it was noted."""

    path: str
    noted: Numbers
    now: stat_result | None
    """None if it is not there."""


@dataclass(frozen=True)
class Run:
    """Consecutive paths with their numbers."""

    paths: list[str]
    packed: bytes

    def differing(self, root: str, kind: Kind) -> list[Differing]:
        """Look at all of them below ``root``, which ends in a slash."""
        file, folder = kind.file, kind.folder
        try:
            now = _pack(
                folder(lstat(root + path[:-1])) if path[-1] == "/" else file(lstat(root + path)) for path in self.paths
            )
        except OSError:
            now = b""
        return [] if now == self.packed else list(self._one_by_one(root, kind))

    def _one_by_one(self, root: str, kind: Kind) -> Iterator[Differing]:
        for path, noted in self.numbers(kind.width).items():
            try:
                stat = lstat(root + path.rstrip("/"))
            except OSError:
                yield Differing(path, noted, None)
                continue
            if _fold(kind.folder(stat) if path[-1] == "/" else kind.file(stat)) != noted:
                yield Differing(path, noted, stat)

    def numbers(self, width: int) -> dict[str, Numbers]:
        """The numbers of each path."""
        every = array("q", self.packed)
        return {path: tuple(every[at * width : (at + 1) * width]) for at, path in enumerate(self.paths)}


class Glances:
    """The runs of one kind in a database. What is noted is there after ``flush``."""

    def __init__(self, database: sqlite3.Connection, kind: Kind) -> None:
        self._db, self.kind = database, kind
        self._noted: dict[str, Numbers | None] = {}

    def runs(self) -> Iterator[Run]:
        """All runs in order."""
        rows = self._db.execute("SELECT paths, numbers FROM glance WHERE kind = ? ORDER BY first", (self.kind.name,))
        return (_run(*row) for row in rows)

    def __contains__(self, path: str) -> bool:
        """Whether anything is noted of a file, what is not written yet left out."""
        rows = self._db.execute(
            "SELECT paths, numbers FROM glance WHERE kind = ? AND first <= ? ORDER BY first DESC LIMIT 1",
            (self.kind.name, path),
        )
        return any(path in _run(*row).paths for row in rows.fetchall())

    def note(self, files: Mapping[str, Numbers | None]) -> None:
        """Enter what is to be remembered of files, or None to forget them."""
        self._noted.update(files)
        if len(self._noted) >= _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Write what was noted into its runs."""
        noted, self._noted = self._noted, {}
        rows = self._db.execute("SELECT first FROM glance WHERE kind = ? ORDER BY first", (self.kind.name,))
        firsts = [first for (first,) in rows]
        for at, paths in groupby(sorted(noted), lambda path: max(0, bisect_right(firsts, path) - 1)):
            self._rewrite(firsts[at] if firsts else "", {path: noted[path] for path in paths})

    def _rewrite(self, first: str, noted: Mapping[str, Numbers | None]) -> None:
        where = (self.kind.name, first)
        row = self._db.execute("SELECT paths, numbers FROM glance WHERE kind = ? AND first = ?", where).fetchone()
        old = _run(*row).numbers(self.kind.width) if row else {}
        new = {path: numbers for path, numbers in {**old, **noted}.items() if numbers is not None}
        if new == old:
            return
        self._db.execute("DELETE FROM glance WHERE kind = ? AND first = ?", where)
        paths = sorted(new)
        step = _A_RUN if len(paths) > 2 * _A_RUN else len(paths)
        for run in (paths[at : at + step] for at in range(0, len(paths), step or 1)):
            packed = _pack(new[path] for path in run)
            self._db.execute("INSERT INTO glance VALUES (?, ?, ?, ?)", (self.kind.name, run[0], _text(run), packed))


def _run(text: bytes, packed: bytes) -> Run:
    return Run(text.decode().split("\0"), packed)


def _text(paths: Sequence[str]) -> bytes:
    return "\0".join(paths).encode()


def _pack(numbers: Iterable[Numbers]) -> bytes:
    every = list(chain.from_iterable(numbers))
    try:
        return array("q", every).tobytes()
    except OverflowError:  # file systems of other machines number their files as they like
        return array("q", _fold(every)).tobytes()


def _fold(numbers: Iterable[int]) -> Numbers:
    return tuple(number if abs(number) <= _INT64 else number & _INT64 for number in numbers)
