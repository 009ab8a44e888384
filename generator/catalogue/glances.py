"""The stamps of very many files, packed: looking whether any differs costs little more than asking the system.

They stand in *runs*, in the order of the paths: paths in one text, numbers in one row of bytes, which are compared
at once. Only a run that differs is looked at file by file. A path that ends in a slash is a folder.
"""

from __future__ import annotations

import os
import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property, partial
from itertools import chain, groupby
from pathlib import Path
from typing import NamedTuple, TypeVar

from generator.light import light

Numbers = tuple[int, ...]
"""What is remembered of a file."""

Take = Callable[[os.stat_result], Numbers]
Ask = Callable[[bytes], os.stat_result]

_A_RUN = 128
_FEW = 64
"""Paths of a run that are put in between; for more of them it is packed anew."""
_AT_ONCE = 20_000
"""Files that are noted before they are written."""
_BYTES = 8
"""Of one number."""
_INT64 = (1 << 63) - 1


class Kind(NamedTuple):
    """Which numbers of files and of folders are remembered, equally many of both."""

    name: str
    width: int
    file: Take
    folder: Take

    @property
    def unknown(self) -> Numbers:
        """The numbers that nothing has: it is to be looked at again in any case."""
        return (-1,) * self.width


class Differing(NamedTuple):
    """A file or folder that is not as it was noted."""

    path: str
    noted: Numbers
    now: os.stat_result | None
    """None if it is not there."""


@contextmanager
def asking(root: Path) -> Iterator[Ask]:
    """Ask for files by their paths below a folder: the system need not find the way to it each time."""
    try:
        descriptor = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        yield lambda path: os.lstat(os.path.join(bytes(root), path))  # noqa: PTH118 (bytes)
        return
    try:
        yield partial(os.lstat, dir_fd=descriptor)
    finally:
        os.close(descriptor)


@light
class Run:
    """Consecutive paths with their numbers: those of the files, then those of the folders."""

    first: str
    files: bytes
    folders: bytes
    packed: bytes

    @cached_property
    def paths(self) -> list[str]:
        """All paths in order."""
        return sorted(self._paths)

    @property
    def names(self) -> list[str]:
        """Paths of the files."""
        return _split(self.files.decode(), "\0")

    @property
    def _paths(self) -> list[str]:
        return [*self.names, *(f"{folder}/" for folder in _split(self.folders.decode(), "\0"))]

    def differing(self, ask: Ask, kind: Kind) -> list[Differing]:
        """Look at all of them."""
        files, folders = _split(self.files, b"\0"), _split(self.folders, b"\0")
        try:  # in the words that keep the interpreter out of it
            now = _pack(chain(map(kind.file, map(ask, files)), map(kind.folder, map(ask, folders))))
        except OSError:
            now = b""
        return [] if now == self.packed else list(self._one_by_one(ask, kind))

    def _one_by_one(self, ask: Ask, kind: Kind) -> Iterator[Differing]:
        for path, noted in self.numbers(kind.width).items():
            try:
                stat = ask(path.rstrip("/").encode())
            except OSError:
                yield Differing(path, noted, None)
                continue
            if _fold(kind.folder(stat) if path[-1] == "/" else kind.file(stat)) != noted:
                yield Differing(path, noted, stat)

    def numbers(self, width: int) -> dict[str, Numbers]:
        """The numbers of each path."""
        every = array("q", self.packed)
        return {path: tuple(every[at * width : (at + 1) * width]) for at, path in enumerate(self._paths)}

    def noting(self, noted: Mapping[str, Numbers | None], width: int) -> list[Run]:
        """The run with other numbers of some paths, or without them; several if it becomes too long."""
        if len(noted) < _FEW:
            run = self._patched(noted, width)
            if len(run.packed) <= 2 * _A_RUN * width * _BYTES:
                return [run] if run.packed else []
        new = {path: now for path, now in {**self.numbers(width), **noted}.items() if now is not None}
        paths = sorted(new)
        step = _A_RUN if len(paths) > 2 * _A_RUN else len(paths) or 1
        return [Run.of({path: new[path] for path in paths[at : at + step]}) for at in range(0, len(paths), step)]

    def _patched(self, noted: Mapping[str, Numbers | None], width: int) -> Run:
        files, folders = self.names, [f"{folder}/" for folder in _split(self.folders.decode(), "\0")]
        every = array("q", self.packed)
        parts = ((files, every[: len(files) * width]), (folders, every[len(files) * width :]))
        for path, now in noted.items():
            _put(*parts[path[-1] == "/"], path, now, width)
        return Run._of(files, folders, b"".join([numbers.tobytes() for _, numbers in parts]))

    @classmethod
    def of(cls, files: Mapping[str, Numbers]) -> Run:
        """Pack files and folders that come in order."""
        plain = [path for path in files if path[-1] != "/"]
        folders = [path for path in files if path[-1] == "/"]
        return cls._of(plain, folders, _pack(files[path] for path in (*plain, *folders)))

    @classmethod
    def _of(cls, files: list[str], folders: list[str], packed: bytes) -> Run:
        first = min([*files[:1], *folders[:1]], default="")
        return cls(first, "\0".join(files).encode(), "\0".join(path[:-1] for path in folders).encode(), packed)


class Glances:
    """The runs of one kind in a database. What is noted is there after ``flush``."""

    def __init__(self, database: sqlite3.Connection, kind: Kind) -> None:
        self._db, self.kind = database, kind
        self._noted: dict[str, Numbers | None] = {}

    def runs(self) -> Iterator[Run]:
        """All runs in order."""
        rows = self._db.execute(f"SELECT {_RUN} FROM glance WHERE kind = ? ORDER BY first", (self.kind.name,))
        return (Run(*row) for row in rows)

    def __contains__(self, path: str) -> bool:
        """Whether anything is noted of a file, what is not written yet left out."""
        rows = self._db.execute(
            f"SELECT {_RUN} FROM glance WHERE kind = ? AND first <= ? ORDER BY first DESC LIMIT 1",
            (self.kind.name, path),
        )
        return any(path in Run(*row)._paths for row in rows.fetchall())

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
        row = self._db.execute(f"SELECT {_RUN} FROM glance WHERE kind = ? AND first = ?", where).fetchone()
        old = Run(*row) if row else Run("", b"", b"", b"")
        new = old.noting(noted, self.kind.width)
        if new == [old]:
            return
        self._db.execute("DELETE FROM glance WHERE kind = ? AND first = ?", where)
        for run in new:
            row = (self.kind.name, run.first, run.files, run.folders, run.packed)
            self._db.execute("INSERT INTO glance VALUES (?, ?, ?, ?, ?)", row)


_RUN = "first, files, folders, numbers"

_Text = TypeVar("_Text", str, bytes)


def _put(paths: list[str], numbers: array[int], path: str, now: Numbers | None, width: int) -> None:
    """Enter a path into paths in order and their numbers, or take it out."""
    at = bisect_left(paths, path)
    behind = at + (paths[at : at + 1] == [path])
    paths[at:behind] = [] if now is None else [path]
    numbers[at * width : behind * width] = array("q", b"" if now is None else _pack([now]))


def _split(text: _Text, sign: _Text) -> list[_Text]:
    return text.split(sign) if text else []


def _pack(numbers: Iterable[Numbers]) -> bytes:
    every = list(chain.from_iterable(numbers))
    try:
        return array("q", every).tobytes()
    except OverflowError:  # file systems of other machines number their files as they like
        return array("q", _fold(every)).tobytes()


def _fold(numbers: Iterable[int]) -> Numbers:
    return tuple(number if abs(number) <= _INT64 else number & _INT64 for number in numbers)
