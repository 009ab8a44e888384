"""Plain text → Markdown that shows it unchanged."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.text import squash

_INLINE = re.compile(
    r"""\\(?=[\\`*_{}\[\]()>\#+\-.!|])  # a backslash that would escape what follows
      | [`*]                            # code, emphasis
      | (?<!\w)_ | _(?!\w)              # emphasis; inside a word it is only a character
      | !(?=\[) | \[(?=\^) | \](?=\s?[(\[]) # images, footnotes, links
      | <(?=[A-Za-z0-9.+-]+:|[^<>\ !]*[@<]) # automatic links: <https:…>, <whoever@…>
      | <(?=/?[A-Za-z][\w-]*[\s/>]|!--) # tags and comments, which editors are told to leave out
      | &(?=\#?\w+;)                    # character references
    """,
    re.VERBOSE,
)
_LEADING = re.compile(r"(?:#{1,6}|[-+>](?=\s|$)|>|-+\s*$|(?:\d+)(?=\.(?:\s|$)))")
_MARKS = "\\`*_[]<&"
"""One of these is in every line that holds markup."""


def escape(text: str) -> str:
    """Markdown for one paragraph of plain text that renders as exactly that text.

    Only what would be taken for markup is escaped, so that editors meet readable prose.
    """
    return escape_line(squash(text))


def escape_line(line: str) -> str:
    """The same for a paragraph whose white space is folded, as it is in the blocks of a seed."""
    return escape_lines((line,))[0]


def escape_lines(lines: Sequence[str]) -> list[str]:
    """The same for many paragraphs: marks that are in none of them are looked for but once."""
    whole = "\n".join(lines)
    marks = [mark for mark in _MARKS if mark in whole]
    return [line if line[:1].isalpha() and not marks else _escaped(line, marks) for line in lines]


def _escaped(line: str, marks: Sequence[str]) -> str:
    for mark in marks:
        if mark in line:
            line = _INLINE.sub(_escaped_mark, line)
            break
    if line[:1].isalpha():
        return line
    leading = _LEADING.match(line)
    if leading is None:
        return line
    return f"{leading.group()}\\{line[leading.end() :]}" if leading.group()[0].isdigit() else "\\" + line


def _escaped_mark(match: re.Match[str]) -> str:
    mark = match.group()
    return {"&": "&amp;", "<": "&lt;"}.get(mark) or "\\" + mark
