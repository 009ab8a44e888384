"""Article → Briefing: what a reader in a hurry wants, every text of it word for word from the article."""

from __future__ import annotations

from dataclasses import replace

from generator.enrich import tags
from generator.enrich.language import identify
from generator.enrich.summary import summarize
from generator.model import Article, Briefing, Taxonomy


def enrich(article: Article, taxonomy: Taxonomy) -> Briefing:
    """Find language, summary, tags, people, places and organisations of an article."""
    text = " ".join(block.text for block in article.body)
    article = replace(article, language=identify(text, article.language))
    summary, key_points = summarize(article)
    return Briefing(article, summary, key_points, tags.find(article, taxonomy))
