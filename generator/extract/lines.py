"""A line as the phrase lists have it, and small questions about its form."""

from __future__ import annotations

import re

from generator.text import fold

_SENTENCE = re.compile(r"[a-zß-ÿ]{2}\.$")


def key(text: str) -> str:
    """A line as the phrase lists have it: folded, without the marks around it."""
    return bare(fold(text))


def bare(folded: str) -> str:
    """A folded line without the marks around it."""
    if folded[:1].isalnum() and folded[-1:].isalnum():  # as most lines
        return folded
    start, end = 0, len(folded)
    while start < end and not folded[start].isalnum():
        start += 1
    while start < end and not folded[end - 1].isalnum():
        end -= 1
    return folded[start:end]


def is_sentence(text: str) -> bool:
    """Whether a line ends as sentences do: a word in small letters and a full stop."""
    return _SENTENCE.search(text[-4:]) is not None
