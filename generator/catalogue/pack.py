"""FrontMatter ⇄ one line of JSON: how the database keeps the fields of a briefing.

JSON and no pickle: a cache may come from anywhere, and nothing in it may run.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from generator.model import Correction, FrontMatter, Image, Moment, Quote, Source

_NAMES = tuple(field.name for field in fields(FrontMatter))
_DEFAULTS = [getattr(FrontMatter(), name) for name in _NAMES]


def pack(front: FrontMatter) -> str:
    """Write the fields that hold something."""
    values = {
        str(at): _plain(value)
        for at, (name, default) in enumerate(zip(_NAMES, _DEFAULTS, strict=True))
        if (value := getattr(front, name)) != default
    }
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def unpack(text: str) -> FrontMatter:
    """Read the fields back."""
    values = {_NAMES[int(at)]: value for at, value in json.loads(text).items()}
    return FrontMatter(**{name: _READ.get(name, _as_is)(value) for name, value in values.items()})


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _as_is(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


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
