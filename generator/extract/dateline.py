"""The place before the dash that opens a report: "HANOI, Vietnam (AP) — …"."""

from __future__ import annotations

import re

_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mai|juin|juil|août|okt|dez)\w*\.?"
_DASH = r"(?:\s*(?:—|–|--+)\s*|\s+-\s+)"
_AGENCY = r"\((?P<agency>[A-Z][\w./ &-]{1,30})\)"
_WORD = r"[^\W\d_][\w.'’\-]*"
_PLACE = rf"(?P<place>{_WORD}(?:[ /]{_WORD}){{0,4}}(?:,\s{_WORD}(?: {_WORD}){{0,3}}){{0,2}})"
_DAY = rf"(?:,?\s(?:{_MONTHS}\s\d{{1,2}}|\d{{1,2}}\.?\s{_MONTHS})(?:,?\s\d{{4}})?)?"
_OPENING = re.compile(rf"{_PLACE}{_DAY}(?:\s*[,/]?\s*{_AGENCY})?(?P<dash>{_DASH}|\.\s+(?=\S))?(?=\s*\S)", re.IGNORECASE)
_SMALL = frozenset(
    {
        *("de", "da", "do", "di", "del", "la", "le", "les", "el", "al", "of", "the", "and", "und"),
        *("et", "am", "an", "der", "den", "im", "sur", "aux", "en", "y", "e", "on", "in", "upon"),
    }
)


def find(paragraph: str) -> str:
    """The place that a report's first paragraph opens with, as written; empty if there is none."""
    opening = paragraph[:160]
    match = _OPENING.match(opening) if may_open(opening) else None
    if match is None or not (match["dash"] or match["agency"]):
        return ""
    if not match["dash"] and not paragraph[match.end("agency") : match.end("agency") + 2].strip(" )"):
        return ""
    place = re.sub(rf",?\s{_MONTHS}$", "", match["place"], flags=re.IGNORECASE)
    parts = [part for part in re.split(r"[\s,/]+", place) if part]
    named = [part for part in parts if part.lower() not in _SMALL]
    if not named or not all(part[0].isupper() or not part[0].isascii() for part in named):
        return ""
    loud = named[0].isupper() and len(named[0].strip(".")) > 1
    if (match["dash"] or "").startswith(".") and not (place.isupper() and len(place) > 3 and not match["agency"]):
        return ""  # a full stop parts a place only where the place is in capitals: "FRANKFURT. The bank …"
    if not (loud or match["agency"] or (match["dash"] and len(parts) <= 3 and _is_stated_place(match, paragraph))):
        return ""
    return place


def may_open(opening: str) -> bool:
    """Whether a paragraph's beginning has what sets a place off: a dash, a bracket, or capitals before a full stop."""
    first = opening[:2]
    is_set_off = "(" in opening or "—" in opening or "–" in opening or "-" in opening
    return is_set_off or first.isupper() or not first.isascii()


def _is_stated_place(match: re.Match[str], paragraph: str) -> bool:
    """Whether a place in ordinary letters is set off as one: a long dash, and a sentence behind it."""
    following = paragraph[match.end() :]
    return "—" in match["dash"] and following[:1].isupper() and "—" not in following[:200]
