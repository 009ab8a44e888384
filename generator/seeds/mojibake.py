"""UTF-8 that was once read as windows-1252 and saved again: "cafÃ©" → "café", "donâ€™t" → "don’t".

Only sequences that are valid UTF-8 when taken back are mended, and only where they cannot be meant: one of three
or more letters ("â€™"), or several of two. Each kind of repair is listed.
"""

from __future__ import annotations

import re
from collections import Counter

from generator.model import Repair

_UNDEFINED = {0x81, 0x8D, 0x8F, 0x90, 0x9D}


def _shown(byte: int) -> str:
    """How windows-1252 shows a byte; the five it leaves open show as themselves."""
    return chr(byte) if byte in _UNDEFINED else bytes([byte]).decode("cp1252")


_BYTES = {_shown(byte): byte for byte in range(0x80, 0x100)}
_TAIL = "[" + re.escape("".join(_shown(byte) for byte in range(0x80, 0xC0))) + "]"
_SEQUENCE = re.compile(
    f"[{_shown(0xC2)}-{_shown(0xDF)}]{_TAIL}|[{_shown(0xE0)}-{_shown(0xEF)}]{_TAIL}{{2}}|[{_shown(0xF0)}-{_shown(0xF4)}]{_TAIL}{{3}}"
)
# The same for bytes, coarser: it begins with a fixed byte, so a text without any is passed over quickly.
_HINT = re.compile(
    rb"\xc3[\x82-\xb4](?:\xc2[\x80-\xbf]|\xc5[\x92\x93\xa0\xa1\xb8\xbd\xbe]|\xc6\x92|\xcb[\x86\x9c]|\xe2[\x80\x82\x84])"
)
_LISTED = 12


def mend(text: str, data: bytes = b"") -> tuple[str, tuple[Repair, ...]]:
    """Mend a text; and say what was mended, the most frequent first. ``data`` is the text as UTF-8, if at hand."""
    if text.isascii() or not _HINT.search(data or text.encode(errors="replace")):
        return text, ()
    found = Counter(match.group() for match in _SEQUENCE.finditer(text))
    pairs = {wrong: right for wrong in found if (right := _taken_back(wrong))}
    sure = any(len(wrong) > 2 for wrong in pairs)
    if not pairs or (not sure and sum(found[wrong] for wrong in pairs) < 2):
        return text, ()
    mended = _SEQUENCE.sub(lambda match: pairs.get(match.group(), match.group()), text)
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


def _taken_back(wrong: str) -> str:
    try:
        return bytes(_BYTES[character] for character in wrong).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return ""


def _visible(text: str) -> str:
    return "".join(character if character.isprintable() else f"U+{ord(character):04X}" for character in text)
