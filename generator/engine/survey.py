"""The site folder as it is, against what was made: which files are missing or differ, which are nobody's.

Known files are asked for one by one. A folder is listed only if something was put into it or taken out of it since
it was seen last, which its own change time tells: most builds list a handful of many thousand.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from stat import S_ISDIR

from generator.engine.stage import Seen, look, seen
from generator.forks import in_parts

FolderStamp = tuple[int, int]
"""Change time in nanoseconds, and inode."""

Known = tuple[str, int, int, int, int | None, int | None]
"""Path, what was seen of the file, and if it is an index.html perhaps the stamp of its folder."""

INDEX = "index.html"
_RACY = 50_000_000  # nanoseconds, see catalogue.stamps


def folder_stamp(path: str) -> FolderStamp | None:
    """The stamp of a folder, if it may be remembered: not while a later change could carry the same time."""
    try:
        stat = os.lstat(path)
    except OSError:
        return None
    return (stat.st_ctime_ns, stat.st_ino) if stat.st_ctime_ns < time.time_ns() - _RACY else None


@dataclass
class Survey:
    """What was found."""

    differing: list[tuple[str, Seen]] = field(default_factory=list)
    """Files that are there with another stamp."""
    missing: set[str] = field(default_factory=set)
    foreign: list[str] = field(default_factory=list)
    """Files nobody made, in order."""
    stamps: dict[str, FolderStamp] = field(default_factory=dict)
    """Stamps of the folders that were listed; those of folders that have just changed are left out."""


def survey(site: str, known: Sequence[Known]) -> Survey:
    """Look at the site."""
    found = Survey()
    suspects: set[str] = set()
    for missing, differing, unsound in in_parts(partial(_ask, site), known):
        found.missing |= missing
        found.differing += differing
        suspects |= unsound
    paths = {row[0] for row in known}
    folders = _folders(paths)
    stamped = {row[0][: -len(INDEX) - 1] for row in known if row[4] is not None}
    for folder in suspects | (folders - stamped):
        if stamp := folder_stamp(f"{site}/{folder}"):
            found.stamps[folder] = stamp
        found.foreign += _foreign(site, folder, paths, folders)
    found.foreign.sort()
    for path in found.foreign:
        if path in folders:  # a file or a link stands where a folder was
            found.missing |= {name for name in paths if name.startswith(f"{path}/")}
    return found


def _ask(site: str, known: Iterable[Known]) -> tuple[set[str], list[tuple[str, Seen]], set[str]]:
    """Files that are missing, files that differ, and folders into which something was put, or taken from."""
    missing, differing, unsound = set[str](), list[tuple[str, Seen]](), set[str]()
    for path, size, mtime, inode, changed, folder_inode in known:
        if changed is not None and not _is_sound(f"{site}/{path[: -len(INDEX)]}", changed, folder_inode):
            unsound.add(path[: -len(INDEX) - 1])
        try:
            now = os.lstat(f"{site}/{path}")
        except OSError:
            missing.add(path)
            continue
        if now.st_size != size or now.st_mtime_ns != mtime or now.st_ino != inode:
            if S_ISDIR(now.st_mode):
                missing.add(path)
            else:
                differing.append((path, seen(now)))
    return missing, differing, unsound


def _is_sound(folder: str, changed: int, inode: int | None) -> bool:
    try:
        now = os.lstat(folder[:-1])
    except OSError:
        return False
    return now.st_ctime_ns == changed and now.st_ino == inode


def _folders(paths: Iterable[str]) -> set[str]:
    """All folders of files, the top (empty) included."""
    found: set[str] = {""}
    waiting = {path.rpartition("/")[0] for path in paths}
    while waiting := waiting - found:
        found |= waiting
        waiting = {folder.rpartition("/")[0] for folder in waiting}
    return found


def _foreign(site: str, folder: str, paths: set[str], folders: set[str]) -> Iterator[str]:
    prefix = f"{folder}/" if folder else ""
    try:
        listing = os.scandir(f"{site}/{folder}")
    except (FileNotFoundError, NotADirectoryError):
        return
    with listing:
        for item in listing:
            path = prefix + item.name
            if not prefix and item.name.startswith("."):
                continue
            if item.is_dir(follow_symlinks=False):
                if path not in folders:
                    yield from (f"{path}/{name}" for name, _ in look(f"{site}/{path}"))
            elif path not in paths:
                yield path
