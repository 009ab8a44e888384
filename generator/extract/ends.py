"""Lines that open what comes after an article: related stories, comments, tags, a box on the author."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from generator.extract import lexicon
from generator.extract.lines import bare, is_sentence, key

CLOSING = frozenset({"comments", "author", "tags"})
"""What closes an article. A list of other stories may stand in its middle."""
_LONGEST = 240
_COMMENTS = re.compile(
    r"(?:view |show |read |see )?(?:all )?\(?\d[\d.,]*\)?\s(?:responses?|comments?|replies|kommentare?|ergänzungen|leserkommentare|réactions?|"
    r"commentaires?|comentarios?|comentários?|commenti|reacties|kommentarer|komentarz[ey]|комментари\w+)(?: (?:to|on|zu|sur)\b.{0,200})?|"
    r"\d{1,4} (?:thoughts?|gedanken) (?:on|zu) .{3,200}"
)
_MORE = re.compile(r"more (?:from|stories|news|coverage|articles) .{1,40}|mehr (?:aus|von|zu|zum thema) .{1,40}")


def kind(text: str) -> str:
    """What a line opens: ``beside``, ``comments``, ``author`` or ``tags``; empty for other lines."""
    return kind_of(text, key(text)) if len(text) <= _LONGEST else ""


def kind_of_folded(text: str, folded: str) -> str:
    """The same of a line that is given also as it folds."""
    return kind_of(text, bare(folded)) if len(text) <= _LONGEST else ""


def kind_of(text: str, bare: str) -> str:
    """What a line opens, given also as the phrase lists have it."""
    found = _kinds().get(bare, "") if len(text) <= 60 else ""
    if not found and bare:
        if (bare[0].isdecimal() or bare[0] in "vsra") and _COMMENTS.fullmatch(bare):
            found = "comments"
        elif bare[0] == "m" and _MORE.fullmatch(bare):
            found = "beside"
    return "" if found and is_sentence(text) else found


def beginnings() -> tuple[str, ...]:
    """How the lines begin, as the phrase lists have them, that open something; some others begin with a number."""
    return (*_kinds(), "view ", "show ", "read ", "see ", "all ", "more ", "mehr ")


@cache
def _kinds() -> Mapping[str, str]:
    return {key(phrase): group for group, phrases in lexicon.groups("ends").items() for phrase in phrases}
