"""Which blocks of a seed are the article.

Every block has a weight (``weights.py``); the run of blocks with the greatest sum is the article, found in linear time.
Inside the run only clutter is dropped (``inside.py``), so that short paragraphs, subheads, lists and quotations stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from generator.articles import Block
from generator.extract import inside
from generator.extract.bounds import can_begin, closed, resumed, trimmed, without_appeals, without_tail
from generator.extract.weights import Weighed, weigh
from generator.light import light

MIN_WORDS = 20
"""Fewer words of prose are no article."""
_TRIES = 3
_REGION = attrgetter("region")


@light
class Run:
    """The article's place among the blocks: ``start`` to before ``stop``, and the clutter inside."""

    start: int
    stop: int
    dropped: dict[int, str]

    def keeps(self, at: int) -> bool:
        """Whether the block at this place belongs to the article."""
        return self.start <= at < self.stop and at not in self.dropped

    def words(self, weighed: Sequence[Weighed]) -> float:
        """How many words of the blocks belong to the article."""
        return sum([weighed[at].words for at in range(self.start, self.stop) if at not in self.dropped])


def locate(blocks: Sequence[Block]) -> tuple[list[Weighed], Run | None]:
    """Weigh the blocks and find the run; where a page calls nearly all of itself "aside", do not believe it."""
    weighed = weigh(blocks)
    run = find(weighed)
    if "aside" not in map(_REGION, blocks):
        return weighed, run
    kept = run.words(weighed) if run else 0.0
    beside = sum(item.words for item in weighed if item.block.region == "aside" and item.is_prose)
    if kept >= 60 or beside < 3 * kept:
        return weighed, run
    weighed = weigh([replace(block, region="") if _is_aside(block) else block for block in blocks])
    return weighed, find(weighed)


def _is_aside(block: Block) -> bool:
    return block.region == "aside" and block.kind != "menu"


def whole(blocks: Sequence[Block]) -> tuple[list[Weighed], Run]:
    """Weigh the blocks of what is nothing but an article; clutter inside is dropped nevertheless."""
    weighed = weigh(blocks)
    return weighed, Run(0, len(blocks), inside.dropped(weighed, 0, len(blocks)))


def find(weighed: Sequence[Weighed]) -> Run | None:
    """Find the run of blocks that is the article; None if there is no prose.

    A run too short for an article is no answer as long as there is another one.
    """
    left, best = list(weighed), None
    for _ in range(_TRIES):
        run = _find(left)
        if run is None:
            break
        best = best or run
        if run.words(weighed) >= MIN_WORDS:
            return run
        left[run.start : run.stop] = [item._replace(weight=-100.0) for item in left[run.start : run.stop]]
    return best


def _find(weighed: Sequence[Weighed]) -> Run | None:
    start, stop = _heaviest(weighed)
    while start < stop and not can_begin(weighed[start]):
        start += 1
    stop = trimmed(weighed, start, stop)
    if start == stop:
        return None
    stop = resumed(weighed, without_tail(weighed, start, closed(weighed, start, stop)))
    stop = without_appeals(weighed, start, stop)
    return Run(start, stop, inside.dropped(weighed, start, stop))


def _heaviest(weighed: Sequence[Weighed]) -> tuple[int, int]:
    """Find the run with the greatest sum of weights."""
    best, best_sum, start, total = (0, 0), 0.0, 0, 0.0
    for at, item in enumerate(weighed):
        total += item.weight
        if total <= 0:
            start, total = at + 1, 0.0
        elif total > best_sum:
            best, best_sum = (start, at + 1), total
    return best
