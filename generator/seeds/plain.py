"""Text files → Seeds: blocks parted by blank lines, hard-wrapped lines joined where the file evidently wraps."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Iterable, Iterator

from generator.articles import Block, Repair, Seed
from generator.errors import SeedError
from generator.seeds.decode import decode
from generator.text import Squash, squash, squasher

MAX_LINE = 1_000_000
MAX_LINES = 200_000

Line = tuple[int, str]
"""Number of a line in its file, from 1, and the line."""

_PART = re.compile(r"[^\W\d_]-")
_RULE = re.compile(r"\s*([-=*_~#])(?:\s?\1){2,}\s*")
_BULLET = re.compile(r"\s{0,8}(?:[•◦▪‣●]\s*|[*+\-–]\s+)(?=\S)")
_NUMBER = re.compile(r"\s{0,8}(\d{1,3})[.)]\s+(?=\S)")
_SURE_BULLETS = "•◦▪‣●"
_ENDS_SENTENCE = re.compile(r"""[.!?…:;。！？][\])}"'”’»]*$""")


def read(path: str, data: bytes) -> Seed:
    """Read a text file. Raises SeedError."""
    text, repairs = decode(path, data)
    text = text.replace("\xa0", " ").replace("\t", " ")  # spaces in the end, and so the text is nearly always printable
    groups, joined = _unwrapped(lines_of(path, text))
    blocks = tuple(_blocks(groups, squasher(text)))
    if joined:
        repairs += (Repair("joined-lines", joined),)
    return Seed(path, hashlib.sha256(data).hexdigest(), "text", blocks, repairs=repairs)


def lines_of(path: str, text: str) -> list[Line]:
    """Number the lines of a text. Raises SeedError for too many, or one too long to be one."""
    lines = text.split("\n")
    if len(lines) > MAX_LINES:
        raise SeedError(path, f"the file has {len(lines):,} lines; at most {MAX_LINES:,} are read")
    if len(text) > MAX_LINE and (longest := max(map(len, lines))) > MAX_LINE:
        raise SeedError(path, f"a line of {longest:,} characters; at most {MAX_LINE:,} are read")
    if not text.strip():
        raise SeedError(path, "the file is empty")
    return list(enumerate(lines, 1))


def blocks_of(lines: list[Line]) -> Iterator[Block]:
    """Give the blocks of a text in reading order."""
    return _blocks(_unwrapped(lines)[0], squash)


def _unwrapped(lines: list[Line]) -> tuple[list[list[Line]], int]:
    """Groups of lines as they were before the file was hard-wrapped, and how many lines went into the one above."""
    groups = list(_groups(lines))
    width = wrap_width([[line for _, line in group] for group in groups if len(group) > 1])
    if not width:
        return groups, 0
    joined = [_join(group, width) for group in groups]
    return joined, sum(map(len, groups)) - sum(map(len, joined))


def wrap_width(groups: list[list[str]]) -> int:
    """Column at which a file wraps its lines; 0 if it does not.

    A file wraps if nearly every line that is followed by another one in its group is full: the next line's
    first word would not have fitted.
    """
    pairs = [(a.rstrip(), b) for group in groups for a, b in itertools.pairwise(group)]
    if len(pairs) < 3:
        return 0
    lengths = sorted(len(a) for a, _ in pairs)
    width = lengths[len(lengths) * 9 // 10]
    if not 30 <= width <= 140:
        return 0
    full = sum(_is_full(a, b.split(None, 1)[0], width) for a, b in pairs)
    unfinished = sum(not _ENDS_SENTENCE.search(a) for a, _ in pairs)
    return width if full >= 0.7 * len(pairs) and unfinished >= 0.5 * len(pairs) else 0


def _is_full(line: str, next_word: str, width: int) -> bool:
    return len(line) + 1 + len(next_word) > 0.92 * width


def _groups(lines: list[Line]) -> Iterator[list[Line]]:
    group: list[Line] = []
    for number, line in lines:
        if line.strip():
            group.append((number, line))
        elif group:
            yield group
            group = []
    if group:
        yield group


def _join(group: list[Line], width: int) -> list[Line]:
    joined: list[tuple[int, list[str]]] = []
    last = ""
    for number, line in group:
        starts_item = _BULLET.match(line) or _NUMBER.match(line) or _RULE.fullmatch(line)
        if last and not starts_item and _is_full(last, line.split(None, 1)[0], width):
            parts = joined[-1][1]
            # A hyphen at the end of a line may belong to the word: it stays, and no space comes after it.
            space = "" if _PART.fullmatch(parts[-1][-2:]) and line.lstrip()[0].islower() else " "
            parts += [space, line.strip()]
        else:
            joined.append((number, [line.rstrip()]))
        last = line.rstrip()
    return [(number, "".join(parts)) for number, parts in joined]


def _blocks(groups: Iterable[list[Line]], tidy: Squash) -> Iterator[Block]:
    for group in groups:
        for at, (number, line) in enumerate(group):
            if line[0].isalpha():  # it opens with no mark, nor is it a rule
                yield Block(tidy(line), line=number)
            else:
                yield _block(number, line, tidy, is_item=_is_item(group, at))


def _is_item(group: list[Line], at: int) -> bool:
    """Whether a line belongs to a list: it opens with a mark that is only for lists, or with any beside another."""
    line = group[at][1]
    if not _has_mark(line):
        return False
    beside = group[max(0, at - 1) : at] + group[at + 1 : at + 2]
    return line.lstrip()[0] in _SURE_BULLETS or any(_has_mark(other) for _, other in beside)


def _has_mark(line: str) -> bool:
    return (_BULLET.match(line) or _NUMBER.match(line)) is not None


def _block(number: int, line: str, tidy: Squash, *, is_item: bool) -> Block:
    if _RULE.fullmatch(line):
        return Block("", "rule", line=number)
    if is_item and (match := _BULLET.match(line)):
        return Block(tidy(line[match.end() :]), "item", line=number)
    if is_item and (match := _NUMBER.match(line)):
        return Block(tidy(line[match.end() :]), "item", int(match[1]), line=number)
    return Block(tidy(line), line=number)
