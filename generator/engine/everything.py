"""Reading everything: in as many processes as are worth it, in chunks of equal size."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from generator.catalogue.entry import LISTED, state
from generator.catalogue.glances import Glances
from generator.catalogue.ledger import Ledger, Listed, listed
from generator.catalogue.stamps import CONTENT, Read, Stamp, read
from generator.collecting import uncollected
from generator.content import MAX_BYTES, PAGES
from generator.engine.texts import Place, Texts
from generator.intake.changes import check_tags, follow
from generator.intake.digest import Digest, digests, remember_page
from generator.intake.rows import Filed, Rules, Wrong, filed, write
from generator.light import light
from generator.model import Taxonomy
from generator.processes.begun import AT_MOST, Begun
from generator.processes.cores import can_fork
from generator.processes.executor import A_CHUNK, chunks, executor, given, in_order

_AHEAD = 8
_MOST = AT_MOST // 2
"""Chunks that may be begun."""
_AT_ONCE = 2_000
"""Briefings that are entered together: put in order first, they find their places in a large database much faster."""
_PARTS = 4
"""Parts that few briefings are entered in: others read on meanwhile."""


@light
class Reading:
    """What a process needs to read files."""

    content: Path
    texts: Path
    taxonomy: Taxonomy
    as_of: datetime
    drafts: bool
    search: bool

    @property
    def rules(self) -> Rules:
        """As taking in wants them."""
        return Rules(lambda: self.taxonomy, self.as_of, None, self.drafts, self.search)


Source = tuple[str, Stamp, str]
"""Path, stamp and hash of a file."""


class Found(NamedTuple):
    """What became of one file: plain data, for it comes from another process."""

    source: Source
    filed: Filed
    listed: Listed | None
    """None if no listing names it."""
    slug: str
    text: Place


def _read(paths: list[str]) -> list[Found]:
    return _read_as(given(), paths)


def _read_as(how: Reading, paths: list[str]) -> list[Found]:
    rules = how.rules
    # All are read before any is looked into: a processor that comes back from the system has forgotten its way.
    files = [(path, _file(how.content, path)) for path in paths]
    taken = digests(how.content, files, search=how.search)
    places = Texts(how.texts).put([text for _, text in taken])
    return [_found(how, rules, small, place) for (small, _), place in zip(taken, places, strict=True)]


def _file(content: Path, path: str) -> Read:
    try:
        return read(f"{content}/{path}", MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise Wrong(path) from error


def _found(how: Reading, rules: Rules, small: Digest, text: Place) -> Found:
    path, front = small.path, small.front
    check_tags(path, front.tags, rules)
    now = state(front, how.as_of, drafts=how.drafts)
    shown = listed(front, how.taxonomy) if now == LISTED else None
    return Found((path, small.stamp, small.sha), filed(small, now), shown, front.slug, text)


def begin(jobs: int, how: Reading, paths: Sequence[str]) -> Begun[list[str], list[Found]] | None:
    """Begin to read briefings in other processes, if there are to be any, while this one does something else."""
    if jobs <= 1 or not can_fork():
        return None
    tasks = list(chunks(_briefings(paths), max(A_CHUNK, len(paths) // _MOST)))
    return Begun(partial(_read_as, how), tasks, jobs - 1)


def read_all(
    database: sqlite3.Connection,
    jobs: int,
    how: Reading,
    paths: Sequence[str],
    ledger: Ledger,
    progress: Callable[[int, int], None],
    begun: Begun[list[str], list[Found]] | None,
) -> dict[str, Place]:
    """Take in all files of the content, in the order of their paths; tell where the text of each briefing is.

    Those that were ``begun`` are not read again. Raises Wrong.
    """
    glances = Glances(database, CONTENT)
    for path in (path for path in paths if path.startswith(f"{PAGES}/")):
        file = read(how.content / path, MAX_BYTES + 1)
        _note(database, glances, [(path, file.stamp, file.sha)])
        remember_page(database, path, file)
    places: dict[str, Place] = {}
    waiting: list[Found] = []
    at_once = min(_AT_ONCE, len(paths) // _PARTS + 1)
    for found in begun.results() if begun else _results(jobs, how, paths):
        waiting += found
        places.update((one.slug, one.text) for one in found)
        if len(waiting) >= at_once:
            _enter(database, glances, ledger, waiting)
            waiting.clear()
        progress(len(places), 2 * len(paths))
    _enter(database, glances, ledger, waiting)
    glances.flush()
    ledger.settle()
    follow(database, "1")
    return places


def _results(jobs: int, how: Reading, paths: Sequence[str]) -> Iterator[list[Found]]:
    with uncollected(), executor(jobs, how) as pool:
        yield from (found for _, found in in_order(pool, _read, chunks(_briefings(paths)), _AHEAD))


def _briefings(paths: Iterable[str]) -> Iterator[str]:
    return (path for path in paths if not path.startswith(f"{PAGES}/"))


def _enter(database: sqlite3.Connection, glances: Glances, ledger: Ledger, found: Sequence[Found]) -> None:
    _note(database, glances, [one.source for one in found])
    write(database, [one.filed for one in found])
    ledger.add_all(one.listed for one in found if one.listed is not None)


def _note(database: sqlite3.Connection, glances: Glances, sources: Sequence[Source]) -> None:
    database.executemany("INSERT INTO source VALUES (?, ?)", ((path, sha) for path, _, sha in sources))
    glances.note({path: stamp for path, stamp, _ in sources})
