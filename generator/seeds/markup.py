"""Serialised markup of a page → blocks, in one pass over its tags.

The parser has repaired the page before, so tags are balanced here and attributes quoted. Walking the text of
the tags is several times faster than asking the parser for every node, and most pages are mostly tags.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.model import Block
from generator.seeds.decode import Cleaner
from generator.seeds.elements import Act, Change, Element, Place, element, page
from generator.seeds.pieces import Piece, Raw, raw

TABLE = ("\ufdd0", "\ufdd1")
"""What stands around the number of a table that was read before; no text has these (they are no characters)."""

_PIECES = re.compile(r"<(?:!--.*?--|([^>]*))>([^<]*)", re.DOTALL)
"""A tag, or a comment, and the text behind it; no attribute holds the signs of a tag, the parser has escaped them."""
_PLAIN, _BREAK, _HIDE = int(Act.PLAIN), int(Act.BREAK), int(Act.HIDE)
_CLOSE, _CLOSE_BLOCK, _CLOSE_LIST = int(Act.CLOSE), int(Act.CLOSE_BLOCK), int(Act.CLOSE_LIST)
_OPEN, _OPEN_LINK, _OPEN_BLOCK, _OPEN_LIST = int(Act.OPEN), int(Act.OPEN_LINK), int(Act.OPEN_BLOCK), int(Act.OPEN_LIST)


class Walk:
    """Follows the tags of a page and collects its text."""

    def __init__(self, tables: Sequence[Block], cleaner: Cleaner) -> None:
        self.tables, self.cleaner = tables, cleaner
        self.found: list[Raw] = []
        self.closed: list[str] = [""]
        """Regions of the elements that claim to hold no article, by number; 0 is the page."""
        self.around: list[int] = [0]
        """Number of the innermost of them around each of them."""
        self.parents: list[int] = [0]
        """Number of the element around each element; 0 is the page."""
        self.begins: list[int] = [0]
        """Number of blocks before each element."""
        self.ends: list[int] = [0]
        """The same behind it."""
        self.elements: list[Element] = [element("")]
        """Every element that can hold blocks."""
        self.heads: list[str] = [""]
        """The start tag of each."""
        self._lists: list[int] = []
        """Number of the last item of each list around; -1 where items have none."""

    def over(self, source: str) -> None:  # noqa: C901 -- the innermost loop of reading: a call for each tag would double its time
        """Read all tags and texts. Inside a hidden element only its end is waited for."""
        known: dict[str, Element] = {}
        parents, begins, ends, elements, found = self.parents, self.begins, self.ends, self.elements, self.found
        heads = self.heads
        place, link, number = page(), "", 0
        outer = [("", place, link, number)]  # of each open element: its tag, and what holds around it
        pieces: list[Piece] = []  # of the block that is being collected
        first, holder = place, -1  # where the first text of it stands; no holder: there is none yet
        breaks = 0  # line breaks since the last text
        hidden, depth = "", 0
        for head, text in _PIECES.findall(source):
            if depth:
                depth += _deeper(head, hidden)
                if depth:
                    continue
            else:
                what = known.get(head)
                if what is None:
                    what = known[head] = element(head)
                act, tag, change = what
                if act >= _OPEN:
                    outer.append((tag, place, link, number))
                    if act >= _OPEN_BLOCK:
                        if pieces:
                            self._end(pieces, first, holder)
                            pieces, holder, breaks = [], -1, 0
                        parents.append(number)
                        number = len(ends)
                        begins.append(len(found))
                        ends.append(0)
                        elements.append(what)
                        heads.append(head)
                        if act == _OPEN_LIST:
                            self._lists.append(0 if tag == "ol" else -1)
                    elif act == _OPEN_LINK:
                        link = head
                    if change is not None:
                        place = place.inner.get(change) or self._inside(place, change)
                        if tag == "li" and self._lists and self._lists[-1] >= 0:
                            place = self._numbered(place)
                elif act >= _CLOSE:
                    if act >= _CLOSE_BLOCK and pieces:
                        self._end(pieces, first, holder)
                        pieces, holder, breaks = [], -1, 0
                    if outer[-1][0] == tag:
                        ends[number] = len(found)
                        if act == _CLOSE_LIST:
                            self._lists.pop()
                        _, place, link, number = outer.pop()
                elif act == _HIDE:
                    hidden, depth = tag, 1
                    continue
                elif act == _PLAIN:
                    if outer[-1][0] == tag:  # its end shall not be taken for the end of the outer one
                        outer.append((tag, place, link, number))
                elif act == _BREAK:
                    breaks += 1
                    pieces.append((" ", place, link))
                elif act and pieces:
                    self._end(pieces, first, holder)
                    pieces, holder, breaks = [], -1, 0
            if not text:
                continue
            if text.isspace():
                if pieces:
                    pieces.append((" ", place, link))
                continue
            if breaks:
                if breaks > 1 or _ends_a_bold_line(pieces, place):
                    self._end(pieces, first, holder)
                    pieces, holder = [], -1
                breaks = 0
            if self.tables and TABLE[0] in text and (table := self._table(text)) is not None:
                self._end(pieces, first, holder)
                pieces, holder = [], -1
                found.append(Raw(table.text, place, table.link_share, number, table=table))
                continue
            if holder < 0:
                first, holder = place, number
            pieces.append((text, place, link))
        self._end(pieces, first, holder)

    def _inside(self, place: Place, change: Change) -> Place:
        """What holds inside an element that says something; kept for the next one here that says the same."""
        if change.is_closed:  # each of them is another one
            self.closed.append(change.named.region)
            self.around.append(place.closed)
            return place.inside(change, len(self.closed) - 1)
        inner = place.inner[change] = place.inside(change, place.closed)
        return inner

    def _numbered(self, place: Place) -> Place:
        """Number an item of a numbered list."""
        self._lists[-1] += 1
        return place._replace(level=self._lists[-1], inner={})

    def _table(self, text: str) -> Block | None:
        """The table that was read before and whose mark the text is."""
        mark = text.strip().removeprefix(TABLE[0]).removesuffix(TABLE[1])
        is_one = mark.isascii() and mark.isdigit() and int(mark) < len(self.tables)
        return self.tables[int(mark)] if is_one else None

    def _end(self, pieces: Sequence[Piece], first: Place, holder: int) -> None:
        """End the block that is being collected; there is none without a holder."""
        block = raw(pieces, first, holder, self.cleaner) if holder >= 0 else None
        if block is not None:
            self.found.append(block)


def _ends_a_bold_line(pieces: Sequence[Piece], place: Place) -> bool:
    """Whether the line so far is bold and what follows is not: a headline or subhead of old pages."""
    return not place.strong and all(place.strong or text.isspace() for text, place, _ in pieces)


def _deeper(head: str, hidden: str) -> int:
    """How a tag inside a hidden element changes the number of its namesakes that are open."""
    tag = head.partition(" ")[0]
    return 1 if tag == hidden else -1 if tag.startswith("/") and tag[1:] == hidden else 0
