"""The rows of a briefing in the catalogue: written, taken away, looked up."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from generator.catalogue.body import Text
from generator.catalogue.entry import LISTED, Entry, state
from generator.catalogue.ledger import COLUMNS, Row, row_of
from generator.model import Taxonomy

if TYPE_CHECKING:
    from generator.intake.digest import Digest


class Wrong(Exception):
    """A file that the checks refuse; the full check has the words for it."""


@dataclass(frozen=True)
class Change:
    """A briefing before and after; None where there was or is none."""

    old: Row | None
    new: Row | None
    reason: str


@dataclass
class Intake:
    """What reading the content gave."""

    changes: list[Change] = field(default_factory=list)
    texts: dict[str, Text] = field(default_factory=dict)
    """Slug → text of what was read just now, so that it need not be read twice."""


@dataclass(frozen=True)
class Rules:
    """What decides how a file is taken in."""

    vocabulary: Callable[[], Taxonomy]
    as_of: datetime
    before: datetime | None
    """The moment of the last build."""
    drafts: bool
    search: bool
    left_out: Collection[str] = ()
    """Files that are to be passed over."""


def forget(database: sqlite3.Connection, path: str) -> None:
    """Take all rows of a file away, but for its stamp."""
    database.execute("DELETE FROM terms WHERE slug = (SELECT slug FROM briefing WHERE path = ?)", (path,))
    for table in ("briefing", "link", "address", "trace"):
        database.execute(f"DELETE FROM {table} WHERE path = ?", (path,))


def remember(database: sqlite3.Connection, small: Digest, rules: Rules) -> Row:
    """Write the rows of a file."""
    front, path = small.front, small.path
    now = state(front, rules.as_of, drafts=rules.drafts)
    row = Row(Entry(path, front, small.minutes, small.opening, now == LISTED), now, small.sha, small.proof)
    try:
        database.execute(
            "INSERT INTO briefing VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(front.slug, path, now, small.place, front.pinned),
                *(front.publish_at and front.publish_at.timestamp(), front.expire_at and front.expire_at.timestamp()),
                *(row.entry.changed, small.packed, small.minutes, small.opening, " ".join(small.anchors)),
                *(small.sha, small.proof, small.standing),
            ),
        )
        database.execute("INSERT INTO address VALUES (?, ?, '')", (f"briefings/{front.slug}", path))
        for address, alias in small.aliases:
            database.execute("INSERT INTO address VALUES (?, ?, ?)", (address, path, alias))
    except sqlite3.IntegrityError as error:
        raise Wrong(path) from error
    if small.links:
        database.executemany("INSERT INTO link VALUES (?, ?, ?)", [(path, *link) for link in small.links])
    if small.traces:
        rows = [(trace.path, path, *trace.stamp, trace.sha) for trace in small.traces]
        database.executemany("INSERT OR REPLACE INTO trace VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    if small.terms:
        database.execute("INSERT INTO terms VALUES (?, ?)", (front.slug, small.terms))
    return row


def known(database: sqlite3.Connection, column: str, value: str) -> Row | None:
    """The briefing of a path or slug."""
    columns = database.execute(f"SELECT {COLUMNS} FROM briefing WHERE {column} = ?", (value,)).fetchone()
    return row_of(columns) if columns else None
