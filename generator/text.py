"""Pure helpers for text: folding, slugs, sentences, paragraphs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that reorder what a reader sees (Unicode bidirectional controls)."""

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Control characters other than tab and line ends, separators and non-characters."""

_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
_SIGN_BEYOND_ASCII = re.compile(r"[^\w\x00-\x7f]")
_BYTES = bytes(
    ord("-") if byte in b"'-" else ord("0") if byte >= 0x80 or chr(byte).isalnum() or byte == ord("_") else ord(" ")
    for byte in range(256)
)
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_OPENS_UNSPACED = b"\xe0\xe1\xe3\xe4\xe5\xe6\xe7\xe8\xe9"
"""How the letters of these scripts begin in UTF-8; typographic signs begin otherwise."""


@lru_cache(maxsize=4)
def is_printable(text: str) -> bool:
    """Whether a text has no other white space than spaces and line ends, and nothing invisible.

    Kept for the last few texts: each check of one text asks for itself.
    """
    return text.replace("\n", " ").isprintable()


def squash(text: str) -> str:
    """Fold every run of white space into one space and trim the ends."""
    if "  " not in text and text.isprintable():  # of all white space only the space is printable
        return text.strip(" ")
    return " ".join(text.split())


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
    return len(data.translate(None, _OPENS_UNSPACED)) < len(data) and _UNSPACED.search(text) is not None


def _spaced(text: str) -> str:
    """The text with spaces around each letter of a script that has none between its words."""
    return _UNSPACED.sub(lambda match: f" {match.group()} ", text) if is_unspaced(text) else text


def words(text: str) -> list[str]:
    """The words, in order; in scripts without spaces each character counts as one."""
    return _WORD.findall(_spaced(text))


def key_words(text: str, *, once: bool = False) -> list[str]:
    """The folded words of more than three letters: they carry what a text is about. ``once``: each at least once.

    A letter beyond ASCII counts for more, as it may be a word in a script without spaces.
    """
    spaced = _spaced(text)
    tokens = [
        token for token in (set(spaced.split()) if once else spaced.split()) if len(token) > 3 or not token.isascii()
    ]
    found = [token for token in tokens if token.isalnum()]
    if len(found) < len(tokens):
        others = " ".join([token for token in tokens if not token.isalnum()])
        found += [word for word in _WORD.findall(others) if len(word) > 3 or not word.isascii()]
    return [word.casefold() for word in found]


def word_count(text: str) -> int:
    """How many ``words`` a text has, without making them."""
    if not text.isascii():
        if is_unspaced(text):
            return len(words(text))
        text = _SIGN_BEYOND_ASCII.sub(" ", text.replace("’", "'"))
    # One byte each: - for what joins words, 0 for what they consist of, a space for the rest.
    signs = b" " + text.encode("utf-8", "surrogatepass").translate(_BYTES).replace(b"--", b"  ")
    if b" -" not in signs:
        return signs.count(b" 0")  # every word begins behind a space
    tokens = signs.split()
    return len(tokens) - tokens.count(b"-")


def slugify(text: str, limit: int = 80) -> str:
    """Make an address part of at most ``limit`` ASCII characters, cut at a word; may be empty.

    Other scripts are transliterated by anyascii, so that the address can be read aloud and typed.
    """
    if not text.isascii():
        from anyascii import anyascii  # loaded only where it is needed: start-up time is a promise

        # anyascii joins the syllables of Han characters by capitals alone: 北京 → BeiJing
        text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", anyascii(text)) if _UNSPACED.search(text) else anyascii(text)
    slug = re.sub(r"[^a-z0-9]+", "-", text.lower().replace("'", "")).strip("-")
    if len(slug) <= limit:
        return slug
    return slug[: limit + 1].rpartition("-")[0] or slug[:limit]


def paragraphs(body: str) -> tuple[str, ...]:
    """The blocks of a Markdown body: runs of lines parted by blank lines, each without its line ends around."""
    return tuple(block.strip("\n") for block in re.split(r"\n[ \t]*(?:\n[ \t]*)+", body) if block.strip())


# A full stop after these ends no sentence. Single capital letters (initials) are told by the pattern below.
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "gen",
        "col",
        "maj",
        "capt",
        "lt",
        "sgt",
        "adm",
        "gov",
        "sen",
        "rep",
        "rev",
        "hon",
        "pres",
        "sr",
        "jr",
        "vs",
        "etc",
        "inc",
        "ltd",
        "co",
        "corp",
        "no",
        "nos",
        "fig",
        "vol",
        "al",
        "approx",
        "dept",
        "est",
        "min",
        "max",
        "art",
        "pp",
        "ed",
        "eds",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "u.s",
        "u.n",
        "u.k",
        "e.u",
        "a.m",
        "p.m",
        "i.e",
        "e.g",
        "ph.d",
        "m",
        "mm",
        "mme",
        "mlle",
        "sra",
        "srta",
        "lic",
        "ing",
        "arq",
        "bzw",
        "ca",
        "usw",
        "nr",
        "str",
        "dr.h.c",
        "z.b",
        "d.h",
        "u.a",
        "av",
        "bd",
    ]
)
_SENTENCE_END = re.compile(
    r"""(?: [.!?…]+ [\])}"'”’»›]* (?=\s) | [。！？｡]+ [」』”’）]* | [؟۔।॥]+ (?=\s|$) )""", re.VERBOSE
)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""Every character that Unicode gives that direction is in these blocks."""

_STOP = re.compile("[.!?…。！？｡؟۔।॥]")
_NEXT = re.compile(r"\s*(\S?)")


def sentences(text: str) -> tuple[str, ...]:
    """Split a paragraph into sentences; each stands word for word in it, and together they are all of it.

    A stop ends a sentence unless it follows an abbreviation or an initial, or the next word begins in
    lower case. Closing quotation marks and brackets stay with their sentence.
    """
    return tuple(text[start:end] for start, end in sentence_spans(text))


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence in ``text``, without the white space around it."""
    spans, start, position = [], 0, 0
    while stop := _STOP.search(text, position):
        match = _SENTENCE_END.match(text, stop.start())
        position = match.end() if match else stop.end()
        if match and _ends_sentence(text, start, match):
            spans.append(_trimmed(text, start, position))
            start = position
    spans.append(_trimmed(text, start, len(text)))
    return [(begin, end) for begin, end in spans if begin < end]


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    following = _NEXT.match(text, match.end())
    continues = following is not None and following[1].islower()
    if not match.group().startswith("."):
        return not (continues and match.group()[0] in "!?…")
    if continues:
        return False
    if match.group() != ".":
        return True
    last = _last_token(text, start, match.start())
    is_initial = len(last) == 1 and last.isalpha() and last.isupper()
    return not is_initial and last.lower() not in _ABBREVIATIONS


def _last_token(text: str, start: int, end: int) -> str:
    """The word, with stops in it, that ends at ``end``; empty if none does."""
    begin = end
    while begin > start and (text[begin - 1].isalnum() or text[begin - 1] in "_."):
        begin -= 1
    return text[begin:end]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


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
