"""Changes → units to look at again: what shows a briefing, or counts it, or stands beside it.

A unit names too much rather than too little: it is made again only if what it shows has really changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from generator.catalogue.entry import HIDDEN, LISTED
from generator.catalogue.initials import initial
from generator.catalogue.kinds import ALL, BY_NAME
from generator.catalogue.ledger import Ledger, Row, buckets_of, listed
from generator.catalogue.periods import Surroundings, newest_first, surroundings
from generator.catalogue.query import EVERYTHING, Unit, bucket_range, initials
from generator.catalogue.related import REACH, weight
from generator.check.relations import old_addresses
from generator.intake.rows import Change
from generator.light import light
from generator.settings import Settings


@light
class _State:
    """What decides the shape of a listing's pages."""

    kind: str
    key: str
    count: int
    label: str
    counts: Mapping[str, int]
    """Its years and months, the newest first."""
    periods: Mapping[str, Surroundings]
    """The same, each with the others that its page names."""


class Affected:
    """Collects the units that a set of changes reaches; used before and after they are entered."""

    def __init__(self, database: sqlite3.Connection, ledger: Ledger, settings: Settings) -> None:
        self._db, self._ledger, self._settings = database, ledger, settings
        self.units: dict[Unit, str] = {}
        self._before: dict[int, tuple[_State, str]] = {}
        """Listings as they were, each with the reason of the first change."""
        self._letters: dict[str, dict[str, int]] = {}

    def enter(self, changes: Iterable[Change]) -> dict[Unit, str]:
        """Enter the changes into the listings; name the units they reach, each with the reason."""
        visible = [change for change in changes if self._own(change)]
        old = [(change.old, change.reason) for change in visible if change.old is not None]
        new = [(change.new, change.reason) for change in visible if change.new is not None]
        moved = [change for change in visible if not self._stays(change)]
        for change in moved:
            self._keep(change)
        for kind in {state.kind for state, _ in self._before.values()}:
            self._letters[kind] = initials(self._db, kind)
        for row, reason in old:
            self._around(row, reason)
        for change in moved:
            if change.old is not None:
                self._ledger.remove(change.old)
        for change in moved:
            if change.new is not None:
                self._ledger.add(change.new)
        self._ledger.settle()
        for row, reason in new:
            self._around(row, reason)
        for listing, (before, reason) in self._before.items():
            self._reshaped(listing, before, reason)
        self._reindexed()
        return self.units

    def mark(self, unit: Unit, reason: str) -> None:
        """Name a unit; the first reason stays."""
        self.units.setdefault(unit, reason)

    def _stays(self, change: Change) -> bool:
        """Whether a briefing is where it was, in the same listings under the same names."""
        old, new = change.old, change.new
        if old is None or new is None or old.state != new.state:
            return False
        return listed(old.entry.front, self._ledger.taxonomy) == listed(new.entry.front, self._ledger.taxonomy)

    def _keep(self, change: Change) -> None:
        """Keep how the listings are that a change reaches."""
        for row in (change.old, change.new):
            if row is not None and row.state == LISTED:
                for listing in self._ledger.listings_of(row.entry.front):
                    if listing not in self._before:
                        self._before[listing] = self._state(listing), change.reason

    def _own(self, change: Change) -> bool:
        """Name a briefing's own files; tell whether other pages may have to follow."""
        old, new = change.old, change.new
        for row in (old, new):
            if row is not None and row.state != HIDDEN:
                self.mark(("briefing", row.slug, ""), change.reason)
                for alias in old_addresses(row.entry.front):
                    self.mark(("redirect", alias, ""), change.reason)
        self.mark(("search-index", "", ""), change.reason)
        is_seen = (old and old.shown) != (new and new.shown)
        if is_seen or (old and old.standing) != (new and new.standing):
            self.mark(("proof", "", ""), change.reason)
        return is_seen

    def _around(self, row: Row, reason: str) -> None:
        """Name what is near a listed briefing: neighbours in each listing, its buckets, and the wholes."""
        if row.state != LISTED:
            return
        for listing in self._ledger.listings_of(row.entry.front):
            for slug in _near(self._db, listing, row):
                self.mark(("briefing", slug, ""), reason)
            kind, key = self._db.execute("SELECT kind, key FROM listing WHERE id = ?", (listing,)).fetchone()
            name = f"{kind}/{key}"
            for bucket in self._showing(listing, row):
                self.mark(("listing", name, bucket), reason)
            if self._is_among(listing, row, self._settings.feed_entries):
                self.mark(("feed", name, ""), reason)
        for year in ("", buckets_of(row.entry.front)[0]):
            self.mark(("export", year, ""), reason)
        for unit in ("home", "archive", "news", "llms", "search-index"):
            self.mark((unit, "", ""), reason)

    def _showing(self, listing: int, row: Row) -> Iterator[str]:
        """Pages of a listing that show a briefing: all of its month, but only the newest of all and of a long year."""
        year, month = buckets_of(row.entry.front)
        yield month
        if self._is_among(listing, row, self._settings.newest):
            yield ""
        found = self._db.execute("SELECT count FROM bucket WHERE listing = ? AND name = ?", (listing, year)).fetchone()
        is_long = found is not None and found[0] > self._settings.a_page
        if not is_long or self._is_among(listing, row, self._settings.newest, bucket_range(year)):
            yield year

    def _reshaped(self, listing: int, before: _State, reason: str) -> None:
        after = self._state(listing)
        name = f"{after.kind}/{after.key}"
        if after == before:
            return
        if self._on_all(after) != self._on_all(before):
            self.mark(("feed", name, ""), f"the length or the name of {name} changed")
        if (after.count, after.label) != (before.count, before.label):
            self._recounted(before, after, reason)
        for bucket in before.counts.keys() | after.counts.keys():
            if before.counts.get(bucket) != after.counts.get(bucket):
                self.mark(("listing", name, bucket), reason)
                self.mark(("listing", name, bucket.partition("-")[0] if "-" in bucket else ""), reason)
        for bucket in self._moved(before, after):
            self.mark(("listing", name, bucket), f"the pages of {name} are parted anew")
        if weight(after.count) != weight(before.count):
            for (slug,) in self._db.execute("SELECT slug FROM member WHERE listing = ?", (listing,)).fetchall():
                self.mark(("briefing", slug, ""), f"{name} has become more or less common")

    def _recounted(self, before: _State, after: _State, reason: str) -> None:
        """Name what shows the count and the name of a listing."""
        name = f"{after.kind}/{after.key}"
        self.mark(("listing", name, ""), reason)
        if after.kind == ALL.name:
            return
        for letter in ("", initial(before.label), initial(after.label)):
            self.mark(("index", after.kind, letter), f"the count or the name of {name} changed")
        tag = self._ledger.taxonomy.by_slug.get(after.key) if BY_NAME[after.kind].from_taxonomy else None
        if tag is not None and tag.parent:
            self.mark(("listing", f"{after.kind}/{tag.parent}", ""), reason)

    def _reindexed(self) -> None:
        """Name the pages of all letters of a kind whose names become too many for one page, or few enough."""
        most = self._settings.names_a_page
        for kind, before in self._letters.items():
            after = initials(self._db, kind)
            if (sum(before.values()) > most) != (sum(after.values()) > most):
                for letter in before.keys() | after.keys():
                    self.mark(("index", kind, letter), f"the names of {kind} are parted anew")

    def _moved(self, before: _State, after: _State) -> Iterable[str]:
        """Years and months whose pages differ although none of their own briefings does."""
        old, new = before.periods, after.periods
        if self._on_all(before) != self._on_all(after):
            return old.keys() | new.keys()
        return [name for name in old.keys() | new.keys() if old.get(name) != new.get(name)]

    def _on_all(self, state: _State) -> tuple[object, ...]:
        """What all pages of a listing show."""
        return state.label, state.count > self._settings.newest, state.count >= self._settings.feed_from

    def _state(self, listing: int) -> _State:
        kind, key, count, label = self._db.execute(
            "SELECT kind, key, count, label FROM listing WHERE id = ?", (listing,)
        ).fetchone()
        rows = self._db.execute("SELECT name, count FROM bucket WHERE listing = ? AND count > 0", (listing,))
        counts = newest_first(rows.fetchall())
        return _State(kind, key, count, label, counts, surroundings(counts, self._settings.a_page))

    def _is_among(self, listing: int, row: Row, most: int, within: tuple[int, int] = EVERYTHING) -> bool:
        """Whether a briefing stands among the first of a listing, or of a range of its places, or next to them."""
        found = self._db.execute(
            "SELECT 1 FROM member WHERE listing = ? AND place >= ? AND (place, slug) < (?, ?) LIMIT 1 OFFSET ?",
            (listing, within[0], row.place, row.slug, most),
        ).fetchone()
        return found is None


def _near(database: sqlite3.Connection, listing: int, row: Row) -> Iterable[str]:
    where = (listing, row.place, row.slug)
    for comparison, order in (("<", "DESC"), (">", "ASC")):
        found = database.execute(
            f"SELECT slug FROM member WHERE listing = ? AND (place, slug) {comparison} (?, ?) "
            f"ORDER BY place {order}, slug {order} LIMIT {REACH}",
            where,
        )
        yield from (slug for (slug,) in found.fetchall())
