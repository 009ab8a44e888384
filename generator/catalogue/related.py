"""Which briefings belong beside one another: neighbours in the same topics, places, people, the rarer the stronger.

Only the nearest of each listing count, so that a new briefing changes what few others show.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable

from generator.catalogue.entry import Entry, place
from generator.catalogue.kinds import own
from generator.model import FrontMatter

REACH = 3
"""How far, in each direction of a listing, a briefing has something to do with another."""
_VALUES = 8
_STEPS = ((8, 8), (64, 4), (512, 2))


def weight(count: int) -> int:
    """What sharing a listing of so many briefings is worth; it changes in few steps."""
    for limit, worth in _STEPS:
        if count <= limit:
            return worth
    return 1


def related(
    database: sqlite3.Connection, count_of: Callable[[str, str], tuple[int, int] | None], entry: Entry, most: int
) -> list[str]:
    """Slugs of up to ``most`` related briefings, the nearest first; ties in the catalogue's order.

    ``count_of`` gives the id and the count of a listing by its kind and key.
    """
    slug, here = entry.front.slug, place(entry.front)
    scores: Counter[tuple[int, str]] = Counter()
    for worth, listing in strongest(count_of, entry.front):
        for other in _window(database, listing, here, slug):
            scores[other] += worth
    nearest = sorted(scores, key=lambda other: (-scores[other], abs(other[0] - here), other))
    return [other for _, other in nearest[:most]]


def strongest(count_of: Callable[[str, str], tuple[int, int] | None], front: FrontMatter) -> list[tuple[int, int]]:
    """What sharing each of a briefing's listings is worth, with its id: the few that count, the rarest first."""
    listings = []
    for at, (kind, key, _) in enumerate(own(front)):
        if found := count_of(kind.name, key):
            listings.append((-weight(found[1]), at, found[0]))
    return [(-negative, listing) for negative, _, listing in sorted(listings)[:_VALUES]]


def _window(database: sqlite3.Connection, listing: int, here: int, slug: str) -> list[tuple[int, str]]:
    return database.execute(_AROUND, (listing, here, slug, listing, here, slug)).fetchall()


_AROUND = " UNION ALL ".join(
    f"SELECT * FROM (SELECT place, slug FROM member WHERE listing = ? AND (place, slug) {comparison} (?, ?) "
    f"ORDER BY place {order}, slug {order} LIMIT {REACH})"
    for comparison, order in (("<", "DESC"), (">", "ASC"))
)
