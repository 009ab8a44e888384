"""In which part of the page each block stands.

Old pages wrap everything in a form, or in something called "menu": an element that holds much of the page's
prose is not believed to stand beside the article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.model import Block, Run
from generator.seeds.markup import Piece, Place, Raw, target

_BELIEVED = 0.4
"""Share of a page's prose from which on an element is the article, whatever it calls itself."""


def settled(names: Sequence[str], found: Sequence[Raw]) -> tuple[Block, ...]:
    """All blocks, in order, each with its region; ``names`` are those of the elements that claim to hold no article."""
    believed = _believed(len(names), found)
    return tuple([_settled(raw, _region(raw.place, names, believed)) for raw in found])


def _believed(number: int, found: Sequence[Raw]) -> list[bool]:
    in_paragraphs = sum([len(raw.text) for raw in found if raw.place.in_paragraph])
    # Pages without paragraph elements are measured by all their text.
    by_paragraphs = in_paragraphs > 400
    inside = [0] * number
    total = 0
    for raw in found:
        if raw.place.in_paragraph or not by_paragraphs:
            length = len(raw.text)
            total += length
            for at in raw.place.closed:
                inside[at] += length
    return [prose <= _BELIEVED * total for prose in inside]


def _region(place: Place, names: Sequence[str], believed: Sequence[bool]) -> str:
    for at in place.closed:
        if believed[at]:
            return names[at]
    return place.region


def _settled(raw: Raw, region: str) -> Block:
    text, place, share, pieces, table = raw
    if table is not None:
        return replace(table, region=region)
    # What is surely no part of an article needs no links.
    wants_runs = pieces and place.kind != "heading" and region not in ("nav", "footer", "form")
    return Block(text, place.kind, place.level, "", share, region, 0, _runs(pieces) if wants_runs else ())


def _runs(pieces: Sequence[Piece]) -> tuple[Run, ...]:
    return tuple(
        [Run(text, target(place.link) if place.link else "", place.strong, place.em) for text, place in pieces]
    )
