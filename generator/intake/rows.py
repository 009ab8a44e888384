"""The rows of a briefing in the catalogue: written, taken away, looked up."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Sequence
from dataclasses import field
from datetime import datetime
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from generator.catalogue.body import Text
from generator.catalogue.entry import LISTED, Entry, changed, state
from generator.catalogue.ledger import COLUMNS, Row, row_of
from generator.light import changing, light
from generator.model import Taxonomy

if TYPE_CHECKING:
    from generator.intake.digest import Digest


class Wrong(Exception):
    """A file that the checks refuse; the full check has the words for it."""


@light
class Change:
    """A briefing before and after; None where there was or is none."""

    old: Row | None
    new: Row | None
    reason: str


@changing
class Intake:
    """What reading the content gave."""

    changes: list[Change] = field(default_factory=list)
    texts: dict[str, Text] = field(default_factory=dict)
    """Slug → text of what was read just now, so that it need not be read twice."""


@light
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


class Filed(NamedTuple):
    """The rows of one file, ready to be written: plain data, for they may come from another process."""

    path: str
    briefing: tuple[object, ...]
    addresses: list[tuple[str, str, str]]
    links: list[tuple[str, str, str]]
    traces: list[tuple[object, ...]]
    terms: list[tuple[str, str]]


def filed(small: Digest, now: int) -> Filed:
    """The rows of a file whose briefing is in the state ``now``."""
    front, path = small.front, small.path
    briefing = (
        *(front.slug, path, now, small.place, front.pinned),
        *(front.publish_at and front.publish_at.timestamp(), front.expire_at and front.expire_at.timestamp()),
        *(changed(front), small.packed, small.minutes, small.opening, " ".join(small.anchors)),
        *(small.sha, small.proof, small.standing),
    )
    return Filed(
        path,
        briefing,
        [(f"briefings/{front.slug}", path, ""), *((address, path, alias) for address, alias in small.aliases)],
        [(path, *link) for link in small.links],
        [(trace.path, path, *trace.stamp, trace.sha) for trace in small.traces],
        [(front.slug, small.terms)] if small.terms else [],
    )


def write(database: sqlite3.Connection, files: Sequence[Filed]) -> None:
    """Write the rows of files. Raises Wrong if two of all files claim one address."""
    try:
        # In the order in which they will stand, so that many find their places in a large database sooner.
        briefings = sorted([file.briefing for file in files], key=_first)
        database.executemany(f"INSERT INTO briefing VALUES ({_places(15)})", briefings)
        addresses = sorted([row for file in files for row in file.addresses], key=_first)
        database.executemany("INSERT INTO address VALUES (?, ?, ?)", addresses)
    except sqlite3.IntegrityError as error:
        raise Wrong(files[0].path) from error
    for table, count, rows in (
        ("link", 3, [row for file in files for row in file.links]),
        ("trace", 7, [row for file in files for row in file.traces]),
        ("terms", 2, [row for file in files for row in file.terms]),
    ):
        if rows:
            database.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({_places(count)})", rows)


_first = itemgetter(0)


def _places(count: int) -> str:
    return ", ".join("?" * count)


def remember(database: sqlite3.Connection, small: Digest, rules: Rules) -> Row:
    """Write the rows of a file."""
    now = state(small.front, rules.as_of, drafts=rules.drafts)
    write(database, [filed(small, now)])
    entry = Entry(small.path, small.front, small.minutes, small.opening, now == LISTED)
    return Row(entry, now, small.sha, small.proof, small.standing)


def known(database: sqlite3.Connection, column: str, value: str) -> Row | None:
    """The briefing of a path or slug."""
    columns = database.execute(f"SELECT {COLUMNS} FROM briefing WHERE {column} = ?", (value,)).fetchone()
    return row_of(columns) if columns else None
