"""Making everything: in as many processes as are worth it, in chunks of equal size."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from generator.catalogue.body import Text
from generator.catalogue.ledger import Row
from generator.catalogue.query import Catalogue, Unit
from generator.catalogue.ranks import Ranks
from generator.catalogue.store import connect
from generator.collecting import uncollected
from generator.engine.making import make_units
from generator.engine.outputs import Output
from generator.engine.stage import Stage
from generator.engine.texts import Place, Texts
from generator.light import light
from generator.model import Taxonomy
from generator.processes.executor import as_done, chunks, executor, given
from generator.publish.draw import Drawer, Frame, Look, NoFrame
from generator.publish.site import Site, SiteNames
from generator.publish.units import everything
from generator.settings import Settings

REASON = "everything is made anew"


@light
class Making:
    """What a process needs to make pages."""

    database: Path
    taxonomy: Taxonomy
    settings: Settings
    names: SiteNames
    as_of: datetime
    look: Look
    frames: dict[str, Frame]
    """Those that are made already."""
    stage: Path
    texts: Path


class Batch(NamedTuple):
    """Units to be made by one process at once."""

    units: list[Unit]
    places: Mapping[str, Place]
    """Where the texts of these units' briefings are."""
    frames: Mapping[str, Frame]
    """Those that were made since the processes began."""


class _Bench:
    """What one process has open."""

    def __init__(self, how: Making, ranks: Ranks, text: Callable[[Row], Text]) -> None:
        self.process = os.getpid()
        self.database = _looking(how.database)
        self.stage, self.texts = Stage(how.stage), Texts(how.texts)
        catalogue = Catalogue(self.database, how.taxonomy, ranks)
        self.site = Site(catalogue, how.settings, how.names, how.as_of, text)

    def close(self) -> None:
        """Let go of the files."""
        self.database.close()
        self.texts.close()


class _Workshop:
    """What a process makes pages with. A forked one has what its parent found out, and opens files of its own."""

    def __init__(self, how: Making, drawer: Drawer) -> None:
        self.how, self.drawer, self._process = how, drawer, os.getpid()
        self._texts: dict[str, Text] = {}
        database = _looking(how.database)
        self._ranks = Ranks(database)
        database.close()
        self._benches: list[_Bench] = []
        """This process' own comes last; those of parents stay, for closing them would not be ours to do."""

    def enter(self) -> None:
        """Be used by this process from now on."""
        if not self._benches or self._benches[-1].process != os.getpid():
            self._benches.append(_Bench(self.how, self._ranks, self._text))
        if self._process != os.getpid():
            # A frame that a forked process makes is not remembered, so none may be made there.
            self.drawer.more = None

    def lay_out(self, places: Mapping[str, Place]) -> None:
        """Fetch the texts of what is made next."""
        texts = self._benches[-1].texts
        self._texts = {slug: texts.get(place) for slug, place in places.items()}

    def make(self, units: Collection[Unit]) -> list[Output]:
        """Make units. Raises NoFrame."""
        bench = self._benches[-1]
        wanted = ((unit, REASON) for unit in units)
        return make_units(bench.site, wanted, _nothing, (), bench.stage, self.drawer).outputs

    def _text(self, row: Row) -> Text:
        return self._texts[row.slug]

    def close(self) -> None:
        """Let go of the files."""
        for bench in self._benches:
            bench.close()


def _nothing(_unit: Unit) -> Mapping[str, str]:
    return _NONE


_NONE: Mapping[str, str] = {}


def _looking(path: Path) -> sqlite3.Connection:
    """One look at the database: else every query would lock it and ask whether it has changed."""
    database = connect(path, readonly=True)
    database.execute("BEGIN")
    return database


_current: list[_Workshop] = []
"""The workshop of this process, if it has one; a forked process has its parent's."""


def _make(batch: Batch) -> tuple[list[Output], list[Unit]]:
    """Make a batch; units that need a frame which is not there yet are handed back."""
    if not _current:
        how: Making = given()
        _current.append(_Workshop(how, Drawer(how.look, dict(how.frames))))
    (workshop,) = _current
    workshop.enter()
    workshop.drawer.frames.update(batch.frames)
    workshop.lay_out(batch.places)
    try:
        return workshop.make(batch.units), []
    except NoFrame:
        return _make_one_by_one(workshop, batch.units)


def _make_one_by_one(workshop: _Workshop, units: Iterable[Unit]) -> tuple[list[Output], list[Unit]]:
    outputs: list[Output] = []
    unmade: list[Unit] = []
    for unit in units:
        try:
            outputs += workshop.make([unit])
        except NoFrame:
            unmade.append(unit)
    return outputs, unmade


def make_all(
    database: sqlite3.Connection,
    jobs: int,
    how: Making,
    drawer: Drawer,
    places: Mapping[str, Place],
    progress: Callable[[int, int], None],
) -> Iterator[list[Output]]:
    """Make every unit; the first of each sort here, so that the others find their frames."""
    here = _Workshop(how, drawer)
    _current[:] = [here]

    def make(units: Collection[Unit]) -> list[Output]:
        here.enter()
        here.lay_out(_places_of(units, places))
        return here.make(units)

    try:
        first, others = _sorts(list(everything(database)))
        yield make(first)
        with uncollected(), executor(jobs, how) as pool:
            done = len(first)
            for batch, (made, unmade) in as_done(pool, _make, _batches(others, places, _Frames(drawer))):
                yield made
                yield make(unmade)
                done += len(batch.units)
                progress(len(places) + len(places) * done // (len(first) + len(others)), 2 * len(places))
    finally:
        here.close()
        _current.clear()


class _Frames(Mapping[str, Frame]):
    """The frames made since the processes began; a batch that is handed over takes those of that moment along."""

    def __init__(self, drawer: Drawer) -> None:
        self._all, self._begun_with = drawer.frames, frozenset(drawer.frames)

    def __getitem__(self, name: str) -> Frame:
        return self._all[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all.keys() - self._begun_with)

    def __len__(self) -> int:
        return len(self._all) - len(self._begun_with)

    def __reduce__(self) -> tuple[type[dict[str, Frame]], tuple[dict[str, Frame]]]:
        return dict, (dict(self),)


def _batches(units: list[Unit], places: Mapping[str, Place], frames: _Frames) -> Iterator[Batch]:
    for part in chunks(units):
        yield Batch(part, _places_of(part, places), frames)


def _places_of(units: Iterable[Unit], places: Mapping[str, Place]) -> dict[str, Place]:
    return {one: places[one] for kind, one, _ in units if kind == "briefing"}


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
