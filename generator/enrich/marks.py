"""Passages between quotation marks, in the marks of many languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.light import light

# One alternative a pair of marks. Each body excludes its own marks, so that no text is read twice.
_PASSAGE = re.compile(
    r"""“(?P<english>[^“”]+)(?:”|$)
    | „(?P<german>[^„“”]+)(?:[“”]|$)
    | «(?P<french>[^«»]+)(?:»|$)
    | »(?P<danish>[^«»]+)«
    | 「(?P<corner>[^「」]+)(?:」|$)
    | 『(?P<white>[^『』]+)(?:』|$)
    | (?<![\w"])"(?P<straight>[^"]+)(?:"|$)
    """,
    re.VERBOSE,
)
_ALIKE = re.compile(r"”(?P<alike>[^”]+)”")
"""The Swedish and Finnish way: the same mark on both sides."""
_SINGLE = re.compile(r"(?<![\w‘’'])(?:‘|')(?P<single>(?=[^\W\d_])(?:[^‘’'\n]|[’'](?=\w))+[,.?!…])[’'](?!\w)")
"""Single marks need punctuation inside, else they are apostrophes or scare quotes."""


@light
class Passage:
    """Words between quotation marks."""

    start: int
    """Where the opening mark stands in the paragraph."""
    end: int
    """Behind the closing mark."""
    text: str
    """The words, without the marks and white space around them."""
    is_closed: bool
    """False if the paragraph ends before the closing mark."""


def passages(text: str, *, single: bool = False) -> Iterator[Passage]:
    """The quoted passages of a paragraph, in order; those in single marks only where asked for."""
    pattern = _SINGLE if single else _ALIKE if "”" in text and "“" not in text and "„" not in text else _PASSAGE
    for match in pattern.finditer(text):
        words = match[match.lastgroup or 0]
        is_closed = match.end() > match.end(match.lastgroup or 0)
        if stripped := words.strip():
            yield Passage(match.start(), match.end(), stripped, is_closed)
