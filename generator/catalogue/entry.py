"""One briefing as other pages know it: without its text."""

from __future__ import annotations

from dataclasses import field
from datetime import date, datetime
from typing import Any

from generator.light import light
from generator.model import FrontMatter, Moment

HIDDEN, UNLISTED, LISTED = 0, 1, 2
"""States of a briefing: no page; a page that no listing names (withdrawn, expired); a page as usual."""


@light
class Entry:
    """A briefing without its text: what listings, feeds and neighbours show of it."""

    path: str
    """File below the content folder."""
    front: FrontMatter
    minutes: int
    """Reading time, at least one."""
    opening: str
    """Plain text of the first paragraph, where no summary is given."""
    listed: bool = True
    """Whether listings, search and feeds name it; a withdrawn or expired one keeps its page only."""
    teaser: Any = field(default=None, compare=False, repr=False)
    """What other pages show of it, once one has asked (see ``publish.teaser``)."""

    @property
    def url(self) -> str:
        """Address inside the site."""
        return f"briefings/{self.front.slug}/"

    @property
    def changed(self) -> str:
        """ISO day of the last change known; empty if nothing is."""
        return changed(self.front)


_SAME = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "\xa0": " ",
        "\u202f": " ",
        "\xad": None,
    }
)


def comparable(text: str) -> str:
    """Text with the typography folded that editors and converters may change: quotation marks and spaces."""
    if not text.isascii():
        text = text.translate(_SAME)
    if text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return text  # single spaces are its only white space
    return " ".join(text.split())


def state(front: FrontMatter, as_of: datetime, *, drafts: bool = False) -> int:
    """What readers may see of a briefing at ``as_of``; with ``drafts`` what editors may."""
    if not drafts and not is_public(front, as_of):
        return HIDDEN
    expired = front.expire_at is not None and front.expire_at <= as_of
    return UNLISTED if expired or front.status == "withdrawn" else LISTED


def is_public(front: FrontMatter, as_of: datetime) -> bool:
    """Whether a briefing has a page: published, withdrawn (with a notice), or its embargo is over."""
    if front.status == "draft":
        return False
    if front.publish_at is not None and front.publish_at > as_of:
        return False
    return front.status != "embargoed" or front.publish_at is not None


def changed(front: FrontMatter) -> str:
    """ISO day of the last change known; empty if nothing is."""
    known = [day(moment).isoformat() for moment in (front.updated, front.date, front.added) if moment is not None]
    return max(known, default="")


def day(moment: Moment) -> date:
    """The calendar day of a date or time, in the offset it was stated with."""
    return moment.date() if isinstance(moment, datetime) else moment


_BITS = 22  # enough for the last day of the year 9999
_LAST = (1 << _BITS) - 1


def place(front: FrontMatter) -> int:
    """Place in the order of all listings: newest first; the undated follow, by the day they were added.

    The slug decides between equals. A whole month or year is a range of places, see ``days``.
    """
    dated = day(front.date).toordinal() if front.date else 0
    added = front.added.toordinal() if front.added else 0
    return ((not front.date) << 2 * _BITS) | ((_LAST - dated) << _BITS) | (_LAST - added)


def days(first: date | None, last: date | None, *, dated: bool) -> tuple[int, int]:
    """Range of places (from, below) of the briefings dated, or else added, from ``first`` to ``last``."""
    newest = _LAST - (last.toordinal() if last else 0)
    oldest = _LAST - (first.toordinal() if first else 0)
    if dated:
        return newest << _BITS, (oldest + 1) << _BITS
    undated = (1 << 2 * _BITS) | (_LAST << _BITS)
    return undated | newest, (undated | oldest) + 1


UNDATED = 1 << 2 * _BITS
"""The first place of what has no date."""


def ordinal_of(place: int) -> int:
    """The day a place lies in, as a date numbers it; for the places of what has a date."""
    return _LAST - (place >> _BITS)


def year_of(place: int) -> str:
    """The year a place lies in, as its bucket is named."""
    if place >= UNDATED:
        return "undated"
    return f"{date.fromordinal(ordinal_of(place)).year:04}"
