"""Pure helpers for the characters of a text: white space, folding, slugs, direction, what cannot be seen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache

BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that reorder what a reader sees (Unicode bidirectional controls)."""

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Control characters other than tab and line ends, separators and non-characters."""

_OPENING = "\"'“”„«»「『‘"
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


def may_quote(text: str) -> bool:
    """Whether a mark that may open a quotation is in a text, of any language."""
    return any(mark in text for mark in ("\"'" if text.isascii() else _OPENING))


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
    if len(text) > _SHORT and (folded := _folded_by_sign(text)) is not None:
        return folded
    return _folded(text)


_SHORT = 200
"""What is shorter is quicker folded by the definition."""
_ASCII = bytes(range(128))


@cache
def unchanged() -> re.Pattern[str]:
    """Characters beyond ASCII that fold to themselves; compiled where it is needed, which takes long."""
    return re.compile(
        "[\xa1\xa3\xa7\xa9\xab\xae\xb0\xb6\xb7\xbb\xd7\xe0-\xff\u03ac-\u03af\u03b1-\u03c1\u03c3-\u03ce\u0430-\u045f\u05d0-\u05ea\u061b-\u064a\u0679-\u06d5"
        "–-―‘-•‹›※₩-₿←-∫─-➿、-〜ぁ-ゖァ-ー一-\u9fff가-\ud7a3\U0001f300-\U0001f64f]+"
    )


@cache
def independent() -> re.Pattern[str]:
    """Characters beyond ASCII that fold by themselves alone, whatever stands around them."""
    return re.compile("[\xa1-\xa7\xa9-\xae\xb0-\xb3\xb5-\xb7\xb9-\u017e\u0386-\u03ce\u0400-\u045f…№™\uff01-\uff5e]*")


def _folded_by_sign(text: str) -> str | None:
    """The folded form if each character folds by itself, as in most texts of Europe; else None."""
    data = text.encode("utf-8", "surrogatepass")
    signs = unchanged().sub("", data.translate(None, _ASCII).decode("utf-8", "surrogatepass"))
    if not independent().fullmatch(signs):
        return None
    folded = data.lower().decode()
    for sign in set(signs):
        folded = folded.replace(sign, _folded(sign))
    return folded


def _folded(text: str) -> str:
    """The definition, line by line: a sign that folds otherwise is in few lines, and most have nothing beyond ASCII."""
    if "\n" not in text:
        return unicodedata.normalize("NFKC", text).casefold()
    return "\n".join([line.lower() if line.isascii() else _folded(line) for line in text.split("\n")])


def sort_key(label: str) -> str:
    """What a label is sorted by: case and accents do not count (Á stands among the As)."""
    plain = unicodedata.normalize("NFD", label.casefold())
    return "".join(character for character in plain if not unicodedata.combining(character))


@cache
def unspaced(times: str = "") -> re.Pattern[str]:
    """One letter of a script without spaces between words, or so many; compiled where it is needed: that takes long."""
    return re.compile(f"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]{times}")


_OPENS_UNSPACED = b"\xe0\xe1\xe3\xe4\xe5\xe6\xe7\xe8\xe9"
"""How these letters begin in UTF-8; typographic signs begin otherwise."""


def is_unspaced(text: str) -> bool:
    """Whether a text has letters of scripts without spaces."""
    if text.isascii():
        return False
    data = text.encode("utf-8", "surrogatepass")
    return len(data.translate(None, _OPENS_UNSPACED)) < len(data) and unspaced().search(text) is not None


def slugify(text: str, limit: int = 80) -> str:
    """Make an address part of at most ``limit`` ASCII characters, cut at a word; may be empty.

    Other scripts are transliterated by anyascii, so that the address can be read aloud and typed.
    """
    if not text.isascii():
        from anyascii import anyascii  # loaded only where it is needed: start-up time is a promise

        # anyascii joins the syllables of Han characters by capitals alone: 北京 → BeiJing
        text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", anyascii(text)) if unspaced().search(text) else anyascii(text)
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


def closest(name: str, known: Iterable[str]) -> str:
    """The known name that is most like another, so that it may be meant; empty if none is like it."""
    import difflib  # only for a mistake

    return next(iter(difflib.get_close_matches(name, list(known), n=1)), "")


def numbered(base: str, limit: int = 80) -> Iterator[str]:
    """``base``, ``base-2``, ``base-3`` …, each at most ``limit`` characters: candidates for a free slug."""
    yield base[:limit]
    number = 2
    while True:
        tail = f"-{number}"
        yield base[: limit - len(tail)].rstrip("-") + tail
        number += 1
