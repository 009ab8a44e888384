"""FrontMatter ⇄ one line of JSON: how the database keeps the fields of a briefing.

JSON and no pickle: a cache may come from anywhere, and nothing in it may run.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from generator.model import Correction, FrontMatter, Image, Moment, Quote, Source


def pack(front: FrontMatter) -> str:
    """Write the fields that hold something."""
    values = {}
    for number, name, default, write in _FIELDS:
        value = getattr(front, name)
        if value is not default and value != default:
            values[number] = write(value) if write else value
    return _encode(values)


def unpack(text: str) -> FrontMatter:
    """Read the fields back."""
    values: dict[str, Any] = {}
    for number, value in json.loads(text).items():
        name, read = _READERS[number]
        values[name] = read(value) if read else tuple(value) if type(value) is list else value
    return FrontMatter(**values)


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _moment(text: str) -> Moment:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


_READ: dict[str, Callable[[Any], Any]] = {
    "date": _moment,
    "updated": _moment,
    "added": date.fromisoformat,
    "publish_at": datetime.fromisoformat,
    "expire_at": datetime.fromisoformat,
    "quotes": lambda rows: tuple(Quote(tuple(text), speaker) for text, speaker in rows),
    "sources": lambda rows: tuple(Source(*row) for row in rows),
    "corrections": lambda rows: tuple(Correction(date.fromisoformat(day), note) for day, note in rows),
    "image": lambda row: Image(*row),
}

_WRITE: dict[str, Callable[[Any], Any]] = {
    "date": lambda moment: moment.isoformat(),
    "updated": lambda moment: moment.isoformat(),
    "added": lambda moment: moment.isoformat(),
    "publish_at": lambda moment: moment.isoformat(),
    "expire_at": lambda moment: moment.isoformat(),
    "quotes": lambda quotes: [(quote.text, quote.speaker) for quote in quotes],
    "sources": lambda sources: [(s.name, s.url, s.seed, s.sha256, s.rights) for s in sources],
    "corrections": lambda corrections: [(item.date.isoformat(), item.note) for item in corrections],
    "image": lambda image: (image.path, image.alt),
}

_FIELDS = tuple(
    (str(at), field.name, getattr(FrontMatter(), field.name), _WRITE.get(field.name))
    for at, field in enumerate(fields(FrontMatter))
)
_READERS = {number: (name, _READ.get(name)) for number, name, _, _ in _FIELDS}
