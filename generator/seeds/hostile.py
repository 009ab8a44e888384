"""Pages built to exhaust a parser, told by a look at their tags that takes linear time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from generator.errors import SeedError

MAX_DEPTH = 2_000
FEW_TAGS = 6_000
"""So few tags cost no parser much, however they nest."""
MAX_ELEMENTS = 200_000
MAX_ATTRIBUTE_COST = 400_000_000
"""Sum of the squares of the tags' numbers of attributes: a parser compares each with all others of its tag."""

_TAGS = re.compile(r"<!--|<(\\?/)?([A-Za-z][A-Za-z0-9:-]*)")
_LONG = 2_000
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
_ATTRIBUTE = re.compile(r"[\s/][^\s/=]")
# Elements that never contain others, or end by themselves: they do not deepen a page.
_FLAT = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody"),
        *("tfoot", "option", "optgroup", "colgroup", "caption", "rt", "rp", "html", "head", "body"),
    }
)
_OPENS = re.compile("<(?=[A-Za-z])")
_DEEPENS = re.compile(rf"<(?!(?:{'|'.join(sorted(_FLAT))})(?![A-Za-z0-9:-]))[A-Za-z]", re.IGNORECASE)


def refuse(path: str, text: str) -> None:
    """Refuse what costs a parser more than linear time: deep nesting, floods of open elements or attributes.

    Scripts are counted like the rest, since what hides in one for us might not for the parser; hence the wide bounds.
    """
    number, deepest = _count(text) if _may_be_deep(text) else (0, 0)
    if deepest > MAX_DEPTH:
        raise SeedError(path, f"the page nests its elements more than {MAX_DEPTH:,} deep")
    if number > MAX_ELEMENTS:
        raise SeedError(path, f"the page has {number:,} tags; at most {MAX_ELEMENTS:,} are read")
    if _cost(list(_long(text))) > MAX_ATTRIBUTE_COST:
        raise SeedError(path, "a tag of the page has thousands of attributes")


def _may_be_deep(text: str) -> bool:
    """Whether more elements may be open, or there, than are read; most pages have not so many tags at all."""
    number = text.count("<")
    if number <= FEW_TAGS or len(_OPENS.findall(text)) <= MAX_DEPTH:
        return False
    return number > MAX_ELEMENTS or len(_DEEPENS.findall(text)) > MAX_DEPTH


def _long(text: str) -> Iterator[str]:
    """Tags that are long. None is between two signs of tags that stand near each other: it leaps over those."""
    start = text.find("<")
    while start >= 0:
        near = text.rfind("<", start + 1, start + _LONG + 2)
        if near < 0:
            near = text.find("<", start + 1)
            if text[start + 1 : start + 2].isalpha() and text.find(">", start + 1, start + _LONG + 1) < 0:
                yield text[start + 1 : near if near >= 0 else None]
        start = near


def _count(text: str) -> tuple[int, int]:
    """Number of tags, and the greatest number of elements open at once.

    An end tag closes an element of its own name only, and none if it stands in a comment.
    """
    open_now: Counter[str] = Counter()
    depth = deepest = number = in_comment_until = 0
    for match in _TAGS.finditer(text):
        if match[0] == "<!--":
            in_comment_until = max(in_comment_until, text.find("-->", match.end()))
            continue
        number += 1
        name = match[2].lower()
        if not match[1] and name not in _FLAT:
            open_now[name] += 1
            depth += 1
            deepest = max(deepest, depth)
        elif match[1] and open_now[name] and match.start() > in_comment_until:
            open_now[name] -= 1
            depth -= 1
    return number, deepest


def _cost(tags: Sequence[str]) -> int:
    """Sum of the squares of the tags' numbers of attributes; what it can be at most where that is little."""
    most = sum([(len(tag) // 2) ** 2 for tag in tags])
    return sum([_attributes(tag) ** 2 for tag in tags]) if most > MAX_ATTRIBUTE_COST else most


def _attributes(tag: str) -> int:
    """Number of attributes of a tag, without its ``<``."""
    return len(_ATTRIBUTE.findall(_QUOTED.sub("", tag.partition(">")[0])))
