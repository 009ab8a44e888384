"""Runs of words with capital letters: where names may be, in scripts that have capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from generator.enrich.lexicon import entries, groups

_TOKEN = re.compile(
    r"""(?:[^\W\d_]\.){2,}
    | [^\W\d_][\w&]*(?: (?: ['’](?!s\b) | [-‐‑](?![a-z]+ed\b|led\b|backed\b|born\b|style\b|era\b|controlled\b|held\b
        |sponsored\b|run\b|funded\b|owned\b|made\b|trained\b|speaking\b|mediated\b|brokered\b|appointed\b|bound\b
        |wide\b|educated\b|friendly\b) ) [^\W_][\w&]* )*
    | \d[\w.,]* | [^\w\s]""",
    re.VERBOSE,
)
_BEHIND = 8
_LONGEST = 12
"""Words; what goes on longer is a heading in capitals, not a name."""
_ENDS = frozenset('.!?:;…"“”«»„‟•|。')


class Run(NamedTuple):
    """Words with capitals that stand together."""

    at: int
    """Number of the paragraph."""
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    """Start and end of each word in the paragraph."""
    before: tuple[str, str]
    """The two words or marks in front, in order; empty at the start of the paragraph."""
    after: tuple[str, ...]
    """The words and marks behind, up to eight; two empty ones at the end of the paragraph."""
    is_first: bool
    """Whether it begins a sentence, so that its first capital may mean nothing."""

    def part(self, start: int, end: int) -> Run:
        """Some of its words as a run of their own."""
        before = (self.words[start - 2] if start > 1 else self.before[1], self.words[start - 1])
        after = (*self.words[end:], *self.after)[:_BEHIND]
        return Run(
            self.at,
            self.words[start:end],
            self.spans[start:end],
            before if start else self.before,
            after,
            self.is_first and start == 0,
        )


def runs(at: int, text: str) -> tuple[list[Run], Sequence[str]]:
    """The runs of a paragraph, and all its words and marks."""
    tokens = _Tokens(text)
    words, capital = tokens.words, tokens.capital
    found, index = [], -1
    with suppress(ValueError):  # no capital follows
        while True:
            index = capital.index(True, index + 1)
            members = [index]
            while len(members) < _LONGEST and (following := tokens.following(index)) is not None:
                members.append(following)
                index = following
            found.append(_run(at, tokens, members))
    return found, words


class _Tokens:
    """The words and marks of a paragraph; where each stands is told only if somebody asks."""

    def __init__(self, text: str) -> None:
        self.text = text
        # No word has a space in it, and the pieces between spaces repeat: each is cut into words but once.
        self.words = tuple(chain.from_iterable(map(_cuts.__getitem__, text.split())))
        self.capital = list(map(str.isupper, map(_first, self.words)))
        if any(article in text for article in _ARTICLES):
            self.capital = list(map(_is_capital, self.words))
        self._spans: list[tuple[int, int]] = []

    def span(self, index: int) -> tuple[int, int]:
        """Start and end of a word. Between words stands only what no word begins with."""
        spans, find = self._spans, self.text.find
        end = spans[-1][1] if spans else 0
        for word in self.words[len(spans) : index + 1]:
            start = find(word, end)
            end = start + len(word)
            spans.append((start, end))
        return spans[index]

    def following(self, index: int) -> int | None:
        """Where the run goes on after a word: the next capital, over a stop or particles."""
        words, capital = self.words, self.capital
        following, count = index + 1, len(words)
        if following >= count:
            return None
        if words[following] == "." and (len(words[index]) == 1 or words[index] in _abbreviated()):
            following += 1
            return following if following < count and capital[following] and self._adjoins(following) else None
        if words[index] == "Secretary" and words[following : following + 2] == ("of", "State"):
            return following + 1
        particles, skipped = _particles(), 0
        while following < count and skipped < 3 and words[following] in particles:
            following += 1
            skipped += 1
        if following >= count:
            return None
        if capital[following]:
            return following if self._adjoins(following) else None
        leads_on = words[following] == "&" and following + 1 < count and capital[following + 1]
        return following + 1 if leads_on and self._adjoins(following) else None

    def _adjoins(self, index: int) -> bool:
        start = self.span(index)[0]
        end = self.span(index - 1)[1]
        return start == end + 1 and self.text[end] in " \xa0\u202f"


class _Cuts(dict[str, Sequence[str]]):
    """Piece between spaces → the words in it; kept, since texts repeat their words."""

    def __missing__(self, piece: str) -> Sequence[str]:
        """Cut a piece."""
        words: Sequence[str] = (piece,) if piece.isalpha() else tuple(_TOKEN.findall(piece))
        if len(piece) < _LONG_PIECE:
            if len(self) > _MOST_PIECES:
                self.clear()
            self[piece] = words
        return words


_cuts = _Cuts()
_MOST_PIECES, _LONG_PIECE = 100_000, 40
_ARTICLES = ("al-", "el-", "as-", "an-", "ar-", "at-")
_first = itemgetter(0)


def _run(at: int, tokens: _Tokens, members: Sequence[int]) -> Run:
    first, last, words = members[0], members[-1], tokens.words
    # Stops behind initials and titles, and particles, belong to the run but are no words of it by themselves.
    inside = [index for index in range(first, last + 1) if words[index] != "."] if last > first else members
    before = (words[first - 2] if first > 1 else "", words[first - 1] if first else "")
    after = words[last + 1 : last + 1 + _BEHIND]
    if len(after) < _BEHIND:
        after = (*after, "", "")[:_BEHIND]
    return Run(
        at,
        tuple([words[index] for index in inside]) if last > first else (words[first],),
        tuple([tokens.span(index) for index in inside]),
        before,
        after,
        not before[1] or before[1] in _ENDS or (before[1] in "'‘(" and (not before[0] or before[0] in _ENDS)),
    )


def _is_capital(word: str) -> bool:
    return word[0].isupper() or (word[:3] in _ARTICLES and word[3:4].isupper())


@cache
def _abbreviated() -> frozenset[str]:
    return entries("titles", "abbreviated")


@cache
def _particles() -> frozenset[str]:
    return groups("common_words")["particles"]


def sentence_breaks(run: Run, splitters: frozenset[str]) -> Iterator[Run]:
    """Cut a run at words that are no part of any name (days, months)."""
    start = 0
    for index, word in enumerate(run.words):
        if word in splitters:
            if index > start:
                yield run.part(start, index)
            start = index + 1
    if start < len(run.words):
        yield run.part(start, len(run.words)) if start else run
