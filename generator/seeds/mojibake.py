"""UTF-8 that was once read as windows-1252 and saved again: "cafÃ©" → "café", "donâ€™t" → "don’t".

Only sequences that are valid UTF-8 when taken back are mended, and only where they cannot be meant: one of three
or more letters ("â€™"), or several of two. A letter with the signs that follow letters in good text ("liberté »",
"Spaß“") is no such sequence, unless nearly all of the text consists of them. Each kind of repair is listed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from generator.articles import Repair
from generator.text import unusual

_UNDEFINED = {0x81, 0x8D, 0x8F, 0x90, 0x9D}


def _shown(byte: int) -> str:
    """How windows-1252 shows a byte; the five it leaves open show as themselves."""
    return chr(byte) if byte in _UNDEFINED else bytes([byte]).decode("cp1252")


_BYTES = {_shown(byte): byte for byte in range(0x80, 0x100)}
_TAIL = b"(?:%b)" % b"|".join(
    [
        rb"\xc2[\x81\x8d\x8f\x90\x9d\xa0-\xbf]|\xc5[\x92\x93\xa0\xa1\xb8\xbd\xbe]|\xc6\x92|\xcb[\x86\x9c]",
        rb"\xe2(?:\x80[\x93\x94\x98-\x9a\x9c-\x9e\xa0-\xa2\xa6\xb0\xb9\xba]|\x82\xac|\x84\xa2)",
    ]
)
"""How windows-1252 shows the bytes from 0x80 to 0xBF, in UTF-8."""
_SEQUENCE = re.compile(b"\xc3(?:[\x82-\x9f]%b|[\xa0-\xaf]%b{2}|[\xb0-\xb4]%b{3})" % (_TAIL, _TAIL, _TAIL))
"""How it shows a letter that was UTF-8, in UTF-8 again: all of them begin with one byte, which is found quickly."""
_LISTED = 12
_LATIN = frozenset("ÂÃÄÅ")
"""How doubly encoded letters of western and central Europe begin: no word of theirs does so twice."""
_SIGNS = frozenset("\xa0«»‘’“”–—…•·°²³¹´™®©‹›")
"""What follows letters in good text."""
_SMALL = frozenset("šžœ")
"""What follows capitals: "Úžasný"."""


def mend(text: str, data: bytes = b"") -> tuple[str, tuple[Repair, ...]]:
    """Mend a text; and say what was mended, the most frequent first. ``data`` is the text as UTF-8, if at hand."""
    if text.isascii():
        return text, ()
    found = Counter(wrong.decode() for wrong in _SEQUENCE.findall(data or text.encode(errors="replace")))
    pairs = {wrong: right for wrong in found if (right := _taken_back(wrong))}
    if any(map(may_be_meant, pairs)) and not _is_all_broken(text, found, pairs):
        pairs = {wrong: right for wrong, right in pairs.items() if not may_be_meant(wrong)}
    sure = any(len(wrong) > 2 for wrong in pairs)
    if not pairs or (not sure and sum(found[wrong] for wrong in pairs) < 2):
        return text, ()
    mended = re.sub("|".join(pairs), lambda match: pairs[match.group()], text)
    ordered = sorted(pairs, key=lambda wrong: -found[wrong])
    told = [
        Repair("mojibake", found[wrong], f'"{_visible(wrong)}" to "{_visible(pairs[wrong])}"')
        for wrong in ordered[:_LISTED]
    ]
    if len(ordered) > _LISTED:
        told.append(
            Repair("mojibake", sum(found[wrong] for wrong in ordered[_LISTED:]), "other doubly encoded letters")
        )
    return mended, tuple(told)


def may_be_meant(shown: str) -> bool:
    """Whether what windows-1252 shows for a letter in UTF-8 is a letter with the signs that follow it in good text."""
    follow = _SIGNS | _SMALL if len(shown) == 2 else _SIGNS
    return shown[0] not in _LATIN and follow.issuperset(shown[1:])


def _is_all_broken(text: str, found: Counter[str], pairs: Iterable[str]) -> bool:
    """Whether a text consists of such sequences, of all kinds, as one in Cyrillic or Chinese letters does."""
    foreign = [wrong for wrong in pairs if wrong[0] not in _LATIN]
    sure = sum(found[wrong] for wrong in foreign if not may_be_meant(wrong))
    length = sum(len(wrong) * found[wrong] for wrong in pairs)
    return sure * 5 >= sum(found[wrong] for wrong in foreign) and length * 2 >= len(unusual(text))


def _taken_back(wrong: str) -> str:
    try:
        return bytes(_BYTES[character] for character in wrong).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return ""


def _visible(text: str) -> str:
    return "".join(character if character.isprintable() else f"U+{ord(character):04X}" for character in text)
