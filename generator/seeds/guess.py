"""The encoding of bytes that do not say it: told only where one reading is a text and no other is.

Each candidate is decoded strictly. The share of letters that are among the commonest of the language it is used
for must be as in real texts, and clearly higher than in every other reading; else nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from generator.light import light

_CYRILLIC = "оеаинтсрвлкмі"
_JAPANESE = (
    "のにはをたがでてとしれさいるもなかっらりこあよまくきすうんだそけえお"
    "日本年月人大国一中会東京新三十二時分行者事業長発"
)
_CHINESE = (
    "的一是不了在人有我他這这個个们們中來来上大為为和國国地到以說说時时要就出會会可也你對对生能而子那"
    "得於于著着下自之年過过發发後后作里"
    "用道行所然家種种事成方多經经麼么去法學学如都同現现當当沒没動动面起看定天分還还進进好小部其些主樣"
    "样理心她本前開开但因只從从想實实日"
    "月新政府市公報报者長长部合高最第全民本十三二四五六七八九兩两與与"
)
_KOREAN = (
    "이다는을에의가고지로사한하기도인대어시자해서를아나리은부정과있일그수보것들전제적라만여으상동주장구조게공위까면오원경국민연"
    "성선유생에서들했었았니습말없안되된월요년억명신비마중무소치발간개세관우계스방내물회단문분재두"
)
_TURKISH = "ışğİ"
_CENTRAL = "ąćęłńśźżčďěňřšťůžľđőű"
_GREEK = "αοιετσνηυρπκς"
_HEBREW = "יוהלאתרבמש"
_ARABIC = "اليمنرتبدوهع"
_THAI = "านรอกเงมยลวดท่้ิีั"


@light
class _Language:
    """What a text in one of some encodings looks like."""

    encodings: tuple[str, ...]
    common: frozenset[str]
    usual: float
    """Share of the common letters among those beyond ASCII in texts as newspapers print them."""
    is_latin: bool = False
    """Whether its other letters are ASCII."""


_LANGUAGES = (
    _Language(("cp932", "euc_jp"), frozenset(_JAPANESE), 0.50),
    _Language(("gb18030", "big5", "big5hkscs"), frozenset(_CHINESE), 0.38),
    _Language(("cp949",), frozenset(_KOREAN), 0.65),
    _Language(("cp1251", "koi8_u", "cp866", "iso8859_5"), frozenset(_CYRILLIC), 0.70),
    _Language(("cp1250", "iso8859_2"), frozenset(_CENTRAL), 0.65, is_latin=True),
    _Language(("cp1254",), frozenset(_TURKISH), 0.65, is_latin=True),
    _Language(("cp1253", "iso8859_7"), frozenset(_GREEK), 0.68),
    _Language(("cp1255",), frozenset(_HEBREW), 0.72),
    _Language(("cp1256", "iso8859_6"), frozenset(_ARABIC), 0.72),
    _Language(("cp874",), frozenset(_THAI), 0.68),
)
_LEAST = 0.78
"""So much of the usual share must be there."""
# High bytes of UTF-16 where Chinese, Japanese and Korean texts have nearly all of theirs.
_ASIAN = frozenset([0x00, 0x20, 0x30, 0x31, 0x32, 0x33, 0xFF, *range(0x4E, 0xA0), *range(0xAC, 0xD8)])
_MARGIN = 0.15
# Letters beyond ASCII, with the marks that stand above letters in Hebrew, Arabic and Thai.
_WORDS = re.compile("(?:[^\\W\\d_\x00-\x7f]|[\u0591-\u05c7\u064b-\u0652\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])+")
_TOUCHES = re.compile("[A-Za-z](?=[^\\W\\d_\x00-\x7f])|[^\\W\\d_\x00-\x7f](?=[A-Za-z])")
_LETTERS_A_WORD = 1.6
"""At least; letters that are accents of another encoding stand one by one."""
_ENOUGH = 12
"""So many letters beyond ASCII are needed to tell a language by."""
_SAMPLE = 200_000
# Signs that stand inside a word only where letters were read as something else.
_INSIDE = re.compile("(?<=[^\\W\\d_])[\xa1-\xac\xae-\xb4\xb6\xb8-\xbf](?=[^\\W\\d_])")


def wide(data: bytes) -> str:
    """``utf-16-le`` or ``utf-16-be`` for text in UTF-16 without a mark; empty for anything else."""
    if len(data) < 8 or len(data) % 2:
        return ""
    sample = data[: _SAMPLE & ~1]
    even, odd = sample[::2], sample[1::2]
    found = []
    for encoding, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        # The high bytes of a text are few, since its letters stand together in the table; its spaces are U+0020.
        spaces = sum(a == 0 and b in (0x20, 0x0A) for a, b in zip(high, low, strict=True))
        is_narrow = high.count(0) >= 0.6 * len(high) or len(set(high)) <= 12
        is_asian = sum(byte in _ASIAN for byte in high) >= 0.98 * len(high)
        is_likely = is_asian or (is_narrow and spaces >= len(high) // 60)
        if is_likely and low.count(0) <= len(low) // 25 and _is_text(data, encoding):
            found.append(encoding)
    return found[0] if len(found) == 1 else ""


def narrow(data: bytes) -> str:
    """Encoding of a text whose letters beyond ASCII speak for it alone; empty if none does, or more than one."""
    scored: list[tuple[float, str, str]] = []
    for score, encoding, text in _readings(data):
        if text not in [other for _, _, other in scored]:
            scored.append((score, encoding, text))
    scored.sort(reverse=True)
    if not scored or (len(scored) > 1 and scored[0][0] - scored[1][0] < _MARGIN):
        return ""
    return scored[0][1]


def _readings(data: bytes) -> Iterator[tuple[float, str, str]]:
    for language in _LANGUAGES:
        for encoding in language.encodings:
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            score = _score(text[:_SAMPLE], language)
            if score >= _LEAST:
                yield score, encoding, text


def _score(text: str, language: _Language) -> float:
    """How near the share of common letters is to the usual one; 0 where a text has what no text has."""
    beyond = [character for character in text if character > "\x7f"]
    letters = [character for character in beyond if unicodedata.category(character)[0] in "LM"]
    if len(letters) < _ENOUGH or len(letters) < 0.6 * len(beyond) or any(map(_is_odd, beyond)):
        return 0.0
    if sum(character.isupper() for character in letters) > 0.4 * len(letters):
        return 0.0  # in another Cyrillic encoding small letters are capitals
    if len(_INSIDE.findall(text)) > len(letters) // 50:
        return 0.0
    if _is_misread(letters, language.common) if language.is_latin else _is_strewn(text, letters):
        return 0.0
    common = sum(character.lower() in language.common for character in letters) / len(letters)
    return min(1.1, common / language.usual)


def _is_misread(letters: list[str], common: frozenset[str]) -> bool:
    """Whether letters look like those of western or northern Europe read as another encoding.

    Nowhere is ĺ frequent, stands ř beside ć or č beside ę, is ğ more frequent than ı, or one letter most of all (è).
    """
    counts = Counter(letters)
    pairs = min(counts["ř"], counts["ć"]) + min(counts["č"], counts["ę"])
    found = [counts[letter] for letter in common]
    return 20 * max(counts["ĺ"], pairs) > len(letters) or counts["ğ"] > counts["ı"] or 4 * max(found) > 3 * sum(found)


def _is_strewn(text: str, letters: list[str]) -> bool:
    """Whether letters stand one by one in words of ASCII, or one of them is most: they are accents, fixed spaces."""
    words = _WORDS.findall(text)
    is_one_by_one = len(words) * _LETTERS_A_WORD > len(letters) or 2 * len(_TOUCHES.findall(text)) > len(words)
    return is_one_by_one or 2 * max(Counter(letters).values()) > len(letters)


def _is_odd(character: str) -> bool:
    return "\u2500" <= character <= "\u259f" or unicodedata.category(character) in ("Cc", "Cn", "Co", "Cs")


def _is_text(data: bytes, encoding: str) -> bool:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return not any(_is_odd(character) and character not in "\t\n\r\x0b\x0c\x85" for character in text[:_SAMPLE])
