"""Keeping the listings: who is in which, in order, how many in each year and month."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from generator.catalogue.entry import LISTED, Entry, day, place
from generator.catalogue.initials import initial
from generator.catalogue.kinds import memberships
from generator.catalogue.pack import unpack
from generator.model import FrontMatter, Taxonomy

COLUMNS = "path, front, minutes, opening, state, sha, proof, standing"


class Row(NamedTuple):
    """A briefing as the catalogue has it."""

    entry: Entry
    state: int
    sha: str
    proof: str
    """Hashes of the records that tell of its conversion."""
    standing: str
    """How it stands to its source."""

    @property
    def slug(self) -> str:
        """Its slug."""
        return self.entry.front.slug

    @property
    def place(self) -> int:
        """Its place in every listing."""
        return place(self.entry.front)

    @property
    def shown(self) -> tuple[object, ...]:
        """What other pages may show of it."""
        return self.entry, self.state


def row_of(columns: tuple[str, str, int, str, int, str, str, str]) -> Row:
    """Read the columns ``COLUMNS``."""
    path, front, minutes, opening, state, *others = columns
    return Row(Entry(path, unpack(front), minutes, opening, state == LISTED), state, *others)


@lru_cache(maxsize=64)
def buckets(front_place: tuple[str, str]) -> tuple[str, str]:
    """The two buckets of a day: its year and its month, or the same of what has no date."""
    dated, added = front_place
    if dated:
        return dated[:4], dated[:7]
    return "undated", f"undated-{added[:7] or 'unknown'}"


def buckets_of(front: FrontMatter) -> tuple[str, str]:
    """The year and the month a briefing is listed under."""
    return buckets((day(front.date).isoformat() if front.date else "", str(front.added or "")))


class Listed(NamedTuple):
    """A briefing as the listings take it in: plain data, for it may come from another process."""

    slug: str
    place: int
    periods: tuple[str, str]
    """Its year and its month."""
    listings: list[tuple[str, str, str]]
    """Kind and key of each listing, with the form of the name it uses."""


def listed(front: FrontMatter, taxonomy: Taxonomy) -> Listed:
    """How a briefing is listed."""
    listings = [(kind.name, key, label) for kind, key, label in memberships(front, taxonomy)]
    return Listed(front.slug, place(front), buckets_of(front), listings)


class Ledger:
    """Writes members and counts. Listings are made on their first member and stay when empty."""

    def __init__(self, database: sqlite3.Connection, taxonomy: Taxonomy) -> None:
        self._db, self.taxonomy = database, taxonomy
        database.create_function("initial_of", 1, initial, deterministic=True)
        self._ids: dict[tuple[str, str], int] = {}
        self._counts: Counter[tuple[int, tuple[str, str]]] = Counter()
        """How many more a listing has in a month; with its year, as ``buckets`` gives them."""

    def listings_of(self, front: FrontMatter) -> dict[int, str]:
        """Ids of the listings of a briefing, each with the form of the name it uses."""
        return {self._id(kind.name, key): label for kind, key, label in memberships(front, self.taxonomy)}

    def add(self, row: Row) -> None:
        """Enter a briefing into its listings, if it is listed."""
        if row.state == LISTED:
            self.add_all([listed(row.entry.front, self.taxonomy)])

    def add_all(self, briefings: Iterable[Listed]) -> None:
        """Enter briefings into their listings."""
        rows = []
        for slug, at, periods, names in briefings:
            for kind, key, label in names:
                listing = self._id(kind, key)
                rows.append((listing, at, slug, label))
                self._counts[listing, periods] += 1
        rows.sort()  # as they will stand: in a large database that takes half the time
        self._db.executemany("INSERT INTO member VALUES (?, ?, ?, ?)", rows)

    def remove(self, row: Row) -> None:
        """Take a briefing out of its listings."""
        if row.state == LISTED:
            listings = self.listings_of(row.entry.front)
            keys = [(listing, row.place, row.slug) for listing in listings]
            self._db.executemany("DELETE FROM member WHERE listing = ? AND place = ? AND slug = ?", keys)
            self._counts.subtract((listing, buckets_of(row.entry.front)) for listing in listings)

    def settle(self) -> None:
        """Write the counts, and the label of each listing that was touched: the form its first member uses."""
        counts: Counter[int] = Counter()
        periods: Counter[tuple[int, str]] = Counter()
        for (listing, (year, month)), count in self._counts.items():
            counts[listing] += count
            periods[listing, year] += count
            periods[listing, month] += count
        self._db.executemany(
            "INSERT INTO bucket VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count",
            [(listing, name, count) for (listing, name), count in periods.items() if count],
        )
        label = "COALESCE((SELECT label FROM member WHERE listing = id ORDER BY place, slug LIMIT 1), label)"
        self._db.executemany(
            f"UPDATE listing SET count = count + ?, label = {label} WHERE id = ?",
            [(count, listing) for listing, count in counts.items()],
        )
        self._db.executemany(
            "UPDATE listing SET initial = initial_of(label) WHERE id = ?", [(listing,) for listing in counts]
        )
        self._counts.clear()

    def _id(self, kind: str, key: str) -> int:
        found = self._ids.get((kind, key))
        if found is None:
            known = self._db.execute("SELECT id FROM listing WHERE kind = ? AND key = ?", (kind, key)).fetchone()
            if known is None:
                known = self._db.execute(
                    "INSERT INTO listing(kind, key, count, label, initial) VALUES (?, ?, 0, '', '') RETURNING id",
                    (kind, key),
                ).fetchone()
            found = self._ids[kind, key] = int(known[0])
        return found
