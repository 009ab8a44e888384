"""The moment a run counts as now: an input, so that equal inputs give equal results."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from generator.errors import BriefingError


def as_of() -> datetime:
    """SOURCE_DATE_EPOCH (seconds since 1970, UTC) if it is set, else now. Raises BriefingError if it is no moment."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        cure = "set it to seconds since 1970, such as 1790000000, or take it away"
        raise BriefingError(f"SOURCE_DATE_EPOCH: {epoch!r} is no moment; {cure}") from error


def today() -> date:
    """The calendar day of that moment in UTC."""
    return as_of().date()


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def rfc822(moment: datetime) -> str:
    """A moment as mail and RSS state it, in English whatever the language (RFC 822, four digits of the year).

    It is what ``email.utils.format_datetime`` writes, without all that this module loads.
    """
    day = f"{_DAYS[moment.weekday()]}, {moment.day:02} {_MONTHS[moment.month - 1]} {moment.year:04}"
    zone = "+0000" if moment.tzinfo is UTC else moment.strftime("%z") or "-0000"
    return f"{day} {moment.hour:02}:{moment.minute:02}:{moment.second:02} {zone}"
