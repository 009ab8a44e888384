"""Few files of the site, written aside under numbers: a folder for each, made and removed, costs more than the file."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from generator.engine.stage import Stage, remove


class Loose(Stage):
    """A folder beside the site with the files in it, in no layout."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._names: list[str] = []

    def _place(self, name: str) -> str:
        if not self._names:
            self.folder.mkdir(parents=True, exist_ok=True)
        self._names.append(name)
        return self._aside(len(self._names) - 1)

    def publish(self, site: Path) -> None:
        """Put every file in its place below ``site``, in the order in which they were written."""
        root, ready = str(site), {""}
        _be_folder(root)
        for number, name in enumerate(self._names):
            _make_way(root, name.rpartition("/")[0], ready)
            place = f"{root}/{name}"
            try:
                os.replace(self._aside(number), place)
            except IsADirectoryError:
                shutil.rmtree(place)
                os.replace(self._aside(number), place)

    def _aside(self, number: int) -> str:
        return f"{self._root}/{number}"


def _make_way(root: str, folder: str, ready: set[str]) -> None:
    """Make a folder of the site, and those it is in; ``ready`` are those that are there."""
    if folder not in ready:
        _make_way(root, folder.rpartition("/")[0], ready)
        _be_folder(f"{root}/{folder}")
        ready.add(folder)


def _be_folder(path: str) -> None:
    """Make a folder; a link or a file in its place goes."""
    if not os.path.isdir(path) or os.path.islink(path):
        remove(path)
        os.makedirs(path)
