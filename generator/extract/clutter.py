"""What is a line of clutter by its words alone: navigation, sharing, cookies, comments, captions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from generator.extract import ends, lexicon, triggers
from generator.extract.captions import CREDITS, is_credited
from generator.extract.lines import bare, key
from generator.extract.notices import is_notice
from generator.extract.pointers import is_pointer
from generator.model import Block

_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_SIZES = re.compile(r"(?:(?:xs|sm|md|lg|xl|a[+-]?)\s*){2,8}")
_COUNTER = re.compile(
    r"(?:[\d.,]+\s?[km]?\s)?(?:shares?|comments?|likes?|views?|kommentare?|commentaires?)(?:\s[\d.,]+)?|\d+ (?:min|minutes?|minuten)(?: read| lesezeit| de lecture)?|"
    r"(?:\d{1,2}:)?\d{1,2}:\d\d(?: ?/ ?(?:\d{1,2}:)?\d{1,2}:\d\d)?|\d{1,3} ?(?:of|/|von|sur|de|di|av) ?\d{1,3}|"
    r"\d+ (?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?) ago|vor \d+ \w+|il y a \d+ \w+|hace \d+ \w+"
)
"""Counts of shares and comments, a player's times, and how long ago."""
_CREDITS = frozenset(CREDITS)
_PAGES = re.compile(r"page \d{1,3} of \d{1,3}|width px height px")
_SHORT, _LINE, _LONGEST = 60, 240, 600
"""Longer blocks are no labels, no lines of a menu, or none of the site at all."""


def reason(block: Block, folded: str) -> str:
    """Why a block is clutter whatever stands around it; empty if it need not be. ``folded`` is its text."""
    kind, text = block.kind, block.text
    if kind == "rule":
        return "rule"
    size = len(text)
    why = (
        ""
        if size > _LINE
        else _line_reason(text, folded, bare(folded))
        if size > _SHORT
        else _short_reason(text, folded)
    )
    if why:
        return why
    held = triggers.held(folded) if size <= _LONGEST else ()
    if held and size >= 10 and is_notice(folded, held):
        return "notice"
    return "caption" if kind == "caption" or (held and _is_credited(text, held)) else ""


def _is_credited(text: str, held: Iterable[str]) -> bool:
    return not _CREDITS.isdisjoint(held) and is_credited(text)


def _short_reason(text: str, folded: str) -> str:
    line = bare(folded)
    if not line:
        return "marks"
    phrase = _phrases().get(line)
    if phrase:
        return phrase
    if _SIZES.fullmatch(line):
        return "size"
    if _COUNTER.fullmatch(line):
        return "counter"
    if "|" in text and _is_menu(text):
        return "navigation"
    return _line_reason(text, folded, line) or ("notice" if _PAGES.fullmatch(folded) else "")


def _line_reason(text: str, folded: str, line: str) -> str:
    if ends.kind_of(text, line):
        return "end"
    return "pointer" if is_pointer(text, folded) else ""


def _is_menu(text: str) -> bool:
    """Whether a short line is three or more labels between bars: "Story | Photos (6) | Comments"."""
    labels = [label.strip() for label in text.split("|")]
    return len(labels) > 2 and all(0 < len(label.split()) < 4 and not _YEAR.search(label) for label in labels)


@cache
def _phrases() -> Mapping[str, str]:
    return {key(phrase): group for group, phrases in lexicon.groups("phrases").items() for phrase in phrases}
