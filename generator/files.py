"""Files: bounded reading, writing that is whole or not at all, one writer at a time."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path


def sha256(data: bytes) -> str:
    """Hash of the bytes, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read(path: str) -> bytes:
    """Whole file, with as few calls as can be: for a hundred thousand small ones."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        data = os.read(descriptor, _PIECE)
        if len(data) < _PIECE and (len(data) == 0 or not os.read(descriptor, 1)):
            return data
    finally:
        os.close(descriptor)
    return Path(path).read_bytes()


_PIECE = 1 << 16


def write_atomic(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Write beside, sync, rename: a reader sees the old file or the new one, never a part.

    ``durable`` syncs file and folder to the disk before it returns; leave it out only for what can be made
    again. The file gets the permissions of the one it replaces, else the usual ones.
    """
    stage(path, data, durable=durable).replace(path)
    if durable:
        sync_folder(path.parent)


def put_down(path: str, data: bytes, like: str = "") -> None:
    """Write a file that is not there yet and is synced later, with the permissions of ``like`` if that is there."""
    try:
        # A hundred thousand times: what Python's own files do besides costs as much as writing.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o666)
        try:
            _write_all(descriptor, data)
        finally:
            os.close(descriptor)
        if like and (old := _mode(like)) is not None:
            os.chmod(path, old)  # noqa: PTH101
    except BaseException as error:
        tell_file(error, path)
        Path(path).unlink(missing_ok=True)
        raise


def tell_file(error: BaseException, path: str) -> None:
    """Say which file it was where the system does not: it knows a file that is written by a number only."""
    if isinstance(error, OSError) and error.errno is not None and error.filename is None:
        error.filename = path


def _write_all(descriptor: int, data: bytes) -> None:
    """Write all of it, though the system may take it in parts."""
    written = os.write(descriptor, data)
    while written < len(data):
        written += os.write(descriptor, memoryview(data)[written:])


def _mode(path: str) -> int | None:
    try:
        return os.stat(path).st_mode & 0o7777  # noqa: PTH116
    except FileNotFoundError:
        return None


def stage(path: Path, data: bytes, *, durable: bool = True, beside: Path | None = None) -> Path:
    """Write ``data`` to a hidden file next to ``path`` (or at ``beside``), ready to be renamed; return it."""
    temporary = beside or path.with_name(f".{path.name}.{os.getpid()}.part")
    temporary.parent.mkdir(parents=True, exist_ok=True)
    try:
        with temporary.open("wb") as handle:
            handle.write(data)
            handle.flush()
            if durable:
                os.fsync(handle.fileno())
        if path.exists():
            temporary.chmod(path.stat().st_mode & 0o7777)
    except BaseException as error:
        tell_file(error, str(path))
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def sync_folder(folder: Path) -> None:
    """Make renames in ``folder`` survive a power cut."""
    _sync(folder, os.fsync)


MANY = 16
"""From so many files or folders on the whole file system is synced at once: each by itself waits for the disk."""


def sync_all(paths: Iterable[str]) -> None:
    """Make files, or renames in folders, survive a power cut; all of them are in one file system."""
    distinct = sorted(set(paths))
    if len(distinct) < MANY or (whole := _syncfs()) is None:
        for path in distinct:
            _sync(path, os.fsync)
    else:
        _sync(distinct[0], whole)


def _sync(path: Path | str, sync: Callable[[int], None]) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        sync(descriptor)
    finally:
        os.close(descriptor)


@cache
def _syncfs() -> Callable[[int], None] | None:
    """Linux' call that syncs a whole file system; None elsewhere. Python does not have it."""
    from ctypes import CDLL, get_errno

    function = getattr(CDLL(None, use_errno=True), "syncfs", None)
    if function is None:
        return None

    def syncfs(descriptor: int) -> None:
        if function(descriptor):
            raise OSError(get_errno(), os.strerror(get_errno()))

    return syncfs


_MOUNTS = Path("/proc/self/mounts")
_ESCAPED = re.compile(r"\\([0-7]{3})")


def system_of(folder: Path) -> tuple[int, str]:
    """The file system that a folder is on, and where that is mounted, as far as the system tells.

    One of them may be mounted at several places, as containers do, and renaming does not cross from one to another.
    """
    try:
        lines = _MOUNTS.read_bytes().decode(errors="surrogateescape").split("\n")
    except OSError:
        lines = []
    mounts = (_ESCAPED.sub(lambda found: chr(int(found[1], 8)), line.split(" ")[1]) for line in lines if line)
    place = f"{folder.resolve()}/"
    above = (mount for mount in mounts if place.startswith(mount if mount == "/" else f"{mount}/"))
    return folder.stat().st_dev, max(above, key=len, default="")


def below(folder: Path, typed: str) -> str:
    """Name of a file below a folder, however it was typed: from the folder, from here, or with its whole path."""
    for whole in (os.path.abspath, os.path.realpath):
        inside = os.path.relpath(whole(typed), whole(folder))
        if not is_outside(inside):
            return inside
    return os.path.normpath(typed)


def is_outside(name: str) -> bool:
    """Whether a name leads out of the folder that it is to stand in."""
    return Path(name).is_absolute() or ".." in Path(name).parts


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Hold ``folder`` alone; a second process waits. The system frees it however the process ends."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY)
    _held.add(descriptor)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        _held.discard(descriptor)
        os.close(descriptor)


_held: set[int] = set()


def _let_go() -> None:
    """A forked process does not hold what its parent holds: else the folder were not free when the parent is killed."""
    while _held:
        os.close(_held.pop())


os.register_at_fork(after_in_child=_let_go)


def walk(folder: Path) -> Iterator[Path]:
    """All regular files below ``folder``, sorted by path, without hidden files and folders.

    Symbolic links are not followed: what they point at may lie outside.
    """
    yield from map(Path, walk_names(folder))


def walk_names(folder: Path | str) -> Iterator[str]:
    """Paths of ``walk`` as text."""
    try:
        entries = sorted(os.scandir(folder), key=lambda item: item.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from walk_names(entry.path)
        elif entry.is_file(follow_symlinks=False):
            yield entry.path
