"""What may differ between a source and a briefing without a word being changed.

1. Form of characters: NFKC (ligatures, full-width letters, numbers above the line, the ellipsis as one sign); a minus.
2. White space, of any kind and number, also none.
3. Quotation marks: every double one counts as ``"``, every single one as ``'``.
4. Characters that cannot be seen: soft hyphens, zero-width characters, marks of direction, controls.
5. Repaired bytes: UTF-8 that somebody read as windows-1252 (``â€™`` for ``’``), but not ``é »`` or ``ß“``, which good
   texts have, unless most of the text is broken.
6. Marks of Markdown: emphasis, escapes, list and heading signs at the beginning of a line.
7. Capitals of a place: a dateline is set in them (``GENEVA``), a place in a sentence is not.

Nothing else: numbers, hyphens, punctuation, and case but for that, count as they are.
"""

from __future__ import annotations

import re
import unicodedata

_DOUBLE = "“”„‟«»″‶〝〞＂"
_SINGLE = "‘’‚‛‹›′‵`´＇ʼ"
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)
_MISREAD = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]+"
)

_GOOD = re.compile("[\u00c6-\u00f4](?:[\u00a0«»‘’“”–—…•·°²³¹´™®©‹›]+|[šžœ])")
"""A letter, no "Ã" or "Å", with what follows letters in good texts."""


def words(text: str) -> list[str]:
    """The words of a text in their normal form."""
    return normal(text).split()


def letters(text: str) -> str:
    """The text in its normal form without white space."""
    return "".join(normal(text).split())


def normal(text: str) -> str:
    """The text in its normal form."""
    if text.isascii():
        return _UNSEEN.sub("", text.replace("`", "'"))
    text = _UNSEEN.sub("", _straight(_mended(text)))
    return text if text.isascii() else _straight(unicodedata.normalize("NFKC", text)).replace("−", "-")


def _straight(text: str) -> str:
    """With one kind of quotation marks; replacing mark by mark is many times faster than translating a whole page."""
    for mark in _DOUBLE:
        text = text.replace(mark, '"')
    for mark in _SINGLE:
        text = text.replace(mark, "'")
    return text


def _mended(text: str) -> str:
    runs = [run for run in _MISREAD.findall(text) if run[0] not in "ÂÃÄÅâ"]
    good = {run for run in runs if _GOOD.fullmatch(run)}
    if sum(run in good for run in runs) * 5 > len(runs) * 4:  # else it is a text in Greek, Cyrillic, Chinese …
        return _MISREAD.sub(lambda match: match[0] if match[0] in good else _reread(match), text)
    return _MISREAD.sub(_reread, text)


def _reread(match: re.Match[str]) -> str:
    data = bytearray()
    for character in match.group():
        try:
            data += character.encode("cp1252")
        except UnicodeEncodeError:
            data += character.encode("latin-1", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return match.group()
