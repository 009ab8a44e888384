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
