"""Bytes → text, with a list of everything that was mended on the way.

Nothing is guessed beyond what can be justified: a byte-order mark, a declaration in the file, strict UTF-8, an
encoding that the letters of the text speak for and for no other (``guess``), and windows-1252 where the result
looks like a text of western Europe. Everything else is refused.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter

from generator.articles import Repair
from generator.errors import SeedError
from generator.seeds import guess, mojibake
from generator.text import BIDI_CONTROLS, CONTROLS, unusual

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARKS = tuple(bom for bom, _ in _BOMS)
_MAGIC = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a media file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
_MAGICS = tuple(magic for magic, _ in _MAGIC)
_LOOKED_AT = 8_192
"""So many bytes tell whether a file is mostly control characters."""
_NO_TEXT = bytes(byte for byte in range(32) if byte not in (9, 10, 12, 13, 27))
_DECLARED = re.compile(rb"""<meta\b[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:\-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""\s*<\?xml[^>]{0,100}?\bencoding\s*=\s*["']([\w.:\-]{2,40})["']""")
# Encodings a file may declare. Others (UTF-7, escapes …) can hide markup from whoever looks at the bytes.
_ALLOWED = re.compile(
    r"utf-?8|(?:windows-|cp)(?:125[0-8]|874|866|932|949)|iso-?8859-?\d+|latin-?[19]|koi8-[ru]|(?:x-)?s(?:hift_?)?jis|"
    r"euc-(?:jp|kr)|gb2312|gbk|gb18030|big5|iso-2022-jp|tis-620|macintosh|x-mac-cyrillic|us-ascii|ascii"
)
_ALIASES = {
    **dict.fromkeys(("shift_jis", "shift-jis", "shiftjis", "sjis", "x-sjis"), "cp932"),
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
    **dict.fromkeys(("iso-8859-9", "iso8859-9"), "cp1254"),
    **dict.fromkeys(("windows-874", "tis-620", "iso-8859-11", "iso8859-11"), "cp874"),
    "euc-kr": "cp949",
    "big5": "big5hkscs",
    "macintosh": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic",
}
"""What pages that declare an encoding are written in: browsers take each for the larger one that Windows has."""
_WESTERN = {"us-ascii", "ascii", "latin1", "latin-1", "iso-8859-1", "iso8859-1", "windows-1252", "cp1252"}
_TOLD = {
    "cp932": "Shift-JIS",
    "euc_jp": "EUC-JP",
    "cp949": "EUC-KR",
    "gb18030": "GB18030",
    "big5": "Big5",
    "big5hkscs": "Big5",
    "cp1251": "windows-1251",
    "koi8_u": "KOI8",
    "cp1253": "windows-1253",
    "cp1255": "windows-1255",
    "cp1256": "windows-1256",
    "cp874": "windows-874",
    "cp1254": "windows-1254",
}
_UTF8 = re.compile(
    rb"((?:[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|"
    rb"\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})+)"
)
"""Runs of UTF-8 beyond ASCII."""
_ENDS_WESTERN = re.compile(rb"[A-Za-z][\xe0\xe1\xe3-\xe5\xe8-\xea\xec\xed\xf1-\xf3]")
"""How a file in windows-1252 may end that has no other letter beyond ASCII; in UTF-8 it would be cut off."""
_WINDOWS = re.compile(rb"[\x80-\x9f]")
_EURO = re.compile(rb"[A-Za-z]\xbd[A-Za-z]|(?:^|[\d\s])\xa4(?:[\d\s.,;)]|$)")
"""What ISO 8859-15 has for œ inside a word and for €, and windows-1252 for ½ and a sign that nobody writes."""
_TYPOGRAPHY = frozenset("‘’“”‚„–—…•€£§©®°·«»‹›¿¡´ªº½¼¾²³¹×™†\u00a0\u00ad")
_LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
_LINE_END = re.compile(f"\r\r\n|\r\n?|[{_LINE_ENDS[1:]}]")
_PARTED = re.compile("\u00ad[ \t]*\n[ \t]*(\\S+)(?:[ \t]|\n|$)")
"""A word that a soft hyphen parts at the end of a line."""
_INVISIBLE = (
    (BIDI_CONTROLS, "direction-marks"),
    (CONTROLS, "control-characters"),
    (re.compile("[\ud800-\udfff]"), "control-characters"),  # halves of characters, which JSON may hold
    (re.compile("\u00ad"), "soft-hyphens"),
    (re.compile("[\u200b\u2060]"), "zero-width-spaces"),
)


def binary_kind(data: bytes) -> str | None:
    """What a file is that is no text, in words; None if it may be text."""
    if data.startswith(_MAGICS):
        return next(name for magic, name in _MAGIC if data.startswith(magic))
    if data.startswith(_MARKS):
        return None
    if b"\0" in data:
        is_wide = b"\0" in data[:65536] and guess.wide(data)
        return None if is_wide else "a binary file (it holds NUL bytes)"
    head = data[:_LOOKED_AT]
    controls = len(head) - len(head.translate(None, _NO_TEXT))
    if controls > len(head) // 20:
        return "a binary file (mostly control characters)"
    return None


def decode(path: str, data: bytes, *, is_html: bool = False) -> tuple[str, tuple[Repair, ...]]:
    r"""Decode and clean a file: (text with ``\n`` line ends, repairs). Raises SeedError."""
    text, repairs = _decode(path, data, is_html=is_html)
    text, mended = mojibake.mend(text, b"" if repairs else data)
    repairs += mended
    if is_html:
        return text, tuple(repairs)  # the text between the tags is cleaned when it is cut into blocks
    # Line and paragraph separators and form feeds end lines; they are no dirt.
    if any(end in text for end in _LINE_ENDS):
        text = _LINE_END.sub("\n", text)
    if "\u00ad" in text:
        text = _PARTED.sub("\u00ad\\1\n", text)
    text, cleaned = clean(text)
    return text, tuple(repairs + cleaned)


def clean(text: str) -> tuple[str, list[Repair]]:
    """Remove characters that cannot be seen; say which, and how many."""
    candidates = unusual(text)
    if candidates.replace("\xa0", "").replace("\t", "").isprintable():
        return text, []  # all that is looked for below is not printable
    repairs = []
    for pattern, kind in _INVISIBLE:
        if pattern.search(candidates):
            text, number = pattern.subn("", text)
            repairs.append(Repair(kind, number))
    return text, repairs


class Cleaner:
    """Cleans the pieces of a text and counts, for all of them, what was removed."""

    def __init__(self) -> None:
        self._removed: Counter[str] = Counter()

    def clean(self, text: str) -> str:
        """Remove characters that cannot be seen."""
        for pattern, kind in _INVISIBLE:
            text, number = pattern.subn("", text)
            self._removed[kind] += number
        return text

    def count(self, kind: str) -> None:
        """Count something that somebody else removed."""
        self._removed[kind] += 1

    def repairs(self) -> tuple[Repair, ...]:
        """What was removed."""
        return tuple(Repair(kind, number) for kind, number in self._removed.items() if number)


def _decode(path: str, data: bytes, *, is_html: bool) -> tuple[str, list[Repair]]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _by_mark(path, data[len(bom) :], encoding)
    if b"\0" in data:
        return _by_declaration(path, data, guess.wide(data))
    tell = _declaration if is_html else _in_xml
    may_switch = b"\x1b" in data  # by escape sequences: to Japanese, Korean or Chinese letters
    if may_switch and b"\x1b$" in data:
        return _by_declaration(path, data, "iso-2022-jp")
    if not may_switch or tell(data) != "iso-2022-jp":
        try:
            return data.decode("utf-8"), []
        except UnicodeDecodeError as error:
            is_cut = error.end == len(data) and error.reason == "unexpected end of data" and error.start
            if is_cut and not _ENDS_WESTERN.fullmatch(data, max(0, error.start - 1)):
                return data[: error.start].decode("utf-8"), [Repair("cut-end")]
    declared = tell(data)
    if declared and declared not in _WESTERN and not declared.startswith("utf"):
        return _by_declaration(path, data, declared)
    return _by_letters(path, data, is_declared=bool(declared))


def _by_letters(path: str, data: bytes, *, is_declared: bool) -> tuple[str, list[Repair]]:
    if not is_declared and (encoding := guess.narrow(data)):
        return data.decode(encoding), [Repair("encoding", detail=f"{_TOLD.get(encoding, encoding)}, by its letters")]
    text, repairs = _western(data)
    if text and _looks_western(text):
        return text, repairs
    raise SeedError(path, "unknown encoding; save the file as UTF-8")


def _western(data: bytes) -> tuple[str, list[Repair]]:
    """Read windows-1252, or UTF-8 with single bytes of windows-1252 in it; empty if it is neither."""
    parts = _UTF8.split(data)
    beyond = [_is_sure(part) for part in parts[1::2]]
    if not all(beyond) and sum(beyond) <= sum(byte > 0x7F for part in parts[::2] for byte in part):
        # Most of it is windows-1252, and "é »" in that no Chinese letter.
        is_utf8 = [at % 2 == 1 and beyond[at // 2] for at in range(len(parts))]
    else:
        is_utf8 = [at % 2 == 1 for at in range(len(parts))]
    told = list(zip(parts, is_utf8, strict=True))
    if not any(is_utf8) and not _WINDOWS.search(data) and _EURO.search(data):
        return data.decode("iso8859_15"), [Repair("encoding", detail="ISO 8859-15")]
    try:
        text = "".join(part.decode("utf-8" if is_sure else "cp1252") for part, is_sure in told)
    except UnicodeDecodeError:
        return "", []
    if not any(is_utf8):
        return text, [Repair("encoding", detail="windows-1252")]
    return text, [Repair("mixed-encoding", sum(byte > 0x7F for part, is_sure in told if not is_sure for byte in part))]


def _is_sure(part: bytes) -> bool:
    """Whether letters in UTF-8 can be none of windows-1252 with the signs that follow them."""
    letters = (letter.encode() for letter in part.decode("utf-8"))
    return not all(mojibake.may_be_meant(letter.decode("cp1252", "replace")) for letter in letters)


def _by_mark(path: str, data: bytes, encoding: str) -> tuple[str, list[Repair]]:
    width = {"utf-16": 2, "utf-32": 4}.get(encoding[:6], 1)
    rest = len(data) % width
    repairs = [Repair("cut-end")] if rest else []
    try:
        text = data[: len(data) - rest].decode(encoding)
    except UnicodeDecodeError as error:
        raise SeedError(
            path, f"not the {encoding.upper()[:6]} its byte-order mark promises; save it as UTF-8"
        ) from error
    return text, repairs if encoding == "utf-8" else [Repair("encoding", detail=encoding[:6]), *repairs]


def _in_xml(data: bytes) -> str:
    """Encoding that the first line of an XML file declares."""
    match = _XML.match(data[:200])
    name = match[1].decode("ascii", "replace").lower() if match else ""
    return name if _ALLOWED.fullmatch(name) else ""


def _declaration(data: bytes) -> str:
    match = _DECLARED.search(data[:16384])
    name = match[1].decode("ascii", "replace").lower() if match else ""
    return name if _ALLOWED.fullmatch(name) else ""


def _by_declaration(path: str, data: bytes, declared: str) -> tuple[str, list[Repair]]:
    try:
        text = data.decode(_ALIASES.get(declared, declared))
    except (UnicodeDecodeError, LookupError) as error:
        raise SeedError(path, f"unknown encoding: the file is not the {declared} it seems; save it as UTF-8") from error
    return text, [Repair("encoding", detail=declared)]


def _looks_western(text: str) -> bool:
    """Whether a windows-1252 reading is believable: few accents, and none where no language has them."""
    high = [at for at, character in enumerate(text[:200_000]) if character > "\x7f"]
    letters = sum(character.isalpha() for character in text[:200_000])
    accents = sum(text[at].isalpha() for at in high)
    odd = sum(_is_odd(text, at) for at in high)
    return accents <= 0.3 * max(letters, 1) and odd <= len(high) // 20


def _is_odd(text: str, at: int) -> bool:
    character, before = text[at], text[at - 1 : at]
    if character.isalpha():
        is_alone = character in "ÊÐÑÿ" and not (before.isalpha() or text[at + 1 : at + 2].isalpha())
        return is_alone or (character.isupper() and (before.islower() or before in (".", ",", "!", "?")))
    # "zosta³y" and "powrócił¹" are words of another encoding; "m³" is none.
    inside = before.isalpha() and text[at + 1 : at + 2].isalpha() and character in "¼½¾¿¡´°£§"
    inside |= character in "¹²³ª" and text[max(0, at - 3) : at].isalpha() and at >= 3
    return inside or character not in _TYPOGRAPHY
