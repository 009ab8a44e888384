"""Changes → units to look at again: what shows a briefing, or counts it, or stands beside it.

A unit names too much rather than too little: it is made again only if what it shows has really changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.catalogue.entry import HIDDEN, LISTED
from generator.catalogue.initials import initial
from generator.catalogue.kinds import ALL
from generator.catalogue.ledger import Ledger, Row, buckets_of
from generator.catalogue.periods import Surroundings, newest_first, surroundings
from generator.catalogue.query import Unit, initials
from generator.catalogue.related import REACH, weight
from generator.intake.rows import Change
from generator.settings import Settings


@dataclass(frozen=True)
class _State:
    """What decides the shape of a listing's pages."""

    kind: str
    key: str
    count: int
    label: str
    periods: Mapping[str, Surroundings]
    """Its years and months, each with the others that its page names."""


class Affected:
    """Collects the units that a set of changes reaches; used before and after they are entered."""

    def __init__(self, database: sqlite3.Connection, ledger: Ledger, settings: Settings) -> None:
        self._db, self._ledger, self._settings = database, ledger, settings
        self.units: dict[Unit, str] = {}
        self._before: dict[int, _State] = {}
        self._letters: dict[str, dict[str, int]] = {}

    def enter(self, changes: Iterable[Change]) -> dict[Unit, str]:
        """Enter the changes into the listings; name the units they reach, each with the reason."""
        visible = [change for change in changes if self._own(change)]
        old = [(change.old, change.reason) for change in visible if change.old is not None]
        new = [(change.new, change.reason) for change in visible if change.new is not None]
        for row, _ in (*old, *new):
            if row.state == LISTED:
                for listing in self._ledger.listings_of(row.entry.front):
                    self._before.setdefault(listing, self._state(listing))
        for kind in {state.kind for state in self._before.values()}:
            self._letters[kind] = initials(self._db, kind)
        for row, reason in old:
            self._around(row, reason)
        for row, _ in old:
            self._ledger.remove(row)
        for row, _ in new:
            self._ledger.add(row)
        self._ledger.settle()
        for row, reason in new:
            self._around(row, reason)
        for listing, before in self._before.items():
            self._reshaped(listing, before)
        self._reindexed()
        return self.units

    def mark(self, unit: Unit, reason: str) -> None:
        """Name a unit; the first reason stays."""
        self.units.setdefault(unit, reason)

    def _own(self, change: Change) -> bool:
        """Name a briefing's own files; tell whether other pages may have to follow."""
        old, new = change.old, change.new
        for row in (old, new):
            if row is not None and row.state != HIDDEN:
                self.mark(("briefing", row.slug, ""), change.reason)
                for alias in row.entry.front.aliases:
                    self.mark(("redirect", alias.strip("/"), ""), change.reason)
        self.mark(("proof", "", ""), change.reason)
        self.mark(("search-index", "", ""), change.reason)
        return (old and old.shown) != (new and new.shown)

    def _around(self, row: Row, reason: str) -> None:
        """Name what is near a listed briefing: neighbours in each listing, its buckets, and the wholes."""
        if row.state != LISTED:
            return
        for listing in self._ledger.listings_of(row.entry.front):
            for slug in _near(self._db, listing, row):
                self.mark(("briefing", slug, ""), reason)
            kind, key = self._db.execute("SELECT kind, key FROM listing WHERE id = ?", (listing,)).fetchone()
            name = f"{kind}/{key}"
            for bucket in ("", *buckets_of(row.entry.front)):
                self.mark(("listing", name, bucket), reason)
            if self._is_fed(listing, row):
                self.mark(("feed", name, ""), reason)
        for year in ("", buckets_of(row.entry.front)[0]):
            self.mark(("export", year, ""), reason)
        for unit in ("home", "archive", "news", "llms", "search-index"):
            self.mark((unit, "", ""), reason)

    def _reshaped(self, listing: int, before: _State) -> None:
        after = self._state(listing)
        name = f"{after.kind}/{after.key}"
        if after == before:
            return
        if self._on_all(after) != self._on_all(before):
            self.mark(("feed", name, ""), f"the length or the name of {name} changed")
        if (after.count, after.label) != (before.count, before.label) and after.kind != ALL.name:
            for letter in ("", initial(before.label), initial(after.label)):
                self.mark(("index", after.kind, letter), f"the count or the name of {name} changed")
        for bucket in self._moved(before, after):
            self.mark(("listing", name, bucket), f"the pages of {name} are parted anew")
        if weight(after.count) != weight(before.count):
            for (slug,) in self._db.execute("SELECT slug FROM member WHERE listing = ?", (listing,)).fetchall():
                self.mark(("briefing", slug, ""), f"{name} has become more or less common")

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
        periods = surroundings(newest_first(rows.fetchall()), self._settings.a_page)
        return _State(kind, key, count, label, periods)

    def _is_fed(self, listing: int, row: Row) -> bool:
        """Whether a briefing stands among those that the feed of a listing holds, or next to them."""
        found = self._db.execute(
            "SELECT 1 FROM member WHERE listing = ? AND (place, slug) < (?, ?) LIMIT 1 OFFSET ?",
            (listing, row.place, row.slug, self._settings.feed_entries),
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
