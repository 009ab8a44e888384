"""The fast reader: the form the converter writes, one ``name: value`` a line; everything else is declined.

A value is empty, a plain scalar, text in double quotes, or a list or mapping of such in brackets, written with
one space after each comma and colon. Anything that YAML could read in another way is left to the strict reader,
and so is everything that has to be refused with a message.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from generator.text import is_printable
from generator.yamltext.problems import MAX_CHARACTERS
from generator.yamltext.scalars import plain_kind, resolve

_MOST_OPENING = 39
"""Opening brackets of a line: the strict reader refuses 41 in a row."""
_MOST_LEVELS = 6

_ODD = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_PLAIN = re.compile(r"[^\W_][\w '’“”()./+–—…-]*(?:(?:,(?= )|:(?=[^\s,\]}]))[\w '’“”()./+–—…-]*)*(?<! )")
_WORDS_ONLY = r"[^\W_](?:[\w '’“”()./+–—…-]*[\w'’“”()./+–—…-])?"
_ITEM = re.compile(
    f"(?P<plain>{_WORDS_ONLY})"
    r"""(?=, |\]|\})
      | "(?P<quoted>(?:[^"\\]|\\.)*)"(?=, |\]|\}|\Z)
      | (?P<open>[\[{])""",
    re.VERBOSE,
)
_LIST_OF_PLAIN = re.compile(rf"\[{_WORDS_ONLY}(?:, {_WORDS_ONLY})*\]")
_TEXT = re.compile(r"\"([^\"\\]*)\"(?=, |\})")
_NAME = re.compile(r"([A-Za-z][A-Za-z0-9_-]*): ")
_ESCAPE = re.compile(r"\\(?:([\"\\ntr])|u([0-9A-Fa-f]{4})|(.))", re.DOTALL)
_ESCAPED = {'"': '"', "\\": "\\", "n": "\n", "t": "\t", "r": "\r"}


class _Declined(Exception):
    """The text needs the strict reader."""


def load(text: str) -> tuple[dict[str, Any], dict[str, int]] | None:
    """Parse a mapping of names to values; give it with the line (from 0) of each name, or None."""
    if len(text) > MAX_CHARACTERS or (not is_printable(text) and _ODD.search(text)):
        return None
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    try:
        for number, line in enumerate(text.removesuffix("\n").split("\n")):
            name, value = _repeated(line) if len(line) <= _SHORT and line[-1:] not in ("]", "}") else _pair(line)
            if name in values:
                return None
            values[name], lines[name] = value, number
    except _Declined:
        return None
    return values, lines


@lru_cache(maxsize=1000)
def _is_name(word: str) -> bool:
    return _WORD.fullmatch(word) is not None and plain_kind(word) == "str"


def _pair(line: str) -> tuple[str, Any]:
    name, colon, text = line.partition(": ")
    if not colon and line[-1:] == ":":
        name = line[:-1]
    elif not colon:
        raise _Declined
    if not _is_name(name):
        raise _Declined
    return name, _whole(text) if colon else None


_SHORT = 24
_repeated = lru_cache(maxsize=4096)(_pair)
"""For languages, days and states, which stand in many files; lists and mappings may be changed, so none is kept."""


def _whole(text: str) -> Any:
    """The value of a line."""
    if text[:1] not in ('"', "[", "{"):
        if _PLAIN.fullmatch(text) is None:
            raise _Declined
        return resolve(text)
    if _LIST_OF_PLAIN.fullmatch(text):
        return list(map(resolve, text[1:-1].split(", ")))
    if text.count("[") + text.count("{") > _MOST_OPENING:
        raise _Declined
    value, end = _item(text, 0, _MOST_LEVELS)
    if end != len(text):
        raise _Declined
    return value


def _item(text: str, at: int, levels: int) -> tuple[Any, int]:
    match = _ITEM.match(text, at)
    if match is None or levels == 0:
        raise _Declined
    if match.lastgroup == "plain":
        return resolve(match[0]), match.end()
    if match.lastgroup == "quoted":
        return _unquoted(match["quoted"]), match.end()
    return (_list if match[0] == "[" else _mapping)(text, match.end(), levels - 1)


def _unquoted(text: str) -> str:
    return _ESCAPE.sub(_unescaped, text) if "\\" in text else text


def _unescaped(match: re.Match[str]) -> str:
    short, code, other = match.groups()
    if other is not None or (code and 0xD800 <= int(code, 16) <= 0xDFFF):
        raise _Declined
    return _ESCAPED[short] if short else chr(int(code, 16))


def _list(text: str, at: int, levels: int) -> tuple[list[Any], int]:
    items: list[Any] = []
    while text[at : at + 1] != "]":
        if items:
            at = _after(text, at, ", ")
        item, at = _item(text, at, levels)
        items.append(item)
    return items, at + 1


def _mapping(text: str, at: int, levels: int) -> tuple[dict[str, Any], int]:
    values: dict[str, Any] = {}
    while text[at : at + 1] != "}":
        if values:
            at = _after(text, at, ", ")
        name = _NAME.match(text, at)
        if name is None or name[1] in values or not _is_name(name[1]):
            raise _Declined
        if levels and (plain := _TEXT.match(text, name.end())):
            values[name[1]], at = plain[1], plain.end()
        else:
            values[name[1]], at = _item(text, name.end(), levels)
    return values, at + 1


def _after(text: str, at: int, sign: str) -> int:
    if not text.startswith(sign, at):
        raise _Declined
    return at + len(sign)
