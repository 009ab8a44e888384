"""The moment a run counts as now: an input, so that equal inputs give equal results."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def as_of() -> datetime:
    """SOURCE_DATE_EPOCH (seconds since 1970, UTC) if it is set, else now, with its offset from UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)


def today() -> date:
    """The calendar day of that moment in UTC."""
    return as_of().date()
