"""Sentences that ask the reader to do something on the site: subscribe, sign in, comment, donate, report a mistake."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from generator.extract import lexicon
from generator.extract.automaton import automaton

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_QUOTED = re.compile('["“”„«»「‘]')
_PORTRAIT = re.compile(
    r"(?:[^\W\d_a-zß-ÿ][\w.'’-]*\s){1,4}(?:(?:is|works as|ist|est|es|è|är|er|is een)\s(?:an?|the|eine?|une?|un[ao]?|en|et|der|die|le|la)?\s?"
    r"(?:[\w’'&-]+\s){0,6}?(?:\w*reporter\w*|correspondents?|editors?|journalists?|columnists?|producers?|staff writer|freelance\w*|"
    r"\w*redakteur\w*|\w*korrespondent\w*|\w*journalist\w*|journaliste|rédact\w+|periodista|redactor\w*|jornalista|giornalista)\b|"
    r"covers\s|writes (?:about|for)\s|reports (?:on|for)\s|schreibt (?:über|für|seit)\s|berichtet (?:über|für|seit)\s)"
)
_ADDRESS = re.compile(r"\w@\w+\.\w")
LONGEST = 700
"""A longer block is no appeal."""


def is_appeal(text: str) -> bool:
    """Whether a sentence addresses the reader and speaks of the site."""
    if len(text) > LONGEST or _QUOTED.search(text):
        return False
    small = text.lower()
    if not _site_words().find_matches_as_indexes(small) and "@" not in text:
        return False
    of_site, to_reader = _patterns()
    return (of_site.search(small) or _ADDRESS.search(text)) is not None and to_reader.search(text) is not None


def is_portrait(text: str) -> bool:
    """Whether a paragraph tells who its author is: "Ann Example is a reporter in …"."""
    return len(text) <= LONGEST and not _QUOTED.search(text[:80]) and _PORTRAIT.match(text) is not None


@cache
def _site_words() -> AhoCorasick:
    return automaton(word.rstrip("*") for word in lexicon.groups("appeals")["site"])


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = lexicon.groups("appeals")
    site, address = ("|".join(map(re.escape, words[group])).replace(r"\*", r"\w*") for group in ("site", "address"))
    return re.compile(rf"\b(?:{site})(?!\w)"), re.compile(rf"\b(?:{address})(?!\w)")
