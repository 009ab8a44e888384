"""Article → Briefing: what a reader in a hurry wants, every text of it word for word from the article."""

from __future__ import annotations

from generator.model import Article, Briefing, Taxonomy
from generator.text import sentences


def enrich(article: Article, taxonomy: Taxonomy) -> Briefing:
    """Find summary, tags, people, places and organisations in an article."""
    first = next((block.text for block in article.body if block.kind == "paragraph"), "")
    return Briefing(article, summary=sentences(first)[:2])
