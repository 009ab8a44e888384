"""What this user's projects share and can be made again: tables that take long to make from a library's data."""

from __future__ import annotations

import hashlib
import mmap
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from generator.files import write_atomic

_DIGEST = 32
_SMALL = 1 << 16
"""Bytes up to which a source is known by its content, not by its stat data."""
_KEPT = 2
"""Forms of one table that are kept: two projects may have different versions of a library."""
_MANY = 500
"""Files that a folder of small ones may hold."""


def folder() -> Path:
    """The user's folder, by the XDG base directory specification. Raises RuntimeError without a home."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "briefing-portal"


def templates() -> str:
    """The folder of compiled templates; empty without a home."""
    try:
        return str(folder() / "templates")
    except RuntimeError:
        return ""


@cache
def tidied(place: Path) -> Path:
    """A folder of small files, without the oldest if there are many. Whoever still needs one makes it again."""
    with suppress(OSError):
        files = sorted(place.iterdir(), key=lambda file: file.stat().st_mtime_ns)
        for file in files[: len(files) - _MANY // 2] if len(files) > _MANY else []:
            file.unlink(missing_ok=True)
    return place


def table(name: str, sources: Sequence[Path], make: Callable[[], bytes]) -> memoryview:
    """What ``make`` gives, taken from the user's folder if it stands there whole, made of these very sources.

    A table in the folder is mapped, not read, so that all processes share one copy. Where nothing can be kept
    (no home, a full disk) it is made each time.
    """
    try:
        path = folder() / "tables" / f"{name}-{_form(sources)}"
    except (OSError, RuntimeError):
        return memoryview(make())
    found = _whole(path)
    if found is None:
        found = memoryview(make())
        with suppress(OSError):
            write_atomic(path, _digest(found) + found, durable=False)
            _forget_others(path, name)
    return found


def _form(sources: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for source in sources:
        stat = source.stat()
        known = source.read_bytes() if stat.st_size <= _SMALL else f"{stat.st_size} {stat.st_mtime_ns}".encode()
        digest.update(known)
    return digest.hexdigest()[:16]


def _whole(path: Path) -> memoryview | None:
    """The table in a file, unless that is missing or damaged."""
    try:
        with path.open("rb") as file:
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError):  # an empty file cannot be mapped
        return None
    content = data[_DIGEST:]
    return content if data[:_DIGEST] == _digest(content) else None


def _digest(content: memoryview) -> bytes:
    return hashlib.sha256(content).digest()


def _forget_others(path: Path, name: str) -> None:
    forms = sorted(path.parent.glob(f"{name}-*"), key=lambda form: form.stat().st_mtime_ns, reverse=True)
    for form in forms[_KEPT:]:
        form.unlink()
