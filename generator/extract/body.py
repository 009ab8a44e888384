"""Which blocks of a seed are the article.

Every block gets a weight: prose counts for the article, menus, links and notices against it. The run of
blocks with the greatest sum is the article (linear time). Inside the run only clutter is dropped, so that short
paragraphs, subheads, lists and quotations stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import NamedTuple

from generator.extract import clutter
from generator.model import Block
from generator.text import fold, words

_SENTENCE_END = re.compile(r"""[.!?…。！？؟।۔][\])}"'”“’»«›‹」』）]*(?:\s?\([^()]{1,40}\))?$""")
_SENTENCE_END_OR_COLON = re.compile(r"""[.!?…:;。！？؟।۔—–-][\])}"'”“’»«›‹」』）]*$""")
_BESIDE = frozenset({"nav", "header", "footer", "aside", "form"})
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")

PARAGRAPH_LIMIT = 60.0
"""A paragraph counts for at most so much: one huge notice shall not outweigh an article."""
CONTEXT = 0.4
"""Share of its weight that prose keeps among headlines and menus alone."""
LONELY = 1.5
"""Factor for the weight of what is no prose and has none near it."""
END_COST = -70.0
"""Weight of a line such as "Related articles": more prose must follow it to reach across."""


class Weighed(NamedTuple):
    """A block with what body finding knows of it."""

    block: Block
    words: float
    is_prose: bool
    clutter: str
    weight: float


@dataclass(frozen=True, slots=True)
class Run:
    """The article's place among the blocks: ``start`` to before ``stop``, and the clutter inside."""

    start: int
    stop: int
    dropped: dict[int, str]

    def keeps(self, at: int) -> bool:
        """Whether the block at this place belongs to the article."""
        return self.start <= at < self.stop and at not in self.dropped


def locate(blocks: Sequence[Block]) -> tuple[list[Weighed], Run | None]:
    """Weigh the blocks and find the run; where a page calls nearly all of itself "aside", do not believe it."""
    weighed = weigh(blocks)
    run = find(weighed)
    if not any(block.region == "aside" for block in blocks):
        return weighed, run
    kept = sum(item.words for at, item in enumerate(weighed) if run and run.keeps(at))
    beside = sum(item.words for item in weighed if item.block.region == "aside" and item.is_prose)
    if kept >= 60 or beside < 3 * kept:
        return weighed, run
    weighed = weigh([replace(block, region="") if block.region == "aside" else block for block in blocks])
    return weighed, find(weighed)


def whole(blocks: Sequence[Block]) -> tuple[list[Weighed], Run]:
    """Weigh the blocks of what is nothing but an article; clutter inside is dropped nevertheless."""
    weighed = weigh(blocks)
    return weighed, Run(0, len(blocks), _dropped(weighed, 0, len(blocks)))


def weigh(blocks: Sequence[Block]) -> list[Weighed]:
    """Weigh every block by itself and by the part of the page it stands in."""
    lengths = [_length(block) for block in blocks]
    proses = [_is_prose(block, length) for block, length in zip(blocks, lengths, strict=True)]
    favoured = _favoured(blocks, lengths, proses)
    weighed = [_weighed(*facts, favoured) for facts in zip(blocks, lengths, proses, strict=True)]
    # Where the markup names the article, its neighbourhood need not be asked.
    return weighed if favoured else _in_context(weighed)


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
    positive = [item.weight > 0 for item in weighed]
    until = [0, *accumulate(positive)]
    settled = []
    for at, item in enumerate(weighed):
        first, last = max(0, at - 2), min(len(weighed), at + 3)
        others = last - first - 1
        share = (until[last] - until[first] - positive[at]) / others if others else 1.0
        factor = CONTEXT + (1 - CONTEXT) * share if item.weight > 0 else 1.0 if share else LONELY
        settled.append(item if factor == 1.0 else item._replace(weight=item.weight * factor))
    return settled


def find(weighed: Sequence[Weighed]) -> Run | None:
    """Find the run of blocks that is the article; None if there is no prose."""
    best, best_sum, start, total = (0, 0), 0.0, 0, 0.0
    for at, item in enumerate(weighed):
        total += item.weight
        if total <= 0:
            start, total = at + 1, 0.0
        elif total > best_sum:
            best, best_sum = (start, at + 1), total
    start, stop = best
    while start < stop and not _can_begin(weighed[start]):
        start += 1
    while stop > start and not _can_end(weighed[stop - 1]):
        stop -= 1
    if start == stop:
        return None
    stop = _without_tail(weighed, start, stop)
    return Run(start, stop, _dropped(weighed, start, stop))


TAIL_SHARE, TAIL_MEAN, TAIL_LABELS = 0.15, 5.0, 2


def _without_tail(weighed: Sequence[Weighed], start: int, stop: int) -> int:
    """Where an article ends before what is strung behind it: labels, with little prose between them."""
    total = sum(item.weight for item in weighed[start:stop])
    rest, labels, number, end = 0.0, 0, 0, stop
    for at in range(stop - 1, start, -1):
        item = weighed[at]
        if item.clutter:
            continue  # dropped by itself, and no sign that the article is over
        rest, number = rest + item.weight, number + 1
        is_label = item.weight < 0 and not item.is_prose
        labels += is_label
        if rest > TAIL_SHARE * total:
            break
        if is_label and labels >= TAIL_LABELS and rest < TAIL_MEAN * number:
            end = at
    while end > start + 1 and not _can_end(weighed[end - 1]):
        end -= 1
    return end


def _length(block: Block) -> float:
    text = block.text
    if not text.isascii() and _UNSPACED.search(text):
        return len(words(text[:4000])) / 2
    return float(text.count(" ", 0, 4000) + 1)


def _is_prose(block: Block, length: float) -> bool:
    if block.kind in ("heading", "caption", "table", "rule") or block.link_share > 0.6:
        return False
    return length >= 7 and _SENTENCE_END.search(block.text[-60:]) is not None


def _weighed(block: Block, length: float, prose: bool, favoured: frozenset[str]) -> Weighed:
    why = clutter.reason(block)
    if not why and block.region in _BESIDE and block.region != "header":
        why = f"in {block.region}"
    elif not why and block.kind == "item" and block.link_share > 0.8 and length < 30:
        why = "list of links"
    return Weighed(block, length, prose, why, _weight(block, length, why, prose=prose, favoured=favoured))


def _weight(block: Block, length: float, why: str, *, prose: bool, favoured: frozenset[str]) -> float:
    if why == "end" or (why and clutter.is_end(block.text)):
        return END_COST
    if why.startswith("in "):
        return -0.3 * min(length, 10.0)
    if why:
        return -2.0 if why in ("caption", "rule", "pointer") else -5.0
    if favoured and block.region not in favoured:
        return -4.0 if not prose else -8.0
    if prose:
        return min(length, PARAGRAPH_LIMIT) * (1.0 - block.link_share)
    if _SENTENCE_END_OR_COLON.search(block.text[-12:]) and block.link_share < 0.5:
        return 0.5 * min(length, 12.0)
    if length >= 25 and block.link_share < 0.5:
        return 0.4 * min(length, PARAGRAPH_LIMIT)
    inside = block.region in favoured and block.link_share < 0.5
    if inside and block.kind in ("item", "table"):
        return 0.5
    if block.kind in ("heading", "table", "quote"):
        return -1.0 if inside else -3.0
    return -1.5 if inside else -4.0 - 3.0 * block.link_share


def _can_begin(item: Weighed) -> bool:
    """Tell where an article can begin: with a paragraph, not with a headline, a name, or a caption."""
    if item.clutter or item.weight < 0 or item.block.kind in ("heading", "table"):
        return False
    return item.is_prose or (item.words >= 12 and item.block.link_share < 0.5)


def _can_end(item: Weighed) -> bool:
    if item.clutter or item.weight < -2.5 or item.block.kind == "heading":
        return False
    return (
        item.is_prose
        or item.block.kind in ("item", "table", "quote")
        or (_SENTENCE_END.search(item.block.text[-60:]) is not None and item.block.link_share < 0.5)
    )


def _dropped(weighed: Sequence[Weighed], start: int, stop: int) -> dict[int, str]:
    dropped: dict[int, str] = {}
    last_of: dict[str, int] = {}
    for at in range(start, stop):
        item = weighed[at]
        folded = fold(item.block.text)
        if item.clutter:
            dropped[at] = item.clutter
        elif item.weight <= -6.5 and not item.is_prose:
            dropped[at] = "links"
        elif item.words >= 5 and at - last_of.get(folded, -99) <= 3:
            dropped[at] = "said twice"
        last_of[folded] = at
    _drop_figures(weighed, start, stop, dropped)
    _drop_pairs(weighed, start, stop, dropped)
    return dropped


def _drop_pairs(weighed: Sequence[Weighed], start: int, stop: int, dropped: dict[int, str]) -> None:
    """A line and right below it the same line, with or without a credit behind: a picture's two descriptions."""
    for at in range(start, stop - 1):
        one, two = weighed[at].block.text.rstrip(" .…"), weighed[at + 1].block.text
        if 15 <= len(one) <= 400 and len(two) <= len(one) + 90 and two.startswith(one):
            dropped.setdefault(at, "caption")
            dropped.setdefault(at + 1, "caption")


def _drop_figures(weighed: Sequence[Weighed], start: int, stop: int, dropped: dict[int, str]) -> None:
    """Lines right above a picture's credit, in one group of lines with it, are its description."""
    for at in [at for at, why in dropped.items() if why == "caption"]:
        above = at - 1
        while above >= start and at - above <= 3 and _same_group(weighed[above].block, weighed[above + 1].block):
            if above not in dropped and weighed[above].words <= 45:
                dropped[above] = "caption"
            above -= 1


def _same_group(upper: Block, lower: Block) -> bool:
    return upper.line > 0 and lower.line == upper.line + 1
