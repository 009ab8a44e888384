"""The headline as a page states it, where that and the line on the page are not the same.

What a page states of itself is made for showing it elsewhere; the line on the page may carry more or less: the kicker
above it, a word more, or another wording altogether.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

_SPEAKS = 1.5
"""A statement in other words must have so much in common with the body (see ``title``)."""
_WORDS = 4
"""A shorter one may be the name of the page."""


def choose(line: str, stated: Mapping[str, str], key: Callable[[str], str], shared: Callable[[str], float]) -> str:
    """The headline of a page whose best line is ``line``; ``stated`` holds key → title, the surest first."""
    first = next(iter(stated.values()), "")
    known, wanted = key(line), key(first)
    if not first or known in stated:
        return line
    has_kicker = known.endswith(wanted) and len(wanted) > 15  # nothing may stand between them but a change of colour
    lacks_kicker = wanted.endswith(f" {known}")
    if has_kicker or lacks_kicker:
        return first
    is_partly_stated = any(known in form or form in known for form in stated if len(form) > 15 and len(known) > 15)
    is_of_the_body = len(first.split()) >= _WORDS and shared(first) >= _SPEAKS
    return first if is_of_the_body and not is_partly_stated else line
