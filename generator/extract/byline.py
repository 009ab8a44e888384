"""Who wrote it: a line "By …" near the headline, or what the page states."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.text import squash

if TYPE_CHECKING:
    from generator.articles import Seed
    from generator.extract.layout import Layout

_OPENERS = (
    r"(?:reported |written |story |text |words |posted )?by|from(?= our\b)|author(?:s)?:|reporter:|von|ein(?:e)? \w+ von|text:|autor(?:in)?:|par|"
    r"por|di|door|af|av|tekst:|szerző:|kirjoittaja:|автор:|oleh|penulis:|yazar:|"
    r"interview(?: by|:| von:?)|propos recueillis par|intervista:|(?:posted|published)(?: on)? \D{0,40}\d.{1,80} by"
)
_BY = re.compile(rf"(?:{_OPENERS}):?\s+(?P<names>\S.{{1,140}})", re.IGNORECASE)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_CUT = re.compile(
    rf"\s*(?:,?\s?(?:\bon\s)?(?:\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s)?\b(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})\b|"
    r"[|•·/]|\s[-–—]\s|\b(?:published|updated|posted|last updated|on \w+day)\b|\(?\d{1,2}[:.]\d\d|\b\d{4}\b).*$",
    re.I,
)
_NAME = r"[^\W\d_a-zß-öø-ÿ](?:[\w'’\-]|\.(?=\s|\w|,|$))*"
_PARTICLE = r"(?:de|da|di|del|della|van|von|der|den|dos|du|la|le|el|al|bin|ibn|ter|zu|y|e)"
_NAMES = re.compile(
    rf"{_NAME}(?:\s(?:{_PARTICLE}\s)*{_NAME}){{0,4}}"
    rf"(?:(?:,\s(?:and\s|und\s|et\s|y\s)?|\s(?:and|und|et|y|e|og|och|en|&|with)\s)[\w.'’\- ]{{2,60}}){{0,5}}"
)
_DESK = re.compile(
    r"(?:(?:the|our|unser\w*|le|la|notre|nuestr\w+|una|da|de la|do|vores|vår|onze)\s)?(?:[\w.'’&-]+\s){0,5}?"
    r"(?:\w*redaktion|redaktionen|redactie|redacción|redação|rédaction|redazione|desk|team|bureau|service|staff|newsroom|"
    r"correspondents?|korrespondent(?:in)?|reporters?|editors?|correspondant\w*|corresponsal|correspondente|wire|news)"
    r"(?:\s(?!(?:said|says|is|was)\b)[\w.'’-]+){0,3}",
    re.IGNORECASE,
)
"""Those who sign without a name: "the science team", "unserer Wirtschaftsredaktion", "our reporter in Lyon"."""
_DESK_ALONE = re.compile(
    r"(?:staff reporter|da redação|redacción(?: \w+)?|la rédaction|redaktion|die redaktion|(?:[A-Z][\w&]* ){1,2}(?:Desk|Bureau|Team))"
)
_STATED = re.compile(r"\Aby:?\s+(?=\S)", re.IGNORECASE)
"""A word that belongs to the line, not to the names that a page states."""

_OPENINGS = frozenset(
    {
        *("af", "au", "av", "by", "da", "di", "do", "ei", "fr", "ki", "la", "ol", "pa", "pe", "po", "re", "st"),
        *("in", "pr", "pu", "sz", "te", "vo", "wo", "wr", "ya"),
    }
)
"""How bylines begin; others begin beyond ASCII or end as the names of desks."""
_DESKS = ("Desk", "Bureau", "Team")


def parse(text: str) -> str:
    """Give the names in a line that is a byline; empty if it is none."""
    return _parsed(text) if len(text) <= 200 and may_be(text) else ""


def may_be(text: str) -> bool:
    """Whether a line begins or ends as bylines do; most lines do not."""
    opening = text.lstrip()[:2].lower()
    return opening in _OPENINGS or not opening.isascii() or text.rstrip().endswith(_DESKS)


@lru_cache(maxsize=512)
def _parsed(text: str) -> str:
    text = text.strip()
    match = _BY.fullmatch(text)
    if match is None:
        return text if _DESK_ALONE.fullmatch(text) else ""
    names = squash(_CUT.sub("", match["names"])).replace(" ,", ",").rstrip(" ,;:-–—")
    if names.endswith(".") and len(names.split()) > 4:
        return ""
    return names if _NAMES.fullmatch(names.rstrip(".")) or _DESK.fullmatch(names) else ""


def find(seed: Seed, layout: Layout) -> str:
    """Give the byline as stated; empty if nobody is named."""
    places = [*layout.head(), *sorted(layout.taken)]
    for at in places:
        name = parse(seed.blocks[at].text)
        if name:
            return name
    for at in layout.head():
        # The markup sometimes parts the word from the name.
        if seed.blocks[at].text.casefold().rstrip(":") in ("by", "von", "par", "por") and at + 1 < layout.run.start:
            name = parse(f"By {seed.blocks[at + 1].text}")
            if name:
                return name
    stated = _STATED.sub("", seed.stated.byline)
    return stated if len(stated) <= 200 and any(map(str.isalpha, stated)) else ""
