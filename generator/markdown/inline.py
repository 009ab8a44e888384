"""Prose inside one block → HTML and plain text: escapes, emphasis, links and character references.

Safe by construction, so no sanitiser runs after it: text leaves through ``_escaped`` alone, which turns ``&``,
``<`` and ``>`` into references; every tag is a literal of this module; the one attribute that carries an
editor's characters, ``href``, takes only what ``_ADDRESS`` matches: an allowed scheme or a fragment, and no
quotation mark, space, bracket or control character.

Whatever could mean more than it seems to (marks that nest, touch or cross, code, images, automatic links,
unusual addresses) raises Declined; the reference renders the body then.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from generator.text import squash


class Declined(Exception):
    """The text needs the reference renderer."""


class Piece(NamedTuple):
    """A stretch of prose in both forms."""

    html: str
    plain: str


MARKS = "\\`*_[&<>"
"""Characters that may be markup, or are written as references."""
_SPECIAL = re.compile(f"[{re.escape(MARKS)}]")

_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!|])")
_STARS = re.compile(r"(\*{1,2})(?![\s*])((?:[^*_\\`]|\\.)+?)(?<!\s)\1(?!\*)", re.DOTALL)
_LOW_LINES = re.compile(r"(?<!\w)(_{1,2})(?![\s_])((?:[^*_\\`]|\\.)+?)(?<!\s)\1(?!\w)", re.DOTALL)
_INSIDE_WORD = re.compile(r"(?<=[^\W_])_(?=[^\W_])")
_LABELLED = re.compile(r"\[((?:[^\[\]\\`]|\\.)+)\]\(([^()\s]+)\)", re.DOTALL)
_BRACKET = re.compile(r"[\[\]]|\\.", re.DOTALL)
_BALANCED = re.compile(r"(?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.)*\])*", re.DOTALL)
_MOST_BRACKETS = 100
"""Square ones, and angles, in one block: for each of them the rest is looked through."""
_MOST_PIECES = 5000
"""In one block; no prose has so many marks."""
_REFERENCE = re.compile(r"&(#[0-9]+|#[xX][0-9a-fA-F]+|[0-9A-Za-z]+);")
_REFERENCES = {"amp": Piece("&amp;", "&"), "lt": Piece("&lt;", "<"), "gt": Piece("&gt;", ">")}

_HOST = r"(?:[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\.)+[A-Za-z]{2,63}"
_ADDRESS = re.compile(
    rf"""https?://{_HOST}(?:[/?\#][A-Za-z0-9\-._~/?&=%+:@,!$\#*]*)?
       | mailto:[A-Za-z0-9._+-]+@{_HOST}
       | briefing:[a-z0-9-]+(?:\#[a-z0-9-]+)?
       | \#[A-Za-z0-9-]+
    """,
    re.VERBOSE,
)
_SIMPLE = re.compile(rf"\[([^\[\]{re.escape(MARKS)}]+)\]\(({_ADDRESS.pattern})\)", re.VERBOSE)
"""A link whose label is plain, as in nearly every one."""


def inline(text: str, links: list[str]) -> Piece:
    """Render prose; the targets of its links are added to ``links``. Raises Declined."""
    html, plain = _joined(text, links)
    return Piece(html, squash(plain))


def _joined(text: str, links: list[str]) -> Piece:
    special = _SPECIAL.search(text)
    if special is None:
        return _shown(text)
    html: list[str] = []
    plain: list[str] = []
    position = 0
    while special:
        if len(html) > _MOST_PIECES:
            raise Declined
        start = special.start()
        if start > position:
            plain.append(before := text[position:start])
            html.append(_escaped(before))
        piece, position = _READERS[text[start]](text, start, links)
        html.append(piece.html)
        plain.append(piece.plain)
        special = _SPECIAL.search(text, position)
    rest = text[position:]
    return Piece("".join([*html, _escaped(rest)]), "".join([*plain, rest]))


def _shown(text: str) -> Piece:
    return Piece(_escaped(text), text)


def _escaped(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("\xa0", "&nbsp;")


_Read = tuple[Piece, int]
"""What stands at a mark, and where the text goes on."""


def _escape(text: str, start: int, _links: list[str]) -> _Read:
    match = _ESCAPE.match(text, start)
    if match is None:
        return _shown("\\"), start + 1
    return _shown(match[1]), match.end()


def _code(_source: str, _start: int, _links: list[str]) -> _Read:
    raise Declined


def _stars(text: str, start: int, links: list[str]) -> _Read:
    return _emphasis(_STARS.match(text, start), links)


def _low_lines(text: str, start: int, links: list[str]) -> _Read:
    if _INSIDE_WORD.match(text, start):
        return _shown("_"), start + 1
    return _emphasis(_LOW_LINES.match(text, start), links)


def _emphasis(match: re.Match[str] | None, links: list[str]) -> _Read:
    if match is None or not _BALANCED.fullmatch(match[2]):
        raise Declined  # a bracket may belong to a link that ends outside
    tag = "strong" if len(match[1]) == 2 else "em"
    inner = _joined(match[2], links)
    return Piece(f"<{tag}>{inner.html}</{tag}>", inner.plain), match.end()


def _bracket(text: str, start: int, links: list[str]) -> _Read:
    if text[start - 1 : start] == "!" or text[start + 1 : start + 2] == "^":
        raise Declined  # an image, a footnote
    match = _SIMPLE.match(text, start) or _labelled(text, start)
    if match is None:
        return _shown("["), start + 1
    if "xn--" in match[2].lower():
        raise Declined
    links.append(match[2])
    label = _joined(match[1], links)
    target = match[2].replace("&", "&amp;")
    return Piece(f'<a href="{target}" rel="noopener noreferrer">{label.html}</a>', label.plain), match.end()


def _labelled(text: str, start: int) -> re.Match[str] | None:
    """A link whose label may have marks of its own; None if the bracket begins no link."""
    closing = _closing(text, start)
    if text[closing + 1 : closing + 2] != "(":
        return None
    match = _LABELLED.match(text, start)
    if match is None or not _ADDRESS.fullmatch(match[2]):
        raise Declined
    return match


def _closing(text: str, start: int) -> int:
    """Position of the bracket that closes the one at ``start``; the end of the text if none does."""
    if text.count("[") > _MOST_BRACKETS:
        raise Declined
    end = text.find("]", start)
    if end > 0 and text.rfind("[", start, end) == start and "\\" not in text[start:end]:
        return end  # as in nearly every link
    depth = 0
    for match in _BRACKET.finditer(text, start):
        depth += {"[": 1, "]": -1}.get(match.group(), 0)
        if depth == 0:
            return match.start()
    return len(text)


def _reference(text: str, start: int, _links: list[str]) -> _Read:
    match = _REFERENCE.match(text, start)
    if match is None:
        return _shown("&"), start + 1
    if match[1] not in _REFERENCES:
        raise Declined
    return _REFERENCES[match[1]], match.end()


def _less(text: str, start: int, _links: list[str]) -> _Read:
    if text.count("<") > _MOST_BRACKETS or (text[start + 1 : start + 2] != " " and ("@" in text or "://" in text)):
        raise Declined  # perhaps an automatic link
    return _shown("<"), start + 1


def _greater(_source: str, start: int, _links: list[str]) -> _Read:
    return _shown(">"), start + 1


_READERS: dict[str, Callable[[str, int, list[str]], _Read]] = {
    "\\": _escape,
    "`": _code,
    "*": _stars,
    "_": _low_lines,
    "[": _bracket,
    "&": _reference,
    "<": _less,
    ">": _greater,
}
