"""Content → changes in the catalogue: only what changed is read, and every rule of the full check still holds.

Whatever is needed for a changed file only is loaded when there is one: most builds find few or none.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path

from generator.catalogue.entry import HIDDEN, state
from generator.catalogue.glances import Glances, asking
from generator.catalogue.ledger import Row
from generator.catalogue.stamps import CONTENT, NOWHERE, Read, Stamp, names, read, stamp_of
from generator.content import FOLDER, MAX_BYTES, PAGES
from generator.intake.rows import Change, Intake, Rules, Wrong, forget, known, remember
from generator.processes.beside import in_parts


def take_in(database: sqlite3.Connection, content: Path, rules: Rules) -> Intake:
    """Bring the catalogue up to date with the files. Raises Wrong if the full check would find a problem."""
    found = Intake()
    changed, gone = _differing(database, content, rules)
    reproved = _reproved(database, content, {*gone, *(path for path, _ in changed)})
    changed = sorted([*changed, *reproved], key=lambda item: item[0])
    before = {path: known(database, "path", path) for path in [*gone, *(path for path, _ in changed)]}
    for path in before:
        forget(database, path)
    database.executemany("DELETE FROM source WHERE path = ?", [(path,) for path in gone])
    found.changes += [Change(before[path], None, f"{path} was removed") for path in gone if before[path]]
    if changed:
        reasons = {path: f"the record of {path} was changed" for path, _ in reproved}
        _read(database, content, changed, before, rules, found, reasons)
    found.changes += _crossed(database, rules, {change.new.slug for change in found.changes if change.new})
    check(database, found.changes, [path for path, _ in changed], rules)
    return found


def _read(
    database: sqlite3.Connection,
    content: Path,
    changed: Iterable[tuple[str, Read]],
    before: Mapping[str, Row | None],
    rules: Rules,
    found: Intake,
    reasons: Mapping[str, str],
) -> None:
    from generator.intake.digest import digest, remember_page

    for path, file in changed:
        if path.startswith(f"{PAGES}/"):
            remember_page(database, path, file)
            continue
        small, text = digest(content, file, path, search=rules.search)
        row = remember(database, small, rules)
        found.texts[row.slug] = text
        reason = reasons.get(path) or f"{path} was {'changed' if before[path] else 'added'}"
        found.changes.append(Change(before[path], row, reason))


def _differing(database: sqlite3.Connection, content: Path, rules: Rules) -> tuple[list[tuple[str, Read]], list[str]]:
    """Files that are new or have other bytes than before, and files that are gone, both in order."""
    glances = Glances(database, CONTENT)
    here, noted = set(files(content, rules.left_out)), set[str]()
    suspected = set[str]()
    with asking(content) as ask:
        for run in glances.runs():
            noted.update(run.names)
            suspected.update(found.path for found in run.differing(ask, CONTENT))
    gone = sorted(noted - here)
    suspected = suspected - set(gone) | here - noted
    if len(suspected) >= _MANY:
        suspected -= _same(database, glances, content, suspected)
    changed: list[tuple[str, Read]] = []
    for path in sorted(suspected):
        changed += _look(database, glances, content, path)
    glances.note(dict.fromkeys(gone))
    glances.flush()
    return changed, gone


def _same(database: sqlite3.Connection, glances: Glances, content: Path, paths: Iterable[str]) -> set[str]:
    """Files that have another stamp and the same bytes, as all have in a fresh checkout; they are noted anew."""
    known = [(path, sha) for path in paths if (sha := _noted(database, path))]
    same = dict(chain.from_iterable(in_parts(partial(_with_same_bytes, content), known, least=_MANY)))
    glances.note(same)
    return set(same)


def _noted(database: sqlite3.Connection, path: str) -> str:
    row = database.execute("SELECT sha FROM source WHERE path = ?", (path,)).fetchone()
    return str(row[0]) if row else ""


def _with_same_bytes(content: Path, known: Iterable[tuple[str, str]]) -> list[tuple[str, Stamp]]:
    files = ((path, sha, _briefing(content, path)) for path, sha in known)
    return [(path, file.stamp) for path, sha, file in files if file.sha == sha]


_MANY = 2_000
"""Files from which on it pays to read them in several processes."""


def _reproved(database: sqlite3.Connection, content: Path, seen: Collection[str]) -> list[tuple[str, Read]]:
    """Briefings that have not changed, but what the conversion remembers of them has."""
    found: dict[str, Read] = {}
    for record, path, size, mtime, ctime, inode, sha in database.execute("SELECT * FROM trace").fetchall():
        now, new = _stamp(f"{content}/{record}"), sha
        if now == (size, mtime, ctime, inode) or path in seen or path in found:
            continue
        if now != NOWHERE:
            file = read(content / record)
            database.execute(
                "UPDATE trace SET size = ?, mtime = ?, ctime = ?, inode = ? WHERE record = ? AND path = ?",
                (*file.stamp, record, path),
            )
            new = file.sha
        if new != sha or now == NOWHERE:
            found[path] = _briefing(content, path)
    return list(found.items())


def _briefing(content: Path, path: str) -> Read:
    try:
        return read(f"{content}/{path}", MAX_BYTES + 1)
    except FileNotFoundError as error:  # it vanished since the folder was listed
        raise Wrong(path) from error


def _stamp(path: str) -> Stamp:
    try:
        return stamp_of(os.stat(path))  # noqa: PTH116 (as often as there are briefings: Path costs twice as much)
    except OSError:
        return NOWHERE


def files(content: Path, left_out: Collection[str]) -> Iterator[str]:
    """Paths of briefings and free pages."""
    found = (f"{folder}/{name}" for folder in (FOLDER, PAGES) for name in names(f"{content}/{folder}", ".md"))
    return (path for path in found if path not in left_out) if left_out else found


def _look(database: sqlite3.Connection, glances: Glances, content: Path, path: str) -> Iterator[tuple[str, Read]]:
    file, sha = _briefing(content, path), _noted(database, path)
    glances.note({path: file.stamp})
    if file.sha != sha:
        database.execute("INSERT OR REPLACE INTO source VALUES (?, ?)", (path, file.sha))
        yield path, file


def _crossed(database: sqlite3.Connection, rules: Rules, seen: Collection[str]) -> Iterator[Change]:
    """Briefings that time alone shows or hides: an embargo or a validity ended since the last build."""
    moments = sorted(moment.timestamp() for moment in (rules.before or rules.as_of, rules.as_of))
    reached = database.execute(
        "SELECT slug FROM briefing WHERE publish BETWEEN ? AND ? UNION "
        "SELECT slug FROM briefing WHERE expire BETWEEN ? AND ?",
        (*moments, *moments),
    )
    for (slug,) in reached.fetchall():
        old = known(database, "slug", slug)
        if old is None or slug in seen:
            continue
        now = state(old.entry.front, rules.as_of, drafts=rules.drafts)
        if now != old.state:
            database.execute("UPDATE briefing SET state = ? WHERE slug = ?", (now, slug))
            new = known(database, "slug", slug)
            yield Change(old, new, f"time has come for {old.entry.path}")


def check(database: sqlite3.Connection, changes: Collection[Change], paths: Iterable[str], rules: Rules) -> None:
    """The checks across files, as far as the changes can have touched them."""
    slugs: set[str] = set()
    for change in changes:
        slugs.update(row.slug for row in (change.old, change.new) if row is not None)
        if change.new is not None:
            check_tags(change.new.entry.path, change.new.entry.front.tags, rules)
    for path in {*paths, *(change.new.entry.path for change in changes if change.new is not None)}:
        follow(database, "link.path = ?", path)
    for slug in slugs:
        follow(database, "link.slug = ?", slug)


def check_tags(path: str, tags: Iterable[str], rules: Rules) -> None:
    """Tags have to stand in the taxonomy."""
    by_slug = rules.vocabulary().by_slug
    if any(tag not in by_slug for tag in tags):
        raise Wrong(path)


def follow(database: sqlite3.Connection, condition: str, *values: str) -> None:
    """Links to briefings have to lead to a briefing that has a page, and to a place in it."""
    links = database.execute(
        "SELECT link.path, link.anchor, target.anchors, target.state, source.state FROM link "
        "LEFT JOIN briefing AS target ON target.slug = link.slug "
        f"LEFT JOIN briefing AS source ON source.path = link.path WHERE {condition}",
        values,
    )
    for path, anchor, anchors, shown, source in links:
        if anchors is None or (anchor and not _is_note(anchor) and anchor not in anchors.split(" ")):
            raise Wrong(path)
        if shown == HIDDEN and source != HIDDEN:  # a free page is no briefing, so it has no state
            raise Wrong(path)


def _is_note(anchor: str) -> bool:
    from generator.check.relations import is_note

    return is_note(anchor)
