"""Rows of a measurement → the table people read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median
from typing import Any

from bench.work import MORE, WORKS

Row = dict[str, Any]

_MEASURES = (("wall_s", "wall", "{:.2f} s"), ("cpu_s", "CPU", "{:.2f} s"), ("peak_mb", "peak", "{:.0f} MB"))


def table(rows: Sequence[Row], against: str = "hugo") -> str:
    """Markdown: medians over the rounds, and in brackets how many times the peer ``against`` takes."""
    lines = ["| articles | work | peer | wall | CPU | peak | files |", "|---|---|---|---|---|---|---|"]
    for count in sorted({row["n"] for row in rows}):
        for work in (*WORKS, *MORE):
            here = [row for row in rows if (row["n"], row["work"]) == (count, work)]
            lines += [_line(count, work, peer, here, against) for peer in dict.fromkeys(row["peer"] for row in here)]
    return "\n".join(lines)


def _line(count: int, work: str, peer: str, rows: Sequence[Row], against: str) -> str:
    cells = []
    for key, _, form in _MEASURES:
        value, base = _median(rows, peer, key), _median(rows, against, key)
        ratio = f" ({value / base:.2f}×)" if value is not None and base and peer != against else ""
        cells.append(form.format(value) + ratio)
    files = _median(rows, peer, "files")
    return f"| {count:,} | {work} | {peer} | {' | '.join(cells)} | {files:,.0f} |"


def _median(rows: Iterable[Row], peer: str, key: str) -> float | None:
    values = [row[key] for row in rows if row["peer"] == peer]
    return median(values) if values else None
