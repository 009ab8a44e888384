"""The place before the dash that opens a report: "HANOI, Vietnam (AP) — …"."""

from __future__ import annotations

import re

from generator.extract.months import months
from generator.text import fold

_DASH = r"(?:\s*(?:—|–|--+)\s*|\s+-\s+)"
_AGENCY = r"(?:\((?P<agency>[A-Z][\w./ &-]{1,30})\)|/(?P<wire>[^\W\d_][\w ]{1,30})/)"
_WORD = r"[^\W\d_][\w.'’]*+(?:-[\w.'’]++)*+"
_PLACE = rf"(?P<place>{_WORD}(?:[ /]{_WORD}){{0,4}}(?:,\s{_WORD}(?: {_WORD}){{0,3}}){{0,2}})"
_NAME = r"[^\W\d_]{2,14}"
_DAY = (
    rf"(?:,?\s(?:(?P<before>{_NAME})\.?\s\d{{1,2}}|\d{{1,2}}(?:\.|er|º)?\s(?:de\s)?(?P<after>{_NAME})\.?)"
    r"(?:,?\s(?:de\s)?\d{4})?)?"
)
_ENDS = rf"(?:[\s,./]*{_AGENCY}(?P<dash>{_DASH}|\.\s+(?=\S))?|(?P<alone>{_DASH}|(?<=\.)\s+(?=\S)))"
"""An agency, with or without a dash behind it, or a dash or the end of a sentence alone."""
_OPENING = re.compile(rf"{_PLACE}{_DAY}{_ENDS}(?=\s*\S)", re.IGNORECASE)
_MONTH_ALONE = re.compile(rf",\s({_NAME})\.?$")
_REACH = 100
"""So many characters may stand before the sentence, and its beginning."""
_SMALL = frozenset(
    {
        *("de", "da", "do", "di", "del", "la", "le", "les", "el", "al", "of", "the", "and", "und"),
        *("et", "am", "an", "der", "den", "im", "sur", "aux", "en", "y", "e", "on", "in", "upon"),
    }
)


def find(paragraph: str) -> str:
    """The place that a report's first paragraph opens with, as written; empty if there is none."""
    opening = paragraph[:_REACH]
    match = _OPENING.match(opening) if may_open(opening) else None
    if match is None or not _is_day(match):
        return ""
    agency, dash = match["agency"] or match["wire"] or "", match["dash"] or match["alone"] or ""
    if not (dash or match["before"] or match["after"] or paragraph[match.end() : match.end() + 1].strip()):
        return ""  # "Ann Example (CDU) says …"
    place = match["place"]
    if not dash.strip():  # a full stop parts a place only where the place is in capitals: "FRANKFURT. The bank …"
        place, dash = place.rstrip("."), dash and "."
    place = _without_month(place)
    parts = [part for part in re.split(r"[\s,/]+", place) if part]
    named = [part for part in parts if part.lower() not in _SMALL]
    if not named or not all(part[0].isupper() or not part[0].isascii() for part in named):
        return ""
    loud = named[0].isupper() and len(named[0].strip(".")) > 1
    if dash.startswith(".") and not (place.isupper() and len(place) > 3 and not match["agency"]):
        return ""
    if not (loud or agency or (len(parts) <= 3 and _is_stated_place(dash, paragraph[match.end() :]))):
        return ""
    return place


def _is_day(match: re.Match[str]) -> bool:
    """Whether what stands like a day behind the place names a month."""
    name = match["before"] or match["after"]
    return not name or fold(name) in months()


def _without_month(place: str) -> str:
    """A place without the month that stands behind it: "VIENNA, Dec. (AP)"."""
    match = _MONTH_ALONE.search(place)
    return place[: match.start()] if match and fold(match[1]) in months() else place


def may_open(opening: str) -> bool:
    """Whether a paragraph's beginning has what sets a place off: a dash, a bracket, or capitals before a full stop."""
    first = opening[:2]
    is_set_off = "(" in opening or "—" in opening or "–" in opening or "-" in opening
    return is_set_off or first.isupper() or not first.isascii()


def _is_stated_place(dash: str, following: str) -> bool:
    """Whether a place in ordinary letters is set off as one: a long dash, and a sentence behind it."""
    return "—" in dash and following[:1].isupper() and "—" not in following[:200]
