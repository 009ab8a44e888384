"""Texts of briefings set aside between reading and making: in files, for they do not fit into memory at any size."""

from __future__ import annotations

import json
import os
from dataclasses import fields
from pathlib import Path

from generator.catalogue.body import Text
from generator.catalogue.provenance import Provenance

_PROVENANCE = tuple(field.name for field in fields(Provenance))
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

Place = tuple[str, int, int, int]
"""File, offset, length of the HTML, length of all else."""


class Texts:
    """A folder with one file a process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[str, int] = {}

    def put(self, texts: list[Text]) -> list[Place]:
        """Set texts aside; tell where each is."""
        self._folder.mkdir(parents=True, exist_ok=True)
        name = str(os.getpid())
        places: list[Place] = []
        with (self._folder / name).open("ab") as file:
            offset = file.tell()
            for text in texts:
                html = text.html.encode("utf-8", "surrogatepass")
                provenance = [getattr(text.provenance, name) for name in _PROVENANCE]
                rest = _encode([text.summary, text.key_points, text.quotes, provenance]).encode(
                    "utf-8", "surrogatepass"
                )
                file.write(html + rest)
                places.append((name, offset, len(html), len(rest)))
                offset += len(html) + len(rest)
        return places

    def get(self, place: Place) -> Text:
        """Fetch a text."""
        name, offset, first, second = place
        if name not in self._open:
            self._open[name] = os.open(self._folder / name, os.O_RDONLY)
        data = os.pread(self._open[name], first + second, offset)
        summary, points, quotes, provenance = json.loads(data[first:])
        return Text(data[:first].decode("utf-8", "surrogatepass"), summary, points, quotes, Provenance(*provenance))

    def close(self) -> None:
        """Let go of the files."""
        for descriptor in self._open.values():
            os.close(descriptor)
        self._open.clear()
