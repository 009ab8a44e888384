"""Quotations in an article's paragraphs, with their speakers."""

from __future__ import annotations

from collections.abc import Sequence

from generator.model import Quote


def quotes(paragraphs: Sequence[str], people: Sequence[str]) -> tuple[tuple[Quote, int], ...]:
    """Quotations in reading order, each with the index of its paragraph."""
    return ()
