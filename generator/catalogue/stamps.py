"""Which files changed: stat data tells which to hash, the hash tells what changed.

As git's index does it: a file whose size, times or inode differ is read again, and so is one that was touched
so shortly before it was read that a later change could carry the same times.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path

from generator.catalogue.glances import Kind
from generator.light import light

Stamp = tuple[int, int, int, int]
"""Size, mtime and ctime in nanoseconds, inode."""

UNKNOWN: Stamp = (-1, -1, -1, -1)
"""The stamp of a file that has to be read again in any case."""

NOWHERE: Stamp = (0, 0, 0, 0)
"""The stamp of a file that is not there."""

_take = attrgetter("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino")

CONTENT = Kind("content", 4, _take, _take)
"""How the stamps of content are kept; its folders are listed each time, which all file systems do reliably."""

_RACY = 50_000_000  # nanoseconds; coarser than the clock of any file system that tells nanoseconds


def stamp_of(stat: os.stat_result) -> Stamp:
    """The stamp of a file."""
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def safe(stamp: Stamp) -> Stamp:
    """The stamp as it may be remembered: unknown if the file changed only just now."""
    return stamp if max(stamp[1], stamp[2]) < time.time_ns() - _RACY else UNKNOWN


@light
class Read:
    """A file as read."""

    data: bytes
    sha: str
    stamp: Stamp
    """To be remembered."""


def read(path: Path | str, limit: int = -1) -> Read:
    """Read a file with the stamp it had before; at most ``limit`` bytes of it."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        stamp = stamp_of(os.fstat(descriptor))
        data = _content(descriptor, stamp[0], limit if limit >= 0 else sys.maxsize)
    finally:
        os.close(descriptor)
    return Read(data, hashlib.sha256(data).hexdigest(), safe(stamp))


def _content(descriptor: int, size: int, left: int) -> bytes:
    """What a file holds; asked for by its size, for a buffer of the limit's size costs more than reading."""
    part = os.read(descriptor, min(left, size + 1))
    if len(part) == size < left:
        return part  # it ends where it did a moment ago, as nearly every file does
    parts: list[bytes] = []
    while part:
        parts.append(part)
        left -= len(part)
        part = os.read(descriptor, min(left, size + 1)) if left else b""
    return b"".join(parts)


def names(folder: str, suffix: str = "") -> Iterator[str]:
    """Regular files below a folder, hidden ones and links left out; in no order."""
    waiting = [(folder, "")]
    while waiting:
        place, prefix = waiting.pop()
        try:
            listing = os.scandir(place)
        except FileNotFoundError:
            continue
        with listing:
            for item in listing:
                name = item.name
                if name.startswith("."):
                    continue
                if item.is_dir(follow_symlinks=False):
                    waiting.append((item.path, f"{prefix}{name}/"))
                elif name.endswith(suffix) and item.is_file(follow_symlinks=False):
                    yield prefix + name
