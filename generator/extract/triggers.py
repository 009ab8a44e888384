"""Words that open the way to slower questions, looked for in one pass over a line, however many they are.

Most lines hold none of them, and are asked nothing more.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from generator.extract import captions, notices
from generator.extract.automaton import automaton

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick


def held(folded: str) -> list[str]:
    """The words of notices and of credits that a folded line holds."""
    return _automaton().find_matches_as_strings(folded, overlapping=True)


@cache
def _automaton() -> AhoCorasick:
    return automaton([*notices.NOTICES, *captions.CREDITS])
