"""Captions and credits of pictures, told by what they end with."""

from __future__ import annotations

import re

_CREDIT = re.compile(
    r"(?:^|[\s(/|,.–—-])(?:getty images?|istock(?:photo)?|shutterstock|reuters/\S+|ap photo\S*|/\s?(?:ap|afp|epa|reuters|dpa|getty)\b|"
    r"via getty|picture[- ]alliance|imago(?: images)?|photo credit|photo courtesy|file photo|archivbild|symbolbild|symbolfoto|"
    r"(?:photo|photograph|image|picture|foto|fotos|bild|quelle|courtesy|credit|crédit|credito|fuente|fonte|kuva|фото)\s?[:©]|©)[^.!?]{0,80}[)\].]?$"
)
"""A credit in small letters: to ignore case is many times as slow."""
_AGENCIES = ("ap", "afp", "epa", "reuters", "dpa", "getty")
CREDITS = (
    *(f"/{space}{agency}" for agency in _AGENCIES for space in ("", " ")),
    *("reuters/", "getty", "stock", "oto", "picture", "imago", "bild"),
    *("quelle", "courtesy", "redit", "rédit", "fuente", "fonte", "kuva", "фото", "image", "©"),
)
"""One of these is in every credit, folded."""
_SAYS = 3
_SMALL = re.compile(
    r"(?<![\w/.@-])(?!(?:of|the|for|via|by|and|on|in|at|to|de|del|di|da|la|le|von|und|im|für|y|e|et)\b)[a-zß-ÿ]{2,}(?![\w/.@])"
)


def is_credited(text: str) -> bool:
    """Whether a line ends with the credit of a picture. Ask only of lines that hold a word of ``CREDITS``."""
    if len(text) > 450:
        return False
    # A credit stands at the end. İ is i with a dot in small letters, and shall be one letter as it was.
    end = text[-160:].replace("i\u0307", "i").replace("I\u0307", "I")
    match = _CREDIT.search(end.lower().replace("i\u0307", "i"))
    # "First picture: this is how the bridge may look" says something, it names nobody.
    return match is not None and len(_SMALL.findall(end[match.start() : match.end()])) < _SAYS


_NAME = r"[^\W\d_a-zß-ÿ¹²³⁰-⁹][\w.'’&-]*"
_LINK = r"(?:de|del|di|da|von|van|der|of|for|für|via|the|y|e|and|und|[|/&])"
_NAMES = rf"{_NAME}(?:[\s/,]+(?:{_LINK}|{_NAME})){{0,6}}"
_AFTER_SENTENCE = re.compile(
    # Begun at the stop, not at the letters before it: to look at each letter of the line takes twice as long.
    r"(?=[.!?…。\"”’»)])(?:"
    r"(?:(?<=[^\W\d_A-Z]{3})|(?<=[^\W\d_A-Za-z]{2})|(?<=\d))"
    rf"[.!?…。]?[\"”’»)]?[.!?…。]\s*(?:{_NAMES}|\({_NAMES}\))$|"  # "… in May. Ann Example"
    r"(?<=[^\W\d_A-Z]{3})[.!?] [a-zß-ÿ]{2,5}$)"  # "… his resignation. more"
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
