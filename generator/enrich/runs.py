"""Runs of words with capital letters: where names may be, in scripts that have capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

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


@dataclass(frozen=True, slots=True)
class Run:
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


def runs(at: int, text: str) -> tuple[list[Run], list[re.Match[str]]]:
    """The runs of a paragraph, and all its words and marks."""
    tokens = list(_TOKEN.finditer(text))
    words = [token.group() for token in tokens]
    found, index, count = [], 0, len(words)
    while index < count:
        word = words[index]
        if not _is_capital(word):
            index += 1
            continue
        members = [index]
        while len(members) < _LONGEST and (following := _next(text, tokens, words, members[-1])) is not None:
            members.append(following)
        found.append(_run(at, tokens, words, members))
        index = members[-1] + 1
    return found, tokens


def _run(at: int, tokens: Sequence[re.Match[str]], words: Sequence[str], members: Sequence[int]) -> Run:
    first, last = members[0], members[-1]
    # Stops behind initials and titles, and particles, belong to the run but are no words of it by themselves.
    inside = [index for index in range(first, last + 1) if words[index] != "."]
    before = (words[first - 2] if first > 1 else "", words[first - 1] if first else "")
    after = (*words[last + 1 : last + 1 + _BEHIND], "", "")[:_BEHIND]
    return Run(
        at,
        tuple(words[index] for index in inside),
        tuple(tokens[index].span() for index in inside),
        before,
        after,
        not before[1] or before[1] in _ENDS or (before[1] in "'‘(" and (not before[0] or before[0] in _ENDS)),
    )


def _is_capital(word: str) -> bool:
    return word[0].isupper() or (word[:3] in ("al-", "el-", "as-", "an-", "ar-", "at-") and word[3:4].isupper())


def _next(text: str, tokens: Sequence[re.Match[str]], words: Sequence[str], index: int) -> int | None:
    """Where the run goes on after a word: the next capital, over a stop or particles."""
    following = index + 1
    if following >= len(words):
        return None
    if words[following] == "." and (len(words[index]) == 1 or words[index] in _abbreviated()):
        following += 1
        if following < len(words) and _is_capital(words[following]) and _adjoin(text, tokens, following):
            return following
        return None
    if words[index] == "Secretary" and words[following : following + 2] == ["of", "State"]:
        return following + 1
    skipped = 0
    while following < len(words) and skipped < 3 and words[following] in _particles():
        following += 1
        skipped += 1
    if following >= len(words) or not _adjoin(text, tokens, following):
        return None
    if words[following] == "&" and following + 1 < len(words) and _is_capital(words[following + 1]):
        return following + 1
    return following if _is_capital(words[following]) else None


def _adjoin(text: str, tokens: Sequence[re.Match[str]], index: int) -> bool:
    return text[tokens[index - 1].end() : tokens[index].start()] in (" ", "\xa0", "\u202f")


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
