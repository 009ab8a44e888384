"""Files of the site, written aside and put in their places by renaming: a reader never meets half of one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from generator import files

Seen = tuple[int, int, int]
"""Size, mtime in nanoseconds and inode: what renaming leaves as it is."""

_REMEMBERED = 100
"""Folders that are known to be there; most hold one file only and are not asked for again."""


def seen(stat: os.stat_result) -> Seen:
    """What is remembered of a file that was made."""
    return stat.st_size, stat.st_mtime_ns, stat.st_ino


class Stage:
    """A folder beside the site, in the same layout."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._root = str(folder)
        self._folders: set[str] = set()

    def clear(self) -> None:
        """Throw away what an unfinished build left."""
        if self.folder.exists():
            shutil.rmtree(self.folder)

    def write(self, name: str, data: bytes) -> Seen:
        """Write one file."""
        path = self._place(name)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        try:
            left = memoryview(data)
            while left:
                left = left[os.write(descriptor, left) :]
            return seen(os.fstat(descriptor))
        except OSError as error:
            files.tell_file(error, path)
            raise
        finally:
            os.close(descriptor)

    def take(self, name: str, file: str) -> Seen:
        """Move a file here, from the same file system; of a link, what it leads to."""
        if os.path.islink(file):
            return self.write(name, files.read(file))
        path = self._place(name)
        os.replace(file, path)
        return seen(os.stat(path))

    def _place(self, name: str) -> str:
        """Where a file is written, in a folder that is there."""
        path = f"{self._root}/{name}"
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            _make_folder(folder)
            if len(self._folders) >= _REMEMBERED:
                self._folders.clear()
            self._folders.add(folder)
        return path

    def publish(self, site: Path) -> None:
        """Put every file in its place below ``site``."""
        if not self.folder.is_dir():
            site.mkdir(parents=True, exist_ok=True)
            return
        site.parent.mkdir(parents=True, exist_ok=True)
        _move(str(self.folder), str(site))


def _make_folder(path: str) -> None:
    try:
        os.mkdir(path)
    except FileExistsError:
        return
    except FileNotFoundError:
        os.makedirs(path, exist_ok=True)


def _move(source: str, target: str) -> None:
    """Rename a folder as a whole where nothing is in its place yet, else what is in it."""
    if not os.path.lexists(target):
        os.rename(source, target)
        return
    if not os.path.isdir(target) or os.path.islink(target):
        remove(target)
        os.rename(source, target)
        return
    with os.scandir(source) as listing:
        items = [(item.name, item.is_dir(follow_symlinks=False)) for item in listing]
    for name, is_folder in items:
        inside = f"{target}/{name}"
        if is_folder:
            _move(f"{source}/{name}", inside)
            continue
        if os.path.isdir(inside) and not os.path.islink(inside):
            shutil.rmtree(inside)
        os.replace(f"{source}/{name}", inside)


def remove(path: str) -> None:
    """Remove a file, a link or a whole folder; nothing there is as good."""
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    else:
        with suppress(FileNotFoundError, NotADirectoryError):
            os.unlink(path)


def prune(site: Path, names: Iterable[str]) -> None:
    """Remove files of the site, and the folders that this leaves empty; a folder in the place of a file stays."""
    for name in names:
        folder = site / name
        if folder.is_symlink() or not folder.is_dir():
            remove(str(folder))
            folder = folder.parent
        while folder != site:
            try:
                folder.rmdir()
            except OSError:
                break
            folder = folder.parent


def look(folder: str) -> Iterator[tuple[str, Seen]]:
    """Every file below a folder, links included."""
    waiting = [(folder, "")]
    while waiting:
        place, prefix = waiting.pop()
        with os.scandir(place) as listing:
            for item in listing:
                if item.is_dir(follow_symlinks=False):
                    waiting.append((item.path, f"{prefix}{item.name}/"))
                else:
                    yield prefix + item.name, seen(item.stat(follow_symlinks=False))
