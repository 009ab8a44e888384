"""Briefing → front matter and Markdown body, in the form editors will own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby, starmap

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
    texts = [block.markdown or line for block, line in zip(blocks, _escaped(blocks), strict=True)]
    for is_item, group in groupby(zip(blocks, texts, strict=True), key=lambda pair: pair[0].kind == "item"):
        pairs = list(group)
        parts += _lists(pairs) if is_item else starmap(_form, pairs)
    return "\n\n".join([part for part in parts if part.strip()])


def _escaped(blocks: Sequence[Block]) -> list[str]:
    return escape_lines([block.text for block in blocks])


def _lists(items: Iterable[tuple[Block, str]]) -> Iterator[str]:
    """Lists of neighbouring items. Those of the other kind than the first, with or without numbers, stand inside of it.

    A number that does not follow is no item: Markdown would count on.
    """
    lines: list[str] = []
    last: dict[str, int] = {}  # number of the last item, by the indent of its list
    is_ordered = False
    for block, text in items:
        number = block.level
        is_ordered = is_ordered if lines else number > 0
        indent = "" if (number > 0) == is_ordered else "    "
        if number and number != last.get(indent, number - 1) + 1:
            yield from _joined(lines)
            yield f"{number}\\. {text}"
            lines, last = [], {}
            continue
        lines.append(f"{indent}{number}. {text}" if number else f"{indent}- {text}")
        last = {**last, indent: number} if indent else {"": number}
    yield from _joined(lines)


def _joined(lines: Sequence[str]) -> list[str]:
    return ["\n".join(lines)] if lines else []


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
