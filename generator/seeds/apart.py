"""Parts of a page that are read by themselves before the walk over its text: what stands beside the article.

The parser gives the text of a menu in a thousandth of the time that a walk over its elements takes, and half of all
elements stand in menus, footers and forms. A mark takes the place of each part that is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.articles import Block
from generator.seeds import pieces
from generator.seeds.decode import clean
from generator.seeds.names import ROLES_BESIDE, SURELY_BESIDE, UNREAD, name

BELIEVED = 0.4
"""Share of a page's prose from which on an element is the article, whatever it calls itself."""
BY_PARAGRAPHS = 400
"""So many characters in paragraph elements are the prose of a page; with fewer all of its text is."""
_TRIES = 8
"""Of so many parts the text is read that turns out to be too much: they may stand inside of each other."""
_SHORT = 30
"""Shorter texts may be nothing but that of a button."""
_UNREAD = ", ".join(sorted(UNREAD))
_NAMED = "nav, footer, form, [role]"


def set_apart(node: Any, found: list[Block], *blocks: Block) -> None:
    """Add the blocks of an element to those that were read; marks with their numbers take its place."""
    numbers = range(len(found), len(found) + len(blocks))
    node.replace_with("".join([f"{pieces.MARK[0]}{number}{pieces.MARK[1]}" for number in numbers]))
    found += blocks


def most(tree: Any) -> float:
    """How much prose may stand in a part of a page that is believed to hold no article, in characters; 0 for none."""
    prose = _prose(tree)
    return BELIEVED * prose if prose > BY_PARAGRAPHS else 0.0


def menus(tree: Any, believed: float, found: list[Block]) -> None:
    """Read the menus, footers and forms of a page and set them apart.

    Not those that hold more prose than is believed, or a headline: old pages wrap everything in a form.
    """
    around = _around(tree.css("h1"))
    inside: set[int] = set()
    tries = _TRIES
    for node in tree.css(_NAMED):
        region = _region(node)
        if not region or node.mem_id in around or node.mem_id in inside:
            continue
        text = _text(node)
        if len(text) <= believed or _prose(node) <= believed:
            inside.update([inner.mem_id for inner in node.css(_NAMED)])
            if len(text) < _SHORT:
                text = _shown(node)
            if text:
                visible = text if text.isprintable() else clean(text)[0]
                set_apart(node, found, Block(visible, "menu", region=region))
        elif not (tries := tries - 1):
            break


def _text(node: Any) -> str:
    """All text of an element on one line."""
    return " ".join(node.text(separator=" ").split())


def _shown(node: Any) -> str:
    """The text of an element that readers see: there may be none."""
    for unread in node.css(_UNREAD):
        unread.replace_with("")
    return _text(node)


def _around(nodes: Iterable[Any]) -> set[int]:
    """Numbers of all elements around some."""
    found: set[int] = set()
    for node in nodes:
        outer = node.parent
        while outer is not None and outer.mem_id not in found:
            found.add(outer.mem_id)
            outer = outer.parent
    return found


def _region(node: Any) -> str:
    """The part of the page that an element is; empty unless it surely holds no article."""
    attributes = node.attributes
    if attributes.get("role") not in ROLES_BESIDE and node.tag not in SURELY_BESIDE:
        return ""
    others = [(key, attributes[key] or "") for key in ("role", "hidden", "aria-hidden") if key in attributes]
    named = name(node.tag, None, others)
    return named.region if named.region in SURELY_BESIDE and not named.is_hidden else ""


def _prose(node: Any) -> int:
    """Number of characters in the paragraph elements of an element."""
    return sum([len(paragraph.text()) for paragraph in node.css("p")])
