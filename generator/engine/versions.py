"""What program made a site: our own code, and every package it may have used."""

from __future__ import annotations

import hashlib
import os
import sys
from functools import lru_cache
from pathlib import Path

FORMAT = "1"
"""Form of the cache; another one is not read."""


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """Hash of the code of this package, of the versions of all installed ones, and of Python's."""
    digest = hashlib.sha256(f"{FORMAT}\n{sys.version}\n".encode())
    for name in sorted(_installed()):
        digest.update(f"{name}\n".encode())
    package = Path(__file__).parent.parent
    for path in sorted([*package.rglob("*.py"), *package.rglob("*.json")]):
        digest.update(path.relative_to(package).as_posix().encode() + b"\n" + path.read_bytes())
    return digest.hexdigest()


def _installed() -> set[str]:
    names: set[str] = set()
    for folder in sys.path:
        try:
            names.update(name for name in os.listdir(folder or ".") if name.endswith(".dist-info"))
        except OSError:
            continue
    return names
