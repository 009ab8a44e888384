"""Compiled templates kept between builds, each with a checksum: a damaged one is compiled again."""

from __future__ import annotations

import hashlib
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from generator.files import write_atomic


class CheckedCache(BytecodeCache):
    """Like Jinja's own cache in a folder, but it believes nothing that has changed since it was written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load a template if it is there and whole."""
        try:
            data = (self._folder / f"{bucket.key}.bin").read_bytes()
        except OSError:
            return
        if data[:32] == hashlib.sha256(data[32:]).digest():
            bucket.bytecode_from_string(data[32:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template; a full disk only costs time."""
        code = bucket.bytecode_to_string()
        try:
            write_atomic(self._folder / f"{bucket.key}.bin", hashlib.sha256(code).digest() + code, durable=False)
        except OSError:
            return
