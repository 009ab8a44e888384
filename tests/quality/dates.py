"""Dates in plain text: those stated are found, and none is made up."""

from __future__ import annotations

from pathlib import Path

from tests.quality import sets, shipped


def measure(data: Path) -> dict[str, float]:
    """Precision over the dates given, recall over the pages that state one, invention over those that do not."""
    rows = sets.rows(data, "date_htmldate")
    if not rows:
        return {}
    given = [(row, shipped.day(shipped.article(f"{row['id']}.txt", row["text"].encode()))) for row in rows]
    dated = [(row, day) for row, day in given if day]
    stated = [(row, day) for row, day in given if row["stated"]]
    unstated = [(row, day) for row, day in given if not row["stated"]]
    return {
        "text.date_precision": sum(day == row["date"] for row, day in dated) / max(1, len(dated)),
        "text.date_recall": sum(day == row["date"] for row, day in stated) / max(1, len(stated)),
        "text.dates_invented": sum(day not in ("", row["date"]) for row, day in unstated) / max(1, len(unstated)),
    }
