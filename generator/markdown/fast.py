"""The fast renderer: bodies of plain prose in some fifty microseconds; everything else is declined.

Blocks are parted by blank lines. A block is a paragraph, a subhead, a tight list or a quotation, and each of
its lines begins with a character that can start nothing else. What comes out equals the reference's result.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.markdown.bounds import MAX_CHARACTERS, crowded
from generator.markdown.inline import MARKS, Declined, Piece, inline
from generator.markdown.rendered import Outline, Rendered
from generator.text import is_printable

_ODD = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_SAFE_START = re.compile(r"(?!\d+\. )[^#>=\s*+_-]|[*_]{1,2}(?![\s*_])|[+-]-?(?=\w)|--+ +(?=\w)")
_SUBHEAD = re.compile(r"(#{1,6}) +((?:[^#\\\s]|\\\S)(?:[^#\\\n]++|\\\S)*)")
_BULLET = re.compile(r"[*+-] +")
_NUMBER = re.compile(r"([0-9]{1,9})\. +")


def render(body: str) -> Rendered | None:
    """Render a body; None if it is not plain prose."""
    if len(body) > MAX_CHARACTERS or _is_crowded(body):
        return None
    printable = is_printable(body)
    if not printable and _ODD.search(body):
        return None
    outline = Outline()
    marks = tuple(mark for mark in MARKS if mark in body) if printable and "  " not in body else ("",)
    page = _Page(outline, marks)
    try:
        return outline.rendered("\n".join(page.blocks(body)))
    except Declined:
        return None


def _is_crowded(body: str) -> bool:
    # Of the marks that ``bounds`` counts, every fifth in a row is one of these, or the prose is declined anyway.
    return sum([body.count(sign) for sign in "(!]<" if sign in body]) >= 40 and crowded(body)


class _Page:
    """One body on its way to HTML."""

    def __init__(self, outline: Outline, marks: tuple[str, ...]) -> None:
        self.outline, self.marks = outline, marks
        """``marks``: what a text must be free of to be shown as it is. The body's special characters; or anything
        at all, unless spaces and line ends are its only white space and no two spaces stand together."""

    def blocks(self, body: str) -> Iterator[str]:
        """HTML of each block. Raises Declined."""
        after_list = False
        for block in _parted(body):
            first, is_list = block[0], False
            if first.isalpha():
                yield self._paragraph(block)
            elif first == "#":
                yield self._subhead(block)
            elif first == ">":
                yield self._quotation(block)
            elif _BULLET.match(block) or _NUMBER.match(block):
                if after_list:
                    raise Declined  # the reference makes one list of the two
                yield self._list(block)
                is_list = True
            else:
                yield self._paragraph(block)
            after_list = is_list

    def _paragraph(self, block: str) -> str:
        html = plain = block
        if "\n" in block or block[-1] == " " or not block[0].isalpha():
            html, plain = self._prose(block)
        else:
            for mark in self.marks:
                if mark in block:
                    html, plain = self._prose(block)
                    break
        return f'<p id="{self.outline.block(plain)}">{html}</p>'

    def _subhead(self, block: str) -> str:
        match = _SUBHEAD.fullmatch(block)
        if match is None or block[-1].isspace():
            raise Declined
        piece = inline(match[2], self.outline.links)
        level = max(2, len(match[1]))
        return f'<h{level} id="{self.outline.heading(piece.plain)}">{piece.html}</h{level}>'

    def _quotation(self, block: str) -> str:
        text = "\n".join([_unquoted(line) for line in block.split("\n")])
        pieces = [self._prose(part) for part in text.split("\n\n")]
        anchor = self.outline.block(" ".join([piece.plain for piece in pieces]))
        paragraphs = [f"<p>{piece.html}</p>" for piece in pieces]
        return "\n".join([f'<blockquote id="{anchor}">', *paragraphs, "</blockquote>"])

    def _list(self, block: str) -> str:
        number = _NUMBER.match(block)
        tag, marker = ("ol", _NUMBER) if number else ("ul", _BULLET)
        pieces = [self._item(line, marker) for line in block.split("\n")]
        anchor = self.outline.block(" ".join([piece.plain for piece in pieces]))
        items = [f"<li>{piece.html}</li>" for piece in pieces]
        start = f' start="{number[1]}"' if number and number[1] != "1" else ""
        return "\n".join([f'<{tag} id="{anchor}"{start}>', *items, f"</{tag}>"])

    def _item(self, line: str, marker: re.Pattern[str]) -> Piece:
        match = marker.match(line)
        if match is None:
            raise Declined
        return self._prose(line[match.end() :])

    def _prose(self, text: str) -> Piece:
        if "\n" not in text:
            _require_safe(text)
            for mark in self.marks:
                if mark in text:
                    break
            else:
                return Piece(text, text)
        elif "|" in text:
            raise Declined  # perhaps a table
        else:
            for line in text.split("\n"):
                _require_safe(line)
        return inline(text, self.outline.links)


def _parted(body: str) -> list[str]:
    lines = body.split("\n")
    if not any(lines[1::2]) and all(lines[::2]):
        blocks = lines[::2]  # each block is one line, and there is one blank line between two of them
    else:
        blocks = [block for raw in body.split("\n\n") if (block := raw.strip("\n"))]
    if ">" not in body or "\n\n>" not in body:
        return blocks
    runs: list[list[str]] = []
    for block in blocks:
        if runs and block[0] == runs[-1][0][0] == ">":
            runs[-1].append(block)  # neighbours make one quotation
        else:
            runs.append([block])
    return ["\n>\n".join(run) for run in runs]


def _unquoted(line: str) -> str:
    if line == ">":
        return ""
    if not line.startswith("> "):
        raise Declined
    return line[2:]


def _require_safe(line: str) -> None:
    if line[-1:].isspace() or not (line[:1].isalpha() or _SAFE_START.match(line)):
        raise Declined
