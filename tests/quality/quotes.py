"""Quotations and their speakers, as ``briefing build`` finds them, against those that readers marked."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

from generator.enrich.names import people_in
from generator.enrich.quotes import quotes
from tests.quality.sets import rows

_WORD = re.compile(r"\w+")
_SMALL = frozenset(
    re.findall(r"\w+", "the a an of for in on and at to mr mrs ms dr sen rep gov president who his her their its")
)
_SAME = 0.7
"""Share of common words from which two texts count as the same quotation."""


def measure(data: Path) -> dict[str, float]:
    """``quotes.f1`` of direct quotations, and the share of those found that have the right speaker."""
    counts = Counter[str]()
    for row in rows(data, "quotes_polnear"):
        _compare(row, counts)
    if not counts:
        return {}
    given, wanted = counts["right"] + counts["extra"], counts["right"] + counts["missed"]
    f1 = 2 * counts["right"] / (given + wanted)
    return {"quotes.f1": f1, "quotes.speaker": counts["attributed"] / max(1, counts["with speaker"])}


def found_in(row: dict[str, Any]) -> list[tuple[str, str]]:
    """Text and speaker of each quotation in a row's article."""
    paragraphs = [part for part in row["text"].split("\n\n") if part.strip()]
    return [(" ".join(quote.text), quote.speaker) for quote, _ in quotes(paragraphs, people_in(paragraphs))]


def _compare(row: dict[str, Any], counts: Counter[str]) -> None:
    given = [(_bag(text), speaker) for text, speaker in found_in(row)]
    wanted = [(_bag(quote["content"]), quote) for quote in row["quotes"]]
    pairs = _match(given, wanted)
    counts["extra"] += len(given) - len(pairs)
    for at, (_, quote) in enumerate(wanted):
        if quote["type"] != "direct":
            continue
        if at not in pairs:
            counts["missed"] += 1
            continue
        counts["right"] += 1
        if quote["speaker"]:
            counts["with speaker"] += 1
            counts["attributed"] += _is_same(quote["speaker"], given[pairs[at]][1])


def _match(given: list[tuple[Counter[str], str]], wanted: list[tuple[Counter[str], Any]]) -> dict[int, int]:
    """Wanted → given, the most alike first, one to one."""
    alike = ((_f1(g, w), i, j) for i, (w, _) in enumerate(wanted) for j, (g, _) in enumerate(given))
    pairs: dict[int, int] = {}
    for score, i, j in sorted(alike, reverse=True):
        if score >= _SAME and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _bag(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.lower()))


def _f1(one: Counter[str], other: Counter[str]) -> float:
    shared = sum((one & other).values())
    return 2 * shared / (sum(one.values()) + sum(other.values())) if shared else 0.0


def _is_same(one: str, other: str) -> bool:
    """Whether half of the words of the shorter speaker stand in the other."""
    first, second = (_content(text) for text in (one, other))
    return bool(first and second) and len(first & second) * 2 >= min(len(first), len(second))


def _content(text: str) -> set[str]:
    found = set(_WORD.findall(text.lower()))
    return found - _SMALL or found
