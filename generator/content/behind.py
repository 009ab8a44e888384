"""Renames that wait until what they show is safe on the disk, for many files together.

A sync for each file would take most of a conversion's time. What waits here is written but not shown: a kill leaves
it as a stray file, which the next run completes or sweeps up (see ``staging``), exactly as for a single file.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from generator import files
from generator.light import light

TOGETHER = 200
"""So many changes of a conversion wait at most: a kill costs the work on them."""


@light
class Move:
    """A rename: from a staging file to its place."""

    staged: str
    place: str


class Behind:
    """Changes of one to two renames that are made one after the other, and only once all is on the disk."""

    def __init__(self, most: int = 1) -> None:
        self._most = most
        self._changes: list[Sequence[Move]] = []
        self._waiting: dict[str, Sequence[Move]] = {}
        """Place → the change that waits for it."""

    def add(self, *moves: Move) -> None:
        """Let a change wait: its second rename is made after the first one is safe."""
        self._changes.append(moves)
        self._waiting.update((move.place, moves) for move in moves)
        if len(self._changes) >= self._most:
            self.settle()

    def settle_for(self, place: str) -> None:
        """Make all changes if one of them concerns this file."""
        if place in self._waiting:
            self.settle()

    def now(self, place: str) -> str:
        """The file that has what is, or will be, at a place: for who reads it without having it shown."""
        return next((move.staged for move in self._waiting.get(place, ()) if move.place == place), place)

    def waits(self, *places: str) -> bool:
        """Whether just such a change waits: renames to these places, in this order."""
        return [move.place for move in self._waiting.get(places[0], ())] == [*places]

    def withdraw(self, *places: str) -> bool:
        """Take back just such a change, if it waits, and what was written for it."""
        if not self.waits(*places):
            return False
        change = self._waiting[places[0]]
        self._changes.remove(change)
        for move in change:
            del self._waiting[move.place]
            Path(move.staged).unlink()
        return True

    def settle(self) -> None:
        """Make all changes that wait."""
        changes, self._changes = self._changes, []
        self._waiting.clear()
        if not changes:
            return
        files.sync_all(move.staged for change in changes for move in change)
        for step in range(max(map(len, changes))):
            moves = [change[step] for change in changes if len(change) > step]
            for move in moves:
                os.replace(move.staged, move.place)  # noqa: PTH105 (a hundred thousand times: Path costs twice as much)
            files.sync_all(os.path.dirname(move.place) for move in moves)  # noqa: PTH120
