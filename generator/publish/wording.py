"""Dates and counts in words."""

from __future__ import annotations

from datetime import date

from generator.catalogue.entry import day
from generator.model import Moment

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def date_text(moment: Moment | None) -> str:
    """``13 February 2007``; empty if unknown."""
    if moment is None:
        return ""
    known = day(moment)
    return f"{known.day} {MONTHS[known.month - 1]} {known.year}"


def weekday_text(moment: Moment | None) -> str:
    """``Tuesday, 13 February 2007``; empty if unknown."""
    return f"{_WEEKDAYS[day(moment).weekday()]}, {date_text(moment)}" if moment else ""


def month_text(moment: date) -> str:
    """``February 2007``."""
    return f"{MONTHS[moment.month - 1]} {moment.year}"


def count_text(count: int) -> str:
    """``1 briefing``, ``12 briefings``."""
    return f"{count:,} briefing" if count == 1 else f"{count:,} briefings"
