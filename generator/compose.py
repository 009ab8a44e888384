"""Briefing → front matter and Markdown body, in the form editors will own."""

from __future__ import annotations

import re
from datetime import date

from generator.articles import Block, Briefing
from generator.markdown import escape_lines
from generator.model import FrontMatter, Source


def compose(briefing: Briefing, slug: str = "", added: date | None = None) -> tuple[FrontMatter, str]:
    """Put a briefing into its file's two halves; address and day of entry may be given later."""
    article = briefing.article
    seed = article.seed
    source = Source(
        name=_clip(seed.stated.site, 200), url=_address(seed.stated.url), seed=seed.path, sha256=seed.sha256
    )
    front = FrontMatter(
        title=_clip(article.title, 300),
        deck=_clip(article.deck, 600),
        slug=slug,
        date=article.date,
        updated=article.updated,
        added=added,
        summary=" ".join(briefing.summary),
        key_points=briefing.key_points,
        tags=briefing.tags,
        places=briefing.places,
        people=briefing.people,
        organizations=briefing.organizations,
        language=article.language,
        byline=_clip(article.byline, 300),
        dateline=_clip(article.dateline, 200),
        section=_clip(article.section, 100),
        sources=(source,),
    )
    return front, body(article.body)


def body(blocks: tuple[Block, ...]) -> str:
    """Markdown of the article's blocks, items of one list kept together."""
    parts: list[str] = []
    previous = ""
    for block, escaped in zip(blocks, escape_lines([block.text for block in blocks]), strict=True):
        text = block.markdown or escaped
        if block.kind == "item":
            line = f"{block.level}. {text}" if block.level else f"- {text}"
            if previous == "item":
                parts[-1] += f"\n{line}"
            else:
                parts.append(line)
        else:
            parts.append(_form(block, text))
        previous = block.kind
    return "\n\n".join([part for part in parts if part.strip()])


def _form(block: Block, text: str) -> str:
    if block.kind == "heading":
        # The page's own heading is the headline, so subheads begin at the second level.
        return f"{'#' * min(max(block.level, 2), 6)} {text}"
    if block.kind == "quote":
        return f"> {text}"
    return text


def _clip(text: str, limit: int) -> str:
    return text if len(text) <= limit else ""


def _address(url: str) -> str:
    return url if re.fullmatch(r"""https?://[^\s<>"'`\\{}|^]{1,1900}""", url) else ""
