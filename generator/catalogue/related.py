"""Which briefings belong beside one another: shared topics, places and people, the rarer the stronger."""

from __future__ import annotations

import math
from collections import Counter

from generator.catalogue.collect import Catalogue, Entry
from generator.catalogue.listings import KINDS, group, key

_COMMON = 200
"""A value that more briefings than this share says nothing of kinship and costs time."""


def related(catalogue: Catalogue, most: int) -> dict[str, tuple[Entry, ...]]:
    """Slug → up to ``most`` related entries, the nearest first; ties in the catalogue's order."""
    groups = {kind: group(catalogue, kind) for kind in KINDS}
    position = {entry.front.slug: at for at, entry in enumerate(catalogue.listed)}
    total = len(catalogue.listed)
    result = {}
    for entry in catalogue.entries:
        scores: Counter[str] = Counter()
        for kind, listings in groups.items():
            for value in kind.values(entry.front):
                listing = listings.get(key(kind, value))
                if listing and len(listing.entries) <= _COMMON:
                    for other in listing.entries:
                        scores[other.front.slug] += round(1000 * math.log(1 + total / len(listing.entries)))
        scores.pop(entry.front.slug, None)
        nearest = sorted(scores, key=lambda slug: (-scores[slug], position[slug]))[:most]
        result[entry.front.slug] = tuple(catalogue.by_slug[slug] for slug in nearest)
    return result
