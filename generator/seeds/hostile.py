"""Pages built to exhaust a parser, told by a look at their tags that takes linear time."""

from __future__ import annotations

import re

from generator.errors import SeedError

MAX_DEPTH = 2_000
MAX_ELEMENTS = 200_000
MAX_ATTRIBUTE_COST = 400_000_000
"""Sum of the squares of the tags' numbers of attributes: a parser compares each with all others of its tag."""

_TAGS = re.compile(r"<(\\?/)?([A-Za-z][A-Za-z0-9:-]*)")
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{2000,}")
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
_FORMATTING = frozenset(
    {
        *("a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt"),
        *("u",),
    }
)


def refuse(path: str, text: str) -> None:
    """Refuse what costs a parser more than linear time: deep nesting, floods of open elements or attributes.

    Scripts are counted like the rest, since what hides in one for us might not for the parser; hence the wide bounds.
    """
    depth = deepest = formatting = number = 0
    for match in _TAGS.finditer(text):
        name = match[2].lower()
        number += 1
        if name in _FLAT:
            continue
        step = -1 if match[1] else 1
        if name in _FORMATTING:
            formatting = max(0, formatting + step)
            deepest = max(deepest, formatting)
        else:
            depth = max(0, depth + step)
            deepest = max(deepest, depth)
    if deepest > MAX_DEPTH:
        raise SeedError(path, f"the page nests its elements more than {MAX_DEPTH:,} deep")
    if number > MAX_ELEMENTS:
        raise SeedError(path, f"the page has {number:,} tags; at most {MAX_ELEMENTS:,} are read")
    if sum(_attributes(match.group()) ** 2 for match in _LONG_TAG.finditer(text)) > MAX_ATTRIBUTE_COST:
        raise SeedError(path, "a tag of the page has thousands of attributes")


def _attributes(tag: str) -> int:
    return len(_ATTRIBUTE.findall(_QUOTED.sub("", tag)))
