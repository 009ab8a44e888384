"""How much each block speaks for an article: prose for it; menus, links and notices against it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import repeat
from operator import attrgetter
from typing import NamedTuple

from generator.articles import Block
from generator.extract import clutter, ends, triggers
from generator.prose import word_count
from generator.text import fold, is_unspaced

SENTENCE_END = re.compile(r"""[.!?…。！？؟।۔։።။។][\])}"'”“’»«›‹」』）]*(?:\s?\([^()]{1,40}\))?$""")
_FOOTNOTE = re.compile(
    r"""(?:(?:[.!?…។][”"’'»)]*|[。！？」』])(?:\s?\[\w{1,3}\]|[¹²³⁰⁴-⁹])+|(?<=[^\W\d_])[.!?]["”’»)]*\d{1,2})$"""
)
"""The end of a sentence with marks of footnotes behind it."""
_FOOTNOTES = frozenset("]0123456789¹²³⁰⁴⁵⁶⁷⁸⁹")
SENTENCE_END_OR_COLON = re.compile(r"""[.!?…:;。！？؟।۔։።။។—–-][\])}"'”“’»«›‹」』）]*$""")
_INNER_END = re.compile(r"[a-zß-ÿ]{3}[.!?] [\"“«]?[A-ZÀ-Þ]")
_BESIDE_COST = -0.3
_SURELY_BESIDE: Mapping[str, str] = {region: f"in {region}" for region in ("nav", "footer", "form")}
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")

_UNMARKED = re.compile("[\u0e00-\u0eff]")
"""Letters of Thai and Lao, whose sentences end without a sign."""

_LEAST, _LEAST_UNMARKED = 7, 20
"""Words of the shortest prose, and where sentences end without a sign."""
_COUNTED = 4000
"""So many characters of a block are counted: one huge notice shall not outweigh an article."""
_NOTHING: AbstractSet[str] = frozenset()
_KIND = attrgetter("kind")
_NO_PROSE = frozenset({"heading", "caption", "table", "rule", "code"})

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
_PROSE = 10.0
"""Weight of a paragraph that items may belong to."""
INTRODUCED = -0.5
"""Weight of an item, at least, where a line with a colon opens its list."""
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
    held: AbstractSet[str]
    """The words of ``triggers`` in it."""


def weigh(blocks: Sequence[Block]) -> list[Weighed]:
    """Weigh every block by itself and by the part of the page it stands in.

    Of menus only those of the footer are read: they may name who holds the rights.
    """
    texts = [block.text if block.kind != "menu" or block.region == "footer" else "" for block in blocks]
    whole, folded = _folded(texts)
    found = triggers.held(whole)
    held = [found.get(at, _NOTHING) for at in range(len(blocks))]
    lengths = _lengths(texts, whole)
    proses = [length >= _LEAST and _is_prose(block, length) for block, length in zip(blocks, lengths, strict=True)]
    favoured = _favoured(blocks, lengths, proses)
    judged = [
        _judged(block, line, length, prose, words, favoured)
        for block, line, length, prose, words in zip(blocks, folded, lengths, proses, held, strict=True)
    ]
    owns, whys, weights = map(list, zip(*judged, strict=True)) if judged else ([], [], [])
    if not favoured:  # where the markup names the article, its neighbourhood need not be asked
        weights = _with_introduced(blocks, _in_context(weights), whys)
    # Weighed(…) costs as much as some of the questions: this is the same without a call in Python for each.
    fields = zip(blocks, lengths, proses, whys, weights, folded, owns, held, strict=True)
    return list(map(tuple.__new__, repeat(Weighed), fields))


def _judged(
    block: Block, folded: str, length: float, prose: bool, held: AbstractSet[str], favoured: frozenset[str]
) -> tuple[str | None, str, float]:
    """Why a block's own words make it clutter, why it is none of the article at all, and its weight."""
    if block.kind == "menu":
        return None, f"in {block.region}", _BESIDE_COST * (block.text.count(" ", 0, _COUNTED) + 1.0)
    beside = _SURELY_BESIDE.get(block.region)
    if beside:  # half of a page's lines stand where no article does; their words need not be looked at
        return None, beside, _BESIDE_COST * min(length, 10.0)
    own = clutter.reason(block, folded, held)
    why = own or _by_place(block, length)
    if why:
        return own, why, _against(block, folded, length, own, why)
    return own, why, _weight(block, length, prose, favoured)


def _folded(texts: Sequence[str]) -> tuple[str, list[str]]:
    """The texts as they fold, all in one and one by one."""
    whole = fold("\n".join(texts))
    lines = whole.split("\n")
    if len(lines) == len(texts):
        return whole, lines
    return _folded([text.replace("\n", " ") for text in texts]) if texts else ("", [])


def _lengths(texts: Sequence[str], whole: str) -> list[float]:
    """How many words each text has; what is more than a few paragraphs need not be counted."""
    if is_unspaced(whole):
        return [_length(text) for text in texts]
    return [number + 1.0 for number in map(str.count, texts, repeat(" "), repeat(0), repeat(_COUNTED))]


def is_clutter(item: Weighed) -> bool:
    """Whether a block's own words make it clutter, in whatever part of the page it stands."""
    if item.own is None:
        return bool(clutter.reason(item.block, item.folded, item.held))
    return bool(item.own)


def _favoured(blocks: Sequence[Block], lengths: Sequence[float], proses: Sequence[bool]) -> frozenset[str]:
    """Parts of the page that the markup names as the article's, if enough prose stands there."""
    if {block.region for block in blocks}.isdisjoint(("article", "main")):
        return frozenset()
    prose = {"article": 0.0, "main": 0.0, "": 0.0}
    for block, length, is_prose in zip(blocks, lengths, proses, strict=True):
        if is_prose and block.region in prose:
            prose[block.region] += length
    if prose["article"] > 60 and prose["article"] > 0.5 * (prose["main"] + prose[""]):
        return frozenset({"article"})
    if prose["main"] > 60 and prose["main"] > 0.5 * prose[""]:
        return frozenset({"main", "article"})
    return frozenset()


def _in_context(weights: list[float]) -> list[float]:
    """Prose among prose counts in full; prose between headlines and menus, as in lists of teasers, for less."""
    # Two places without a block on either side, so that every block has four neighbours.
    positive = [False, False, *[weight > 0 for weight in weights], False, False]
    last = len(weights) - 1
    settled = list(weights)
    neighbours = zip(positive, positive[1:], positive[3:], positive[4:], strict=False)
    for at, (before, above, below, after) in enumerate(neighbours):
        around = before + above + below + after
        if around == 4:
            continue
        if weights[at] > 0:
            others = min(at, 2) + min(last - at, 2)
            share = around / others if others else 1.0
            if share and not (above or below) and 0 < at < last:
                share = min(share, TEASER)
            settled[at] *= CONTEXT + (1 - CONTEXT) * share
        elif not around and last:
            settled[at] *= LONELY
    return settled


def _with_introduced(blocks: Sequence[Block], weights: list[float], whys: Sequence[str]) -> list[float]:
    """Items behind a paragraph, or a line with a colon, hardly speak against the article, however short they are."""
    if "item" not in map(_KIND, blocks):
        return weights
    introduced = -1  # place of the last one that was
    for at in [at for at, block in enumerate(blocks) if at and block.kind == "item"]:
        if at - 1 == introduced or (_introduces(blocks[at - 1], weights[at - 1]) and not whys[at - 1]):
            introduced = at
            if not whys[at] and blocks[at].link_share < 0.5:
                weights[at] = max(weights[at], INTRODUCED)
    return weights


def _introduces(block: Block, weight: float) -> bool:
    return weight > _PROSE or block.kind == "heading" or block.text.endswith((":", "："))


def _length(text: str) -> float:
    # To look whether there is such a letter at all is quicker than to look for one.
    if is_unspaced(text) and _UNSPACED.search(text):
        return word_count(text[:_COUNTED]) / 2
    return text.count(" ", 0, _COUNTED) + 1.0


def _is_prose(block: Block, length: float) -> bool:
    if block.kind in _NO_PROSE or block.link_share > 0.6:
        return False
    text = block.text
    last = text[-1]
    if not last.isalpha():  # most of what is no prose ends with a letter, and no sentence does
        if last in ".!?" or SENTENCE_END.search(text[-60:]) is not None:
            return True
        if last in _FOOTNOTES and _FOOTNOTE.search(text[-30:]) is not None:
            return True
    return length >= _LEAST_UNMARKED and _is_unmarked(text, length)


def _is_unmarked(text: str, length: float) -> bool:
    """Whether a text is prose that ends as no sentence does: a long one, or one of a language without such signs."""
    is_long = length >= LONG and len(_INNER_END.findall(text)) > 1
    return is_long or (not text.isascii() and len(_UNMARKED.findall(text)) > 3 * _LEAST_UNMARKED)


def _by_place(block: Block, length: float) -> str:
    """Why a block is clutter by the part of the page that it stands in, and by its links."""
    if block.region == "aside":
        return "in aside"
    return "list of links" if block.link_share > 0.8 and block.kind == "item" and length < 30 else ""


def _weight(block: Block, length: float, prose: bool, favoured: frozenset[str]) -> float:
    if favoured and block.region not in favoured:
        return -4.0 if not prose else -8.0
    if prose:
        return min(length, PARAGRAPH_LIMIT) * (1.0 - block.link_share)
    return _of_fragment(block, length, inside=block.region in favoured and block.link_share < 0.5)


def _against(block: Block, folded: str, length: float, own: str, why: str) -> float:
    # What looks like nothing by its own words opens nothing either.
    if own == "end" or (own and ends.kind_of_folded(block.text, folded)):
        return END_COST
    if why == "in aside":
        return _BESIDE_COST * min(length, 10.0)
    return -2.0 if why in ("caption", "rule", "pointer") else -5.0


def _of_fragment(block: Block, length: float, *, inside: bool) -> float:
    """Weight of what is no prose; ``inside`` the part of a page that is the article's it is likelier a piece of it."""
    if block.kind == "code":
        return 0.5  # only articles have it
    # Most fragments end with a letter.
    ends = not block.text[-1:].isalnum() and SENTENCE_END_OR_COLON.search(block.text[-12:])
    if ends and block.link_share < 0.5:
        return 0.5 * min(length, 12.0)
    if length >= 25 and block.link_share < 0.5:
        return 0.4 * min(length, PARAGRAPH_LIMIT)
    if inside and block.kind in ("item", "table"):
        return 0.5
    if block.kind in ("heading", "table", "quote"):
        return -1.0 if inside else -3.0
    return -1.5 if inside else -4.0 - 3.0 * block.link_share
