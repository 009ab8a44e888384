"""Where an article begins and ends: at paragraphs, before comments, appeals to the reader, and strings of labels."""

from __future__ import annotations

from collections.abc import Sequence

from generator.extract import ends
from generator.extract.appeals import is_appeal, is_portrait
from generator.extract.weights import SENTENCE_END, Weighed

CLOSED = 100.0
"""After so many words of prose, comments, tags or a box on the author close an article."""
TAIL_SHARE, TAIL_MEAN, TAIL_LABELS = 0.12, 5.0, 2
"""What is cut from the end: at most this share of the weight, of so little weight a block, with so many labels."""
_BOX = 8
"""A list of related stories inside an article has at most so many lines."""
APPEALS, APPEALS_SHARE = 8, 0.15
_SIGNATURE = 3
"""Among so many last blocks, with at most this share of the words, an appeal to the reader ends the article."""


def can_begin(item: Weighed) -> bool:
    """Tell where an article can begin: with a paragraph, not with a headline, a name, or a caption."""
    if item.clutter or item.weight < 0 or item.block.kind in ("heading", "table", "code"):
        return False
    return item.is_prose or (item.words >= 12 and item.block.link_share < 0.5)


def can_end(item: Weighed) -> bool:
    """Tell where an article can end: with a paragraph or a list, not with a label."""
    if item.clutter or item.weight < -2.5 or item.block.kind == "heading":
        return False
    return (
        item.is_prose
        or item.block.kind in ("item", "table", "quote", "code")
        or (SENTENCE_END.search(item.block.text[-60:]) is not None and item.block.link_share < 0.5)
    )


def trimmed(weighed: Sequence[Weighed], start: int, stop: int) -> int:
    """Where a run ends without what cannot end an article."""
    while stop > start and not can_end(weighed[stop - 1]):
        stop -= 1
    return stop


def closed(weighed: Sequence[Weighed], start: int, stop: int) -> int:
    """Where a run ends at the latest: at the line that opens the comments."""
    words = 0.0
    for at in range(start, stop):
        item = weighed[at]
        if words >= CLOSED and item.clutter in ("end", "counter") and ends.kind(item.block.text) in ends.CLOSING:
            return at
        words += item.words if item.is_prose else 0.0
    return stop


def without_tail(weighed: Sequence[Weighed], start: int, stop: int) -> int:
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
    return max(start + 1, trimmed(weighed, start, end))


def resumed(weighed: Sequence[Weighed], stop: int) -> int:
    """Where an article ends that goes on behind a list of related stories."""
    at, seen = stop, False
    while at < min(len(weighed), stop + _BOX):
        item = weighed[at]
        if item.clutter == "end":
            if ends.kind(item.block.text) != "beside" or seen:
                return stop
            seen = True
        elif item.is_prose and not item.clutter:
            break
        elif at == stop:
            return stop
        at += 1
    end = at
    while end < len(weighed) and weighed[end].is_prose and not weighed[end].clutter:
        end += 1
    return end if seen and end - at > 1 else stop  # one paragraph may be a teaser


def without_appeals(weighed: Sequence[Weighed], start: int, stop: int) -> int:
    """Where an article ends before the first appeal to the reader near its end."""
    rest = APPEALS_SHARE * sum(item.words for item in weighed[start:stop])
    blocks, end = 0, stop
    for at in range(stop - 1, start, -1):
        item = weighed[at]
        if item.clutter:
            continue
        blocks, rest = blocks + 1, rest - item.words
        if blocks > APPEALS or rest < 0:
            break
        if is_appeal(item.block.text) or (blocks <= _SIGNATURE and is_portrait(item.block.text)):
            end = at
    return end if end == stop else max(start + 1, trimmed(weighed, start, end))
