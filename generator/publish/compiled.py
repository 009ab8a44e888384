"""Compiled templates kept between builds, in the user's folder: every clean build would compile them again.

A cache may come from anywhere, and compiled code runs: so it has to bear the seal of this very user, made with a key
that never is part of a project or of its cache.
"""

from __future__ import annotations

import hmac
import os
from functools import lru_cache
from pathlib import Path

from generator.files import write_atomic
from generator.usercache import folder, tidied

_SEAL = 32


class Sealed:
    """A folder of what was compiled, by name: it believes only what this user wrote and nobody changed since."""

    def __init__(self, folder: Path, program: str = "") -> None:
        """``program`` is what compiles, if what it compiles is of no use to another."""
        self._folder, self._program = folder, program[:16]

    def get(self, name: str) -> bytes | None:
        """What is kept under a name, if it is there, whole and our own."""
        name = self._program + name
        try:
            data = (self._folder / f"{name}.bin").read_bytes()
        except OSError:
            return None
        seal = _seal(name, data[_SEAL:])
        return data[_SEAL:] if seal and hmac.compare_digest(data[:_SEAL], seal) else None

    def put(self, name: str, data: bytes) -> None:
        """Keep something; a full disk only costs time."""
        name = self._program + name
        if seal := _seal(name, data):
            try:
                write_atomic(tidied(self._folder) / f"{name}.bin", seal + data, durable=False)
            except OSError:
                return


def _seal(name: str, data: bytes) -> bytes:
    """Empty if there is no key; nothing is kept then."""
    key = _key()
    return hmac.digest(key, name.encode() + b"\0" + data, "sha256") if key else b""


@lru_cache(maxsize=1)
def _key() -> bytes:
    """The user's key; made on first use where only this user can read it."""
    try:
        path = folder() / "key"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            import secrets

            beside = path.with_name(f"key.{os.getpid()}")
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(secrets.token_bytes(32))
            beside.replace(path)
        key = path.read_bytes()
    except (OSError, RuntimeError):  # no home, or none that can be written
        return b""
    return key if len(key) == 32 else b""
