"""Pure helpers for the characters of a text: white space, folding, slugs, direction, what cannot be seen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that reorder what a reader sees (Unicode bidirectional controls)."""

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Control characters other than tab and line ends, separators and non-characters."""

UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_OPENS_UNSPACED = b"\xe0\xe1\xe3\xe4\xe5\xe6\xe7\xe8\xe9"
"""How the letters of these scripts begin in UTF-8; typographic signs begin otherwise."""


_USUAL = b"\n" + bytes(range(32, 127))


@lru_cache(maxsize=4)
def unusual(text: str) -> str:
    """The characters that are neither printable ASCII nor line ends, in order: few in most texts.

    Whoever looks for some of them looks here first. Kept for the last few texts, since each check of one text asks.
    """
    return text.encode("utf-8", "surrogatepass").translate(None, _USUAL).decode("utf-8", "surrogatepass")


def is_printable(text: str) -> bool:
    """Whether a text has no other white space than spaces and line ends, and nothing invisible."""
    return unusual(text).isprintable()


def squash(text: str) -> str:
    """Fold every run of white space into one space and trim the ends."""
    if "  " not in text and text.isprintable():  # of all white space only the space is printable
        return text.strip(" ")
    return " ".join(text.split())


Squash = Callable[[str], str]


def squasher(whole: str) -> Squash:
    """``squash`` for the lines of a text, and the quicker the less there is in it to fold."""
    if not is_printable(whole):
        return squash
    return _squash_printable if "  " in whole else str.strip


def _squash_printable(line: str) -> str:
    return " ".join(line.split()) if "  " in line else line.strip(" ")


def fold(text: str) -> str:
    """Case-folded NFKC form, for comparing what looks the same."""
    if text.isascii():
        return text.lower()
    if (folded := _folded_simply(text)) is not None:
        return folded
    return _folded(text) if len(text) <= _KEPT else unicodedata.normalize("NFKC", text).casefold()


_ASCII = bytes(range(128))
_FOLDED = re.compile(
    rb"(?:\xe2\x80[\x93\x94\x98-\x9d\xa2]|\xe2\x82\xac|\xc2[\xa3\xa7\xa9\xab\xae\xb0\xbb]|\xc3[\xa0-\xb6\xb8-\xbf])*"
)
"""Beyond ASCII only dashes, quotation marks, a few signs, and the small letters from à to ÿ: folding leaves them be."""
_KEPT = 600
"""Longer texts are not kept in memory to be folded but once."""


def fold_all(lines: Sequence[str]) -> list[str]:
    """Fold many lines; together if that is simple, which is the quicker the more they are."""
    whole = _folded_simply("\n".join(lines))
    if whole is not None and len(folded := whole.split("\n")) == len(lines):
        return folded
    return [fold(line) for line in lines]


def _folded_simply(text: str) -> str | None:
    """The folded form if capitals of ASCII are all that changes, as in most texts of western Europe; else None."""
    data = text.encode("utf-8", "surrogatepass")
    return data.lower().decode() if _FOLDED.fullmatch(data.translate(None, _ASCII)) else None


@lru_cache(maxsize=2048)
def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def sort_key(label: str) -> str:
    """What a label is sorted by: case and accents do not count (Á stands among the As)."""
    plain = unicodedata.normalize("NFD", label.casefold())
    return "".join(character for character in plain if not unicodedata.combining(character))


def is_unspaced(text: str) -> bool:
    """Whether a text has letters of scripts without spaces."""
    if text.isascii():
        return False
    data = text.encode("utf-8", "surrogatepass")
    return len(data.translate(None, _OPENS_UNSPACED)) < len(data) and UNSPACED.search(text) is not None


def slugify(text: str, limit: int = 80) -> str:
    """Make an address part of at most ``limit`` ASCII characters, cut at a word; may be empty.

    Other scripts are transliterated by anyascii, so that the address can be read aloud and typed.
    """
    if not text.isascii():
        from anyascii import anyascii  # loaded only where it is needed: start-up time is a promise

        # anyascii joins the syllables of Han characters by capitals alone: 北京 → BeiJing
        text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", anyascii(text)) if UNSPACED.search(text) else anyascii(text)
    slug = re.sub(r"[^a-z0-9]+", "-", text.lower().replace("'", "")).strip("-")
    if len(slug) <= limit:
        return slug
    return slug[: limit + 1].rpartition("-")[0] or slug[:limit]


_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""Every character that Unicode gives that direction is in these blocks."""


def direction(text: str) -> str:
    """``rtl`` or ``ltr``: by the strong characters of the first thousand, the majority wins."""
    text = text[:1000]
    if text.isascii() or not _RIGHT_TO_LEFT.search(text):
        return "ltr"
    strong = [unicodedata.bidirectional(character) for character in text]
    right = sum(kind in ("R", "AL") for kind in strong)
    return "rtl" if right > sum(kind == "L" for kind in strong) else "ltr"


def numbered(base: str, limit: int = 80) -> Iterator[str]:
    """``base``, ``base-2``, ``base-3`` …, each at most ``limit`` characters: candidates for a free slug."""
    yield base[:limit]
    number = 2
    while True:
        tail = f"-{number}"
        yield base[: limit - len(tail)].rstrip("-") + tail
        number += 1
