"""What program made a site: our own code, and every package it may have used."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from generator import usercache
from generator.catalogue.stamps import UNKNOWN, safe, stamp_of
from generator.files import read, sha256, write_atomic

FORMAT = "1"
"""Form of the cache; another one is not read."""
_PACKAGE = str(Path(__file__).parent.parent)


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """Hash of the code of this package, of the versions of all installed ones, and of Python's."""
    return sha256("\n".join([FORMAT, sys.version, *sorted(_installed()), _code()]).encode())


def _code() -> str:
    """Hash of our own code, remembered from the last time: to read it all takes longer than to look at a small site."""
    files = sorted(_files())
    stamps = [safe(stamp_of(os.stat(file))) for file in files]
    seen = sha256(repr((files, stamps)).encode())
    try:
        place = usercache.folder() / "code"
        known = place.read_text(encoding="ascii").split() if place.exists() else []
    except (OSError, RuntimeError, ValueError):  # no home, or none that can be read
        return _hash(files)
    if len(known) == 2 and known[0] == seen and UNKNOWN not in stamps:
        return known[1]
    code = _hash(files)
    with suppress(OSError):
        write_atomic(place, f"{seen} {code}".encode(), durable=False)
    return code


def _files() -> Iterator[str]:
    for place, folders, names in os.walk(_PACKAGE):
        folders[:] = (name for name in folders if name != "__pycache__")
        yield from (f"{place}/{name}" for name in names if name.endswith((".py", ".json")))


def _hash(files: Sequence[str]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.removeprefix(_PACKAGE).encode() + b"\n" + read(file))
    return digest.hexdigest()


def _installed() -> set[str]:
    names: set[str] = set()
    for folder in sys.path:
        try:
            names.update(name for name in os.listdir(folder or ".") if name.endswith(".dist-info"))
        except OSError:
            continue
    return names
