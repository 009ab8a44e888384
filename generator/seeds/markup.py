"""Serialised markup of a page → blocks, in one pass over its tags.

The parser has repaired the page before, so tags are balanced here and attributes quoted. Walking the text of
the tags is several times faster than asking the parser for every node, and most pages are mostly tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from generator.articles import Block
from generator.seeds import signs
from generator.seeds.decode import Cleaner
from generator.seeds.elements import Act, Element, Place, attribute, element, page
from generator.seeds.pieces import MAYBE, Collector, Raw

_TAG = re.compile(r"<(?:!--.*?--|([^>]*))>", re.DOTALL)
"""A tag, or a comment; no attribute holds the signs of a tag, the parser has escaped them."""
_MANY, _LONG = 20, 200
"""Fewer tags, or characters, make no menu: they may be a box with author and date, or with ways to share."""
_LOOKS = 4
"""A tag is looked at so many times at most, on the average, to tell which elements are menus: some stand in others."""
_LABEL = 150
"""A longer text is no label and no title."""
_PLAIN, _BREAK, _HIDE, _SIGN = int(Act.PLAIN), int(Act.BREAK), int(Act.HIDE), int(Act.SIGN)
_CLOSE, _CLOSE_BLOCK, _CLOSE_LIST = int(Act.CLOSE), int(Act.CLOSE_BLOCK), int(Act.CLOSE_LIST)
_OPEN, _OPEN_LINK, _OPEN_BLOCK, _OPEN_LIST = int(Act.OPEN), int(Act.OPEN_LINK), int(Act.OPEN_BLOCK), int(Act.OPEN_LIST)
_OPEN_OWN = int(Act.OPEN_OWN)


class Walk:
    """Follows the tags of a page and collects its text."""

    def __init__(self, read: Sequence[Block], cleaner: Cleaner, believed: float = 0.0) -> None:
        """``read`` was read before; so much text in a part of the page is ``believed`` to be no article."""
        self._collector, self._cleaner, self._believed = Collector(read, cleaner), cleaner, believed
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
        self._looks = 0
        """So many tags may still be looked at to tell menus."""
        self._none_before = 0
        """Place of the first tag where another menu may begin: those before are inside of what is too short for one."""
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
        every, texts = parts[1::2], parts[2::2]
        self._looks = _LOOKS * len(every)
        rest = enumerate(zip(every, texts, strict=True))
        for at, (head, text) in rest:
            what = known.get(head)
            if what is None:
                what = known[head] = element(head)
            act, tag, change = what
            if act >= _OPEN:
                if change is not None and change.is_closed and (stop := self._menu(every, texts, at, tag)):
                    menu = Block(self._collector.whole(texts[at:stop]), "menu", region=change.named.region)
                    pieces = self._collector.take(menu, place, number, closed)
                    text = _behind(rest, at, stop)
                else:
                    outer.append((tag, place, link, number, closed))
                    if act >= _OPEN_BLOCK:
                        if pieces:
                            pieces = end()
                        parents.append(number)
                        number = len(tags)
                        tags.append(tag)
                        heads.append(head)
                        if act == _OPEN_LIST:
                            self._lists.append(_before_first(head or "") if tag == "ol" else -1)
                    elif act == _OPEN_LINK:
                        link = head
                    elif act == _OPEN_OWN:
                        self._collector.breaks = self._collector.breaks or MAYBE
                    if change is not None:
                        place = place.inner.get(change) or place.inside(change)
                        if change.is_closed:
                            closed = self._closed(change.named.region, closed)
                        if tag == "li":
                            place = self._item(place, head or "")
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
                text = _behind(rest, at, _end(every, at, tag, len(every)))
            elif act == _BREAK:
                self._collector.breaks += 1
                pieces.append((" ", place, link))
            elif act == _SIGN:
                text = signs.settled(tag, every, texts, at, self._cleaner)
            elif act and pieces:
                pieces = end()
            if text:
                if not text.isspace():
                    pieces = add(text, place, link, number, closed)
                elif pieces:
                    pieces.append((" ", place, link))
        end()

    def _menu(self, heads: Sequence[str | None], texts: Sequence[str], at: int, tag: str) -> int:
        """Place of the end tag, if the element that begins here is a list of links; 0 if it may hold more.

        It has many short texts, a third of them links at least, no headline of the page, and no more text than is
        believed to be no article.
        """
        if not self._believed or at < self._none_before or self._looks <= 0:
            return 0
        stop = _end(heads, at, tag, min(len(heads), at + self._looks))
        self._looks -= stop - at
        lengths = [len(text.strip()) for text in texts[at:stop]] if stop - at >= _MANY else []
        if sum(lengths) < _LONG:
            self._none_before = stop
            return 0
        if max(lengths) > _LABEL or sum(lengths) > self._believed or self._looks <= 0:
            return 0
        opened = [head[:2] for head in heads[at:stop] if head is not None]
        is_of_links = 3 * opened.count("a ") >= sum(map(bool, lengths))
        return stop if is_of_links and "h1" not in opened else 0

    def _closed(self, region: str, around: int) -> int:
        """Number an element that claims to hold no article."""
        self.closed.append(region)
        self.around.append(around)
        return len(self.closed) - 1

    def _item(self, place: Place, head: str) -> Place:
        """The place inside an item: with its number where the list has them."""
        if not self._lists or self._lists[-1] < 0:
            return place
        self._lists[-1] = _number(head, "value") or self._lists[-1] + 1
        return replace(place, level=self._lists[-1], inner={})


def _before_first(head: str) -> int:
    """Number before that of the first item of an ordered list; -1 if it counts down: nobody knows yet from where."""
    return -1 if ' reversed="' in head else max(0, _number(head, "start") - 1)


def _number(head: str, name: str) -> int:
    """A number that a tag states; 0 if it states none."""
    stated = attribute(head, name) if name in head else ""
    return int(stated) if stated.isdecimal() and len(stated) < 5 else 0


def _end(heads: Sequence[str | None], at: int, tag: str, last: int) -> int:
    """Place of the end tag of the element that begins at a place; ``last`` if there is none before it."""
    end, opening, depth = f"/{tag}", f"{tag} ", 1
    for place in range(at + 1, last):
        head = heads[place]
        if head == end:
            depth -= 1
            if not depth:
                return place
        elif head == tag or (head is not None and head.startswith(opening)):
            depth += 1
    return last


def _behind(rest: Iterator[tuple[int, tuple[str | None, str]]], at: int, end: int) -> str:
    """Text behind the tag at a place; nothing before it is read."""
    _, (_, text) = next(islice(rest, end - at - 1, None), (end, (None, "")))
    return text
