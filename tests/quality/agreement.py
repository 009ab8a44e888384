"""How far what is given agrees with what is expected: counts that are pooled over all cases."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_QUOTATION_MARKS = str.maketrans("“”„«»‘’‚", '"""""\'\'\'')


@dataclass(frozen=True)
class Count:
    """Of what is given, how much is right; of what is expected, how much is found."""

    right: int = 0
    given: int = 0
    found: int = 0
    expected: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(
            self.right + other.right,
            self.given + other.given,
            self.found + other.found,
            self.expected + other.expected,
        )

    @property
    def precision(self) -> float:
        """Share of the given that is right; 1 if nothing is given."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """Share of the expected that is found; 1 if nothing is expected."""
        return self.found / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def norm(text: str) -> str:
    """Without differences of white space, width and quotation marks."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_QUOTATION_MARKS).split())


def same(given: str, expected: str) -> bool:
    """Whether two fields say the same to a reader; case and a leading article do not count."""
    return _bare(given) == _bare(expected)


def _bare(text: str) -> str:
    return re.sub(r"^(the|le|la|les|el|los|die|der|das) ", "", norm(text).casefold())


def names(given: Iterable[str], must: Collection[str], may: Collection[str]) -> Count:
    """Count names: each given one must be expected or allowed."""
    listed, wanted, allowed = {norm(name) for name in given}, set(map(norm, must)), set(map(norm, may))
    return Count(len(listed & (wanted | allowed)), len(listed), len(listed & wanted), len(wanted))


def sequence(given: Sequence[str], openings: Sequence[str], maybe: Sequence[str] = ()) -> tuple[Count, list[str]]:
    """Count paragraphs, in order, by how they begin; and list those that no opening stands for.

    Paragraphs that begin as one of ``maybe`` does not count.
    """
    labels = [_label(norm(text), openings) for text in given]
    matcher = SequenceMatcher(None, range(len(openings)), labels, autojunk=False)
    hits = sum(block.size for block in matcher.get_matching_blocks())
    strange = [text for text, label in zip(given, labels, strict=True) if label < 0]
    counted = [text for text in strange if _label(norm(text), maybe) < 0]
    return Count(hits, len(given) - len(strange) + len(counted), hits, len(openings)), strange


def _label(text: str, openings: Sequence[str]) -> int:
    return next((at for at, opening in enumerate(openings) if text.startswith(norm(opening))), -1)


def holds_clutter(line: str, strange: Iterable[str], body: Iterable[str]) -> bool:
    """Whether a line of clutter is in the body: a strange paragraph begins with it, or any holds its many words."""
    pattern = re.compile(rf"{re.escape(norm(line))}(?!\w)")
    if any(pattern.match(norm(text)) for text in strange):
        return True
    return len(line.split()) > 3 and any(pattern.search(norm(text)) for text in body)
