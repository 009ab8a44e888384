"""How much each block speaks for an article: prose for it; menus, links and notices against it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from generator.extract import clutter, ends
from generator.model import Block
from generator.prose import words
from generator.text import fold_all, is_unspaced

SENTENCE_END = re.compile(r"""[.!?…。！？؟।۔։።။។][\])}"'”“’»«›‹」』）]*(?:\s?\([^()]{1,40}\))?$""")
SENTENCE_END_OR_COLON = re.compile(r"""[.!?…:;。！？؟।۔։።။។—–-][\])}"'”“’»«›‹」』）]*$""")
_INNER_END = re.compile(r"[a-zß-ÿ]{3}[.!?] [\"“«]?[A-ZÀ-Þ]")
_BESIDE_COST = -0.3
_SURELY_BESIDE = frozenset({"nav", "footer", "form"})
_BESIDE = frozenset({"nav", "header", "footer", "aside", "form"})
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")

_NO_PROSE = frozenset({"heading", "caption", "table", "rule"})

PARAGRAPH_LIMIT = 75.0
"""A paragraph counts for at most so much: one huge notice shall not outweigh an article."""
CONTEXT = 0.4
"""Share of its weight that prose keeps among headlines and menus alone."""
TEASER = 0.15
"""How far prose right between two lines that are none counts as standing among prose: teasers alternate with titles."""
LONG = 60.0
"""From so many words on, a block of several sentences is prose, however it ends."""
LONELY = 1.5
"""Factor for the weight of what is no prose and has none near it."""
END_COST = -25.0
"""Weight of a line such as "Related articles": more prose must follow it to reach across."""


class Weighed(NamedTuple):
    """A block with what body finding knows of it."""

    block: Block
    words: float
    is_prose: bool
    clutter: str
    """Why it is no part of an article; empty if it may be one."""
    weight: float
    folded: str
    """The text as it folds."""
    own: str | None
    """Why its own words make it clutter, wherever it stands; None where they were not looked at."""


def weigh(blocks: Sequence[Block]) -> list[Weighed]:
    """Weigh every block by itself and by the part of the page it stands in."""
    folded = fold_all([block.text for block in blocks])
    length = _length if is_unspaced("\n".join(folded)) else _spaced_length
    lengths = [length(block.text) for block in blocks]
    proses = [_is_prose(block, length) for block, length in zip(blocks, lengths, strict=True)]
    favoured = _favoured(blocks, lengths, proses)
    weighed = [_weighed(*facts, favoured) for facts in zip(blocks, folded, lengths, proses, strict=True)]
    # Where the markup names the article, its neighbourhood need not be asked.
    return weighed if favoured else _in_context(weighed)


def is_clutter(item: Weighed) -> bool:
    """Whether a block's own words make it clutter, in whatever part of the page it stands."""
    if item.own is None:
        return bool(clutter.reason(item.block, item.folded))
    return bool(item.own)


def _favoured(blocks: Sequence[Block], lengths: Sequence[float], proses: Sequence[bool]) -> frozenset[str]:
    """Parts of the page that the markup names as the article's, if enough prose stands there."""
    prose = {"article": 0.0, "main": 0.0, "": 0.0}
    for block, length, is_prose in zip(blocks, lengths, proses, strict=True):
        if is_prose and block.region in prose:
            prose[block.region] += length
    if prose["article"] > 60 and prose["article"] > 0.5 * (prose["main"] + prose[""]):
        return frozenset({"article"})
    if prose["main"] > 60 and prose["main"] > 0.5 * prose[""]:
        return frozenset({"main", "article"})
    return frozenset()


def _in_context(weighed: list[Weighed]) -> list[Weighed]:
    """Prose among prose counts in full; prose between headlines and menus, as in lists of teasers, for less."""
    # Two places without a block on either side, so that every block has four neighbours.
    positive = [False, False, *(item.weight > 0 for item in weighed), False, False]
    last = len(weighed) - 1
    settled = list(weighed)
    neighbours = zip(positive, positive[1:], positive[3:], positive[4:], strict=False)
    for at, (before, above, below, after) in enumerate(neighbours):
        around = before + above + below + after
        if around == 4:
            continue
        item = weighed[at]
        others = min(at, 2) + min(last - at, 2)
        share = around / others if others else 1.0
        if item.weight > 0:
            if share and not (above or below) and 0 < at < last:
                share = min(share, TEASER)
            factor = CONTEXT + (1 - CONTEXT) * share
        else:
            factor = 1.0 if share else LONELY
        if factor != 1.0:
            block, words, is_prose, clutter, weight, folded, own = item
            settled[at] = Weighed(block, words, is_prose, clutter, weight * factor, folded, own)
    return settled


def _length(text: str) -> float:
    return len(words(text[:4000])) / 2 if _UNSPACED.search(text) else _spaced_length(text)


def _spaced_length(text: str) -> float:
    return float(text.count(" ", 0, 4000) + 1)


def _is_prose(block: Block, length: float) -> bool:
    if length < 7 or block.kind in _NO_PROSE or block.link_share > 0.6:
        return False
    ends = block.text.endswith((".", "!", "?")) or SENTENCE_END.search(block.text[-60:]) is not None
    return ends or (length >= LONG and len(_INNER_END.findall(block.text)) > 1)


def _weighed(block: Block, folded: str, length: float, prose: bool, favoured: frozenset[str]) -> Weighed:
    if block.region in _SURELY_BESIDE:  # half of a page's lines; their words need not be looked at
        return Weighed(block, length, prose, f"in {block.region}", _BESIDE_COST * min(length, 10.0), folded, None)
    own = why = clutter.reason(block, folded)
    if not why and block.region in _BESIDE and block.region != "header":
        why = f"in {block.region}"
    elif not why and block.kind == "item" and block.link_share > 0.8 and length < 30:
        why = "list of links"
    weight = _against(block, length, why) if why else _weight(block, length, prose, favoured)
    return Weighed(block, length, prose, why, weight, folded, own)


def _against(block: Block, length: float, why: str) -> float:
    if why == "end" or ends.kind(block.text):
        return END_COST
    if why.startswith("in "):
        return _BESIDE_COST * min(length, 10.0)
    return -2.0 if why in ("caption", "rule", "pointer") else -5.0


def _weight(block: Block, length: float, prose: bool, favoured: frozenset[str]) -> float:
    if favoured and block.region not in favoured:
        return -4.0 if not prose else -8.0
    if prose:
        return min(length, PARAGRAPH_LIMIT) * (1.0 - block.link_share)
    if SENTENCE_END_OR_COLON.search(block.text[-12:]) and block.link_share < 0.5:
        return 0.5 * min(length, 12.0)
    if length >= 25 and block.link_share < 0.5:
        return 0.4 * min(length, PARAGRAPH_LIMIT)
    inside = block.region in favoured and block.link_share < 0.5
    if inside and block.kind in ("item", "table"):
        return 0.5
    if block.kind in ("heading", "table", "quote"):
        return -1.0 if inside else -3.0
    return -1.5 if inside else -4.0 - 3.0 * block.link_share
