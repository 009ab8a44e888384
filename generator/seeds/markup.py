"""Serialised markup of a page → blocks, in one pass over its tags.

The parser has repaired the page before, so tags are balanced here and attributes quoted. Walking the text of
the tags is several times faster than asking the parser for every node, and most pages are mostly tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.articles import Block
from generator.seeds.decode import Cleaner
from generator.seeds.elements import Act, Element, Place, element, page
from generator.seeds.pieces import Collector, Raw

_TAG = re.compile(r"<(?:!--.*?--|([^>]*))>", re.DOTALL)
"""A tag, or a comment; no attribute holds the signs of a tag, the parser has escaped them."""
_PLAIN, _BREAK, _HIDE = int(Act.PLAIN), int(Act.BREAK), int(Act.HIDE)
_CLOSE, _CLOSE_BLOCK, _CLOSE_LIST = int(Act.CLOSE), int(Act.CLOSE_BLOCK), int(Act.CLOSE_LIST)
_OPEN, _OPEN_LINK, _OPEN_BLOCK, _OPEN_LIST = int(Act.OPEN), int(Act.OPEN_LINK), int(Act.OPEN_BLOCK), int(Act.OPEN_LIST)


class Walk:
    """Follows the tags of a page and collects its text."""

    def __init__(self, tables: Sequence[Block], cleaner: Cleaner) -> None:
        self._collector = Collector(tables, cleaner)
        self.closed: list[str] = [""]
        """Regions of the elements that claim to hold no article, by number; 0 is the page."""
        self.around: list[int] = [0]
        """Number of the innermost of them around each of them."""
        self.tags: list[str] = [""]
        """Every element that can hold blocks, numbered after those around it; 0 is the page."""
        self.heads: list[str] = [""]
        """The whole start tag of each."""
        self.parents: list[int] = [0]
        """Number of the element around each."""
        self._lists: list[int] = []
        """Number of the last item of each list around; -1 where items have none."""

    @property
    def found(self) -> list[Raw]:
        """The blocks."""
        return self._collector.found

    def over(self, source: str) -> None:  # noqa: C901 -- the innermost loop of reading: a call for each tag would double its time
        """Read all tags and texts."""
        known: dict[str | None, Element] = {None: element("")}  # None is a comment
        tags, heads, parents = self.tags, self.heads, self.parents
        add, end = self._collector.add, self._collector.end
        place, link, number, closed = page(), "", 0, 0
        outer = [("", place, link, number, closed)]  # of each open element: its tag, and what holds around it
        pieces = end()  # of the block that is being collected
        parts = _TAG.split(source)  # in turn: a text, and what stands in the tag behind it
        rest = zip(parts[1::2], parts[2::2], strict=True)
        for head, text in rest:
            what = known.get(head)
            if what is None:
                what = known[head] = element(head)
            act, tag, change = what
            if act >= _OPEN:
                outer.append((tag, place, link, number, closed))
                if act >= _OPEN_BLOCK:
                    if pieces:
                        pieces = end()
                    parents.append(number)
                    number = len(tags)
                    tags.append(tag)
                    heads.append(head)
                    if act == _OPEN_LIST:
                        self._lists.append(0 if tag == "ol" else -1)
                elif act == _OPEN_LINK:
                    link = head
                if change is not None:
                    place = place.inner.get(change) or place.inside(change)
                    if change.is_closed:
                        closed = self._closed(change.named.region, closed)
                    if tag == "li":
                        place = self._item(place)
            elif act >= _CLOSE:
                if act >= _CLOSE_BLOCK and pieces:
                    pieces = end()
                if outer[-1][0] == tag:
                    if act == _CLOSE_LIST:
                        self._lists.pop()
                    _, place, link, number, closed = outer.pop()
            elif act == _PLAIN:
                if outer[-1][0] == tag:  # its end shall not be taken for the end of the outer one
                    outer.append((tag, place, link, number, closed))
            elif act == _HIDE:
                text = _behind(tag, rest)
            elif act == _BREAK:
                self._collector.breaks += 1
                pieces.append((" ", place, link))
            elif act and pieces:
                pieces = end()
            if text:
                if not text.isspace():
                    pieces = add(text, place, link, number, closed)
                elif pieces:
                    pieces.append((" ", place, link))
        end()

    def _closed(self, region: str, around: int) -> int:
        """Number an element that claims to hold no article."""
        self.closed.append(region)
        self.around.append(around)
        return len(self.closed) - 1

    def _item(self, place: Place) -> Place:
        """The place inside an item: with its number where the list has them."""
        if not self._lists or self._lists[-1] < 0:
            return place
        self._lists[-1] += 1
        return replace(place, level=self._lists[-1], inner={})


def _behind(hidden: str, rest: Iterator[tuple[str | None, str]]) -> str:
    """Text behind the end of a hidden element; nothing inside of it is read, only its end is waited for."""
    depth = 1
    for head, text in rest:
        tag = head.partition(" ")[0] if head else ""
        if tag == hidden:
            depth += 1
        elif tag.startswith("/") and tag[1:] == hidden:
            depth -= 1
            if not depth:
                return text
    return ""
