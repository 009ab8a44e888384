"""Where front matter ends and the body begins, and where the lines of each key are."""

from __future__ import annotations

import re

_OPENING = re.compile(r"\ufeff?---[ \t]*\n")
_CLOSING = re.compile(r"\n---[ \t]*(?:\n|\Z)")
_KEY_LINE = re.compile(
    r"""^(?:"(?P<quoted>[^"\n]+)"|'(?P<single>[^'\n]+)'|(?P<plain>[^\s#"'\[{:,&*!|>%@`-][^:\n]*?))[ \t]*:(?=\s|$)"""
)


def split(text: str) -> tuple[str | None, str]:
    """Part a text with Unix line ends into front matter and what follows its closing line.

    Returns ``(None, text)`` if it does not begin with a complete front matter. Nothing is stripped.
    """
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end() - 1) if opening else None
    if opening is None or closing is None:
        return None, text
    return text[opening.end() : closing.start() + 1], text[closing.end() :]


def begins(text: str) -> bool:
    """Whether a text begins as front matter does, closed or not."""
    return _OPENING.match(text) is not None


def entries_of(head: str) -> list[tuple[str, str]]:
    """Cut a front matter into (key, its lines); comments and blank lines between have the key ``""``."""
    entries: list[tuple[str, str]] = []
    for line in head.splitlines(keepends=True):
        match = _KEY_LINE.match(line)
        if match:
            entries.append((match["quoted"] or match["single"] or match["plain"], line))
        elif entries and line.strip() and not line.startswith("#"):
            key, lines = entries[-1]
            entries[-1] = (key, lines + line)
        else:
            entries.append(("", line))
    if entries and not entries[-1][1].endswith("\n"):
        entries[-1] = (entries[-1][0], entries[-1][1] + "\n")
    return entries
