"""How the cost of a work grows with the number of articles: the exponent of the power law that fits best."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log
from statistics import linear_regression, median
from typing import Any

_LEAST = 3
"""Sizes from which on a fit means something."""


def growth(rows: Sequence[dict[str, Any]]) -> str:
    """A line for each peer and work that was measured at several sizes; empty if none was."""
    lines = []
    for peer, work in dict.fromkeys((row["peer"], row["work"]) for row in rows):
        here = [row for row in rows if (row["peer"], row["work"]) == (peer, work)]
        if len({row["n"] for row in here}) >= _LEAST:
            lines.append(f"| {work} | {peer} | {exponent(here, 'wall_s'):.2f} | {exponent(here, 'cpu_s'):.2f} |")
    head = ["| work | peer | exponent, wall | exponent, CPU |", "|---|---|---|---|"]
    return "\n".join([*head, *lines]) if lines else ""


def exponent(rows: Iterable[dict[str, Any]], key: str) -> float:
    """Slope of the line through the logarithms (least squares), of the medians at each size."""
    found: dict[int, list[float]] = {}
    for row in rows:
        found.setdefault(row["n"], []).append(max(row[key], 0.001))
    return linear_regression([log(n) for n in found], [log(median(values)) for values in found.values()]).slope
