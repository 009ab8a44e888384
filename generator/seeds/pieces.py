"""Pieces of a page's text, as serialised, and the block that they make together."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from generator.articles import Block, Run
from generator.seeds.decode import Cleaner
from generator.seeds.elements import Place, page
from generator.text import squash

MARK = ("\ufdd0", "\ufdd1")
"""What stands around the number of a block that was read before; no text has these (they are no characters)."""
_MARKED = re.compile(f"{MARK[0]}([0-9]{{1,6}}){MARK[1]}")

Piece = tuple[str, Place, str]
"""A text, as serialised; where it stands; and the start tag of the link around it, empty outside of links."""


Raw = tuple[str, Place, int, int, float, Sequence[Piece], Block | None]
"""A block whose region is not settled yet: its text; where the first piece of it stands; the number of the element
that holds that, and of the innermost around that claims to hold no article; the share of the text that is inside
links; its pieces, where they have links or emphasis; and the block, if it was read as a whole.
"""

MAYBE, _EMPTY_LINE = 0.5, 2
_PARAGRAPH, _LOOKS = 100, 30
"""A line of so many characters, in so many of its last pieces, may be a paragraph."""
_ENDS = (".", "!", "?", ".”", "!”", "?”", '."', '!"', '?"', ".»", "!»", "?»", "»", "“", "。", "！", "？", "」")


class Collector:
    """Collects the texts of a page, in their order, into blocks."""

    def __init__(self, read: Sequence[Block], cleaner: Cleaner) -> None:
        self.found: list[Raw] = []
        self.breaks = 0.0
        """Line breaks since the last text; ``MAYBE`` for an element that may begin a line."""
        self._read, self._cleaner = dict(enumerate(read)), cleaner
        """What was read before and has not come yet: a text that holds a mark itself shall not repeat it."""
        self._pieces: list[Piece] = []
        self._place, self._holder, self._closed = page(), -1, 0
        """Where the first text of the block stands, as in ``Raw``; no holder: there is none yet but white space."""

    def add(self, text: str, place: Place, link: str, holder: int, closed: int) -> list[Piece]:
        """Add a text that is not only white space; give the pieces of the block that it is in."""
        if self.breaks:
            if self.breaks >= 1 and not text.replace("&nbsp;", "").strip():
                return self._pieces  # an empty line, as old editors write it
            ends_bold = self.breaks >= 1 and _ends_a_bold_line(self._pieces, place)
            if self.breaks >= _EMPTY_LINE or ends_bold or _ends_a_paragraph(self._pieces, text):
                self.end()
            self.breaks = 0
        if self._read and MARK[0] in text:
            return self._add_marked(text, place, link, holder, closed)
        if self._holder < 0:
            self._place, self._holder, self._closed = place, holder, closed
        self._pieces.append((text, place, link))
        return self._pieces

    def end(self) -> list[Piece]:
        """End the block, if there is one. Give the pieces of the next: white space may be added to them as it comes."""
        if self._holder >= 0:
            text, share, pieces = joined(self._pieces, self._cleaner)
            if text:
                self.found.append((text, self._place, self._holder, self._closed, share, pieces, None))
            self._holder = -1
        self._pieces, self.breaks = [], 0
        return self._pieces

    def take(self, block: Block, place: Place, holder: int, closed: int) -> list[Piece]:
        """Add a block that was read as a whole; give the pieces of the next."""
        pieces = self.end()
        self.found.append((block.text, place, holder, closed, block.link_share, (), block))
        return pieces

    def whole(self, texts: Sequence[str]) -> str:
        """All texts of an element on one line."""
        text = squash(" ".join(texts))
        if MARK[0] in text:
            text = _MARKED.sub(self._marked, text)
        if "&" in text:
            text = squash(decoded(text))
        return text if text.isprintable() else squash(self._cleaner.clean(text))

    def _add_marked(self, text: str, place: Place, link: str, holder: int, closed: int) -> list[Piece]:
        """Add a text in which marks stand, and what was read in their places."""
        for at, part in enumerate(_MARKED.split(text)):  # in turn: a text, and the number in the mark behind it
            if at % 2 and int(part) in self._read:
                self.take(self._read.pop(int(part)), place, holder, closed)
            elif not at % 2 and (rest := part.replace(MARK[0], "")) and not rest.isspace():
                self.add(rest, place, link, holder, closed)
        return self._pieces

    def _marked(self, mark: re.Match[str]) -> str:
        """The text of what was read in the place of a mark."""
        block = self._read.pop(int(mark[1]), None)
        return block.text if block is not None else ""


def _ends_a_bold_line(pieces: Sequence[Piece], place: Place) -> bool:
    """Whether the line so far is bold and what follows is not: a headline or subhead of old pages."""
    return not place.strong and all(place.strong or text.isspace() for text, place, _ in pieces)


def _ends_a_paragraph(pieces: Sequence[Piece], following: str) -> bool:
    """Whether the line so far is a paragraph and what follows may be the next: both are sentences."""
    opens = following.lstrip()[:1]
    if not opens or opens.islower() or not pieces:
        return False
    line = "".join([text for text, _, _ in pieces[-_LOOKS:]]).rstrip()
    return len(line) >= _PARAGRAPH and line.endswith(_ENDS)


def joined(pieces: Sequence[Piece], cleaner: Cleaner) -> tuple[str, float, Sequence[Piece]]:
    """One text of the pieces, the share of it that is inside links, and the pieces if they have links or emphasis."""
    if len(pieces) == 1 or (len(pieces) == 2 and pieces[1][0] == " "):
        text, place, link = pieces[0]
        if "&" not in text and (text := squash(text)).isprintable():  # as most are: the text of a link, or a plain one
            return text, 1.0 if link else 0.0, pieces if link or place.is_styled else ()
    return _mixed(pieces, cleaner)


def _mixed(pieces: Sequence[Piece], cleaner: Cleaner) -> tuple[str, float, Sequence[Piece]]:
    whole = "".join([text for text, _, _ in pieces])
    if "&" in whole:
        pieces = [(decoded(text), place, link) for text, place, link in pieces]
        whole = decoded(whole)
    text = squash(whole)
    if not text.isprintable():
        pieces = [(cleaner.clean(text), place, link) for text, place, link in pieces]
        whole = "".join([text for text, _, _ in pieces])
        text = squash(whole)
    if linked := [text for text, _, link in pieces if link]:
        share = _visible("".join(linked)) / (_visible(whole) or 1)
        return text, round(share, 3), pieces
    return text, 0.0, pieces if any(place.is_styled for _, place, _ in pieces) else ()


def _visible(text: str) -> int:
    return len(text) - text.count(" ")


class Runs(Collection[Run]):
    """The runs of a block, made of its pieces whenever somebody asks for them: most blocks of a page are dropped."""

    __slots__ = ("_pieces",)

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces

    def __len__(self) -> int:
        """How many there are."""
        return len(self._pieces)

    def __iter__(self) -> Iterator[Run]:
        """Each of them, in order."""
        for text, place, link in self._pieces:
            yield Run(text, target(link) if link else "", place.strong, place.em)

    def __contains__(self, run: object) -> bool:
        """Whether there is one like this."""
        return run in tuple(self)

    def __eq__(self, other: object) -> bool:
        """Whether they are the same as those of another block."""
        return isinstance(other, Collection) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        """Of all of them."""
        return hash(tuple(self))

    def __repr__(self) -> str:
        """As a tuple of them."""
        return repr(tuple(self))


def decoded(text: str) -> str:
    """A text without the parser's escapes."""
    return text.replace("&nbsp;", "\xa0").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def target(head: str) -> str:
    """The address in a link's start tag; ``#`` without one."""
    at = head.find(' href="') + 7
    address = head[at : head.find('"', at)] if at > 6 else ""
    return decoded(address.replace("&nbsp;", " ").replace("&quot;", '"')) if "&" in address else address or "#"
