"""Jinja's own cache of compiled templates, sealed."""

from __future__ import annotations

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from generator.publish.compiled import Sealed


class SealedCache(BytecodeCache):
    """Like Jinja's own cache in a folder, but sealed."""

    def __init__(self, sealed: Sealed) -> None:
        self._sealed = sealed

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load a template."""
        code = self._sealed.get(bucket.key)
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        self._sealed.put(bucket.key, bucket.bytecode_to_string())
