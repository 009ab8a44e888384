"""The database of the catalogue and of the files made: disposable, versioned, and never trusted when damaged.

A *seal* (see there) stands beside the database as of the last finished build. It is broken before the site is
touched and set when all is done, so that a kill or a flipped bit leads to a full build and nothing else.
"""

from __future__ import annotations

import errno
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from generator.catalogue import journal
from generator.catalogue.seal import PART, break_seal, is_sealed, seal

_PAGE = 4096
"""Bytes of a page, of which the parts of the seal are a multiple."""
CACHE_KIB = 16_000
"""Pages of the database that are held in memory while it is written."""
READERS_KIB = 2_000
"""The most in each of the processes that only read; the system has all of them at hand."""
_A_PART = 16
"""Of a small database they hold one page in so many: the upper ones, which lead to all others."""

# Long rows stand in the order they came in, by the years of the content: written one behind the other, and what is
# asked for together lies together. Short ones stand by their keys.
_SCHEMA = """
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE glance(kind TEXT, first TEXT, files BLOB, folders BLOB, numbers BLOB);
CREATE UNIQUE INDEX glance_first ON glance(kind, first);
CREATE TABLE source(path TEXT PRIMARY KEY, sha TEXT) WITHOUT ROWID;
CREATE TABLE trace(
    record TEXT, path TEXT, size INT, mtime INT, ctime INT, inode INT, sha TEXT,
    PRIMARY KEY(record, path)) WITHOUT ROWID;
CREATE INDEX trace_path ON trace(path);
CREATE TABLE briefing(
    slug TEXT PRIMARY KEY, path TEXT, state INT, place INT, pinned INT, publish REAL, expire REAL,
    changed TEXT, front TEXT, minutes INT, opening TEXT, anchors TEXT, sha TEXT, proof TEXT,
    standing TEXT);
CREATE UNIQUE INDEX briefing_path ON briefing(path);
CREATE INDEX briefing_changed ON briefing(state, changed);
CREATE INDEX briefing_standing ON briefing(state, standing, place, slug);
CREATE INDEX briefing_pinned ON briefing(place) WHERE pinned;
CREATE INDEX briefing_publish ON briefing(publish) WHERE publish IS NOT NULL;
CREATE INDEX briefing_expire ON briefing(expire) WHERE expire IS NOT NULL;
CREATE TABLE link(path TEXT, slug TEXT, anchor TEXT);
CREATE INDEX link_path ON link(path);
CREATE INDEX link_slug ON link(slug);
CREATE TABLE address(address TEXT PRIMARY KEY, path TEXT, alias TEXT) WITHOUT ROWID;
CREATE INDEX address_path ON address(path);
CREATE TABLE listing(id INTEGER PRIMARY KEY, kind TEXT, key TEXT, count INT, label TEXT, initial TEXT);
CREATE UNIQUE INDEX listing_key ON listing(kind, key);
CREATE INDEX listing_initial ON listing(kind, initial, count);
CREATE TABLE member(listing INT, place INT, slug TEXT, label TEXT, PRIMARY KEY(listing, place, slug)) WITHOUT ROWID;
CREATE TABLE bucket(listing INT, name TEXT, count INT, PRIMARY KEY(listing, name)) WITHOUT ROWID;
CREATE TABLE terms(slug TEXT PRIMARY KEY, terms TEXT);
CREATE TABLE output(
    path TEXT PRIMARY KEY, unit TEXT, key TEXT, sha TEXT, changed TEXT, reason TEXT);
CREATE INDEX output_unit ON output(unit);
CREATE INDEX output_changed ON output(path, changed) WHERE changed IS NOT NULL;
"""


class Store:
    """One open database; ``fresh`` tells that nothing is known and all must be made."""

    def __init__(self, path: Path, database: sqlite3.Connection, *, fresh: bool, target: Path) -> None:
        self.path, self.db, self.fresh, self._target = path, database, fresh, target
        self._changes = database.total_changes
        self._hashes = b""
        self._touched: set[int] | None = None if fresh else journal.free(path)
        """Where pages begin that may have other bytes than at the last build; None if that cannot be told."""

    @classmethod
    def open(cls, path: Path, version: str) -> Store:
        """Open the database of an earlier build, or begin a new one if there is none of this version."""
        path.parent.mkdir(parents=True, exist_ok=True)
        return cls.earlier(path, version) or cls.begin(path, version)

    @classmethod
    def earlier(cls, path: Path, version: str) -> Store | None:
        """The database of an earlier build, for those who only ask: nothing is begun, so no lock is needed."""
        database = _trusted(path, version)
        return cls(path, database, fresh=False, target=path) if database else None

    @classmethod
    def begin(cls, path: Path, version: str) -> Store:
        """Begin a new database beside the old one; ``finish`` puts it in its place."""
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f"{path.name}.new")
        for stale in (beside, beside.with_name(f"{beside.name}-journal")):
            stale.unlink(missing_ok=True)
        with told(beside):
            database = connect(beside)
            database.execute(f"PRAGMA page_size = {_PAGE}")
            database.executescript(f"BEGIN;{_SCHEMA}COMMIT;")  # each by itself would take three times as long
            store = cls(beside, database, fresh=True, target=path)
            store.set("version", version)
        return store

    def get(self, name: str, default: Any = None) -> Any:
        """A remembered value."""
        row = self.db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return json.loads(row[0]) if row else default

    def set(self, name: str, value: Any) -> None:
        """Remember a value."""
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, json.dumps(value, ensure_ascii=False)))

    @property
    def is_changed(self) -> bool:
        """Whether anything was written."""
        return self.fresh or self.db.total_changes != self._changes

    def commit(self) -> None:
        """Make what was written so far visible to other processes."""
        if self.db.in_transaction:
            pages = journal.changed(self.path) if self.is_changed else set()
            self.db.execute("COMMIT")
            if self._touched is not None:
                self._touched = None if pages is None else self._touched | pages | journal.free(self.path)

    def rest(self) -> None:
        """Commit, and hold nothing while other processes read."""
        self.commit()
        self.db.execute("PRAGMA shrink_memory")

    def hold(self) -> None:
        """Keep what is written from now on in memory until it is committed.

        While others look at the file, SQLite cannot put pages aside in it: it would wait for them at every page.
        """
        self.db.execute("PRAGMA cache_spill = OFF")

    def transaction(self) -> None:
        """Begin to write."""
        if not self.db.in_transaction:
            self.db.execute("BEGIN IMMEDIATE")

    def break_seal(self) -> None:
        """From here on the site is changed: until ``finish`` nothing that is stored may be trusted."""
        self._hashes = break_seal(self._target)

    def finish(self) -> None:
        """Commit, take the place of the older database, and seal."""
        self.commit()
        self.db.close()
        if self.path != self._target:
            self._target.with_name(f"{self._target.name}-journal").unlink(missing_ok=True)
            self.path.replace(self._target)
        seal(self._target, self._hashes, None if self._touched is None else {at // PART for at in self._touched})

    def abandon(self) -> None:
        """Forget what was written since the last finished build; without any effect after ``finish``."""
        try:
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
            self.db.close()
        except sqlite3.Error:
            pass
        if self.path != self._target:
            self.path.unlink(missing_ok=True)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Raise what the system refuses a database, such as a place on a full disk, as it is raised for other files."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise OSError(errno.EIO, str(error), str(path)) from error


def connect(path: Path, *, readonly: bool = False) -> sqlite3.Connection:
    """Open without SQLite's own syncing: what a power cut spoils, the seal reveals."""
    mode = "ro" if readonly else "rwc"
    uri = f"file:{_quoted(path)}?mode={mode}"
    database = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, cached_statements=256)
    database.execute("PRAGMA synchronous = OFF")
    database.execute("PRAGMA temp_store = MEMORY")
    held = min(READERS_KIB, path.stat().st_size // 1024 // _A_PART + 1) if readonly else CACHE_KIB
    database.execute(f"PRAGMA cache_size = -{held}")
    return database


def _trusted(path: Path, version: str) -> sqlite3.Connection | None:
    try:
        if not path.is_file():
            return None
        database = connect(path)
        # A journal left by a killed run is rolled back by this first reading, before the file is measured.
        known = database.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()
        if is_sealed(path) and known and json.loads(known[0]) == version:
            return database
        database.close()
    except (sqlite3.Error, OSError, ValueError, TypeError, KeyError):
        pass
    return None


def _quoted(path: Path) -> str:
    from urllib.parse import quote

    return quote(bytes(path))
