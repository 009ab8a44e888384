"""What a page writes above the line or through it, in signs that mean the same without the page.

"10<sup>6</sup>" is no "106", and a word that is struck out is not said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from generator.seeds.decode import Cleaner

ABOVE_LINE = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
ABOVE = re.compile(" (?=[⁰¹²³⁴-⁹⁺⁻])")
"""The space before a number above the line."""
_NUMBER = re.compile(r"\s*[+−-]?[0-9]{1,3}\s*")
_STRUCK = 300
"""A longer passage that is struck out is the work of a tag without an end."""
_FEW = 6
"""So many tags may stand inside of a number: a link to its footnote."""
SIGNS = ("sup", "del", "s", "strike")


def settled(tag: str, heads: Sequence[str | None], texts: list[str], at: int, cleaner: Cleaner) -> str:
    """The text behind the start tag of one of ``SIGNS`` at a place, as it is read; numbers inside change, too."""
    end = f"/{tag}"
    if tag != "sup":
        is_struck = heads[at + 1 : at + 2] == [end] and 0 < len(texts[at]) <= _STRUCK
        if is_struck:
            cleaner.count("struck-out")
        return "" if is_struck else texts[at]
    stop = next((place for place in range(at + 1, min(at + _FEW, len(heads))) if heads[place] == end), at)
    if number := _NUMBER.fullmatch("".join(texts[at:stop])):
        texts[at:stop] = [text.strip().translate(ABOVE_LINE) for text in texts[at:stop]]
        if number[0][-1].isspace():
            texts[stop - 1] += " "  # it parts the number from the next word
    return texts[at]


def settle(node: Any) -> None:
    """Write the numbers above the line in an element as such."""
    for above in node.css("sup"):
        if _NUMBER.fullmatch(text := above.text()):
            above.replace_with(text.strip().translate(ABOVE_LINE))
