"""Content → changes in the catalogue: only what changed is read, and every rule of the full check still holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from generator.catalogue.entry import LISTED, Entry, Reading, state
from generator.catalogue.ledger import COLUMNS, Row, row_of
from generator.catalogue.stamps import Read, read, scan
from generator.check import pages
from generator.check.relations import is_note, is_reserved
from generator.content.tree import FOLDER, MAX_BYTES
from generator.intake.digest import Digest, Wrong, digest, parse
from generator.model import Taxonomy


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
    readings: dict[str, Reading] = field(default_factory=dict)
    """Slug → text of what was read just now, so that it need not be read twice."""


@dataclass(frozen=True)
class Rules:
    """What decides how a file is taken in."""

    taxonomy: Taxonomy
    as_of: datetime
    before: datetime | None
    """The moment of the last build."""
    drafts: bool
    search: bool
    left_out: Collection[str] = ()
    """Files that are to be passed over."""


def take_in(database: sqlite3.Connection, content: Path, rules: Rules) -> Intake:
    """Bring the catalogue up to date with the files. Raises Wrong if the full check would find a problem."""
    found = Intake()
    changed, gone = _differing(database, content, rules)
    before = {path: _row(database, "path", path) for path in [*gone, *(path for path, _ in changed)]}
    for path in before:
        forget(database, path)
    database.executemany("DELETE FROM source WHERE path = ?", [(path,) for path in gone])
    found.changes += [Change(before[path], None, f"{path} was removed") for path in gone if before[path]]
    for path, file in changed:
        if path.startswith(f"{pages.FOLDER}/"):
            _remember_page(database, path, file)
            continue
        small, reading = digest(parse(file.data, path), search=rules.search)
        row = remember(database, path, file.sha, small, rules)
        found.readings[row.slug] = reading
        found.changes.append(Change(before[path], row, f"{path} was {'changed' if before[path] else 'added'}"))
    found.changes += _crossed(database, rules, {change.new.slug for change in found.changes if change.new})
    _check(database, found.changes, [path for path, _ in changed], rules)
    return found


def _differing(database: sqlite3.Connection, content: Path, rules: Rules) -> tuple[list[tuple[str, Read]], list[str]]:
    """Files that are new or have other bytes than before, and files that are gone, both in order."""
    known = {
        path: (sha, (size, mtime, ctime, inode))
        for path, size, mtime, ctime, inode, sha in database.execute("SELECT * FROM source")
    }
    changed: list[tuple[str, Read]] = []
    for folder in (FOLDER, pages.FOLDER):
        for name, stamp in scan(str(content / folder), ".md"):
            path = f"{folder}/{name}"
            if path in rules.left_out:
                continue
            sha, remembered = known.pop(path, ("", None))
            if stamp != remembered:
                changed += _look(database, content, path, sha)
    return sorted(changed, key=lambda item: item[0]), sorted(known)


def _look(database: sqlite3.Connection, content: Path, path: str, sha: str) -> Iterator[tuple[str, Read]]:
    try:
        file = read(content / path, MAX_BYTES + 1)
    except FileNotFoundError as error:  # it vanished since the folder was listed: the next look decides
        raise Wrong(path) from error
    database.execute("INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?, ?)", (path, *file.stamp, file.sha))
    if file.sha != sha:
        yield path, file


def forget(database: sqlite3.Connection, path: str) -> None:
    """Take all rows of a file away, but for its stamp if it is there still."""
    database.execute("DELETE FROM terms WHERE slug = (SELECT slug FROM briefing WHERE path = ?)", (path,))
    for table in ("briefing", "link", "address"):
        database.execute(f"DELETE FROM {table} WHERE path = ?", (path,))


def remember(database: sqlite3.Connection, path: str, sha: str, small: Digest, rules: Rules) -> Row:
    """Write the rows of a file."""
    front = small.front
    now = state(front, rules.as_of, drafts=rules.drafts)
    row = Row(Entry(path, front, small.minutes, small.opening, now == LISTED), now, sha)
    try:
        database.execute(
            "INSERT INTO briefing VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(front.slug, path, now, small.place, front.pinned),
                *(front.publish_at and front.publish_at.timestamp(), front.expire_at and front.expire_at.timestamp()),
                *(row.entry.changed, small.packed, small.minutes, small.opening, " ".join(small.anchors), sha),
            ),
        )
        database.execute("INSERT INTO address VALUES (?, ?, '')", (f"briefings/{front.slug}", path))
        aliases = {alias.strip("/").casefold(): alias.strip("/") for alias in front.aliases}
        for address, alias in aliases.items():
            if is_reserved(address):
                raise Wrong(path)
            database.execute("INSERT INTO address VALUES (?, ?, ?)", (address, path, alias))
    except sqlite3.IntegrityError as error:
        raise Wrong(path) from error
    database.executemany("INSERT INTO link VALUES (?, ?, ?)", [(path, *link) for link in small.links])
    if small.terms:
        database.execute("INSERT INTO terms VALUES (?, ?)", (front.slug, small.terms))
    return row


def _crossed(database: sqlite3.Connection, rules: Rules, seen: Collection[str]) -> Iterator[Change]:
    """Briefings that time alone shows or hides: an embargo or a validity ended since the last build."""
    moments = sorted(moment.timestamp() for moment in (rules.before or rules.as_of, rules.as_of))
    reached = database.execute(
        "SELECT slug FROM briefing WHERE publish BETWEEN ?1 AND ?2 UNION "
        "SELECT slug FROM briefing WHERE expire BETWEEN ?1 AND ?2",
        moments,
    )
    for (slug,) in reached.fetchall():
        old = _row(database, "slug", slug)
        if old is None or slug in seen:
            continue
        now = state(old.entry.front, rules.as_of, drafts=rules.drafts)
        if now != old.state:
            database.execute("UPDATE briefing SET state = ? WHERE slug = ?", (now, slug))
            new = _row(database, "slug", slug)
            yield Change(old, new, f"time has come for {old.entry.path}")


def _check(database: sqlite3.Connection, changes: Iterable[Change], paths: Iterable[str], rules: Rules) -> None:
    """The checks across files, as far as the changes can have touched them."""
    slugs: set[str] = set()
    for change in changes:
        slugs.update(row.slug for row in (change.old, change.new) if row is not None)
        if change.new is not None and any(tag not in rules.taxonomy.by_slug for tag in change.new.entry.front.tags):
            raise Wrong(change.new.entry.path)
    for path in paths:
        _follow(database, "path", path)
    for slug in slugs:
        _follow(database, "slug", slug)


def _remember_page(database: sqlite3.Connection, path: str, file: Read) -> None:
    """Note where a free page is and which briefings it leads to."""
    try:
        text = file.data.decode()
        if len(file.data) > MAX_BYTES or pages.is_ours(path):
            raise Wrong(path)
        database.execute("INSERT INTO address VALUES (?, ?, '')", (pages.address(path).casefold(), path))
    except (UnicodeDecodeError, sqlite3.IntegrityError) as error:
        raise Wrong(path) from error
    rows = [(path, slug, anchor) for slug, anchor, _ in pages.links(text)]
    database.executemany("INSERT INTO link VALUES (?, ?, ?)", rows)


def _follow(database: sqlite3.Connection, column: str, value: str) -> None:
    links = database.execute(
        f"SELECT link.path, link.anchor, briefing.anchors FROM link "
        f"LEFT JOIN briefing ON briefing.slug = link.slug WHERE link.{column} = ?",
        (value,),
    )
    for path, anchor, anchors in links:
        if anchors is None or (anchor and not is_note(anchor) and anchor not in anchors.split(" ")):
            raise Wrong(path)


def _row(database: sqlite3.Connection, column: str, value: str) -> Row | None:
    columns = database.execute(f"SELECT {COLUMNS} FROM briefing WHERE {column} = ?", (value,)).fetchone()
    return row_of(columns) if columns else None
