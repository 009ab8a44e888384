"""A text and the passage of a source that it comes from: the same words, or what differs."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from generator.light import light
from generator.verify.normal import letters, words

SHOWN = 60
"""Words of a difference that are quoted at most."""
FEW = 200
"""Pairs of equal words for each word, at most, among which a passage is aligned."""
NEAR = 3
"""Words in a row by which a changed passage is found in the source."""


@light
class Difference:
    """A place where a briefing does not say what its source says."""

    place: str
    """Field of the front matter, or ``p1``, ``p2`` … for a block of the body."""
    ours: str
    """What the briefing says; empty: words of the source are missing inside a passage."""
    source: str
    """What the source says there; empty: nothing of the kind."""


@light
class SourceText:
    """All of a source's text, made ready for comparing."""

    text: str

    @cached_property
    def letters(self) -> str:
        """Without white space, in normal form."""
        return letters(self.text)

    @cached_property
    def words(self) -> list[str]:
        """In normal form."""
        return words(self.text)

    @cached_property
    def places(self) -> dict[tuple[str, ...], list[int]]:
        """Runs of words → where they begin."""
        found: dict[tuple[str, ...], list[int]] = {}
        for at in range(len(self.words) - NEAR + 1):
            found.setdefault(tuple(self.words[at : at + NEAR]), []).append(at)
        return found


def stands_in(passage: str, sources: Sequence[SourceText]) -> bool:
    """Whether a passage stands word for word in one of the sources."""
    wanted = letters(passage)
    return any(wanted in source.letters for source in sources)


def compare(place: str, passage: str, sources: Sequence[SourceText]) -> list[Difference]:
    """What a passage says that no source says; empty if it stands in one word for word."""
    if stands_in(passage, sources):
        return []
    found = [_differences(place, words(passage), source) for source in sources]
    return min(found, key=_weight, default=[Difference(place, _quoted(words(passage)), "")])


def _differences(place: str, ours: list[str], source: SourceText) -> list[Difference]:
    start = _best_start(ours, source)
    if start is None:
        return [Difference(place, _quoted(ours), "")]
    begin = max(0, start - 5)
    theirs = source.words[begin : start + len(ours) + 40]
    if _is_endless(ours, theirs):
        return [Difference(place, _quoted(ours), _quoted(theirs))]
    codes = difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    inner = [code for code in codes if code[0] != "equal"]
    if inner and inner[0][0] == "insert" and inner[0][1] == 0:
        inner = inner[1:]  # the source's words before the passage
    if inner and inner[-1][0] == "insert" and inner[-1][2] == len(ours):
        inner = inner[:-1]  # and behind it
    elif inner and inner[-1][0] == "replace" and inner[-1][2] == len(ours):
        tag, i1, i2, j1, _ = inner[-1]
        inner[-1] = (tag, i1, i2, j1, min(len(theirs), j1 + i2 - i1))
    return [Difference(place, _quoted(ours[i1:i2]), _quoted(theirs[j1:j2])) for _, i1, i2, j1, j2 in inner] or [
        Difference(place, _quoted(ours), "")  # the words are there, but not in one row
    ]


def _is_endless(ours: list[str], theirs: list[str]) -> bool:
    """Whether few words come so often that to align them takes more than a time that grows with their number."""
    if len(ours) <= FEW:
        return False
    often = Counter(theirs)
    return sum(often[word] for word in ours) > FEW * len(ours)


def _best_start(ours: list[str], source: SourceText) -> int | None:
    """Where in the source most runs of the passage's words point to as its beginning."""
    votes: dict[int, int] = {}
    for at in range(len(ours) - NEAR + 1):
        for there in source.places.get(tuple(ours[at : at + NEAR]), ())[:20]:
            votes[there - at] = votes.get(there - at, 0) + 1
    return max(0, max(votes, key=lambda start: (votes[start], -start))) if votes else None


def _weight(differences: list[Difference]) -> int:
    return sum(len(item.ours) + len(item.source) for item in differences)


def _quoted(parts: Sequence[str]) -> str:
    return " ".join(parts[:SHOWN]) + (" …" if len(parts) > SHOWN else "")
