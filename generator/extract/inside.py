"""What is dropped inside an article: recognised clutter, what is said twice, the descriptions of pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from generator.articles import Block
from generator.extract import captions
from generator.extract.weights import SENTENCE_END_OR_COLON, Weighed

OFTEN = 3
"""A short line that a page says so often is one of the site, or a name beside each part."""
_SHORT = 12
"""Words of a short line."""
BOX = 8
"""A list of other stories inside an article has at most so many lines."""
_GROUP = 4
"""A picture's credit and description stand in a group of at most so many lines."""
_SEVERAL = 2
"""From so many long lines in it, a group is of paragraphs, and only its last line the picture's."""
_PAIRED = 15
"""So many characters at least are the same in both descriptions of a picture."""
_PARAGRAPH = 16
"""A sentence of more words said twice is kept once: it may be a paragraph."""


def dropped(weighed: Sequence[Weighed], start: int, stop: int) -> dict[int, str]:
    """Places of a run that are no part of the article, and why."""
    found: dict[int, str] = {}
    last_of: dict[str, int] = {}
    often = _often(weighed)
    for at, item in enumerate(weighed[start:stop], start):
        text, block = item.folded, item.block
        why = item.clutter or _repeats(item, at - last_of.get(text, -99), often)
        if not why and at < stop - 1 and block.kind == "paragraph" and captions.is_signed(block.text):
            why = "caption"
        if why:
            found[at] = why
        last_of[text] = at
    _add_boxes(weighed, stop, found)
    _add_descriptions(weighed, start, found)
    _add_pairs(weighed, start, stop, found)
    return found


def _often(weighed: Sequence[Weighed]) -> frozenset[str]:
    """Short lines that the page says many times."""
    short = [item.block for item in weighed if item.words <= _SHORT and not item.is_prose]
    counts = Counter([block.text for block in short if block.kind == "paragraph"])
    often = [text for text, number in counts.items() if number >= OFTEN]
    return frozenset([text for text in often if not SENTENCE_END_OR_COLON.search(text)])


def _repeats(item: Weighed, distance: int, often: frozenset[str]) -> str:
    if item.weight <= -6.5 and not item.is_prose:
        return "links"
    if distance <= 3 and item.words >= 5:
        return "said twice"
    return "said often" if often and item.block.text in often and item.block.kind == "paragraph" else ""


def _add_boxes(weighed: Sequence[Weighed], stop: int, found: dict[int, str]) -> None:
    """Lines below "Related stories" are its titles, until the story goes on; of several the last may be its subhead."""
    for at in [at for at, why in found.items() if why == "end"]:
        below = at + 1
        while below < min(stop, at + 1 + BOX) and _is_label(weighed[below]):
            below += 1
        for place in range(at + 1, below - (below - at > 3)):
            found.setdefault(place, "beside")


def _is_label(item: Weighed) -> bool:
    is_line = item.block.kind in ("paragraph", "item") and not item.is_prose
    return is_line and not SENTENCE_END_OR_COLON.search(item.block.text)


def _add_pairs(weighed: Sequence[Weighed], start: int, stop: int, found: dict[int, str]) -> None:
    """A line and right below it the same line, with or without a credit behind: a picture's two descriptions."""
    texts = [item.block.text for item in weighed[start:stop]]
    openings = [text[:_PAIRED] for text in texts]
    for at in [start + place for place, (upper, lower) in enumerate(pairwise(openings)) if upper == lower]:
        one, two = texts[at - start].rstrip(" .…"), texts[at - start + 1]
        if _PAIRED <= len(one) <= 400 and len(two) <= len(one) + 90 and two.startswith(one):
            is_paragraph = weighed[at].is_prose and weighed[at].words > _PARAGRAPH and len(two) <= len(one) + 1
            if not is_paragraph:
                found.setdefault(at, "caption")
            found.setdefault(at + 1, "said twice" if is_paragraph else "caption")


def _add_descriptions(weighed: Sequence[Weighed], start: int, found: dict[int, str]) -> None:
    """Lines right above a picture's credit, in one small group of lines with it, are its description."""
    for at in [at for at, why in found.items() if why == "caption"]:
        first = at
        while first > start and at - first < _GROUP and _same_group(weighed[first - 1].block, weighed[first].block):
            first -= 1
        if at - first < _GROUP and sum(weighed[place].words > _PARAGRAPH for place in range(first, at)) < _SEVERAL:
            for place in range(first, at):
                if weighed[place].words <= 45:
                    found.setdefault(place, "caption")


def _same_group(upper: Block, lower: Block) -> bool:
    return upper.line > 0 and lower.line == upper.line + 1
