"""Units → files: what is made again, what stays, what goes."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping

from generator.catalogue.query import Unit
from generator.engine.outputs import Made, Output, name_of
from generator.engine.stage import Stage
from generator.files import sha256
from generator.publish.page import Page
from generator.publish.site import Site
from generator.publish.units import make


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
    for unit, reason in units:
        keys = known(unit)
        for target in make(site, unit):
            key = key_of(target.facts)
            if keys.get(target.file) == key and target.file not in broken:
                made.kept[target.file] = target.sitemap
                continue
            data = target.make(draw)
            seen = stage.write(target.file, data)
            made.outputs.append(Output(target.file, name_of(unit), key, sha256(data), seen, target.sitemap, reason))
    return made


def key_of(facts: object) -> str:
    """Hash of plain data: Python writes it in one way only, and a teaser as its hash."""
    return hashlib.blake2b(repr(facts).encode(), digest_size=16).hexdigest()


def keys_in(database: sqlite3.Connection) -> Callable[[Unit], Mapping[str, str]]:
    """The keys of the files each unit has in the manifest."""

    def known(unit: Unit) -> Mapping[str, str]:
        return dict(database.execute("SELECT path, key FROM output WHERE unit = ?", (name_of(unit),)).fetchall())

    return known
