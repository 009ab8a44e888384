"""Dates and counts in words."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from generator.catalogue.entry import day
from generator.model import Moment
from generator.words import WORDS, say

MONTHS: tuple[str, ...] = tuple(WORDS["month_names"])


def date_text(moment: Moment | None) -> str:
    """``13 February 2007``; empty if unknown."""
    if moment is None:
        return ""
    return _day_text(day(moment))


@lru_cache(maxsize=512)
def _day_text(known: date) -> str:
    return say("day", day=known.day, month=MONTHS[known.month - 1], year=known.year)


def weekday_text(moment: Moment | None) -> str:
    """``Tuesday, 13 February 2007``; empty if unknown."""
    if moment is None:
        return ""
    return say("day_of_week", weekday=WORDS["weekdays"][day(moment).weekday()], date=date_text(moment))


def month_text(moment: date) -> str:
    """``February 2007``."""
    return say("month", month=MONTHS[moment.month - 1], year=moment.year)


def count_text(count: int) -> str:
    """``1 briefing``, ``12 briefings``."""
    return say("count_one" if count == 1 else "count_many", n=f"{count:,}")
