"""Aligning a list of paragraphs, known by digests, with a later form of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from generator.light import changing

UNKNOWN = 0.2
"""Worth of pairing a paragraph whose old text is known to nobody."""
HINTED = 0.6
"""Added worth of pairing it with what surely comes from the same old text."""
PAIRED = 0.05
"""Worth of pairing two paragraphs that share no word: one took the place of the other."""
MAX_PAIRS = 4_000
"""Beyond so many possible pairs a rewritten stretch is paired in order."""
MAX_CELLS = 4_000_000
"""Beyond so many comparisons two bodies are one rewritten stretch, apart from their common ends."""

Hint = Callable[[str], float | None]
"""How surely, from 0 to 1, a text comes from a paragraph that nobody has any more; None: cannot be told."""


def no_hint(_text: str) -> float | None:
    """Nothing is known from elsewhere."""
    return None


@changing
class Alignment:
    """Where each paragraph of the base went, and what is new between them."""

    at: list[int | None]
    """Place of each base paragraph on the other side; None: it is gone."""
    gaps: list[list[int]]
    """New places on the other side before each base paragraph, and behind the last."""


def align(
    base: Sequence[str],
    other: Sequence[str],
    known: Mapping[str, str],
    texts: Sequence[str],
    rivals: Sequence[str],
    hint: Hint = no_hint,
) -> Alignment:
    """Align ``base`` with ``other`` (digests). ``known`` gives texts by digest, ``texts`` the other side's.

    ``rivals`` are new texts of a third side: what resembles one of them rather comes from an old paragraph; ``hint``
    tells the same from elsewhere.
    """
    result = Alignment([None] * len(base), [[] for _ in range(len(base) + 1)])
    for tag, b1, b2, o1, o2 in _opcodes(base, other):
        if tag == "equal":
            result.at[b1:b2] = range(o1, o2)
        elif tag == "insert":
            result.gaps[b1] += range(o1, o2)
        elif tag == "replace":
            olds, news = [known.get(name) for name in base[b1:b2]], texts[o1:o2]
            _replace(result, b1, o1, _pairs(olds, news, rivals, hint), len(olds), len(news))
    return result


def likeness(one: str, other: str) -> float:
    """Share of words that two texts have in common (Dice), from 0 to 1."""
    a, b = set(one.split()), set(other.split())
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def _opcodes(base: Sequence[str], other: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    head = 0
    while head < min(len(base), len(other)) and base[head] == other[head]:
        head += 1
    tail = 0
    while tail < min(len(base), len(other)) - head and base[-1 - tail] == other[-1 - tail]:
        tail += 1
    b2, o2 = len(base) - tail, len(other) - tail
    codes = [("equal", 0, head, 0, head), *_middle(base[head:b2], other[head:o2], head)]
    return [*codes, ("equal", b2, len(base), o2, len(other))]


def _middle(base: Sequence[str], other: Sequence[str], start: int) -> list[tuple[str, int, int, int, int]]:
    if len(base) * len(other) > MAX_CELLS:
        return [("replace", start, start + len(base), start, start + len(other))]
    import difflib  # not every build aligns something

    codes = difflib.SequenceMatcher(None, base, other, autojunk=False).get_opcodes()
    return [(tag, b1 + start, b2 + start, o1 + start, o2 + start) for tag, b1, b2, o1, o2 in codes]


def _replace(result: Alignment, b: int, o: int, found: Iterable[tuple[int, int]], olds: int, news: int) -> None:
    """Say which paragraph of a rewritten stretch became which."""
    pairs = dict(found)
    last = 0
    for at in range(olds):
        if at in pairs:
            result.gaps[b + at] += range(o + last, o + pairs[at])
            result.at[b + at] = o + pairs[at]
            last = pairs[at] + 1
    result.gaps[b + olds] += range(o + last, o + news)


def _unknown(new: str, rivals: Sequence[str], hint: Hint) -> float:
    """Worth of taking a new paragraph for one whose text nobody has."""
    return UNKNOWN * (1 + max((likeness(new, rival) for rival in rivals), default=0)) + HINTED * (hint(new) or 0)


def _pairs(olds: Sequence[str | None], news: Sequence[str], rivals: Sequence[str], hint: Hint) -> list[tuple[int, int]]:
    """Pair in order so that the pairs are worth most (Needleman and Wunsch, 1970, without gap costs)."""
    if len(olds) * len(news) > MAX_PAIRS:
        return [(at, at) for at in range(min(len(olds), len(news)))]
    unknown = [_unknown(new, rivals, hint) for new in news] if None in olds else []
    shared = {rival for rival in rivals if rival in news}  # both sides have it: no edit of a paragraph that one kept
    worth = [
        unknown if old is None else [PAIRED + (0 if new in shared else likeness(old, new)) for new in news]
        for old in olds
    ]
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    for i in range(len(olds) - 1, -1, -1):
        for j in range(len(news) - 1, -1, -1):
            best[i][j] = max(worth[i][j] + best[i + 1][j + 1], best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(olds) and j < len(news):
        if best[i][j] == worth[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs
