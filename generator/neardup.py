"""Near-duplicates: whether a text tells the same story as one that is known already.

A text becomes the set of its runs of three words, hashed; the 64 smallest hashes are its sketch (Broder: On the
resemblance and containment of documents, 1997). Two sketches tell how much of the shorter text stands in the
longer one. An index over the 32 smallest hashes of each finds the few sketches worth comparing, so that each
new text costs the same however many are known.
"""

from __future__ import annotations

import base64
import binascii
import re
import sys
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterator

from generator import text as texts

SIZE = 64
"""Hashes in a sketch."""
INDEXED = 32
"""Hashes of a sketch by which it is found."""
SAME = 0.5
"""From this share on two texts are the same story."""
EVIDENCE = 2
"""So many hashes at least must be shared: one alone is chance."""
COMMON = 64
"""A run of words in so many texts is a phrase of the trade and leads to none of them."""

_WORD = re.compile(rb"[0-9a-z_\x80-\xff]+")
_MARKS = tuple(mark.encode() for mark in "“”‘’„«»–—…·،。、\u00a0\u202f")
"""Marks between words that are no ASCII characters."""
_MASK = 0xFFFFFFFF

Sketch = array  # of unsigned 32-bit integers, ascending; an alias, because arrays take no type parameter at run time


def sketch(text: str) -> Sketch[int]:
    """Sketch of a text; empty if it has fewer than three words."""
    words = _words(text)
    hashes = set(map(zlib.crc32, map(b" ".join, zip(words, words[1:], words[2:], strict=False))))
    smallest = sorted(hashes)[:SIZE] if len(hashes) <= 3 * SIZE else _smallest(hashes)
    return array("I", smallest)


def _words(text: str) -> list[bytes]:
    """Words as bytes: joining and hashing them then runs without a step of Python for each."""
    data = text.lower().encode("utf-8", "replace")
    for mark in _MARKS:
        data = data.replace(mark, b" ")
    words = _WORD.findall(data)
    if len(data) > 20 * len(words):  # a script without spaces between words, or none of any kind
        return [word.encode("utf-8", "replace") for word in texts.words(text.lower())]
    return words


def _smallest(hashes: set[int]) -> list[int]:
    """The smallest hashes, without sorting them all: hashes are spread evenly."""
    limit = (_MASK // len(hashes)) * SIZE * 3 // 2
    few = [value for value in hashes if value < limit]
    return sorted(few if len(few) >= SIZE else hashes)[:SIZE]


def shared(one: Sketch[int], other: Sketch[int]) -> tuple[int, int, int]:
    """Hashes in both, in the first and in the second, of those that both sketches can know of."""
    limit = min(_reach(one), _reach(other))
    both = sum(value <= limit for value in set(one).intersection(other))
    return both, bisect_right(one, limit), bisect_right(other, limit)


def is_same(one: Sketch[int], other: Sketch[int]) -> bool:
    """Whether most of the shorter text stands in the longer one."""
    both, ours, others = shared(one, other)
    return both >= EVIDENCE and both >= SAME * min(ours, others)


def _reach(sketch: Sketch[int]) -> int:
    """Up to which hash a sketch is complete."""
    return sketch[-1] if len(sketch) >= SIZE else _MASK


def dump(sketch: Sketch[int]) -> str:
    """Sketch as text, for records."""
    portable = sketch if sys.byteorder == "little" else _swapped(sketch)
    return base64.b64encode(portable.tobytes()).decode()


def load(text: str) -> Sketch[int]:
    """Sketch from what ``dump`` wrote; empty for anything else."""
    found = array("I")
    try:
        found.frombytes(base64.b64decode(text, validate=True))
    except (binascii.Error, ValueError):
        return array("I")
    return found if sys.byteorder == "little" else _swapped(found)


class Index:
    """Known texts by name."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._sketches: list[Sketch[int]] = []
        self._places: dict[int, int | list[int]] = {}

    def __len__(self) -> int:
        return len(self._names)

    def add(self, name: str, sketch: Sketch[int]) -> None:
        """Make a text known."""
        place = len(self._names)
        self._names.append(name)
        self._sketches.append(sketch)
        for value in sketch[:INDEXED]:
            there = self._places.setdefault(value, place)
            if isinstance(there, list):
                if len(there) < COMMON:
                    there.append(place)
            elif there != place:
                self._places[value] = [there, place]

    def same(self, sketch: Sketch[int]) -> Iterator[tuple[str, Sketch[int]]]:
        """The known texts that tell the same story, in the order they were added."""
        mine = set(sketch)
        for place in sorted(self._candidates(sketch)):
            other = self._sketches[place]
            if len(mine.intersection(other)) >= EVIDENCE and is_same(sketch, other):
                yield self._names[place], other

    def _candidates(self, sketch: Sketch[int]) -> set[int]:
        once: set[int] = set()
        twice: set[int] = set()
        for value in self._places.keys() & sketch:
            there = self._places[value]
            if isinstance(there, int):
                (twice if there in once else once).add(there)
            elif len(there) < COMMON:
                twice.update(once.intersection(there))
                once.update(there)
        if len(sketch) < SIZE:
            return once
        return twice | {place for place in once - twice if len(self._sketches[place]) < SIZE}


def _swapped(sketch: Sketch[int]) -> Sketch[int]:
    swapped = array("I", sketch)
    swapped.byteswap()
    return swapped
