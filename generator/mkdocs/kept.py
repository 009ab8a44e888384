"""Templates that MkDocs renders, compiled once for all projects of this user: every clean build would do it again."""

from __future__ import annotations

from pathlib import Path

import jinja2
from jinja2 import Environment
from jinja2.bccache import Bucket

from generator.files import sha256
from generator.publish.bytecode import SealedCache
from generator.publish.compiled import Sealed
from generator.usercache import templates

_OPTIONS = (
    *("block_start_string", "block_end_string", "variable_start_string", "variable_end_string"),
    *("comment_start_string", "comment_end_string", "line_statement_prefix", "line_comment_prefix"),
    *("trim_blocks", "lstrip_blocks", "newline_sequence", "keep_trailing_newline"),
    *("optimized", "sandboxed", "is_async"),
)


class KeptTemplates(SealedCache):
    """Compiled templates in the user's folder, each in its last form."""

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """What is known of a template: compiled from this very source, for an environment of the same form."""
        key = sha256(repr((name, filename, _form(environment))).encode()) if filename is not None else ""
        bucket = Bucket(environment, key, self.get_source_checksum(source))
        if key:
            self.load_bytecode(bucket)
        return bucket

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        if bucket.key:
            super().dump_bytecode(bucket)


def keep_templates(environment: Environment) -> None:
    """Let an environment take templates as they were compiled before."""
    if place := templates():
        environment.bytecode_cache = KeptTemplates(Sealed(Path(place)))


def _form(environment: Environment) -> tuple[object, ...]:
    """All that compiling depends on beside the source."""
    return (
        jinja2.__version__,
        *(getattr(environment, option) for option in _OPTIONS),
        str(
            environment.autoescape if isinstance(environment.autoescape, bool) else environment.autoescape.__qualname__
        ),
        environment.finalize is None,
        environment.code_generator_class.__qualname__,
        sorted(environment.extensions),
        sorted(environment.filters),
        sorted(environment.tests),
    )
