"""Near-duplicates: whether a text tells the same story as one that is known already.

A text becomes the set of its runs of three words, hashed; the 64 smallest hashes are its sketch (Broder: On the
resemblance and containment of documents, 1997). Two sketches tell how much of the shorter text stands in the
longer one. An index over the 32 smallest hashes of each finds the few sketches worth comparing, so that each
new text costs the same however many are known.
"""

from __future__ import annotations

import base64
import binascii
import sys
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterator

from generator import prose

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

_MARKS = frozenset("“”‘’„«»–—…·،。、\u00a0\u202f")
"""Marks between words that are no ASCII characters."""
_MASK = 0xFFFFFFFF
_IN_WORDS = b"0123456789_abcdefghijklmnopqrstuvwxyz"
_ASCII = bytes(range(128))


def _table(kept: bytes) -> bytes:
    """Table that turns ASCII capitals into small letters, and all that is not kept into spaces."""
    return bytes(byte if byte in kept else 32 for byte in range(256)).lower()


_WORDS_OF_ASCII = _table(_IN_WORDS + _IN_WORDS.upper())
_WORDS = _table(_IN_WORDS + _IN_WORDS.upper() + bytes(range(128, 256)))

Sketch = array  # of unsigned 32-bit integers, ascending; an alias, because arrays take no type parameter at run time


def sketch(text: str) -> Sketch[int]:
    """Sketch of a text; empty if it has fewer than three words."""
    words = _words(text)
    count = len(words) - 2
    if count <= 3 * SIZE:
        return array("I", sorted(set(_hashes(words)))[:SIZE])
    # Hashes are spread evenly: the smallest are below a certain one, and the others need not be sorted.
    limit = (_MASK // count) * SIZE * 3 // 2
    few = {value for value in _hashes(words) if value < limit}
    return array("I", sorted(few if len(few) >= SIZE else set(_hashes(words)))[:SIZE])


def _hashes(words: list[bytes]) -> Iterator[int]:
    """Hash of every run of three words."""
    return map(zlib.crc32, map(b" ".join, zip(words, words[1:], words[2:], strict=False)))


def _words(text: str) -> list[bytes]:
    """Words as bytes: joining and hashing them then runs without a step of Python for each."""
    data, beyond = text.encode("utf-8", "replace"), ""
    if not text.isascii():
        beyond = data.translate(None, _ASCII).decode()
        if beyond != beyond.lower():  # capitals that are no ASCII letters
            data = text.lower().encode("utf-8", "replace")
            beyond = data.translate(None, _ASCII).decode()
    marks = _MARKS.intersection(beyond)
    if sum(map(beyond.count, marks)) == len(beyond):
        words, length = data.translate(_WORDS_OF_ASCII).split(), len(data) - len(beyond.encode()) + len(beyond)
    else:
        for mark in marks:
            data = data.replace(mark.encode(), b" ")
        words, length = data.translate(_WORDS).split(), len(data)
    if length > 20 * len(words):  # a script without spaces between words, or none of any kind
        return [word.encode("utf-8", "replace") for word in prose.words(text.lower())]
    return words


def shared(one: Sketch[int], other: Sketch[int]) -> tuple[int, int, int]:
    """Hashes in both, in the first and in the second, of those that both sketches can know of."""
    return _known(set(one).intersection(other), one, other)


def _known(common: set[int], one: Sketch[int], other: Sketch[int]) -> tuple[int, int, int]:
    limit = min(_reach(one), _reach(other))
    both = len([value for value in common if value <= limit])
    return both, bisect_right(one, limit), bisect_right(other, limit)


def _is_same(both: int, ours: int, others: int) -> bool:
    """Whether most of the shorter text stands in the longer one."""
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
        candidates = self._candidates(sketch)
        mine = set(sketch) if candidates else set()
        for place in sorted(candidates):
            other = self._sketches[place]
            common = mine.intersection(other)
            if len(common) >= EVIDENCE and _is_same(*_known(common, sketch, other)):
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
