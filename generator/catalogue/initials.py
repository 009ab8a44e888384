"""Under which letter a name stands in the index of its kind, and under which two of them where a letter has many."""

from __future__ import annotations

import unicodedata

from generator.text import slugify, sort_key

OTHER, DIGITS = "other", "0"


def initial(label: str) -> str:
    """``a`` to ``z``, ``0`` for all digits; for what is not Latin the name of its script."""
    first = next((character for character in sort_key(label) if character.isalnum()), "")
    if first.isdigit():
        return DIGITS
    script = slugify(unicodedata.name(first, OTHER).split()[0]) if first else OTHER
    return slugify(first)[:1] or OTHER if script == "latin" else script


def opening(label: str) -> str:
    """The first two letters as part of an address."""
    letters = [character for character in sort_key(label) if character.isalnum()]
    return slugify("".join(letters[:2]))[:2] or OTHER
