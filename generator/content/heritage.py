"""Whether a paragraph comes from an older text of which only a sketch is left.

The base of a merge knows paragraphs by digest alone. Where an editor deleted one and the source rewrote it,
nobody has its text any more; the sketch of the whole old text then tells its offspring from what is new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from generator import neardup

_END = 1 << 32
DESCENDS = 0.3
"""From this share of known runs of words on a paragraph comes from the old text."""
HELD = 0.5
"""From this share of its runs of words on a paragraph stands in another one."""


class Heritage:
    """An old text, less the paragraphs of it that are known."""

    def __init__(self, sketch: str, known: Callable[[], Iterable[str]]) -> None:
        self._dumped, self._known = sketch, known

    @cached_property
    def _old(self) -> tuple[set[int], int]:
        old = neardup.load(self._dumped)
        reach = old[-1] if len(old) >= neardup.SIZE else _END
        explained = (run for text in self._known() for run in neardup.sketch(text))
        return set(old).difference(explained), reach if old else -1

    def share(self, text: str) -> float | None:
        """Share of a paragraph's runs of words that stood in the old text; None where nothing can be told."""
        old, reach = self._old
        own = neardup.sketch(text)
        sampled = [run for run in own if run <= reach]
        return sum(run in old for run in sampled) / len(sampled) if sampled else None

    def descends(self, text: str, *, in_doubt: bool) -> bool:
        """Whether a paragraph comes from one whose text is lost."""
        share = self.share(text)
        return in_doubt if share is None else share >= DESCENDS


def stands_in(text: str, others: Sequence[str]) -> bool:
    """Whether most of a text stands word for word in one of the others."""
    runs = _runs(text)
    return bool(runs) and any(len(runs & _runs(other)) >= HELD * len(runs) for other in others)


def _runs(text: str) -> set[tuple[str, ...]]:
    """Runs of three words."""
    words = text.split()
    return set(zip(words, words[1:], words[2:], strict=False))
