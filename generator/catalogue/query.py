"""Asking the catalogue: entries in order, listings with their counts, always only as many as are shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property, lru_cache
from sys import intern

from generator.catalogue.entry import HIDDEN, UNDATED, Entry, days, place
from generator.catalogue.held import Held
from generator.catalogue.kinds import ALL, BY_NAME, Kind
from generator.catalogue.ledger import Row
from generator.catalogue.periods import Surroundings, newest_first, surroundings
from generator.catalogue.ranks import Ranks
from generator.catalogue.related import related
from generator.light import light
from generator.model import Taxonomy
from generator.text import sort_key

Unit = tuple[str, str, str]
"""A part of the site that is made at once: its kind, and up to two names that tell which one."""

EVERYTHING = (0, 1 << 62)
"""The range of all places."""


@light
class Listing:
    """The briefings under one topic, place, person or body; or all of them."""

    id: int
    kind: Kind
    key: str
    label: str
    count: int

    @property
    def name(self) -> str:
        """Kind and key, as units name it."""
        return f"{self.kind.name}/{self.key}"

    @property
    def url(self) -> str:
        """Address inside the site."""
        return f"{self.kind.prefix}/{self.key}/" if self.key else f"{self.kind.prefix}/"


NOTHING = Listing(-1, ALL, "", ALL.plural, 0)
"""The listing of everything on a site without briefings."""


class Catalogue:
    """The catalogue as the pages ask it."""

    def __init__(self, database: sqlite3.Connection, taxonomy: Taxonomy, ranks: Ranks | None = None) -> None:
        """``ranks`` answers quickly where every briefing is asked for its neighbours."""
        self._db, self.taxonomy, self._ranks = database, taxonomy, ranks
        self._held = Held(database)
        self._periods = lru_cache(maxsize=2_000)(self._buckets)
        self._around = lru_cache(maxsize=2_000)(self._surroundings)
        self.listing = lru_cache(maxsize=2_000)(self._listing)
        self._count_of = lru_cache(maxsize=20_000)(self._counted)

    @cached_property
    def everything(self) -> Listing:
        """The listing of all briefings."""
        return self.listing("all", "") or NOTHING

    def row(self, slug: str) -> Row | None:
        """A briefing with its state and the hash of its file."""
        return self._held.get(slug)

    def entry(self, slug: str) -> Entry:
        """A briefing that is known to be there."""
        row = self._held.get(slug)
        assert row is not None, slug
        return row.entry

    def _listing(self, kind: str, key: str) -> Listing | None:
        """One listing; None if nothing is in it."""
        found = self._db.execute(
            "SELECT id, label, count FROM listing WHERE kind = ? AND key = ? AND count > 0", (kind, key)
        ).fetchone()
        return Listing(found[0], BY_NAME[kind], key, found[1] or BY_NAME[kind].plural, found[2]) if found else None

    def _counted(self, kind: str, key: str) -> tuple[int, int] | None:
        found = self._db.execute("SELECT id, count FROM listing WHERE kind = ? AND key = ?", (kind, key)).fetchone()
        return (found[0], found[1]) if found else None

    def listings(self, kind: str, letter: str = "") -> list[Listing]:
        """All listings of a kind that are not empty, or those under one letter, by label."""
        rows = self._db.execute(
            "SELECT id, key, label, count FROM listing WHERE kind = ? AND count > 0 AND ? IN ('', initial)",
            (kind, letter),
        )
        found = [Listing(at, BY_NAME[kind], key, label, count) for at, key, label, count in rows]
        return sorted(found, key=lambda item: (sort_key(item.label), item.key))

    def initials(self, kind: str) -> dict[str, int]:
        """Letters under which listings of a kind stand, with their numbers."""
        return initials(self._db, kind)

    def largest(self, kind: str, most: int) -> list[Listing]:
        """The listings of a kind with the most briefings."""
        rows = self._db.execute(
            "SELECT id, key, label, count FROM listing WHERE kind = ? AND count > 0 ORDER BY count DESC, label, key "
            "LIMIT ?",
            (kind, most),
        )
        return [Listing(at, BY_NAME[kind], key, label, count) for at, key, label, count in rows]

    def buckets(self, listing: Listing) -> Mapping[str, int]:
        """Years and months with their counts, the newest first, the undated at the end."""
        return self._periods(listing.id)

    def _buckets(self, listing: int) -> Mapping[str, int]:
        rows = self._db.execute("SELECT name, count FROM bucket WHERE listing = ? AND count > 0", (listing,))
        return newest_first([(intern(name), count) for name, count in rows])

    def surroundings(self, listing: Listing, a_page: int) -> Mapping[str, Surroundings]:
        """The periods that the page of each year and month leads to."""
        return self._around(listing.id, a_page)

    def _surroundings(self, listing: int, a_page: int) -> Mapping[str, Surroundings]:
        return surroundings(self._periods(listing), a_page)

    def entries(
        self, listing: Listing, most: int = -1, skip: int = 0, within: tuple[int, int] = EVERYTHING
    ) -> list[Entry]:
        """Entries of a listing in order, of a range of places if one is given."""
        return self._entries(self.slugs(listing, most, skip, within))

    def slugs(self, listing: Listing, most: int = -1, skip: int = 0, within: tuple[int, int] = EVERYTHING) -> list[str]:
        """The slugs alone: cheaper where few of the entries are wanted."""
        rows = self._db.execute(
            "SELECT slug FROM member WHERE listing = ? AND place >= ? AND place < ? ORDER BY place, slug "
            "LIMIT ? OFFSET ?",
            (listing.id, *within, most, skip),
        )
        return [slug for (slug,) in rows.fetchall()]

    def packed(self, within: tuple[int, int]) -> Iterator[tuple[str, str, int]]:
        """Address, packed fields and minutes of all entries of a range of places, in order."""
        return self._db.execute(
            "SELECT 'briefings/' || slug || '/', front, minutes FROM member JOIN briefing USING (slug) "
            "WHERE listing = ? AND member.place >= ? AND member.place < ? ORDER BY member.place, slug",
            (self.everything.id, *within),
        )

    def dated(self, listing: Listing, most: int) -> list[Entry]:
        """The newest entries that state a date."""
        return self.entries(listing, most, within=(0, UNDATED))

    def newest(self, listing: Listing) -> tuple[int, str] | None:
        """Place and slug of the newest entry that states a date."""
        found: tuple[int, str] | None = self._db.execute(
            "SELECT place, slug FROM member WHERE listing = ? AND place < ? ORDER BY place, slug LIMIT 1",
            (listing.id, UNDATED),
        ).fetchone()
        return found

    def undated(self, listing: Listing, most: int) -> list[Entry]:
        """The entries added last that state none."""
        return self.entries(listing, most, within=(UNDATED, EVERYTHING[1]))

    def pinned(self) -> list[Entry]:
        """The listed entries that editors pinned, in order."""
        rows = self._db.execute(
            # By the index of the few that are pinned: SQLite would rather look through all that are listed.
            "SELECT slug FROM briefing INDEXED BY briefing_pinned WHERE pinned AND state = 2 ORDER BY place, slug"
        )
        return self._entries([slug for (slug,) in rows.fetchall()])

    def standings(self) -> Mapping[str, int]:
        """How many listed briefings stand to their sources in each way."""
        return dict(self._db.execute("SELECT standing, count(*) FROM briefing WHERE state = 2 GROUP BY standing"))

    def standing(self, name: str, most: int) -> list[Entry]:
        """The first listed entries that stand to their sources in one way."""
        rows = self._db.execute(
            "SELECT slug FROM briefing WHERE state = 2 AND standing = ? ORDER BY place, slug LIMIT ?", (name, most)
        )
        return self._entries([slug for (slug,) in rows.fetchall()])

    def related(self, entry: Entry, most: int) -> list[Entry]:
        """The nearest others."""
        if self._ranks is not None:
            return self._entries(self._ranks.related(self._count_of, entry, most))
        return self._entries(related(self._db, self._count_of, entry, most))

    def beside(self, entry: Entry) -> tuple[Entry | None, Entry | None]:
        """The next newer and the next older dated briefing."""
        if entry.front.date is None:
            return None, None
        if self._ranks is not None:
            before, after = self._ranks.beside(entry.front.slug)
            return self.entry(before) if before else None, self.entry(after) if after else None
        here = (self.everything.id, place(entry.front), entry.front.slug)
        newer = self._one("(place, slug) < (?, ?) ORDER BY place DESC, slug DESC", here)
        older = self._one(f"(place, slug) > (?, ?) AND place < {UNDATED} ORDER BY place, slug", here)
        return newer, older

    def owner(self, alias: str) -> Entry | None:
        """The visible briefing that an old address leads to."""
        found = self._db.execute(
            "SELECT slug FROM briefing JOIN address USING (path) WHERE address = ? AND alias = ? AND state > ?",
            (alias.casefold(), alias, HIDDEN),
        ).fetchone()
        return self.entry(found[0]) if found else None

    def terms(self) -> Iterator[tuple[Entry, str]]:
        """Listed entries in order with their search terms."""
        rows = self._db.execute(
            "SELECT member.slug, terms FROM member LEFT JOIN terms USING (slug) WHERE listing = ? "
            "ORDER BY place, member.slug",
            (self.everything.id,),
        )
        return ((self.entry(slug), terms or "") for slug, terms in rows)

    def updated(self) -> str:
        """ISO day of the last change of any listed briefing; empty if there is none."""
        return str(self._db.execute("SELECT max(changed) FROM briefing WHERE state = 2").fetchone()[0] or "")

    def _one(self, condition: str, values: tuple[int, int, str]) -> Entry | None:
        found = self._db.execute(f"SELECT slug FROM member WHERE listing = ? AND {condition} LIMIT 1", values)
        row = found.fetchone()
        return self.entry(row[0]) if row else None

    def _entries(self, slugs: list[str]) -> list[Entry]:
        return [row.entry for row in self._held.all(slugs)]


def initials(database: sqlite3.Connection, kind: str) -> dict[str, int]:
    """Letters under which listings of a kind stand, with their numbers."""
    counts = "SELECT initial, count(*) FROM listing WHERE kind = ? AND count > 0 GROUP BY initial"
    return dict(database.execute(counts, (kind,)).fetchall())


def bucket_range(name: str) -> tuple[int, int]:
    """Places of a bucket: ``2007``, ``2007-02``, ``undated``, ``undated-2024-05``, ``undated-unknown``."""
    undated = name.startswith("undated")
    period = name.removeprefix("undated").strip("-")
    if period == "unknown":
        return days(None, None, dated=False)
    if not period:
        return (UNDATED, EVERYTHING[1])
    year, month = int(period[:4]), int(period[5:7] or 0)
    first = date(year, month or 1, 1)
    following = (year + 1, 1) if month in (0, 12) else (year, month + 1)
    last = date.fromordinal(date(*following, 1).toordinal() - 1) if following[0] <= 9999 else date.max
    return days(first, last, dated=not undated)
