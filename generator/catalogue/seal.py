"""The seal beside a file: the stamp it had, and the hash of each of its parts, so that a small change renews few.

A file with the stamp it was sealed with is believed, as content and site are; any other has to have the hashes.
"""

from __future__ import annotations

import hashlib
import os
import struct
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from generator.catalogue.stamps import Stamp, stamp_of
from generator.processes.beside import in_parts

PART = 1 << 15
"""Bytes that are hashed together, a multiple of a page of the database; small, for a change touches pages far apart."""

_MANY = 2_048
"""Parts from which on it pays to hash them in several processes."""

_STAMP, _HASH = struct.Struct("<4q"), hashlib.sha256().digest_size


def break_seal(path: Path) -> bytes:
    """From here on the file is not to be trusted. Gives the hashes of its parts, for ``seal`` to go on from."""
    try:
        hashes = _seal(path).read_bytes()[_STAMP.size : -_HASH]
    except FileNotFoundError:
        return b""
    _seal(path).unlink()
    return hashes


def is_sealed(path: Path) -> bool:
    """Whether a file is as it was sealed. Raises OSError if it has no seal."""
    data = _seal(path).read_bytes()
    if len(data) < _STAMP.size + _HASH or hashlib.sha256(data[:-_HASH]).digest() != data[-_HASH:]:
        return False
    return _STAMP.unpack_from(data) == stamp_of(path.stat()) or data[_STAMP.size : -_HASH] == _all(path)


def seal(path: Path, known: bytes = b"", changed: Iterable[int] | None = None) -> None:
    """Seal a file as it is now; ``changed`` names the parts that may differ from ``known``, None all of them.

    What lies behind the former end need not be named.
    """
    parts = _all(path) if changed is None else _renewed(path, known, changed)
    data = _STAMP.pack(*_aged(path)) + parts
    beside = _seal(path).with_name(f"{_seal(path).name}.part")
    beside.write_bytes(data + hashlib.sha256(data).digest())
    beside.replace(_seal(path))


def _aged(path: Path) -> Stamp:
    """The stamp of a file, with a time in the past: one that no later change could get, however soon it comes."""
    now = path.stat()
    os.utime(path, ns=(now.st_atime_ns, now.st_mtime_ns - 1_000_000_000))
    return stamp_of(path.stat())


def _all(path: Path) -> bytes:
    return b"".join(in_parts(partial(_hashes, path), range(_count(path)), least=_MANY))


def _renewed(path: Path, known: bytes, changed: Iterable[int]) -> bytes:
    count, before = _count(path), len(known) // _HASH
    renewed = sorted({*(part for part in changed if part < count), *range(max(0, before - 1), count)})
    parts = bytearray(known[: count * _HASH].ljust(count * _HASH))
    for part in renewed:
        parts[part * _HASH : (part + 1) * _HASH] = _hashes(path, [part])
    return bytes(parts)


def _hashes(path: Path, numbers: Iterable[int]) -> bytes:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return b"".join(hashlib.sha256(os.pread(descriptor, PART, number * PART)).digest() for number in numbers)
    finally:
        os.close(descriptor)


def _count(path: Path) -> int:
    return -(-path.stat().st_size // PART)


def _seal(path: Path) -> Path:
    return path.with_name(f"{path.name}.seal")
