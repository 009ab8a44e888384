"""Markdown → safe HTML, and plain text → Markdown that shows it unchanged.

Two renderers, one result: ``fast`` takes plain prose, which is nearly every body, and declines the rest;
``reference`` takes everything. Whatever ``fast`` takes comes out as the reference would give it, to the byte,
and a test holds them together.
"""

from __future__ import annotations

from functools import lru_cache

from generator.markdown import fast
from generator.markdown.bounds import MAX_CHARACTERS, MAX_NESTING, TooComplex
from generator.markdown.escaping import escape, escape_line, escape_lines
from generator.markdown.rendered import Rendered

__all__ = ["MAX_CHARACTERS", "MAX_NESTING", "Rendered", "TooComplex", "escape", "escape_line", "escape_lines", "render"]


@lru_cache(maxsize=4)
def render(body: str) -> Rendered:
    """Render a body. Raises TooComplex beyond the bounds. The last few are kept: each check asks for its own."""
    rendered = fast.render(body)
    if rendered is None:
        from generator.markdown import reference  # slow to load, and most runs never need it

        rendered = reference.render(body)
    return rendered
