"""Evaluation texts as the articles that the enriching functions are given."""

from __future__ import annotations

from collections.abc import Iterable

from generator.articles import Article, Block, Seed


def article_of(title: str, paragraphs: Iterable[str], language: str = "en") -> Article:
    """An article of a headline and paragraphs, as extraction would hand it on."""
    blocks = tuple(Block(text) for text in paragraphs if text)
    return Article(Seed("evaluation", "0" * 64, "text", blocks), title, blocks, language=language)
