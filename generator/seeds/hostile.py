"""Pages built to exhaust a parser, told by a look at their tags that takes linear time."""

from __future__ import annotations

import re
from collections import Counter

from generator.errors import SeedError

MAX_DEPTH = 2_000
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


def refuse(path: str, text: str) -> None:
    """Refuse what costs a parser more than linear time: deep nesting, floods of open elements or attributes.

    Scripts are counted like the rest, since what hides in one for us might not for the parser; hence the wide bounds.
    """
    tags = text.split("<")
    may_be_deep = len(tags) > MAX_DEPTH and len(tags) - text.count("</") > MAX_DEPTH
    number, deepest = _count(text) if may_be_deep else (0, 0)
    if deepest > MAX_DEPTH:
        raise SeedError(path, f"the page nests its elements more than {MAX_DEPTH:,} deep")
    if number > MAX_ELEMENTS:
        raise SeedError(path, f"the page has {number:,} tags; at most {MAX_ELEMENTS:,} are read")
    if sum([_attributes(tag) ** 2 for tag in tags if len(tag) > _LONG]) > MAX_ATTRIBUTE_COST:
        raise SeedError(path, "a tag of the page has thousands of attributes")


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


def _attributes(tag: str) -> int:
    """Number of attributes of a tag, without its ``<``; 0 for anything else."""
    if not tag[0].isalpha() or ">" in tag[:_LONG]:
        return 0
    return len(_ATTRIBUTE.findall(_QUOTED.sub("", tag.partition(">")[0])))
