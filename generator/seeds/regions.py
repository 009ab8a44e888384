"""In which part of the page each block stands.

Old pages wrap everything in a form, or in something called "menu": an element that holds much of the page's
prose is not believed to stand beside the article.
"""

from __future__ import annotations

from dataclasses import replace

from generator.articles import Block
from generator.seeds.apart import BELIEVED, BY_PARAGRAPHS
from generator.seeds.elements import attribute
from generator.seeds.markup import Walk
from generator.seeds.names import SURELY_BESIDE
from generator.seeds.pieces import Runs

_MADE_OF = 8
_LISTS = frozenset({"ul", "ol", "li", "dl", "dd", "dt", "blockquote", "table", "tbody", "thead", "tr", "td", "th", "p"})


def settled(walk: Walk) -> tuple[Block, ...]:
    """All blocks of a page, in order, each with its region."""
    groups, beside = _Groups(walk), _beside(walk)
    blocks = []
    for text, place, holder, closed, share, pieces, read in walk.found:
        region = (read and read.region) or beside[closed] or place.region
        is_surely_none = region in SURELY_BESIDE
        group = 0 if is_surely_none else groups.of(holder)
        if read is None:
            runs = () if not pieces or is_surely_none or place.kind == "heading" else Runs(pieces)
            blocks.append(Block(text, place.kind, place.level, "", share, region, 0, runs, group))
        else:
            blocks.append(read if read.region else replace(read, region=region, group=group))
    return tuple(blocks)


class _Groups:
    """Numbers the places where blocks stand beside each other; places of one make have one number."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self._places = _places(walk)
        self._numbers: dict[int, int] = {}
        self._makes: dict[tuple[str, ...], int] = {}

    def of(self, holder: int) -> int:
        """Number of the innermost element around a block that holds other blocks beside it."""
        place = self._places[holder]
        number = self._numbers.get(place)
        if number is None:
            number = self._numbers[place] = self._makes.setdefault(self._make(place), len(self._makes) + 1)
        return number

    def _make(self, place: int) -> tuple[str, ...]:
        """Tag and classes of an element; of those around it too while there are no classes."""
        make: tuple[str, ...] = ()
        while place and len(make) < _MADE_OF and not (make and make[-1]):
            make += self._walk.tags[place], attribute(self._walk.heads[place], "class")
            place = self._walk.parents[place]
        return make


def _places(walk: Walk) -> list[int]:
    """Of each element, the innermost around it, or itself, that holds several blocks and is no part of a list."""
    places: list[int] = []
    for at, (parent, held, tag) in enumerate(zip(walk.parents, _held(walk), walk.tags, strict=True)):
        is_none = held == 1 or tag in _LISTS
        places.append(places[parent] if is_none and at else at)  # an element is numbered after those around it
    return places


def _held(walk: Walk) -> list[int]:
    """Number of the blocks in each element."""
    held, parents = [0] * len(walk.parents), walk.parents
    for _, _, holder, _, _, _, _ in walk.found:
        held[holder] += 1
    for at in range(len(held) - 1, 0, -1):  # an element is numbered after those around it
        held[parents[at]] += held[at]
    return held


def _beside(walk: Walk) -> list[str]:
    """Region that each element which claims to hold no article gives to the blocks inside; empty if not believed."""
    prose = _prose(walk)
    for number in range(len(prose) - 1, 0, -1):  # an element is numbered after those around it
        prose[walk.around[number]] += prose[number]
    regions = [""]
    for number in range(1, len(prose)):
        is_believed = prose[number] <= BELIEVED * prose[0]
        regions.append(regions[walk.around[number]] or (walk.closed[number] if is_believed else ""))
    return regions


def _prose(walk: Walk) -> list[int]:
    """Length of the prose in each of those elements, but not in those inside of it."""
    prose = [0] * len(walk.closed)
    in_paragraphs = sum([len(text) for text, place, _, _, _, _, _ in walk.found if place.in_paragraph])
    # Pages without paragraph elements are measured by all their text.
    by_paragraphs = in_paragraphs > BY_PARAGRAPHS
    for text, place, _, closed, _, _, _ in walk.found:
        if place.in_paragraph or not by_paragraphs:
            prose[closed] += len(text)
    return prose
