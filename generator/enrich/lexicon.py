"""The word lists beside this file (``words/*.txt``), read when first asked for.

A line is ``group: word word …`` or, where entries have spaces, ``group: one entry, another``; ``#`` begins a comment.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).with_name("words")


@cache
def groups(name: str) -> Mapping[str, frozenset[str]]:
    """Group → its entries; a group may stand on several lines."""
    found: dict[str, set[str]] = {}
    for line in (_FOLDER / f"{name}.txt").read_text("utf-8").splitlines():
        group, colon, entries = line.partition(":")
        if colon and not line.startswith("#"):
            parts = entries.split(",") if "," in entries else entries.split()
            found.setdefault(group.strip(), set()).update(part.strip() for part in parts if part.strip())
    return {group: frozenset(entries) for group, entries in found.items()}


@cache
def entries(name: str, group: str = "") -> frozenset[str]:
    """All entries of a list, or of one group of it (none if there is no such group)."""
    if group:
        return groups(name).get(group, frozenset())
    return frozenset().union(*groups(name).values())


def function_words() -> Mapping[str, frozenset[str]]:
    """Language → its common short words."""
    return groups("function_words")
