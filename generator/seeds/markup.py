"""Serialised markup of a page → blocks, in one pass over its tags.

The parser has repaired the page before, so tags are balanced here and attributes quoted. Walking the text of
the tags is several times faster than asking the parser for every node, and most pages are mostly tags.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from generator.model import Block
from generator.seeds.decode import Cleaner
from generator.seeds.elements import LISTS, Act, Element, element
from generator.text import squash

TABLE = ("\ufdd0", "\ufdd1")
"""What stands around the number of a table that was read before; no text has these (they are no characters)."""

_PIECES = re.compile(r'<(?:!--.*?--|(/?[a-zA-Z][^ >]*(?: =?[^ =>]*="[^"]*")*))>([^<]*)', re.DOTALL)
"""A tag, or a comment, and the text behind it."""
_HREF = re.compile(r'(?:^|\s)href="([^"]*)"')


class Place(NamedTuple):
    """What holds for the text at one place of the page."""

    kind: str = "paragraph"
    level: int = 0
    region: str = ""
    closed: tuple[int, ...] = ()
    """Numbers of the elements around that claim to hold no article, the outermost first."""
    in_paragraph: bool = False
    link: str = ""
    """Start tag of the link around."""
    strong: bool = False
    em: bool = False
    is_styled: bool = False
    """Whether any of the three holds."""


Piece = tuple[str, Place]
"""A text, as serialised, and where it stands."""


class Raw(NamedTuple):
    """A block whose region is not settled yet."""

    text: str
    place: Place
    link_share: float = 0.0
    holder: int = 0
    """Number of the element that holds its text."""
    pieces: Sequence[Piece] = ()
    """Its texts, where they have links or emphasis."""
    table: Block | None = None


class Walk:
    """Follows the tags of a page and collects its text."""

    def __init__(self, tables: Sequence[Block], cleaner: Cleaner) -> None:
        self.tables, self.cleaner = tables, cleaner
        self.found: list[Raw] = []
        self.closed: list[str] = []
        """Regions of the elements that claim to hold no article, by number."""
        self.parents: list[int] = [0]
        """Number of the element around each element; 0 is the page."""
        self.begins: list[int] = [0]
        """Number of blocks before each element."""
        self.ends: list[int] = [0]
        """The same behind it."""
        self.elements: list[Element] = [element("")]
        """Every element that can hold blocks."""
        self._stack: list[tuple[str, Place, int]] = [("", Place(), 0)]
        self._pieces: list[Piece] = []
        self._first: Place | None = None
        self._holder = 0
        self._breaks = 0
        self._lists: list[int] = []
        self._inner: dict[tuple[Place, Element], Place] = {}

    def over(self, source: str) -> None:  # noqa: C901 -- the innermost loop of reading: a call for each tag would double its time
        """Read all tags and texts. Inside a hidden element only its end is waited for."""
        known: dict[str, Element] = {}
        pieces, stack = self._pieces, self._stack
        opening, closing, closing_block, hiding = int(Act.OPEN), int(Act.CLOSE), int(Act.CLOSE_BLOCK), int(Act.HIDE)
        hidden, depth = "", 0
        for head, text in _PIECES.findall(source):
            if depth:
                depth += _deeper(head, hidden)
                if depth:
                    continue
            else:
                found = known.get(head)
                if found is None:
                    found = known[head] = element(head)
                act = found.act
                if act >= opening:
                    self._open(found, head)
                elif act >= closing and act <= closing_block:
                    if pieces and act == closing_block:
                        self._flush()
                    if stack[-1][0] == found.tag:
                        self.ends[stack.pop()[2]] = len(self.found)
                        if found.tag in LISTS:
                            self._lists.pop()
                elif act == hiding:
                    hidden, depth = found.tag, 1
                    continue
                elif act:
                    self._inline(act, found.tag)
            if text:
                if not text.isspace():
                    self._text(text)
                elif pieces:
                    pieces.append((" ", stack[-1][1]))
        self._flush()

    def _inline(self, act: Act, tag: str) -> None:
        """A line break, a rule, or an inline element that says nothing."""
        if act == Act.BREAK:
            self._breaks += 1
            self._pieces.append((" ", self._stack[-1][1]))
        elif act == Act.RULE:
            self._flush()
        elif self._stack[-1][0] == tag:
            self._stack.append((tag, *self._stack[-1][1:]))  # so that its end is not taken for the end of the outer one

    def _open(self, found: Element, head: str) -> None:
        if self._pieces and found.act == Act.OPEN_BLOCK:
            self._flush()
        tag = found.tag
        _, outer, number = self._stack[-1]
        if tag in LISTS:
            self._lists.append(0 if tag == "ol" else -1)
        if found.is_closed:
            self.closed.append(found.named.region)
            outer = outer._replace(closed=(*outer.closed, len(self.closed) - 1))
        place = outer
        if found.changes:
            key = (outer, found)
            place = self._inner.get(key) or self._inner.setdefault(key, _inner(outer, found))
        if tag == "a":
            kind, level, region, closed, in_paragraph, _, strong, em, _ = place
            place = Place(kind, level, region, closed, in_paragraph, head, strong, em, True)
        elif tag == "li" and (level := self._level()) != place.level:
            place = place._replace(level=level)
        if found.act == Act.OPEN_BLOCK:
            self.parents.append(number)
            self.begins.append(len(self.found))
            self.ends.append(0)
            self.elements.append(found)
            number = len(self.parents) - 1
        self._stack.append((tag, place, number))

    def _level(self) -> int:
        if not self._lists or self._lists[-1] < 0:
            return 0
        self._lists[-1] += 1
        return self._lists[-1]

    def _text(self, text: str) -> None:
        place = self._stack[-1][1]
        if self._breaks:
            if self._breaks > 1 or self._ends_a_bold_line():
                self._flush()
            self._breaks = 0
        if TABLE[0] in text and self._table(text):
            return
        if self._first is None:
            self._first, self._holder = place, self._stack[-1][2]
        self._pieces.append((text, place))

    def _ends_a_bold_line(self) -> bool:
        """Whether the line so far is bold and what follows is not: a headline or subhead of old pages."""
        return not self._stack[-1][1].strong and all(place.strong or text.isspace() for text, place in self._pieces)

    def _table(self, text: str) -> bool:
        """Put in a table that was read before; False for any other text."""
        number = text.strip().removeprefix(TABLE[0]).removesuffix(TABLE[1])
        if not (number.isascii() and number.isdigit() and int(number) < len(self.tables)):
            return False
        self._flush()
        table = self.tables[int(number)]
        self.found.append(Raw(table.text, self._stack[-1][1], table.link_share, self._stack[-1][2], table=table))
        return True

    def _flush(self) -> None:
        self._breaks = 0
        place, self._first = self._first, None
        pieces = self._pieces.copy()
        self._pieces.clear()
        if place is None:
            return
        whole = "".join([text for text, _ in pieces])
        if "&" in whole:
            pieces = [(decoded(text), place) for text, place in pieces]
            whole = "".join([text for text, _ in pieces])
        text = squash(whole)
        if not text.isprintable():
            pieces = [(self.cleaner.clean(text), place) for text, place in pieces]
            text = squash("".join([text for text, _ in pieces]))
        if not text:
            return
        if any(place.is_styled for _, place in pieces):
            self.found.append(Raw(text, place, _link_share(pieces), self._holder, pieces))
        else:
            self.found.append(Raw(text, place, 0.0, self._holder))


def _inner(outer: Place, found: Element) -> Place:
    """What holds inside an element."""
    named = found.named
    region = outer.region
    if named.region and not found.is_closed and not (named.region == "main" and region == "article"):
        region = named.region
    kind, level = (named.kind, named.level) if named.kind else (outer.kind, outer.level)
    if outer.kind == "heading" and named.kind == "caption":
        kind, level = outer.kind, outer.level
    in_paragraph = outer.in_paragraph or found.tag == "p"
    strong = outer.strong or found.tag in ("b", "strong")
    em = outer.em or found.tag in ("i", "em", "cite")
    is_styled = strong or em or outer.link != ""
    return Place(kind, level, region, outer.closed, in_paragraph, outer.link, strong, em, is_styled)


def _deeper(head: str, hidden: str) -> int:
    """How a tag inside a hidden element changes the number of its namesakes that are open."""
    tag = head.partition(" ")[0]
    return 1 if tag == hidden else -1 if tag.startswith("/") and tag[1:] == hidden else 0


def decoded(text: str) -> str:
    """A text without the parser's escapes."""
    return text.replace("&nbsp;", "\xa0").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def target(head: str) -> str:
    """The address in a link's start tag; ``#`` without one."""
    found = _HREF.search(head)
    return decoded(found[1].replace("&nbsp;", " ").replace("&quot;", '"')) if found and found[1] else "#"


def _link_share(pieces: Sequence[Piece]) -> float:
    total = linked = 0
    for text, place in pieces:
        number = len(text) - text.count(" ")
        total += number
        linked += number if place.link else 0
    return round(linked / total, 3) if total else 0.0
