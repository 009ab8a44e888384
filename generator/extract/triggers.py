"""Words that open the way to slower questions, looked for in one pass over all lines, however many they are.

Most lines hold none of them, and are asked nothing more.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from generator.extract import captions, notices, rights
from generator.extract.automaton import automaton

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick


def held(folded: str) -> Mapping[int, set[str]]:
    """Line, from 0, of a folded text → the words of notices, of credits and of rights that it holds."""
    found: dict[int, set[str]] = {}
    words = _words()
    line = last = 0
    for word, _, end in _automaton().find_matches_as_indexes(folded, overlapping=True):  # in the order of their ends
        line, last = line + folded.count("\n", last, end), end
        found.setdefault(line, set()).add(words[word])
    return found


@cache
def _words() -> tuple[str, ...]:
    return tuple({*notices.NOTICES, *captions.CREDITS, *rights.SIGNS})


@cache
def _automaton() -> AhoCorasick:
    return automaton(_words())
