"""Near-duplicates: texts that tell the same story, found by the index that ``briefing convert`` asks."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.neardup import Index, sketch
from tests.quality.sets import rows

SET = "neardup_synth"
ROUNDS = 5
"""The fastest of so many runs counts: others use the machine, too."""


def measure(data: Path) -> dict[str, float]:
    """F1 over all pairs that are, or are said to be, the same story; texts a second on one core."""
    known = rows(data, SET)
    if not known:
        return {}
    texts = {row["id"]: row["text"] for row in known}
    gold = {row["id"]: row["cluster"] for row in known}
    seconds = min(_timed(texts) for _ in range(ROUNDS))
    return {"neardup.f1": pair_f1(gold, clusters(texts)), "neardup.per_second": len(texts) / seconds}


def clusters(texts: Mapping[str, str]) -> dict[str, str]:
    """Each text → the first one of its story."""
    index, leader = Index(), {}
    for name, text in texts.items():
        hashes = sketch(text)
        found = sorted({leader[other] for other, _ in index.same(hashes)})
        leader[name] = found[0] if found else name
        if len(found) > 1:  # this text shows that two stories are one
            leader = {key: found[0] if value in found else value for key, value in leader.items()}
        index.add(name, hashes)
    return leader


def pair_f1(gold: Mapping[str, str], said: Mapping[str, str]) -> float:
    """Harmonic mean of precision and recall over pairs in one cluster."""
    both = _pairs((gold[name], said[name]) for name in gold)
    total = _pairs(gold.values()) + _pairs(said.values())
    return 2 * both / total if total else 1.0


def _pairs(labels: Iterable[object]) -> int:
    return sum(number * (number - 1) // 2 for number in Counter(labels).values())


def _timed(texts: Mapping[str, str]) -> float:
    start = time.process_time()
    clusters(texts)
    return time.process_time() - start
