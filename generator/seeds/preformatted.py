"""Text whose line ends count (``pre``) → blocks: code and verse line by line, articles as plain text is read."""

from __future__ import annotations

import re
from typing import Any

from generator.articles import Block
from generator.errors import SeedError
from generator.seeds import pieces, plain, verbatim
from generator.seeds.decode import clean
from generator.text import squash

_CODE = re.compile(r"[{};=<>]|\(\)")
_PARAGRAPH = 100
"""So many characters with the end of a sentence behind them are a paragraph."""
_PROSE = 0.5
"""Text with so much of it in paragraphs is no code."""
_ENDS = (".", "!", "?", '."', ".”", "!”", "?”", "。", "！", "？")


def preformatted(node: Any) -> list[Block]:
    """The blocks of a ``pre``; none if it has but one line, or what was read before stands in it."""
    text = clean(node.text())[0].replace("\xa0", " ").replace("\t", "    ")
    lines = [line.rstrip() for line in text.split("\n")]
    filled = [line for line in lines if line]
    if len(filled) < 2 or pieces.MARK[0] in text:
        return []
    try:
        blocks = list(plain.blocks_of(plain.lines_of("", text)))
    except SeedError:
        return []
    paragraphs = [block.text for block in blocks if len(block.text) >= _PARAGRAPH and block.text.endswith(_ENDS)]
    if sum(map(len, paragraphs)) >= _PROSE * len(squash(text)):
        return blocks
    if _is_code(node, text):
        return [verbatim.code(filled, 0)]
    return [_verse(stanza.split("\n")) for stanza in re.split(r"\n\s*\n", text) if stanza.strip()]


def _is_code(node: Any, text: str) -> bool:
    around = node.parent.tag if node.parent is not None else ""
    return around in ("code", "samp") or node.css_first("code, samp, kbd, span") is not None or bool(_CODE.search(text))


def _verse(lines: list[str]) -> Block:
    from generator.markdown import escape_lines

    told = [squash(line) for line in lines if line.strip()]
    return Block(" ".join(told), markdown="  \n".join(escape_lines(told)))
