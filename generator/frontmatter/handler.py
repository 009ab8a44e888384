"""python-frontmatter's handler for one strict YAML mapping on top of a text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import frontmatter
from frontmatter.default_handlers import BaseHandler

from generator import yamltext
from generator.frontmatter.parts import split
from generator.frontmatter.writing import line_of


class StrictHandler(BaseHandler):
    """Strict to read, lossless to write."""

    FM_BOUNDARY = re.compile(r"^---[ \t]*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "---"

    def __init__(self) -> None:
        super().__init__()
        self.lines: Mapping[str, int] = {}

    def split(self, text: str) -> tuple[str, str]:
        """Part front matter and body; ValueError if there is no complete front matter."""
        head, body = split(text)
        if head is None:
            raise ValueError("no front matter")
        return head, body

    def load(self, fm: str) -> Any:
        """Parse strictly and remember the line of each key."""
        value, self.lines = yamltext.load(fm)
        return value

    def export(self, metadata: Mapping[str, object], **_options: object) -> str:
        """One line for each key."""
        return "\n".join(line_of(name, value) for name, value in metadata.items())

    def format(self, post: frontmatter.Post, **options: object) -> str:
        """The whole file, its body untouched."""
        return f"---\n{self.export(post.metadata)}\n---\n\n{post.content}\n"
