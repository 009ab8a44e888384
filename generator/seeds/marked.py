"""Markdown files → Seeds: headings, lists, quotations, links and emphasis; front matter says what it states."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace

from generator.articles import Block, Run, Seed, Stated
from generator.seeds import plain, runs
from generator.seeds.decode import decode
from generator.seeds.stated import moment
from generator.text import squash

_FRONT = re.compile(r"---[ \t]*\n(.*?)\n---[ \t]*(?:\n|$)", re.DOTALL)
_COMMENT = re.compile(r"<!--(?:(?!-->).){0,5000}-->", re.DOTALL)
_PAIR = re.compile(r"""([A-Za-z_]+):[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\n\[{|>&*!]*))[ \t]*$""", re.MULTILINE)
_HEADING = re.compile(r"(#{1,6})[ \t]+(.+?)[ \t#]*")
_UNDERLINE = re.compile(r"(=|-)\1{2,}\s*")
_ITEM = re.compile(r"\s{0,8}(?:[*+•-]|\d{1,3}[.)])\s")
_INLINE = re.compile(
    r"""!\[(?P<alt>[^\[\]\n]{0,500})\]\([^()\s]{0,2000}(?:[ ]"[^"\n]{0,200}")?\)
      | \[(?P<label>[^\[\]\n]{1,500})\]\((?P<href>[^()\s]{1,2000})(?:[ ]"[^"\n]{0,200}")?\)
      | <(?P<auto>https?://[^\s<>]{1,1900})>
      | (?<![*\w])\*\*(?P<strong>[^\s*](?:[^*\n]{0,500}[^\s*])?)\*\*(?![*\w])
      | (?<![*\w])\*(?P<em>[^\s*](?:[^*\n]{0,500}[^\s*])?)\*(?![*\w])
      | (?<![_\w])_(?P<under>[^\s_](?:[^_\n]{0,500}[^\s_])?)_(?![_\w])
      | \\(?P<escaped>[\\`*_{}\[\]()>\#+\-.!])
    """,
    re.VERBOSE,
)


def read(path: str, data: bytes) -> Seed:
    """Read a Markdown file. Raises SeedError."""
    text, repairs = decode(path, data)
    text = _COMMENT.sub(lambda match: "\n" * match.group().count("\n"), text)
    front = _FRONT.match(text)
    stated = _stated(front[1]) if front else Stated()
    lines = plain.lines_of(path, text)[text.count("\n", 0, front.end()) if front else 0 :]
    return Seed(path, hashlib.sha256(data).hexdigest(), "text", tuple(_blocks(lines)), stated, repairs)


def _stated(front: str) -> Stated:
    values = {match[1].lower(): squash(match[2] or match[3] or match[4] or "") for match in _PAIR.finditer(front)}
    return Stated(
        titles=tuple(filter(None, [values.get("title", "")])),
        deck=values.get("deck", "") or values.get("description", ""),
        date=moment(values.get("date", "")) or moment(values.get("published", "")),
        updated=moment(values.get("updated", "")),
        byline=values.get("author", "") or values.get("byline", ""),
        section=values.get("section", "") or values.get("category", ""),
        language=values.get("language", "") or values.get("lang", ""),
        url=runs.address(values.get("url", "") or values.get("source", "")),
    )


def _blocks(lines: list[plain.Line]) -> Iterator[Block]:
    paragraph: list[plain.Line] = []
    for number, line in lines:
        heading = _HEADING.fullmatch(line.strip())
        if paragraph and _UNDERLINE.fullmatch(line):
            number, text = paragraph[-1]
            yield from _flush(paragraph[:-1])
            yield _formatted(Block(squash(text), "heading", 1 if line.startswith("=") else 2, line=number))
            paragraph = []
        elif heading:
            yield from _flush(paragraph)
            yield _formatted(Block(heading[2], "heading", len(heading[1]), line=number))
            paragraph = []
        elif not line.strip():
            yield from _flush(paragraph)
            paragraph = []
        else:
            paragraph.append((number, line))
    yield from _flush(paragraph)


def _flush(paragraph: list[plain.Line]) -> Iterator[Block]:
    if not paragraph:
        return
    if all(line.lstrip().startswith(">") for _, line in paragraph):
        stripped = [(number, re.sub(r"^\s*>[\s>]*", "", line)) for number, line in paragraph]
        text = squash(" ".join(line for _, line in stripped))
        yield _formatted(Block(text, "quote", line=paragraph[0][0]))
        return
    if len(paragraph) > 1 and not any(_ITEM.match(line) for _, line in paragraph):
        # A line end inside a paragraph of Markdown is a space.
        joined = squash(" ".join(line for _, line in paragraph))
        yield _formatted(Block(joined, line=paragraph[0][0]))
        return
    for block in plain.blocks_of([(number, line) for number, line in paragraph]):
        yield _formatted(block)


def _formatted(block: Block) -> Block:
    parts = list(_runs(block.text))
    return replace(
        block,
        text=runs.plain(parts),
        markdown=runs.markdown(parts),
        link_share=round(runs.link_share(parts), 3),
    )


def _runs(text: str) -> Iterator[Run]:
    end = 0
    for match in _INLINE.finditer(text):
        yield Run(text[end : match.start()])
        end = match.end()
        kind = match.lastgroup or ""
        inner = match[kind] if kind != "href" else match["label"]
        if kind == "href":
            yield Run(inner, link=match["href"])
        elif kind == "auto":
            yield Run(inner, link=inner)
        elif kind != "alt":
            yield Run(inner, strong=kind == "strong", em=kind in ("em", "under"))
    yield Run(text[end:])
