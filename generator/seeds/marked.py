"""Markdown files → Seeds: headings, lists, quotations, links and emphasis; front matter says what it states."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from generator.articles import Block, Seed
from generator.seeds import plain, runs, verbatim
from generator.seeds.decode import decode
from generator.seeds.fronts import front_of
from generator.seeds.inline import runs_of
from generator.text import squash

_HEADING = re.compile(r"(#{1,6})[ \t]+(.+?)[ \t#]*")
_UNDERLINE = re.compile(r"(=|-)\1{2,}\s*")
_RULE = re.compile(r"\s*([-*_])(?:\s*\1){2,}\s*")
_ITEM = re.compile(r"\s*(?:[*+•-]|(\d{1,3})[.)])\s+(?=\S)")
_QUOTED = re.compile(r"\s*>[\s>]*")
_BREAK = re.compile(r"(?<!\\)\\$")
"""A mark for a new line at the end of one."""
_NOTE = re.compile(r"\s{0,3}\[\^[^\[\]\s]{1,100}\]:\s")
"""What opens the text of a footnote."""
_DEFINITION = re.compile(r"\s{0,3}\[([^\[\]^][^\[\]]{0,200})\]:\s*<?(\S{1,2000}?)>?(?:\s+[\"'(].{0,200}[\"')])?\s*")


def read(path: str, data: bytes) -> Seed:
    """Read a Markdown file. Raises SeedError."""
    text, repairs = decode(path, data)
    text = _without_comments(text)
    begin, stated = front_of(text)
    lines = plain.lines_of(path, text)[text.count("\n", 0, begin) :]
    return Seed(path, hashlib.sha256(data).hexdigest(), "text", tuple(_blocks(lines)), stated, repairs)


def _without_comments(text: str) -> str:
    """The text without what HTML calls comments; its lines keep their numbers."""
    parts, done, start = [], 0, text.find("<!--")
    while start >= 0 and (end := text.find("-->", start + 4)) >= 0:
        parts += [text[done:start], "\n" * text.count("\n", start, end)]
        done, start = end + 3, text.find("<!--", end + 3)
    return "".join([*parts, text[done:]])


def _blocks(lines: list[plain.Line]) -> Iterator[Block]:
    found = list(_raw_blocks(lines))
    addresses = {name: address for block in found if block.kind == "definition" for name, address in _defined(block)}
    for block in found:
        if block.kind != "definition":
            yield block if block.markdown or block.kind == "rule" else _formatted(block, addresses)


def _defined(block: Block) -> Iterator[tuple[str, str]]:
    match = _DEFINITION.fullmatch(block.text)
    if match:
        yield match[1].casefold(), match[2]


def _raw_blocks(lines: list[plain.Line]) -> Iterator[Block]:
    """The blocks with their marks of links and emphasis."""
    paragraph: list[plain.Line] = []
    fence = ""
    for number, line in lines:
        opened = verbatim.FENCE.fullmatch(line) if not fence and ("``" in line or "~~" in line) else None
        if fence or opened:
            is_end = bool(fence) and verbatim.closes(line, fence)
            if opened or is_end or not line.strip():
                yield from _code(paragraph) if fence else _flush(paragraph)
                paragraph = []
            else:
                paragraph.append((number, line))
            fence = opened[1] if opened else "" if is_end else fence
            continue
        heading = _HEADING.fullmatch(line.strip())
        if paragraph and _UNDERLINE.fullmatch(line):
            number, text = paragraph[-1]
            yield from _flush(paragraph[:-1])
            yield Block(squash(text), "heading", 1 if line.startswith("=") else 2, line=number)
            paragraph = []
        elif heading:
            yield from _flush(paragraph)
            yield Block(heading[2], "heading", len(heading[1]), line=number)
            paragraph = []
        elif not line.strip():
            yield from _flush(paragraph)
            paragraph = []
        else:
            paragraph.append((number, line))
    yield from _code(paragraph) if fence else _flush(paragraph)


def _code(lines: list[plain.Line]) -> Iterator[Block]:
    if lines:
        yield verbatim.code([line.rstrip() for _, line in lines], lines[0][0])


def _flush(paragraph: list[plain.Line]) -> Iterator[Block]:
    if not paragraph:
        return
    first, lines = paragraph[0][0], [line for _, line in paragraph]
    table = verbatim.table(lines, first)
    if table is not None:
        yield table
    elif _QUOTED.match(lines[0]):
        said = [(number, _BREAK.sub("", _QUOTED.sub("", line, count=1).rstrip())) for number, line in paragraph]
        for is_blank, part in groupby(said, key=lambda numbered: not numbered[1].strip()):
            if not is_blank:
                numbers, texts = zip(*part, strict=True)
                yield Block(plain.joined(texts), "quote", line=numbers[0])
    else:
        yield from _items(paragraph)


def _items(paragraph: list[plain.Line]) -> Iterator[Block]:
    """A paragraph, or the items of a list; a line end inside of one is a space."""
    waiting: list[str] = []
    kind, level, first = "paragraph", 0, paragraph[0][0]
    for number, line in paragraph:
        item = None if _RULE.fullmatch(line) else _ITEM.match(line)
        if item and waiting and kind != "item" and item[1] not in (None, "1"):
            item = None  # a number that begins a line of a paragraph, not a list
        alone = _RULE.fullmatch(line) is not None or _DEFINITION.fullmatch(line) is not None
        if (item or alone or _NOTE.match(line)) and waiting:
            yield Block(plain.joined(waiting), kind, level, line=first)
            waiting = []
        if alone:
            yield Block("", "rule", line=number) if _RULE.fullmatch(line) else Block(line, "definition", line=number)
            kind, level = "paragraph", 0
            continue
        if _NOTE.match(line):
            kind, level = "paragraph", 0
        if item:
            kind, level, line = "item", int(item[1] or 0), line[item.end() :]
        if not waiting:
            first = number
        waiting.append(_BREAK.sub("", line.rstrip()))
    if waiting:
        yield Block(plain.joined(waiting), kind, level, line=first)


def _formatted(block: Block, addresses: Mapping[str, str]) -> Block:
    parts = list(runs_of(block.text, addresses))
    return replace(
        block,
        text=runs.plain(parts),
        markdown=runs.markdown(parts),
        link_share=round(runs.link_share(parts), 3),
    )
