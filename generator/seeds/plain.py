"""Text files → Seeds: blocks parted by blank lines, hard-wrapped lines joined where the file evidently wraps."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from generator.articles import Block, Repair, Seed
from generator.errors import SeedError
from generator.seeds.decode import decode
from generator.text import Squash, squash, squasher

MAX_LINE = 1_000_000
MAX_LINES = 200_000

Line = tuple[int, str]
"""Number of a line in its file, from 1, and the line."""

_PART = re.compile(r"[^\W\d_]-")
_TOGETHER = "\u2e80-\u30ff\u3400-\u9fff\uff00-\uff65"
"""Letters and signs of Chinese and Japanese, which have no spaces."""
_WIDE = 55
_LETTER = re.compile(f"[{_TOGETHER}]")
_NO_SPACE = re.compile(f"[{_TOGETHER}][{_TOGETHER}“”‘’…—]|[“”‘’…—][{_TOGETHER}]")
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
    first word would not have fitted. Paragraphs may stand without a blank line between them, so that a line with the
    end of a sentence may be shorter.
    """
    pairs = [(a.rstrip(), b) for group in groups for a, b in itertools.pairwise(group)]
    if len(pairs) < 3:
        return 0
    lengths = sorted(len(a) for a, _ in pairs)
    width = lengths[len(lengths) * 9 // 10]
    if not 30 <= width <= 140:
        return 0
    filled = [(_is_full(a, _first_word(b), width), not _ENDS_SENTENCE.search(a)) for a, b in pairs]
    full = [is_unfinished for is_full, is_unfinished in filled if is_full]
    # Lines of few words may be of one length by chance.
    short = sum(is_unfinished or width < _WIDE for is_full, is_unfinished in filled if not is_full)
    return width if len(full) >= 3 and 3 * len(full) >= 7 * short and sum(full) >= 0.5 * len(full) else 0


def _first_word(line: str) -> str:
    """What a line would have had to have room for: where the language has no spaces, one letter."""
    word = line.split(None, 1)[0]
    return word[0] if _LETTER.match(word) else word


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
        starts = _BULLET.match(line) or _NUMBER.match(line) or _RULE.fullmatch(line) or _is_indented(last, line)
        if last and not starts and _is_full(last, _first_word(line), width):
            parts = joined[-1][1]
            parts += [_between(parts[-1], line.lstrip()), line.strip()]
        else:
            joined.append((number, [line.rstrip()]))
        last = line.rstrip()
    return [(number, "".join(parts)) for number, parts in joined]


def joined(lines: Sequence[str]) -> str:
    """One line of several that a file wraps, white space folded."""
    parts = [squash(line) for line in lines if line.strip()] or [""]
    spaces = ["" if _NO_SPACE.match(a[-1] + b[0]) else " " for a, b in itertools.pairwise(parts)]
    return "".join(itertools.chain.from_iterable(zip(parts, [*spaces, ""], strict=True)))


def _between(line: str, following: str) -> str:
    """What stands between two lines that are joined: a space, where the language has spaces.

    A hyphen at the end of a line may belong to the word: it stays, and no space comes after it.
    """
    is_part = _PART.fullmatch(line[-2:]) and following[0].islower()
    return "" if is_part or _NO_SPACE.match(line[-1] + following[0]) else " "


def _is_indented(last: str, line: str) -> bool:
    """Whether a line stands further in than the end of a sentence above it: a paragraph may begin so."""
    return line.startswith("  ") and not last.startswith("  ") and _ENDS_SENTENCE.search(last) is not None


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
