"""Plain text → Markdown that shows it unchanged."""

from __future__ import annotations

import re

from generator.text import squash

_INLINE = re.compile(
    r"""\\(?=[\\`*_{}\[\]()>\#+\-.!|])  # a backslash that would escape what follows
      | [`*]                            # code, emphasis
      | (?<!\w)_ | _(?!\w)              # emphasis; inside a word it is only a character
      | !(?=\[) | \[(?=\^) | \](?=\s?[(\[]) # images, footnotes, links
      | <(?=[A-Za-z0-9.+-]+:|[^<>\ !]*[@<]) # automatic links: <https:…>, <whoever@…>
      | &(?=\#?\w+;)                    # character references
    """,
    re.VERBOSE,
)
_LEADING = re.compile(r"(?:#{1,6}|[-+>](?=\s|$)|>|-+\s*$|(?:\d+)(?=\.(?:\s|$)))")
_MARKS = re.compile(r"[\\`*_!\[\]<&]")


def escape(text: str) -> str:
    """Markdown for one paragraph of plain text that renders as exactly that text.

    Only what would be taken for markup is escaped, so that editors meet readable prose.
    """
    return escape_line(squash(text))


def escape_line(line: str) -> str:
    """The same for a paragraph whose white space is folded, as it is in the blocks of a seed."""
    escaped = line
    if _MARKS.search(line):
        escaped = _INLINE.sub(
            lambda m: "&amp;" if m.group() == "&" else "&lt;" if m.group() == "<" else "\\" + m.group(), line
        )
    leading = _LEADING.match(escaped)
    if leading and leading.group()[0].isdigit():
        return f"{leading.group()}\\{escaped[leading.end() :]}"
    if leading:
        return "\\" + escaped
    return escaped
