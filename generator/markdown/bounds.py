"""What is too long or too deep to be rendered in bounded time."""

from __future__ import annotations

import re

from generator.errors import BriefingError

MAX_CHARACTERS = 200_000
MAX_NESTING = 20

_MARKERS = re.compile(r"[\s>*+-]*")
_RUN = re.compile(r"[\[\]*_`!(<][\[\]*_`!(<]{199}")


class TooComplex(BriefingError):
    """A body that is too long or nested too deeply to be rendered in bounded time."""


def refuse(body: str) -> None:
    """Raise TooComplex for what Python-Markdown would need minutes or a deep stack for."""
    if len(body) > MAX_CHARACTERS:
        raise TooComplex(f"the body has {len(body):,} characters; at most {MAX_CHARACTERS:,} are rendered")
    for line in body.split("\n"):
        markers = _MARKERS.match(line)
        if markers and markers.group().count(">") + len(markers.group()) // 4 > MAX_NESTING * 2:
            raise TooComplex("quotations or lists are nested too deeply")
    if crowded(body):
        raise TooComplex("hundreds of brackets or marks in a row")


def crowded(body: str) -> bool:
    """Whether brackets and marks stand so close that looking for their pairs would take too long."""
    return body.count("[") > 20_000 or _RUN.search(body) is not None
