"""The site folder as it is, against what was made: which files are missing or differ, which are nobody's.

Known files and folders are asked for one by one. A folder is listed only if something was put into it or taken out
of it since it was seen last, which its own change time tells: most builds list a handful of many thousand.
"""

from __future__ import annotations

import os
import time
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator
from contextlib import closing
from dataclasses import field
from operator import attrgetter
from pathlib import Path
from stat import S_ISDIR

from generator.catalogue.glances import Glances, Kind, Numbers, Run, asking
from generator.catalogue.store import connect
from generator.engine.stage import Seen, look, seen
from generator.light import changing

SITE = Kind("site", 3, attrgetter("st_size", "st_mtime_ns", "st_ino"), attrgetter("st_nlink", "st_ctime_ns", "st_ino"))
"""Files as renaming leaves them; folders by the time at which something was last put into them, or taken out."""

_RACY = 50_000_000  # nanoseconds, see catalogue.stamps


def folder_stamp(path: str) -> Numbers:
    """The stamp of a folder as it may be remembered: unknown if a later change could carry the same time."""
    try:
        stat = os.lstat(path.rstrip("/"))
    except OSError:
        return SITE.unknown
    return SITE.folder(stat) if stat.st_ctime_ns < time.time_ns() - _RACY else SITE.unknown


@changing
class Survey:
    """What was found."""

    differing: list[tuple[str, Seen]] = field(default_factory=list)
    """Files that are there with another stamp."""
    missing: set[str] = field(default_factory=set)
    foreign: list[str] = field(default_factory=list)
    """Files nobody made, in order."""
    stamps: dict[str, Numbers | None] = field(default_factory=dict)
    """Stamps of the folders that were listed, their names with a slash; None of those that are gone."""
    listed: int = 0
    """How much was in them."""


def survey_of(database: Path, site: Path) -> Survey:
    """Look at the site by the manifest in a database, which nobody else needs for that."""
    with closing(connect(database, readonly=True)) as reading:
        return survey(site, Glances(reading, SITE))


def survey(site: Path, glances: Glances) -> Survey:
    """Look at the site."""
    known = _Known(list(glances.runs()))
    found, folders, gone = Survey(), [""], list[str]()
    with asking(site) as ask:
        differing = [one for run in known.runs for one in run.differing(ask, SITE)]
    for path, _, now in differing:
        if path[-1] == "/":
            (folders if now is not None and S_ISDIR(now.st_mode) else gone).append(path)
        elif now is None or S_ISDIR(now.st_mode):
            found.missing.add(path)
        else:
            found.differing.append((path, seen(now)))
    found.stamps.update(dict.fromkeys(gone))
    behind = tuple(gone)
    for folder in folders:
        if not folder.startswith(behind):  # a link there may lead anywhere, however large that is
            _list(f"{site}/", folder, known, found)
    found.foreign.sort()
    return found


class _Known:
    """All that is known, to be searched."""

    def __init__(self, runs: list[Run]) -> None:
        self.runs = runs
        self._firsts = [run.first for run in runs]

    def __contains__(self, path: object) -> bool:
        return bool(self._between(str(path), f"{path}\0"))

    def within(self, folder: str) -> set[str]:
        """A folder, and all that is below it."""
        return self._between(folder, f"{folder[:-1]}0")  # the sign behind the slash

    def _between(self, first: str, behind: str) -> set[str]:
        found = set[str]()
        for run in self.runs[max(0, bisect_right(self._firsts, first) - 1) : bisect_left(self._firsts, behind)]:
            found.update(run.paths[bisect_left(run.paths, first) : bisect_left(run.paths, behind)])
        return found


def _list(root: str, folder: str, known: _Known, found: Survey) -> None:
    """Look for what is nobody's in a folder."""
    if folder:
        found.stamps[folder] = folder_stamp(f"{root}{folder}")
    try:
        listing = os.scandir(f"{root}{folder}")
    except (FileNotFoundError, NotADirectoryError):
        if folder:
            found.stamps[folder] = None
        return
    inside = known.within(folder) if folder else known
    with listing:
        for item in listing:
            found.listed += 1
            path = folder + item.name
            if not item.is_dir(follow_symlinks=False) and f"{path}/" in inside:
                found.missing.update(name for name in known.within(f"{path}/") if name[-1] != "/")
            found.foreign += _foreign(path, item, inside)


def _foreign(path: str, item: os.DirEntry[str], known: Container[str]) -> Iterator[str]:
    if path.startswith(".") and "/" not in path:
        return  # at the top hidden names are not ours to judge
    if not item.is_dir(follow_symlinks=False):
        yield from [] if path in known else [path]
    elif f"{path}/" not in known:
        yield from (f"{path}/{name}" for name, _ in look(item.path))


def folders_of(paths: Iterable[str]) -> set[str]:
    """All folders of files, each with a slash, but for the top."""
    found: set[str] = set()
    waiting = {path[: path.rfind("/") + 1] for path in paths}
    while waiting := {folder for folder in waiting if folder and folder not in found}:
        found |= waiting
        waiting = {folder[: folder.rfind("/", 0, -1) + 1] for folder in waiting}
    return found
