"""How much two texts have in common: word shingles, and headlines without regard to case and marks.

The definition is that of the public benchmarks of article extraction: four-word shingles with their counts,
precision and recall averaged over the documents, F1 of the two averages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"\w+")
_SIZE = 4


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words; a shorter text is one run."""
    words = _WORD.findall(text)
    return Counter(filter(None, (tuple(words[at : at + _SIZE]) for at in range(max(1, len(words) - _SIZE + 1)))))


def precision_and_recall(gold: str, found: str) -> tuple[float | None, float | None]:
    """Of one document; None where there is nothing to divide by."""
    wanted, given = shingles(gold), shingles(found)
    common = (wanted & given).total()
    return common / given.total() if given else None, common / wanted.total() if wanted else None


def f1(pairs: Iterable[tuple[float | None, float | None]]) -> float:
    """F1 of the averages over documents."""
    listed = list(pairs)
    precision = mean(value for value, _ in listed if value is not None)
    recall = mean(value for _, value in listed if value is not None)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def mean(values: Iterable[float]) -> float:
    """Average; 0 of nothing."""
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0


def same_headline(one: str, other: str) -> bool:
    """Whether two headlines have the same words in the same order."""
    return _WORD.findall(one.lower()) == _WORD.findall(other.lower())
