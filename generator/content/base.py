"""The base of a merge, paragraph by paragraph: what the converter wrote last, and how open clashes stood.

A paragraph is kept as its digest. One that both sides touched is kept as three: what it was, what the editor
made of it and what the converter did (empty: took it out). So the next merge knows both again, though nobody
has the old text any more to compare them with. One that an editor deleted and that left the source, too, is kept
in the same way, as a tombstone: should the source bring it back, it stays deleted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.content.align import Alignment, Hint, align, no_hint
from generator.light import light

_BETWEEN = ":"


@light
class Basis:
    """One paragraph of the base."""

    was: str
    """Digest of what the converter wrote."""
    mine: str | None = None
    """Digest of what the editor made of it, where a clash is open."""
    theirs: str | None = None
    """Digest of what the converter made of it, where a clash is open."""

    @classmethod
    def parse(cls, text: str) -> Basis:
        """Read one word of a record's body."""
        was, *clash = text.split(_BETWEEN)
        return cls(was, *clash) if len(clash) == 2 else cls(was)

    @property
    def is_tombstone(self) -> bool:
        """Whether it is gone on both sides, by an editor's hand."""
        return self.mine == "" and self.theirs == ""

    def __str__(self) -> str:
        """As records keep it."""
        return self.was if self.mine is None else f"{self.was}{_BETWEEN}{self.mine}{_BETWEEN}{self.theirs}"


def names_on(side: Sequence[str], bases: Sequence[tuple[str, str | None]]) -> list[str]:
    """Under which digest each paragraph (what it was, what it became) is to be found; empty: it is gone."""
    there = {*side}
    return [was if became is None or was in there else became for was, became in bases]


def align_names(
    names: Sequence[str],
    other: Sequence[str],
    known: Mapping[str, str],
    texts: Sequence[str],
    rivals: Sequence[str] = (),
    hint: Hint = no_hint,
) -> Alignment:
    """Align like ``align``, but for paragraphs that are known to be gone: no other is taken for them."""
    kept = [at for at, name in enumerate(names) if name]
    found = align([names[at] for at in kept], other, known, texts, rivals, hint)
    result = Alignment([None] * len(names), [[] for _ in range(len(names) + 1)])
    for at, place, gap in zip(kept, found.at, found.gaps, strict=False):
        result.at[at], result.gaps[at] = place, gap
    result.gaps[-1] = found.gaps[-1]
    return result
