"""The site folder as it is, against what was made: which files are missing or differ, which are nobody's.

Known files are asked for one by one. A folder is listed only if something was put into it or taken out of it since
it was seen last, which its own change time tells: most builds list a handful of many thousand.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from stat import S_ISDIR

from generator.engine.stage import Seen, look, seen

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
    _ask_files(site, known, found)
    paths = {row[0] for row in known}
    folders = _folders(paths)
    for folder in folders - _sound(site, known):
        if stamp := folder_stamp(f"{site}/{folder}"):
            found.stamps[folder] = stamp
        found.foreign += _foreign(site, folder, paths, folders)
    found.foreign.sort()
    for path in found.foreign:
        if path in folders:  # a file or a link stands where a folder was
            found.missing |= {name for name in paths if name.startswith(f"{path}/")}
    return found


def _ask_files(site: str, known: Iterable[Known], found: Survey) -> None:
    for path, size, mtime, inode, _, _ in known:
        try:
            now = os.lstat(f"{site}/{path}")
        except OSError:
            found.missing.add(path)
            continue
        if now.st_size != size or now.st_mtime_ns != mtime or now.st_ino != inode:
            if S_ISDIR(now.st_mode):
                found.missing.add(path)
            else:
                found.differing.append((path, seen(now)))


def _sound(site: str, known: Iterable[Known]) -> set[str]:
    """Folders into which nothing was put and from which nothing was taken."""
    sound: set[str] = set()
    for path, _, _, _, changed, inode in known:
        if changed is None:
            continue
        folder = path[: -len(INDEX) - 1]
        try:
            now = os.lstat(f"{site}/{folder}")
        except OSError:
            continue
        if now.st_ctime_ns == changed and now.st_ino == inode:
            sound.add(folder)
    return sound


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
