"""What a tag of a serialised page does to the walk over it, told from what stands between its angle brackets.

The parser has repaired the page before, so attributes are quoted, and no value holds a quotation mark.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from generator.seeds.names import BLOCKS, CLOSED, UNREAD, Named, name


class Act(IntEnum):
    """What to do at a tag."""

    IGNORE = 0
    PLAIN = 1
    CLOSE = 2
    CLOSE_BLOCK = 3
    BREAK = 4
    RULE = 5
    HIDE = 6
    OPEN = 7
    OPEN_BLOCK = 8


class Element(NamedTuple):
    """A tag: what to do, and what the element says of the text inside."""

    act: Act
    tag: str
    named: Named
    changes: bool = False
    """Whether the text inside differs from the text around in anything that is kept."""
    is_closed: bool = False
    """Whether it claims to hold no article."""
    classes: str = ""
    """Its classes, as they stand there."""


_FORMATS = frozenset({"a", "b", "strong", "i", "em", "cite"})
LISTS = frozenset({"ol", "ul", "menu", "dir"})
# Inline elements that say nothing, unless an attribute does.
_PLAIN = frozenset(
    {
        *("span", "font", "small", "big", "sup", "sub", "time", "abbr", "u", "s", "del", "ins", "mark", "code", "kbd"),
        *("samp", "var", "q", "bdi", "bdo", "ruby", "rt", "rp", "picture", "nobr", "tt", "data", "dfn", "strike"),
        "acronym",
    }
)
_VOID = ("wbr", "base", "track", "area", "param", "col", "input", "embed", "frame", "img", "source", "link", "meta")
"""Elements that hold nothing."""
_TELLING = ("hidden", "aption", "redit", "opyright")
_SINGLE = {**dict.fromkeys(_VOID, Act.IGNORE), **dict.fromkeys(UNREAD, Act.HIDE), "br": Act.BREAK, "hr": Act.RULE}
_NOTHING = Named()
_IGNORED = Element(Act.IGNORE, "", _NOTHING)


def element(head: str) -> Element:
    """Tell a tag by what stands between ``<`` and ``>``."""
    if " " not in head:
        return _bare(head)
    tag = head[: head.index(" ")]
    if tag in _PLAIN and not any(word in head for word in _TELLING):
        return _bare(tag)
    return _opening(tag, *_attributes(head)) if tag not in _SINGLE else _bare(tag)


@lru_cache(maxsize=1000)
def _bare(tag: str) -> Element:
    """Tell a tag without attributes."""
    if tag.startswith("/"):
        return Element(Act.CLOSE_BLOCK if tag[1:] in BLOCKS else Act.CLOSE, tag[1:], _NOTHING)
    if not tag:
        return _IGNORED
    if tag in _SINGLE:
        return Element(_SINGLE[tag], tag, _NOTHING)
    return Element(Act.PLAIN, tag, _NOTHING) if tag in _PLAIN else _opening(tag, "", "", ())


_OTHERS = re.compile(r' (role|itemprop|hidden|aria-hidden)="([^"]*)"')
Others = tuple[tuple[str, str], ...]


def _attributes(head: str) -> tuple[str, str, Others]:
    """Class, id, and whatever else tells of an element.

    No value of a serialised attribute holds a quotation mark, so nothing inside one is mistaken for an attribute.
    """
    at = head.find(' class="')
    classes = head[at + 8 : head.find('"', at + 8)] if at >= 0 else ""
    at = head.find(' id="')
    ident = head[at + 5 : head.find('"', at + 5)] if at >= 0 else ""
    if "hidden" in head or ' role="' in head or ' itemprop="' in head:
        return classes, ident, tuple(_OTHERS.findall(head))
    return classes, ident, ()


@lru_cache(maxsize=20_000)
def _opening(tag: str, classes: str, ident: str, others: Others) -> Element:
    named = name(tag, unescape(classes), unescape(ident), dict(others))
    act = Act.HIDE if named.is_hidden else Act.OPEN_BLOCK if tag in BLOCKS else Act.OPEN
    changes = bool(named.kind or named.region) or tag in _FORMATS or tag == "p"
    return Element(act, tag, named, changes, named.region in CLOSED, classes)
