"""What a tag of a serialised page does to the walk over it, told from what stands between its angle brackets.

The parser has repaired the page before, so attributes are quoted, and no value holds a quotation mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from generator.light import light
from generator.seeds.names import BLOCKS, CLOSED, UNREAD, Named, Told, name, told
from generator.seeds.signs import SIGNS


class Act(IntEnum):
    """What to do at a tag."""

    IGNORE = 0
    PLAIN = 1
    BREAK = 2
    RULE = 3
    HIDE = 4
    SIGN = 5
    """A word or number above the line, or struck out."""
    CLOSE = 6
    CLOSE_BLOCK = 7
    CLOSE_LIST = 8
    OPEN = 9
    OPEN_LINK = 10
    OPEN_OWN = 11
    """An element of the page's own making, as ``story-paragraph``: it may be a paragraph or a word."""
    OPEN_BLOCK = 12
    OPEN_LIST = 13


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """What an element says of the text inside; compared by identity, which is quicker than by its fields."""

    named: Named
    is_closed: bool
    """Whether the element claims to hold no article."""
    in_paragraph: bool
    strong: bool
    em: bool


Element = tuple[int, str, Change | None]
"""A tag: what to do at it, a value of ``Act``; its name; and what differs between the text inside and the text around,
None if nothing does that is kept. No named tuple: those are unpacked at a third of the speed.
"""


@light
class Place:
    """What the elements around a text say of it, but for the link."""

    kind: str
    level: int
    region: str
    in_paragraph: bool
    strong: bool
    em: bool
    is_styled: bool
    """Strong or emphasised."""
    inner: dict[Change, Place]
    """Places inside elements that were seen before."""

    def inside(self, change: Change) -> Place:
        """What holds inside an element that stands here; kept for the next one here that says the same."""
        named = change.named
        region = self.region
        if named.region and not change.is_closed and not (named.region == "main" and region == "article"):
            region = named.region
        kind, level = (named.kind, named.level) if named.kind else (self.kind, self.level)
        if self.kind == "heading" and named.kind == "caption":
            kind, level = self.kind, self.level
        in_paragraph = self.in_paragraph or change.in_paragraph
        strong, em = self.strong or change.strong, self.em or change.em
        inner = self.inner[change] = Place(kind, level, region, in_paragraph, strong, em, strong or em, {})
        return inner


def page() -> Place:
    """Where no element says anything."""
    return Place("paragraph", 0, "", False, False, False, False, {})


_LISTS = frozenset({"ol", "ul", "menu", "dir"})
# Inline elements that say nothing, unless an attribute does.
_PLAIN = frozenset(
    {
        *("span", "font", "small", "big", "sub", "time", "abbr", "u", "ins", "mark", "code", "kbd", "samp", "var", "q"),
        *("bdi", "bdo", "ruby", "picture", "nobr", "tt", "data", "dfn", "acronym"),
    }
)
_VOID = (
    *("wbr", "base", "track", "area", "param", "col", "input", "embed", "frame", "img", "source", "link", "meta"),
    *("basefont", "bgsound", "keygen"),
)
"""Elements that hold nothing and have no end tag."""
_STRONG, _EM = frozenset({"b", "strong"}), frozenset({"i", "em", "cite"})
_FORMATS = _STRONG | _EM | {"p"}
_PRONOUNCED = ("rt", "rp")
"""How a word is pronounced, above it."""
_SINGLE = {
    **dict.fromkeys(_VOID, Act.IGNORE),
    **dict.fromkeys((*UNREAD, *_PRONOUNCED), Act.HIDE),
    **dict.fromkeys(SIGNS, Act.SIGN),
    "br": Act.BREAK,
    "hr": Act.RULE,
}
_IGNORED: Element = (0, "", None)
_HIDE, _OPEN, _CLOSE = int(Act.HIDE), int(Act.OPEN), int(Act.CLOSE)
_OPENS = {
    **dict.fromkeys(BLOCKS, int(Act.OPEN_BLOCK)),
    **dict.fromkeys(_LISTS, int(Act.OPEN_LIST)),
    "a": int(Act.OPEN_LINK),
}
_CLOSES = {**dict.fromkeys(BLOCKS, int(Act.CLOSE_BLOCK)), **dict.fromkeys(_LISTS, int(Act.CLOSE_LIST))}


def element(head: str) -> Element:
    """Tell a tag by what stands between ``<`` and ``>``."""
    tag, _, attributes = head.partition(" ")
    if not attributes or tag in _SINGLE or (tag in _PLAIN and not _tells(attributes)):
        return _bare(tag)
    if attributes.startswith('href="'):  # the address of a link says nothing of it, and others tell most of their kind
        attributes = attributes[attributes.find('"', 6) + 2 :]
        if not attributes:
            return _bare(tag)
    if attributes.startswith('class="') and attributes.find('"', 7) == len(attributes) - 1:
        said = told(attributes[7:-1])  # the one attribute that most of them have
        return _opening(tag, said) if said else _bare(tag)
    found = _ATTRIBUTES.findall(head)
    if not found:
        return _bare(tag)
    if len(found) > 1 or found[0][0] != "class":
        values = dict(reversed(found))  # the first of a name is the one that counts
        return _opening(tag, told(values.pop("class", ""), values.pop("id", "")), *values.items())
    said = told(found[0][1])  # the one attribute that most of them have
    return _opening(tag, said) if said else _bare(tag)


def attribute(head: str, name: str) -> str:
    """Value of an attribute, as it stands there; empty without one."""
    opening = f' {name}="'
    at = head.find(opening)
    if at < 0:
        return ""
    at += len(opening)
    return head[at : head.find('"', at)]


def _tells(attributes: str) -> bool:
    """Whether attributes may say that an inline element is hidden or a caption."""
    return "hidden" in attributes or "aption" in attributes or "redit" in attributes or "opyright" in attributes


@lru_cache(maxsize=1000)
def _bare(tag: str) -> Element:
    """Tell a tag without attributes."""
    if tag.startswith("/"):
        return (_CLOSES.get(tag[1:], _CLOSE), tag[1:], None)
    if not tag:
        return _IGNORED
    if tag in _SINGLE:
        return (int(_SINGLE[tag]), tag, None)
    return (int(Act.PLAIN), tag, None) if tag in _PLAIN else _opening(tag, None)


_ATTRIBUTES = re.compile(r' (class|id|role|itemprop|hidden|aria-hidden)="(?=([^"]*))')
"""The attributes that matter. No value of a serialised one holds a quotation mark."""


@lru_cache(maxsize=1000)
def _opening(tag: str, said: Told | None, *others: tuple[str, str]) -> Element:
    if not tag[0].isalpha():  # a processing instruction
        return _IGNORED
    named = name(tag, said, others)
    act = _HIDE if named.is_hidden else _OPENS.get(tag) or (int(Act.OPEN_OWN) if "-" in tag else _OPEN)
    return (act, tag, _change(tag, named))


def _change(tag: str, named: Named) -> Change | None:
    if tag in _FORMATS or named.kind or named.region:
        return _known(named, tag if tag in _FORMATS else "")
    return None


@lru_cache(maxsize=1000)
def _known(named: Named, tag: str) -> Change:
    return Change(named, named.region in CLOSED, tag == "p", tag in _STRONG, tag in _EM)
