"""Files: bounded reading, writing that is whole or not at all, one writer at a time."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def sha256(data: bytes) -> str:
    """Hash of the bytes, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def write_atomic(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Write beside, sync, rename: a reader sees the old file or the new one, never a part.

    ``durable`` syncs file and folder to the disk before it returns; leave it out only for what can be made
    again. The file gets the permissions of the one it replaces, else the usual ones.
    """
    stage(path, data, durable=durable).replace(path)
    if durable:
        sync_folder(path.parent)


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
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def sync_folder(folder: Path) -> None:
    """Make renames in ``folder`` survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Hold ``folder`` alone; a second process waits. The system frees it however the process ends."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def walk(folder: Path) -> Iterator[Path]:
    """All regular files below ``folder``, sorted by path, without hidden files and folders.

    Symbolic links are not followed: what they point at may lie outside.
    """
    if not folder.is_dir():
        return
    for entry in sorted(os.scandir(folder), key=lambda item: item.name):
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from walk(Path(entry.path))
        elif entry.is_file(follow_symlinks=False):
            yield Path(entry.path)
