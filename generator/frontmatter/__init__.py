"""Text ⇄ Document. The only package that knows what ``---`` means.

python-frontmatter gives the frame; our handler makes it strict (see ``yamltext``) and lossless: the body is
kept to the byte, and a file that somebody has touched is changed line by line, never written anew. Files in the
form that the converter writes are read without either, to the same result.
"""

from __future__ import annotations

from generator.frontmatter.parts import entries_of, split
from generator.frontmatter.reading import conflict_lines, read
from generator.frontmatter.writing import patch, plain, plain_value, write

__all__ = ["conflict_lines", "entries_of", "patch", "plain", "plain_value", "read", "split", "write"]
