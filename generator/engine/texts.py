"""Texts of briefings set aside between reading and making: in files, for they do not fit into memory at any size.

They are written and read by the processes of one build, in a folder that is removed after it; so they are kept in
Python's own form of plain data, which takes a fraction of the time that JSON takes.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Sequence
from dataclasses import fields
from operator import attrgetter
from pathlib import Path

from generator.catalogue.body import Text
from generator.catalogue.provenance import Provenance

_of_text = attrgetter(*(field.name for field in fields(Text) if field.name != "provenance"))
_of_provenance = attrgetter(*(field.name for field in fields(Provenance)))
_NO_SHARING = 2
"""The form of ``marshal`` that does not look for values that occur twice."""

Place = tuple[str, int, int]
"""File, offset, length."""


class Texts:
    """A folder with one file a process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[str, int] = {}

    def put(self, texts: Sequence[Text]) -> list[Place]:
        """Set texts aside; tell where each is."""
        self._folder.mkdir(parents=True, exist_ok=True)
        name = str(os.getpid())
        places: list[Place] = []
        packed = [marshal.dumps((*_of_text(text), _of_provenance(text.provenance)), _NO_SHARING) for text in texts]
        with (self._folder / name).open("ab") as file:
            offset = file.tell()
            file.write(b"".join(packed))
        for data in packed:
            places.append((name, offset, len(data)))
            offset += len(data)
        return places

    def get(self, place: Place) -> Text:
        """Fetch a text."""
        name, offset, length = place
        if name not in self._open:
            self._open[name] = os.open(self._folder / name, os.O_RDONLY)
        html, summary, points, quotes, provenance = marshal.loads(os.pread(self._open[name], length, offset))
        return Text(html, summary, points, quotes, Provenance(*provenance))

    def close(self) -> None:
        """Let go of the files."""
        for descriptor in self._open.values():
            os.close(descriptor)
        self._open.clear()
