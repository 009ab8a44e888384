"""Neighbours by position, for builds that ask for those of every briefing: all listings as arrays of ranks.

The rank of a listed briefing is its position in the order of all. What is found is what ``related`` and
``Catalogue.beside`` find in the database, and a test says so.
"""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Callable
from itertools import groupby
from operator import itemgetter

from generator.catalogue.entry import UNDATED, Entry
from generator.catalogue.related import REACH, strongest


class Ranks:
    """The order of everything, and of each listing."""

    def __init__(self, database: sqlite3.Connection) -> None:
        rows = database.execute(
            "SELECT slug, place FROM member WHERE listing = (SELECT id FROM listing WHERE kind = 'all') "
            "ORDER BY place, slug"
        ).fetchall()
        self._slugs = [slug for slug, _ in rows]
        self._places = array("q", (place for _, place in rows))
        self._rank = {slug: rank for rank, slug in enumerate(self._slugs)}
        members = database.execute("SELECT listing, slug FROM member ORDER BY listing, place, slug")
        self._members = {
            listing: [self._rank[slug] for _, slug in part]  # a list, for these very numbers are there already
            for listing, part in groupby(members, key=itemgetter(0))
        }

    def related(self, count_of: Callable[[str, str], tuple[int, int] | None], entry: Entry, most: int) -> list[str]:
        """Slugs of the nearest others, as ``related.related`` gives them."""
        here = self._rank[entry.front.slug]
        scores: dict[int, int] = {}
        for worth, listing in strongest(count_of, entry.front):
            ranks = self._members[listing]
            at = bisect_left(ranks, here)
            for other in ranks[max(0, at - REACH) : at + 1 + REACH]:
                scores[other] = scores.get(other, 0) - worth
        scores.pop(here, None)
        # Only those as near as the last one that is wanted have to be told apart by their places.
        last = sorted(scores.values())[most - 1] if 0 < most < len(scores) else 0
        places, place = self._places, self._places[here]
        nearest = sorted(
            [(score, abs(places[other] - place), other) for other, score in scores.items() if score <= last]
        )
        return [self._slugs[other] for _, _, other in nearest[:most]]

    def beside(self, slug: str) -> tuple[str | None, str | None]:
        """The next newer and the next older one of a dated briefing."""
        here = self._rank[slug]
        is_last = here + 1 == len(self._slugs) or self._places[here + 1] >= UNDATED
        return self._slugs[here - 1] if here else None, None if is_last else self._slugs[here + 1]
