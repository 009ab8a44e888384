"""Who holds the rights: a name behind a mark of copyright is no headline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from generator.text import fold

if TYPE_CHECKING:
    from generator.extract.weights import Weighed

SIGNS = ("©", "(c)", "copyr")
"""One of these is in every folded line that names a holder."""
_RIGHTS = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)[\s©]*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?)?[\s,]*", re.IGNORECASE
)
_LONGEST = 300


def holders(weighed: Sequence[Weighed]) -> tuple[str, ...]:
    """What follows a mark of copyright, folded, in the lines of a source."""
    held = [item.block for item in weighed if item.held and not item.held.isdisjoint(SIGNS)]
    lines = [block.text for block in held if block.kind == "menu" or len(block.text) <= _LONGEST]
    found = [line[match.end() : match.end() + _LONGEST] for line in lines for match in _RIGHTS.finditer(line)]
    return tuple(fold(name).strip() for name in found)


def is_holder(text: str, known: Sequence[str]) -> bool:
    """Whether a line is the name of one of the known holders, or the beginning of it."""
    if not known:
        return False
    folded = fold(text).strip()
    return len(folded.split()) <= 5 and len(folded) > 3 and any(holder.startswith(folded) for holder in known)
