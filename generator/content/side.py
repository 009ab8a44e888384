"""A body as its paragraphs, and paragraphs as a body."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from generator.content.clash import digest
from generator.light import light

_BLOCK = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")


def blocks(body: str) -> list[str]:
    """The paragraphs of a body, each with the blank lines that follow it."""
    starts = [match.start() for match in _BLOCK.finditer(body)]
    return [body[start:end] for start, end in pairwise([*starts, len(body)])]


@light
class Side:
    """One side of a merge."""

    parts: list[str]
    """With the blank lines that follow."""
    texts: list[str]
    digests: list[str]
    by_digest: Mapping[str, str]

    @classmethod
    def of(cls, body: str) -> Side:
        """Take a body apart."""
        parts = blocks(body)
        texts = [part.strip() for part in parts]
        digests = [digest(text) for text in texts]
        return cls(parts, texts, digests, dict(zip(digests, texts, strict=True)))

    def foreign(self, base: Sequence[str]) -> list[str]:
        """Paragraphs that are not in the base as they stand."""
        return [text for name, text in zip(self.digests, self.texts, strict=True) if name not in base][:50]


def join(parts: Sequence[str]) -> str:
    """Put paragraphs together with at least one blank line between, keeping wider gaps as they are."""
    text: list[str] = []
    for part in parts:
        if text and not re.search(r"\n[ \t]*\n\s*\Z", text[-1]):
            text[-1] = text[-1].rstrip("\n") + "\n\n"
        text.append(part)
    return "".join(text).strip("\n")
