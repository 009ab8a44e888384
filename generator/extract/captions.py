"""Captions and credits of pictures, told by what they end with."""

from __future__ import annotations

import re

_CREDIT_FORM = (
    r"(?:^|[\s(/|,.–—-])(?:getty images?|istock(?:photo)?|shutterstock|reuters/\S+|ap photo\S*|/\s?(?:ap|afp|epa|reuters|dpa|getty)\b|"
    r"via getty|picture[- ]alliance|imago(?: images)?|photo credit|photo courtesy|file photo|archivbild|symbolbild|symbolfoto|"
    r"(?:photo|photograph|image|picture|foto|fotos|bild|quelle|courtesy|credit|crédit|credito|fuente|fonte|kuva|фото)\s?[:©]|©)[^.!?]{0,80}[)\].]?$"
)
_CREDIT = re.compile(_CREDIT_FORM, re.IGNORECASE)
_SMALL_CREDIT = re.compile(_CREDIT_FORM)
"""The same for small letters, many times faster."""
CREDITS = (
    *("/", "getty", "stock", "oto", "picture", "imago", "bild", "quelle", "courtesy"),
    *("redit", "rédit", "fuente", "fonte", "kuva", "фото", "image", "©"),
)
"""One of these is in every credit, folded."""
_ALONE = CREDITS[:7]
"""One of these is in every credit without a colon or a sign of copyright."""
_SAYS = 3
_SMALL = re.compile(
    r"(?<![\w/.@-])(?!(?:of|the|for|via|by|and|on|in|at|to|de|del|di|da|la|le|von|und|im|für|y|e|et)\b)[a-zß-ÿ]{2,}(?![\w/.@])"
)


def is_credited(text: str) -> bool:
    """Whether a line ends with the credit of a picture. Ask only of lines that hold a word of ``CREDITS``."""
    if len(text) > 450:
        return False
    end = text[-160:]  # a credit stands at the end
    small = end.lower().replace("i\u0307", "i")  # what becomes of İ
    match = _CREDIT.search(end) if _may_credit(small) and _SMALL_CREDIT.search(small) else None
    # "First picture: this is how the bridge may look" says something, it names nobody.
    return match is not None and len(_SMALL.findall(match.group())) < _SAYS


def _may_credit(end: str) -> bool:
    """Look for single words first: it is many times faster than the pattern that they open the way to."""
    return any(word in end for word in _ALONE) or ((":" in end or "©" in end) and any(word in end for word in CREDITS))


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
    if not 20 <= len(text) <= 450:
        return False
    if text[-1] in ".!?…。":
        half = len(text) // 2  # what a picture shows, and its caption: the same said twice
        return text[half] == " " and text[:half] == text[half + 1 :]
    if not (text[-1].isalnum() or text[-1] in ")(）"):
        return False
    end = text[-110:]
    if text.endswith(_CUT) or ("/" in end and _SLASHED.search(end)):
        return True
    return _STOP.search(end) is not None and _AFTER_SENTENCE.search(end) is not None
