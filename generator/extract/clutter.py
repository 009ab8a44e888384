"""What is a line of clutter by its words alone: navigation, sharing, cookies, comments, captions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import product

from generator.articles import Block
from generator.extract import ends, lexicon, pointers
from generator.extract.captions import CREDITS, is_credited
from generator.extract.lines import bare, key
from generator.extract.notices import NOTICES, is_notice

_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_SIZES = re.compile(r"(?:(?:xs|sm|md|lg|xl|a[+-]?)\s*){2,8}")
_COUNTER = re.compile(
    r"(?:[\d.,]+\s?[km]?\s)?(?:shares?|comments?|likes?|views?|kommentare?|commentaires?)(?:\s[\d.,]+)?|\d+ (?:min|minutes?|minuten)(?: read| lesezeit| de lecture)?|"
    r"(?:\d{1,2}:)?\d{1,2}:\d\d(?: ?/ ?(?:\d{1,2}:)?\d{1,2}:\d\d)?|\d{1,3} ?(?:of|/|von|sur|de|di|av) ?\d{1,3}|"
    r"\d+ (?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?) ago|vor \d+ \w+|il y a \d+ \w+|hace \d+ \w+"
)
"""Counts of shares and comments, a player's times, and how long ago."""
_PAGES = re.compile(r"page \d{1,3} of \d{1,3}|width px height px")
_NOTICES, _CREDITS = frozenset(NOTICES), frozenset(CREDITS)
_BEGINNING = 3
_SHORT, _LINE, _LONGEST = 60, 240, 600
"""Longer blocks are no labels, no lines of a menu, or none of the site at all."""


def reason(block: Block, folded: str, held: AbstractSet[str] = frozenset()) -> str:
    """Why a block is clutter whatever stands around it; empty if it need not be.

    ``folded`` is its text, ``held`` the words of ``triggers`` in it.
    """
    if block.kind == "rule":
        return "rule"
    text = block.text
    size = len(text)
    if size <= _SHORT:
        why = _short_reason(text, folded)
    else:
        why = _line_reason(text, folded, bare(folded)) if size <= _LINE and _may_tell(folded) else ""
    if why:
        return why
    if held and size <= _LONGEST and (why := _held_reason(text, folded, held)):
        return why
    return "caption" if block.kind == "caption" else ""


def _held_reason(text: str, folded: str, held: AbstractSet[str]) -> str:
    if len(text) >= 10 and not held.isdisjoint(_NOTICES) and is_notice(folded, held):
        return "notice"
    return "caption" if not held.isdisjoint(_CREDITS) and is_credited(text) else ""


def _short_reason(text: str, folded: str) -> str:
    line = bare(folded)
    if not line:
        return "marks"
    phrase = _phrases().get(line)
    if phrase:
        return phrase
    if not (_may_tell(line) or (line != folded and _may_tell(folded))):
        return ""
    if _SIZES.fullmatch(line):
        return "size"
    if _COUNTER.fullmatch(line):
        return "counter"
    if "|" in text and _is_menu(text):
        return "navigation"
    return _line_reason(text, folded, line) or ("notice" if _PAGES.fullmatch(folded) else "")


def _may_tell(folded: str) -> bool:
    """Whether a line begins as one of those do that tell by their form what they are; most lines do not."""
    return folded[:_BEGINNING] in _beginnings() or not folded[:1].isalpha() or "|" in folded


def _line_reason(text: str, folded: str, line: str) -> str:
    if ends.kind_of(text, line):
        return "end"
    return "pointer" if pointers.is_pointer(text, folded) else ""


def _is_menu(text: str) -> bool:
    """Whether a short line is three or more labels between bars: "Story | Photos (6) | Comments"."""
    labels = [label.strip() for label in text.split("|")]
    return len(labels) > 2 and all(0 < len(label.split()) < 4 and not _YEAR.search(label) for label in labels)


@cache
def _beginnings() -> frozenset[str]:
    counters = ("share", "comment", "like", "view", "kommentar", "vor ", "il y ", "hace ")
    names = ("xs", "sm", "md", "lg", "xl", "a+", "a-", "a")
    sizes = map("".join, product(names, ("", " "), names, ("", " "), (*names, "")))
    forms = (*ends.beginnings(), *pointers.beginnings(), *counters, *sizes, "page ", "width ")
    return frozenset(form[:_BEGINNING] for form in forms)


@cache
def _phrases() -> Mapping[str, str]:
    return {key(phrase): group for group, phrases in lexicon.groups("phrases").items() for phrase in phrases}
