"""Units → files: what is made again, what stays, what goes."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from generator.catalogue.query import Unit
from generator.engine.outputs import Made, Output, name_of
from generator.engine.stage import Stage
from generator.files import sha256
from generator.publish.page import Page, Target
from generator.publish.site import Site
from generator.publish.units import make

_AT_ONCE = 20
"""Files that are made together."""


class _Wanted(NamedTuple):
    """A file that is to be made."""

    target: Target
    unit: str
    key: str
    reason: str


def make_units(
    site: Site,
    units: Iterable[tuple[Unit, str]],
    known: Callable[[Unit], Mapping[str, str]],
    broken: Collection[str],
    stage: Stage,
    draw: Callable[[Page], str],
) -> Made:
    """Make the files of units whose facts changed. ``known`` gives the keys of the files a unit has now."""
    made = Made()
    wanted: list[_Wanted] = []
    for unit, reason in units:
        keys, name = known(unit), name_of(unit)
        for target in make(site, unit):
            key = key_of(target.facts)
            if keys.get(target.file) == key and target.file not in broken:
                made.kept[target.file] = target.sitemap
                continue
            wanted.append(_Wanted(target, name, key, reason))
            if len(wanted) >= _AT_ONCE:
                made.outputs += _written(wanted, stage, draw)
                wanted.clear()
    made.outputs += _written(wanted, stage, draw)
    return made


def _written(files: Collection[_Wanted], stage: Stage, draw: Callable[[Page], str]) -> list[Output]:
    """Make some files: all are drawn before any is written, for a processor that comes back from the system is slow."""
    made = [(*one, data := one.target.make(draw), sha256(data)) for one in files]
    return [
        Output(target.file, unit, key, sha, stage.write(target.file, data), target.sitemap, reason)
        for target, unit, key, reason, data, sha in made
    ]


def key_of(facts: object) -> str:
    """Hash of plain data: Python writes it in one way only, and a teaser as its hash."""
    return hashlib.blake2b(repr(facts).encode(), digest_size=16).hexdigest()


def keys_in(database: sqlite3.Connection) -> Callable[[Unit], Mapping[str, str]]:
    """The keys of the files each unit has in the manifest."""

    def known(unit: Unit) -> Mapping[str, str]:
        return dict(database.execute("SELECT path, key FROM output WHERE unit = ?", (name_of(unit),)).fetchall())

    return known
