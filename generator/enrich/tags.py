"""Tags of the taxonomy that an article is about, the surest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from math import sqrt

from generator.articles import Article
from generator.enrich.phrases import Phrases
from generator.enrich.territories import names
from generator.light import changing
from generator.model import Tag, Taxonomy

MAX_TAGS = 8
_THRESHOLD = 2.4
"""A passing mention in the body scores 1, one in the headline 3."""
_SHARE_OF_BEST = 0.16
_BROADER = 0.5
"""A broader tag stands beside a narrower one only if its own words score at least this share of the narrower's."""
_POOLED = 0.8
"""What the passing mentions of a topic's parts count for the whole of it."""
_HEADLINE, _DECK, _LEDE, _STATED = 3.0, 2.0, 2.0, 2.5


@changing
class _Evidence:
    """What speaks for one tag."""

    score: float = 0.0
    first: int = 0
    paragraphs: dict[int, int] = field(default_factory=dict)
    """Paragraph → number of matches in it."""
    wordings: set[str] = field(default_factory=set)


def find(article: Article, taxonomy: Taxonomy) -> tuple[str, ...]:
    """Slugs of the tags, by how strongly the article's words suggest them."""
    if not taxonomy.tags:
        return ()
    phrases = _phrases(taxonomy, article.language.partition("-")[0] or "en")
    found: dict[str, _Evidence] = {}
    for weight, text in _parts(article):
        for slug, _, _ in phrases.find(text):
            found.setdefault(slug, _Evidence()).score += weight
    for at, block in enumerate(article.body):
        for slug, start, end in phrases.find(block.text):
            evidence = found.setdefault(slug, _Evidence())
            evidence.paragraphs[at] = evidence.paragraphs.get(at, 0) + 1
            evidence.wordings.add(block.text[start:end].lower())
    scores = {slug: _score(evidence, len(article.body)) for slug, evidence in found.items()}
    return _choose(scores, taxonomy)


def _parts(article: Article) -> Iterable[tuple[float, str]]:
    yield _HEADLINE, article.title
    yield _DECK, article.deck
    yield _STATED, article.section
    for tag in article.seed.stated.tags:
        yield _STATED, tag


def _score(evidence: _Evidence, length: int) -> float:
    """Headline and the like, plus the body: each paragraph counts once, more within it a little, early ones more."""
    body = 0.0
    for at, count in evidence.paragraphs.items():
        body += sqrt(count) * (_LEDE if at == 0 else 1.4 if at < 1 + length // 6 else 1.0)
    # Many mentions in a long article count less each: a tag is no word count.
    return evidence.score + min(body, 3.0) + sqrt(max(0.0, body - 3.0)) + 0.3 * (len(evidence.wordings) > 1)


def _choose(scores: dict[str, float], taxonomy: Taxonomy) -> tuple[str, ...]:
    least = max(_THRESHOLD, _SHARE_OF_BEST * max(scores.values(), default=0.0))
    sure = {slug: score for slug, score in scores.items() if score >= least}
    for slug, score in list(sure.items()):
        for broader in taxonomy.path(slug)[:-1]:
            if sure.get(broader.slug, score) < _BROADER * score:
                sure.pop(broader.slug, None)
    sure |= _pooled(scores, sure, taxonomy)
    order = taxonomy.order
    return tuple(sorted(sure, key=lambda slug: (-round(sure[slug], 3), order[slug]))[:MAX_TAGS])


def _pooled(scores: dict[str, float], sure: dict[str, float], taxonomy: Taxonomy) -> dict[str, float]:
    """Broad topics of which the article says many things, each of them only in passing."""
    covered = {tag.slug for slug in sure for tag in taxonomy.path(slug)}
    pools: dict[str, list[float]] = {}
    for slug, score in scores.items():
        path = taxonomy.path(slug)
        if len(path) > 1 and path[0].slug not in covered and not path[0].territory:
            pools.setdefault(path[0].slug, [scores.get(path[0].slug, 0.0)]).append(score)
    return {slug: sum(pool) * _POOLED for slug, pool in pools.items() if sum(pool) * _POOLED >= _THRESHOLD}


_compiled: dict[str, tuple[Taxonomy, Phrases]] = {}


def _phrases(taxonomy: Taxonomy, language: str) -> Phrases:
    """The taxonomy's phrases for texts in a language, compiled once a run."""
    known = _compiled.get(language)
    if known is None or known[0] is not taxonomy:
        languages = dict.fromkeys((language, "en"))
        known = taxonomy, Phrases((phrase, tag.slug) for tag in taxonomy.tags for phrase in _of(tag, languages))
        _compiled[language] = known
    return known[1]


def _of(tag: Tag, languages: Iterable[str]) -> Iterable[str]:
    for language in languages:
        yield from tag.phrases.get(language, ())
        if tag.territory:
            yield from names(tag.territory, language)
