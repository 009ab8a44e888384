"""Article → Briefing: what a reader in a hurry wants, every text of it word for word from the article."""

from __future__ import annotations

from dataclasses import replace

from generator.articles import Article, Briefing
from generator.model import Taxonomy


def enrich(article: Article, taxonomy: Taxonomy) -> Briefing:
    """Find language, summary, tags, people, places and organisations of an article."""
    # Loaded with the first article: a build, which asks for quotations alone, needs none of it.
    from generator.enrich import fullest, names, tags
    from generator.enrich.language import identify
    from generator.enrich.summary import summarize

    paragraphs = [block.text for block in article.body]
    article = replace(article, language=identify(" ".join(paragraphs), article.language))
    summary, key_points = summarize(article)
    mentions = names.find(paragraphs, article.language)
    if article.dateline:
        mentions += names.of_dateline(article.dateline, article.language)
    return Briefing(
        article,
        summary,
        key_points,
        tags=tags.find(article, taxonomy),
        places=fullest.places(mentions, article.language),
        people=fullest.people(mentions),
        organizations=fullest.organizations(mentions),
    )
