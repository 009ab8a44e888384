"""The phrase lists beside this file (``words/*.txt``), read when first asked for.

A line is ``group: one phrase | another``; a group may stand on several lines; ``#`` begins a comment.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).with_name("words")


@cache
def groups(name: str) -> Mapping[str, tuple[str, ...]]:
    """Group → its phrases, as they stand in the file."""
    found: dict[str, list[str]] = {}
    for line in (_FOLDER / f"{name}.txt").read_text("utf-8").splitlines():
        group, colon, phrases = line.partition(":")
        if colon and not line.startswith("#"):
            found.setdefault(group, []).extend(phrase.strip() for phrase in phrases.split("|") if phrase.strip())
    return {group: tuple(phrases) for group, phrases in found.items()}
