"""Making everything: reading and making in as many processes as are worth it, in chunks of equal size."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from generator.catalogue.body import Text
from generator.catalogue.ledger import Ledger, Row
from generator.catalogue.query import Catalogue, Unit
from generator.catalogue.stamps import read
from generator.catalogue.store import connect
from generator.content import MAX_BYTES, PAGES
from generator.engine.making import make_units
from generator.engine.outputs import Output
from generator.engine.stage import Stage
from generator.engine.texts import Place, Texts
from generator.engine.workers import chunks, in_order
from generator.intake.changes import check_tags, files, follow
from generator.intake.digest import Digest, digest_files, remember_page
from generator.intake.rows import Rules, remember
from generator.model import Taxonomy
from generator.publish.draw import Drawer, Frame, Look, NoFrame
from generator.publish.site import Site, SiteNames
from generator.publish.units import everything
from generator.settings import Settings

_AHEAD = 8

REASON = "everything is made anew"


@dataclass(frozen=True)
class Reading:
    """What a process needs to read files."""

    content: Path
    search: bool
    texts: Path


def _read(task: tuple[Reading, list[str]]) -> list[tuple[Digest, Place]]:
    how, paths = task
    found = digest_files(how.content, paths, search=how.search)
    places = Texts(how.texts).put([text for _, text in found])
    return list(zip((small for small, _ in found), places, strict=True))


def read_all(
    database: sqlite3.Connection, pool: Executor, content: Path, rules: Rules, ledger: Ledger, texts: Path
) -> dict[str, Place]:
    """Take in every file of the content; tell where the text of each briefing is. Raises Wrong."""
    paths = sorted(path for path, _ in files(content, rules.left_out))
    places: dict[str, Place] = {}
    for path in (path for path in paths if path.startswith(f"{PAGES}/")):
        file = read(content / path, MAX_BYTES + 1)
        _note(database, path, file.stamp, file.sha)
        remember_page(database, path, file)
    how = Reading(content, rules.search, texts)
    tasks = ((how, part) for part in chunks(path for path in paths if not path.startswith(f"{PAGES}/")))
    for _, found in in_order(pool, _read, tasks, _AHEAD):
        for small, place in found:
            _note(database, small.path, small.stamp, small.sha)
            check_tags(small.path, small.front.tags, rules)
            row = remember(database, small, rules)
            ledger.add(row)
            places[row.slug] = place
    ledger.settle()
    follow(database, "1")
    return places


def _note(database: sqlite3.Connection, path: str, stamp: tuple[int, int, int, int], sha: str) -> None:
    database.execute("INSERT INTO source VALUES (?, ?, ?, ?, ?, ?)", (path, *stamp, sha))


@dataclass(frozen=True)
class Making:
    """What a process needs to make pages."""

    database: Path
    taxonomy: Taxonomy
    settings: Settings
    names: SiteNames
    as_of: datetime
    look: Look
    stage: Path
    texts: Path


@dataclass(frozen=True)
class Batch:
    """Units to be made by one process at once."""

    how: bytes
    """The Making, packed once for all batches."""
    frames: Mapping[str, Frame]
    units: tuple[Unit, ...]
    places: Mapping[str, Place]
    """Where the texts of these units' briefings are."""


class _Workshop:
    """What a process keeps between two batches."""

    def __init__(self, how: Making) -> None:
        self.how, self.stage, self.texts = how, Stage(how.stage), Texts(how.texts)
        self.drawer = Drawer(how.look, {}, many=True)
        self._database = connect(how.database, readonly=True)
        # One look at the database: else every query locks it and asks whether it changed.
        self._database.execute("BEGIN")
        self.catalogue = Catalogue(self._database, how.taxonomy)

    def make(self, units: Iterable[Unit], places: Mapping[str, Place], drawer: Drawer) -> list[Output]:
        """Make units one by one."""

        def text(row: Row) -> Text:
            return self.texts.get(places[row.slug])

        site = Site(self.catalogue, self.how.settings, self.how.names, self.how.as_of, text)
        return make_units(site, ((unit, REASON) for unit in units), lambda _: {}, (), self.stage, drawer).outputs

    def close(self) -> None:
        """Let go of the database and the texts."""
        self._database.close()
        self.texts.close()


_open: dict[bytes, _Workshop] = {}
"""The workshop of this process, by what it needs."""


def _workshop(how: bytes) -> _Workshop:
    if how not in _open:
        _open[how] = _Workshop(pickle.loads(how))
    return _open[how]


def _make(batch: Batch) -> tuple[list[Output], list[Unit]]:
    """Make a batch; units that need a frame which is not there yet are handed back."""
    workshop = _workshop(batch.how)
    drawer = workshop.drawer
    drawer.frames.update(batch.frames)
    outputs: list[Output] = []
    unmade: list[Unit] = []
    for unit in batch.units:
        try:
            outputs += workshop.make([unit], batch.places, drawer)
        except NoFrame:
            unmade.append(unit)
    return outputs, unmade


def make_all(
    database: sqlite3.Connection, pool: Executor, how: Making, drawer: Drawer, places: Mapping[str, Place]
) -> list[Output]:
    """Make every unit; the first of each sort here, so that the others find their frames."""
    packed, here = pickle.dumps(how), _Workshop(how)
    first, others = _sorts(list(everything(database)))
    outputs: list[Output] = []

    def batches() -> Iterator[Batch]:
        for part in chunks(others):
            needed = {one: places[one] for kind, one, _ in part if kind == "briefing"}
            yield Batch(packed, dict(drawer.frames), tuple(part), needed)

    try:
        outputs += here.make(first, places, drawer)
        for _, (made, unmade) in in_order(pool, _make, batches(), _AHEAD):
            outputs += made
            outputs += here.make(unmade, places, drawer)
        return outputs
    finally:
        for workshop in (here, *_open.values()):
            workshop.close()
        _open.clear()


def _sorts(units: list[Unit]) -> tuple[list[Unit], list[Unit]]:
    """One unit of each sort, and all others."""
    seen: set[tuple[str, str, int]] = set()
    first: list[Unit] = []
    others: list[Unit] = []
    for unit in units:
        kind, one, two = unit
        sort = (kind, one.partition("/")[0] if kind in ("listing", "index") else "", len(two.split("-")) + bool(two))
        (others if sort in seen else first).append(unit)
        seen.add(sort)
    return first, others
