"""Captions and credits of pictures, told by what they end with."""

from __future__ import annotations

import re

_CREDIT = re.compile(
    r"(?:^|[\s(/|,.–—-])(?:getty images?|istock(?:photo)?|shutterstock|reuters/\S+|ap photo\S*|/\s?(?:ap|afp|epa|reuters|dpa|getty)\b|"
    r"via getty|picture[- ]alliance|imago(?: images)?|photo credit|photo courtesy|file photo|archivbild|symbolbild|symbolfoto|"
    r"(?:photo|photograph|image|picture|foto|fotos|bild|quelle|courtesy|credit|crédit|credito|fuente|fonte|kuva|фото)\s?[:©]|©)[^.!?]{0,80}[)\].]?$",
    re.IGNORECASE,
)
_CREDITED = ("quelle", "courtesy", "redit", "rédit", "fuente", "fonte", "kuva", "фото", "image", "©")
"""One of these is in every credit with a colon or a sign of copyright that has no other word of a credit."""
_SAYS = 3
_SMALL = re.compile(
    r"(?<![\w/.@-])(?!(?:of|the|for|via|by|and|on|in|at|to|de|del|di|da|la|le|von|und|im|für|y|e|et)\b)[a-zß-ÿ]{2,}(?![\w/.@])"
)


def is_credited(text: str, folded: str) -> bool:
    """Whether a line, given also as it folds, ends with the credit of a picture."""
    if len(text) > 450:
        return False
    end = text[-160:]  # a credit stands at the end
    if not _may_credit(folded[-160:] if len(folded) == len(text) else end.lower()):
        return False
    match = _CREDIT.search(end)
    # "First picture: this is how the bridge may look" says something, it names nobody.
    return match is not None and len(_SMALL.findall(match.group())) < _SAYS


def _may_credit(folded: str) -> bool:
    """Look for single words first: it is many times faster than the pattern that they open the way to.

    One of the first seven is in every credit without a colon or a sign of copyright.
    """
    return (
        "/" in folded
        or "getty" in folded
        or "stock" in folded
        or "oto" in folded
        or "picture" in folded
        or "imago" in folded
        or "bild" in folded
        or ((":" in folded or "©" in folded) and any(word in folded for word in _CREDITED))
    )


_NAME = r"[^\W\d_a-zß-ÿ][\w.'’&-]*"
_LINK = r"(?:de|del|di|da|von|van|der|of|for|für|via|the|y|e|and|und|[|/&])"
_NAMES = rf"{_NAME}(?:[\s/,]+(?:{_LINK}|{_NAME})){{0,6}}"
_AFTER_SENTENCE = re.compile(
    rf"(?:[^\W\d_A-Z]{{3}}|[^\W\d_A-Za-z]{{2}}|\d)[.!?…。]?[\"”’»)]?[.!?…。]\s*(?:{_NAMES}|\({_NAMES}\))$|"  # "… in May. Ann Example"
    r"[^\W\d_A-Z]{3}[.!?] [a-zß-ÿ]{2,5}$"  # "… his resignation. more"
)
_SLASHED = re.compile(
    rf"(?:^|[\s.(]){_NAME}(?: {_NAME}){{0,3}}\s?/\s?{_NAME}(?:[\s/](?:{_LINK}|{_NAME})){{0,4}}\)?$"  # Ann Example/Agency
)
_STOP = re.compile("[.!?…。]")
_CUT = (" (", "撮影）", "撮影)")
"""A credit that breaks off; "photographed by"."""


def is_signed(text: str) -> bool:
    """Whether a line ends with names that no sentence holds: "… at the port in May. Ann Example/Some Agency"."""
    if text[-1:] in ".!?…。":
        half = len(text) // 2  # what a picture shows, and its caption: the same said twice
        return 20 <= len(text) <= 450 and text[half] == " " and text[:half] == text[half + 1 :]
    if not 20 <= len(text) <= 450 or not (text[-1].isalnum() or text[-1] in ")(）"):
        return False
    end = text[-110:]
    if text.endswith(_CUT) or ("/" in end and _SLASHED.search(end)):
        return True
    return _STOP.search(end) is not None and _AFTER_SENTENCE.search(end) is not None
