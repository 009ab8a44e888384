"""What is too long or too deep to be rendered in bounded time."""

from __future__ import annotations

import re
from collections import Counter

from generator.errors import BriefingError

MAX_CHARACTERS = 200_000
MAX_NESTING = 20
MAX_LOOKS = 2_000_000
"""Characters that are looked at again and again, each bracket looking for its end: about a second."""
_MANY = 50
"""Brackets or lines of a block up to which nothing of the kind can take long."""

_MARKERS = re.compile(r"[\s>*+-]*")
_SIGNS = re.compile(r"\\.|\]\(|[\[\]()]", re.DOTALL)
_HEADS = re.compile(r"^(?:#|[-=*_ ]+$)", re.MULTILINE)
_NOTES = re.compile(r"\[\^([^\]]*)\]")
_RUN = re.compile(r"[\[\]*_`!(<][\[\]*_`!(<]{199}")


class TooComplex(BriefingError):
    """A body that is too long or nested too deeply to be rendered in bounded time."""


def refuse(body: str) -> None:
    """Raise TooComplex for what Python-Markdown would need minutes or a deep stack for."""
    if len(body) > MAX_CHARACTERS:
        raise TooComplex(f"the body has {len(body):,} characters; at most {MAX_CHARACTERS:,} are rendered")
    for line in body.split("\n"):
        markers = _MARKERS.match(line)
        if markers and markers.group().count(">") + len(markers.group()) // 4 > MAX_NESTING * 2:
            raise TooComplex("quotations or lists are nested too deeply")
    if crowded(body):
        raise TooComplex("hundreds of brackets or marks in a row")
    if sum(map(_looks, body.split("\n\n"))) > MAX_LOOKS:
        raise TooComplex("hundreds of brackets that are not closed, or of subheads without an empty line between them")
    if "[^" in body and sum(number**2 for number in Counter(_NOTES.findall(body)).values()) > MAX_LOOKS:
        raise TooComplex("a footnote is referred to more than a thousand times")


def _looks(block: str) -> int:
    """How many characters or lines are looked at to find the ends of brackets and the rows of a table in a block."""
    lines = block.count("\n")
    found = lines * len(_HEADS.findall(block)) if lines > _MANY else 0
    return found + (_distances(block) if block.count("[") > _MANY else 0)


def _distances(block: str) -> int:
    """The sum of what lies between each bracket of a link and its end, or the block's where it has none."""
    found, labels, targets = 0, list[int](), list[int | None]()
    for sign in _SIGNS.finditer(block):
        at, mark = sign.start(), sign[0]
        if mark[0] == "]" and labels:
            found += at - labels.pop()
        elif mark == ")" and targets:
            found += at - (targets.pop() or at)
        if mark == "[":
            labels.append(at)
        elif mark[-1] == "(":
            targets.append(at if mark == "](" else None)
    return found + sum(len(block) - at for at in (*labels, *filter(None, targets)))


def crowded(body: str) -> bool:
    """Whether brackets and marks stand so close that looking for their pairs would take too long."""
    return body.count("[") > 20_000 or _RUN.search(body) is not None
