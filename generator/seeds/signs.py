"""What a page writes above the line or through it, in signs that mean the same without the page.

"10<sup>6</sup>" is no "106", a word that is struck out is not said, and how a word is pronounced is no second word.
"""

from __future__ import annotations

import re
from typing import Any

_ABOVE = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_NUMBER = re.compile(r"\s*([+−-]?[0-9]{1,3})\s*")
_THERE = re.compile(r"<(?:sup|del|strike|s|rt|rp)[\s>]", re.IGNORECASE)
_TAGS = 2
"""Those of the element itself."""
_STRUCK = 300
"""A longer passage that is struck out is the work of a tag without an end."""


def settle(tree: Any, text: str) -> None:
    """Write numbers above the line as such, and take out what is struck out or says how to pronounce a word."""
    if not _THERE.search(text):
        return
    for node in tree.css("sup"):
        if number := _NUMBER.fullmatch(node.text()):
            node.replace_with(number[1].translate(_ABOVE))
    for node in tree.css("rt, rp"):
        node.decompose()
    for node in tree.css("del, strike, s"):
        if node.html.count("<") == _TAGS and len(node.text()) <= _STRUCK:
            node.decompose()
