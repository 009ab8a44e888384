"""One entry of a feed, whatever the format of the feed."""

from __future__ import annotations

import re

from generator.articles import Stated
from generator.light import light


@light
class Entry:
    """What a feed says in one of its entries."""

    key: str
    """What the feed knows the entry by: its id, else its address, else its title."""
    stated: Stated
    content: str = ""
    """The article as HTML, if the feed has all of it."""
    summary: str = ""
    """What the feed has else, as HTML."""
    source: bytes = b""
    """The entry's own bytes."""


def shown(text: str) -> str:
    """Plain text as markup that shows it unchanged, a paragraph where it has a blank line."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"<p>{part}</p>" for part in re.split(r"\n\s*\n", escaped) if part.strip())
