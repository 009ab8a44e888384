"""Pieces of a page's text, as serialised, and the block that they make together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from generator.model import Block
from generator.seeds.decode import Cleaner
from generator.seeds.elements import Place
from generator.text import squash

Piece = tuple[str, Place, str]
"""A text, as serialised; where it stands; and the start tag of the link around it, empty outside of links."""


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


def raw(pieces: Sequence[Piece], place: Place, holder: int, cleaner: Cleaner) -> Raw | None:
    """Make one block of pieces; ``place`` is where the first text among them stands. None if they hold no text."""
    if len(pieces) == 1 or (len(pieces) == 2 and pieces[1][0] == " "):
        text = squash(pieces[0][0])
        if "&" not in text and text.isprintable():  # as most blocks are: the text of one link, or a plain one
            _, where, link = pieces[0]
            return Raw(text, place, 1.0 if link else 0.0, holder, pieces if link or where.is_styled else ())
    return _mixed(pieces, place, holder, cleaner)


def _mixed(pieces: Sequence[Piece], place: Place, holder: int, cleaner: Cleaner) -> Raw | None:
    whole = "".join([text for text, _, _ in pieces])
    if "&" in whole:
        pieces = [(decoded(text), where, link) for text, where, link in pieces]
        whole = "".join([text for text, _, _ in pieces])
    text = squash(whole)
    if not text.isprintable():
        pieces = [(cleaner.clean(text), where, link) for text, where, link in pieces]
        text = squash("".join([text for text, _, _ in pieces]))
    if not text:
        return None
    linked, is_styled = _formats(pieces)
    return Raw(text, place, linked, holder, pieces if is_styled else ())


def _formats(pieces: Sequence[Piece]) -> tuple[float, bool]:
    """Share of the characters that are inside links, and whether there are links or emphasis at all."""
    total = linked = 0
    is_styled = False
    for text, place, link in pieces:
        number = len(text) - text.count(" ")
        total += number
        if link:
            linked += number
            is_styled = True
        elif place.is_styled:
            is_styled = True
    return (round(linked / total, 3) if linked else 0.0), is_styled


def decoded(text: str) -> str:
    """A text without the parser's escapes."""
    return text.replace("&nbsp;", "\xa0").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def target(head: str) -> str:
    """The address in a link's start tag; ``#`` without one."""
    at = head.find(' href="') + 7
    address = head[at : head.find('"', at)] if at > 6 else ""
    return decoded(address.replace("&nbsp;", " ").replace("&quot;", '"')) if "&" in address else address or "#"
