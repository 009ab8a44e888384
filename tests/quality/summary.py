"""Summaries against those people wrote: ROUGE-1 F1 of what ``briefing convert`` puts into ``summary``."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from generator.enrich.summary import summarize
from generator.text import squash
from tests.quality.articles import article_of
from tests.quality.sets import rows

_SETS = {"cnndm": "sum_cnndm100", "wikinews": "sum_gum_wikinews"}
_TOKEN = re.compile(r"[a-z0-9]+")


def measure(data: Path) -> dict[str, float]:
    """``summary.<set>.rouge1`` for each set the folder has; with several references the best one counts."""
    return {f"summary.{name}.rouge1": _mean(found) for name, prefix in _SETS.items() if (found := rows(data, prefix))}


def _mean(found: list[dict[str, object]]) -> float:
    return sum(_best(row) for row in found) / len(found)


def _best(row: dict[str, object]) -> float:
    text = str(row["text"])
    title = str(row.get("title") or "")
    summary, _ = summarize(article_of(title, [squash(part) for part in text.split("\n\n")]))
    return max(_rouge1(" ".join(summary), str(reference)) for reference in row["summaries"])


def _rouge1(given: str, wanted: str) -> float:
    one, other = (Counter(_TOKEN.findall(text.lower())) for text in (given, wanted))
    shared = sum((one & other).values())
    return 2 * shared / (sum(one.values()) + sum(other.values())) if shared else 0.0
