"""The desk a story belongs to, by the first of its tags that tells one, against the labels of MasakhaNEWS."""

from __future__ import annotations

from pathlib import Path

from generator import taxonomy
from generator.enrich import tags
from generator.model import Taxonomy
from generator.text import squash
from tests.quality.articles import article_of
from tests.quality.sets import rows

_CONTENT = Path(__file__).parents[2] / "content"
# IPTC Media Topics at the top of the taxonomy's branches → the set's desks.
_DESKS = {
    "01000000": "entertainment",
    "04000000": "business",
    "07000000": "health",
    "11000000": "politics",
    "12000000": "religion",
    "13000000": "technology",
    "15000000": "sports",
}


def measure(data: Path) -> dict[str, float]:
    """``topics.<language>.accuracy`` for English and French."""
    known = taxonomy.load(_CONTENT)
    values = {}
    for name, language in (("eng", "en"), ("fra", "fr")):
        if found := rows(data, f"topic_masakhane_{name}"):
            right = sum(desk(row["title"], row["text"], language, known) == row["topic"] for row in found)
            values[f"topics.{name}.accuracy"] = right / len(found)
    return values


def desk(title: str, text: str, language: str, known: Taxonomy) -> str:
    """The desk of the surest tag that has one; empty if none of the tags has."""
    paragraphs = [squash(part) for part in text.split("\n") if part.strip()]
    for slug in tags.find(article_of(title, paragraphs, language), known):
        for tag in known.path(slug):
            if tag.iptc in _DESKS:
                return _DESKS[tag.iptc]
    return ""
