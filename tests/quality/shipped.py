"""What ``briefing convert`` does with a file's bytes, up to the article: the functions that are measured."""

from __future__ import annotations

from generator.articles import Article
from generator.errors import SeedError
from generator.extract import extract
from generator.seeds import read


def article(path: str, data: bytes) -> Article | None:
    """Give the article of a file; None where the converter rejects it."""
    try:
        return extract(read(path, data))
    except SeedError:
        return None


def body(found: Article | None) -> str:
    """Plain text of the article's body; empty without an article."""
    return "\n\n".join(block.text for block in found.body) if found else ""


def title(found: Article | None) -> str:
    """Give the article's headline; empty without an article."""
    return found.title if found else ""


def day(found: Article | None) -> str:
    """Give the day of publication as the front matter would have it; empty without one."""
    return found.date.isoformat()[:10] if found and found.date else ""
