"""Where on a page the article's paragraphs stand beside each other, and what follows from it.

Most of an article stands in one element, or in several of one make: its group. A line such as "Related" above the
group's last paragraph interrupts the article and does not end it; and what smaller groups say behind that
paragraph (about the author, of a newsletter, of other stories) is no more of it. Text files have no groups.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter, is_

from generator.articles import Block
from generator.extract import body
from generator.extract.body import Run
from generator.extract.weights import END_COST, PARAGRAPH_LIMIT, Weighed

SHARE = 0.5
"""A group is the article's if it holds at least so much of the prose that was found."""
LEAST = 60.0
"""Words of prose that a group must hold."""
INTERRUPTION = -5.0
"""Weight of a line such as "Related" above the last paragraph of the article's group."""
OF_ITS_OWN = 1 / 3
"""A stretch of prose in another group that has so much of the group's words is a part of the article."""
PARAGRAPH = 20.0
"""So many words in the group are a paragraph, even if it breaks off."""
TABLE = 3.0
"""Weight of a table of data in the group."""
LABEL = 12.0
"""Fewer words between the group's paragraphs, in a small group of their own and no sentence, are a label."""

_GROUP, _NUMBER = attrgetter("group"), attrgetter("block.group")


def locate(blocks: Sequence[Block]) -> tuple[list[Weighed], Run | None]:
    """Weigh the blocks and find the run, by the words first, then by the group that most of the words stand in."""
    weighed, run = body.locate(blocks)
    group = _group(weighed, run) if run is not None and any(map(_GROUP, blocks)) else 0
    inside = _inside(weighed, group) if group else 0
    if inside < LEAST:
        return weighed, run
    again = _weighed(weighed, group, inside)
    return again, run if all(map(is_, again, weighed)) else body.find(again)


def _group(weighed: Sequence[Weighed], run: Run) -> int:
    """Number of the group that most of the run's prose stands in; 0 if none does."""
    prose: Counter[int] = Counter()
    for at in range(run.start, run.stop):
        if weighed[at].is_prose and run.keeps(at):
            prose[weighed[at].block.group] += _words(weighed[at])
    group, number = max(prose.items(), key=lambda item: item[1], default=(0, 0))
    return group if number >= SHARE * prose.total() else 0


def _inside(weighed: Sequence[Weighed], group: int) -> int:
    """Words of prose in a group, on all of the page."""
    return sum([_words(item) for item in weighed if item.is_prose and item.block.group == group])


def _words(item: Weighed) -> int:
    return int(min(item.words, PARAGRAPH_LIMIT)) if item.is_prose else 0


def _weighed(weighed: Sequence[Weighed], group: int, inside: int) -> list[Weighed]:
    """Weigh the blocks again, now that the article's group is known, and how many words of prose are inside."""
    places = [at for at, item in enumerate(weighed) if item.is_prose and item.block.group == group]
    first, last = places[0], places[-1]
    again: list[Weighed] = []
    for number, stretch in groupby(weighed, key=_NUMBER):
        items = list(stretch)
        if number == group:
            again += map(_favoured, items)
        elif len(again) <= first:
            again += _interrupting(items)
        else:
            is_small = sum([_words(item) for item in items if item.is_prose]) < OF_ITS_OWN * inside
            if len(again) > last:
                again += _behind(items) if is_small else items
            else:
                again += _interrupting(map(_boxed, items) if is_small else items)
    return again


def _favoured(item: Weighed) -> Weighed:
    """Inside the group lists, unfinished paragraphs and paragraphs with many links speak for the article."""
    block = item.block
    if item.clutter or block.link_share >= 0.8:
        return _interruption(item)
    if block.kind in ("paragraph", "deck") and item.words >= PARAGRAPH and not item.is_prose:
        weight = max(item.weight, 0.4 * min(item.words, PARAGRAPH_LIMIT))
        return item._replace(is_prose=True, weight=weight)
    if block.kind == "item" and item.words >= 3 and block.link_share < 0.5:
        return item._replace(weight=max(item.weight, 0.5 * min(item.words, 20.0)))
    if block.kind == "table" and block.link_share < 0.5:
        return item._replace(weight=TABLE)
    return _interruption(item)


def _behind(items: Iterable[Weighed]) -> list[Weighed]:
    return [item if item.weight <= 0.0 else item._replace(weight=0.0) for item in items]


def _boxed(item: Weighed) -> Weighed:
    """Between the group's paragraphs short lines in small groups are the labels of boxes: videos, offers, galleries."""
    is_label = item.block.kind == "paragraph" and not item.is_prose and item.words < LABEL
    if is_label and not item.clutter:
        return item._replace(clutter="in a box", weight=min(item.weight, -2.0))
    return item


def _interrupting(items: Iterable[Weighed]) -> list[Weighed]:
    return [item if item.weight > END_COST else _interruption(item) for item in items]


def _interruption(item: Weighed) -> Weighed:
    return item if item.weight > END_COST else item._replace(weight=INTERRUPTION)
