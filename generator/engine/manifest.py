"""Every file of the site: which are as they were made, which are not, and which do not belong there."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Mapping
from functools import partial
from itertools import chain
from pathlib import Path

from generator.catalogue.glances import Glances
from generator.catalogue.query import Unit
from generator.engine.addresses import Addresses
from generator.engine.outputs import Made, Output, name_of
from generator.engine.stage import Seen, Stage, look
from generator.engine.survey import SITE, Survey, folder_stamp, folders_of, survey
from generator.errors import BriefingError
from generator.files import read, sha256
from generator.processes.beside import in_parts

HOST: Unit = ("host", "", "")
"""The unit of all that MkDocs makes."""

SITEMAP: Unit = ("sitemap", "", "")

_WORTH_IT = 500
"""Files in folders that are noted although nothing else is; fewer are listed again next time."""
_READ_IN_PARTS = 2_000
"""Files from which on it pays to read them in several processes."""

_MANY = 500
"""Missing files up to which they are made one by one."""

_INSERT = "INSERT INTO output VALUES (?, ?, ?, ?, ?, ?)"


class Manifest:
    """The table ``output`` against the site folder as it is."""

    def __init__(self, database: sqlite3.Connection, site: Path, found: Survey | None = None) -> None:
        """``found`` is what was seen of the site, if somebody has looked."""
        self._db, self._site = database, site
        self.made: list[str] = []
        self.gone: list[str] = []
        self._addresses = Addresses(database, site)
        self._glances = Glances(database, SITE)
        self._count = int(database.execute("SELECT count(*) FROM output").fetchone()[0])
        self.broken, foreign = self._compare(found or survey(site, self._glances))
        self.gone += foreign

    def _compare(self, found: Survey) -> tuple[set[str], list[str]]:
        """Files that are missing or differ, and files that nobody made."""
        self._folders = found.stamps
        broken = self._changed(found.differing)
        if found.listed > _WORTH_IT:
            self._begin()
            self._glances.note(self._folders)
            self._glances.flush()
        return found.missing | broken, found.foreign

    def settle(self, stage: Stage, *, all_is_new: bool) -> None:
        """Note what is known of files and folders, before the site is touched.

        Folders of a site made anew are noted as they stand in the stage, where nobody else writes.
        """
        self._part_from(self._host)
        folders = folders_of(self.made)
        if all_is_new:
            self._folders = {folder: folder_stamp(f"{stage.folder}/{folder}") for folder in folders}
        else:
            touched = {path[: path.rfind("/") + 1] for path in self.made}
            unknown = (name for name in folders if name in touched or not self._is_noted(name))
            self._folders.update(dict.fromkeys(unknown, SITE.unknown))
        self._begin()
        self._glances.note(self._folders)
        self._glances.flush()

    def _is_noted(self, folder: str) -> bool:
        return self._folders.get(folder, SITE.unknown) is not None and folder in self._glances

    def _changed(self, differing: Iterable[tuple[str, Seen]]) -> set[str]:
        """Files that have not the bytes that were made. Others only have another stamp, as in a restored site."""
        made = "SELECT sha FROM output WHERE path = ?"
        asked = [(path, now, *self._db.execute(made, (path,)).fetchone()) for path, now in differing]
        parts = in_parts(partial(_same, str(self._site)), asked, least=_READ_IN_PARTS)
        same = dict(chain.from_iterable(parts))
        if same:
            self._begin()
            self._glances.note(same)
            self._glances.flush()
        return {path for path, *_ in asked} - same.keys()

    @property
    def is_mostly_gone(self) -> bool:
        """Whether so much of the site is missing that making everything in all processes takes less time."""
        return len(self.broken) > max(_MANY, self._count // 2)

    def units_of(self, paths: Iterable[str]) -> set[Unit]:
        """The units that made files; MkDocs' part and the sitemap are not made as units."""
        found: set[Unit] = set()
        for path in paths:
            (name,) = self._db.execute("SELECT unit FROM output WHERE path = ?", (path,)).fetchone()
            kind, one, two = name.split("\t")
            found.add((kind, one, two))
        return found - {HOST, SITEMAP}

    def host_is_whole(self) -> bool:
        """Whether all that MkDocs made is in its place."""
        return not any(path in self.broken for path in self._host)

    @property
    def _host(self) -> list[str]:
        """Files that MkDocs made."""
        rows = self._db.execute("SELECT path FROM output WHERE unit = ?", (name_of(HOST),))
        return [path for (path,) in rows.fetchall()]

    def _part_from(self, host: Iterable[str]) -> None:
        """Refuse a file of MkDocs where the portal has a folder, and a folder of MkDocs where it has a file."""
        others = f"SELECT 1 FROM output WHERE unit != '{name_of(HOST)}' AND"
        for path in host:
            if self._db.execute(f"{others} path > ? AND path < ? LIMIT 1", (f"{path}/", f"{path}0")).fetchone():
                raise _clash(path)
            for folder in folders_of([path]):
                if self._db.execute(f"{others} path = ?", (folder[:-1],)).fetchone():
                    raise _clash(folder[:-1])

    def enter(self, units: Iterable[Unit], made: Made) -> None:
        """Note the files of units: those made, those kept; what the units had beside them goes."""
        new = {output.path: output for output in made.outputs}
        for unit in units:
            rows = self._db.execute("SELECT path, changed FROM output WHERE unit = ?", (name_of(unit),)).fetchall()
            for path, changed in rows:
                if path in made.kept:
                    if made.kept[path] != changed:
                        self._begin()
                        self._db.execute("UPDATE output SET changed = ? WHERE path = ?", (made.kept[path], path))
                        self._addresses.note(path, made.kept[path])
                    continue
                self._begin()
                self._db.execute("DELETE FROM output WHERE path = ?", (path,))
                self._glances.note({path: None})
                self._count -= 1
                output = new.pop(path, None)
                if output is None:
                    self.gone.append(path)
                now = None if output is None else output.changed
                if now != changed:
                    self._addresses.note(path, now)
        for output in new.values():
            if output.changed is not None:
                self._addresses.note(output.path, output.changed)
        self._insert(made.outputs)

    def _insert(self, outputs: list[Output]) -> None:
        if not outputs:
            return
        self._begin()
        try:
            self._db.executemany(_INSERT, (one.row for one in outputs))
        except sqlite3.IntegrityError as error:
            raise _clash(_twice(self._db, outputs)) from error
        self._glances.note({one.path: one.seen for one in outputs})
        self._count += len(outputs)
        names = {one.path for one in outputs}
        self.made += names
        self.gone = [path for path in self.gone if path not in names]

    def take_host(self, folder: Path, free: Mapping[str, str], stage: Stage) -> None:
        """Take over what MkDocs made in a folder of its own: what is new or differs is staged, the rest stays."""
        old = dict(self._db.execute("SELECT path, sha FROM output WHERE unit = ?", (name_of(HOST),)).fetchall())
        made = Made()
        paths = sorted(path for path, _ in look(str(folder)) if (folder / path).is_file())
        self._part_from(paths)
        for path in paths:
            file = f"{folder}/{path}"
            sha = sha256(read(file))
            changed = free.get(path)
            if old.get(path) == sha and path not in self.broken:
                made.kept[path] = changed
            else:
                stamp = stage.take(path, file)
                made.outputs.append(Output(path, name_of(HOST), sha, sha, stamp, changed, "MkDocs made it"))
        self.enter([HOST], made)

    def write_sitemap(self, url: str, stage: Stage) -> None:
        """Write the sitemap if an address or a day in it changed."""
        unit = name_of(SITEMAP)
        old = dict(self._db.execute("SELECT path, sha FROM output WHERE unit = ?", (unit,)).fetchall())
        if old and not self._addresses and not self.broken & old.keys():
            return
        made = Made()
        for path, data in self._addresses.sitemap({} if self.broken & old.keys() else old, url):
            sha = sha256(data)
            if old.get(path) == sha and path not in self.broken:
                made.kept[path] = None
            else:
                seen_now = stage.write(path, data)
                made.outputs.append(Output(path, unit, sha, sha, seen_now, None, "an address was added or removed"))
        self.enter([SITEMAP], made)

    def total(self) -> int:
        """How many files the site has."""
        return self._count

    def _begin(self) -> None:
        if not self._db.in_transaction:
            self._db.execute("BEGIN IMMEDIATE")


def _same(site: str, asked: Iterable[tuple[str, Seen, str]]) -> list[tuple[str, Seen]]:
    """Which files have the bytes that were made."""
    places = ((path, now, sha, f"{site}/{path}") for path, now, sha in asked)
    return [
        (path, now)
        for path, now, sha, place in places
        if not os.path.islink(place) and sha256(read(place)) == sha  # noqa: PTH114 (Path costs as much as reading)
    ]


def _clash(path: str) -> BriefingError:
    cure = "give the file of the free pages another name, or take the alias away"
    return BriefingError(f"two pages claim one address: {path}; {cure}")


def _twice(database: sqlite3.Connection, outputs: list[Output]) -> str:
    owners: dict[str, str] = {}
    for one in outputs:
        row = database.execute("SELECT unit FROM output WHERE path = ?", (one.path,)).fetchone()
        if owners.setdefault(one.path, one.unit) != one.unit or (row and row[0] != one.unit):
            return one.path
    return ""
