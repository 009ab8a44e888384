"""FrontMatter ⇄ text: how the database keeps the fields of a briefing.

The first line is JSON with the fields that everybody may have, just as the export shows them, so that a year of
it is copied and not made. The second, if there is one, has the fields that are of use to the portal only.
JSON and no pickle: a cache may come from anywhere, and nothing in it may run.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import MISSING, fields
from datetime import date, datetime
from operator import attrgetter
from sys import intern
from typing import Any

from generator.model import Correction, FrontMatter, Image, Moment, Quote, Source

_OWN = frozenset(["status", "publish_at", "pinned", "aliases", "summary_by"])


def pack(front: FrontMatter) -> str:
    """Write the fields that hold something."""
    shown: dict[str, Any] = {}
    own: dict[str, Any] = {}
    for (name, default, write), value in zip(_FIELDS, _values(front), strict=True):
        if value is not default and value != default:
            (own if name in _OWN else shown)[name] = write(value) if write else value
    return f"{_encode(shown)}\n{_encode(own)}" if own else _encode(shown)


def public(packed: str) -> str:
    """The fields that everybody may have, as JSON."""
    return packed.partition("\n")[0]


def unpack(packed: str) -> FrontMatter:
    """Read the fields back."""
    shown, _, own = packed.partition("\n")
    values: dict[str, Any] = _decode(shown)[0]
    if own:
        values |= _decode(own)[0]
    for name, value in values.items():
        if read := _READ.get(name):
            values[name] = read(value)
        elif type(value) is list:
            values[name] = tuple(map(intern, value))  # names and tags: many briefings have the same
    return FrontMatter(**values)


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
_decode = json.JSONDecoder().raw_decode

_PARTS = {
    kind: tuple((field.name, field.default is MISSING) for field in fields(kind))
    for kind in (Source, Quote, Correction, Image)
}


def _parts(value: Any) -> dict[str, Any]:
    """The parts of a source and the like that hold something, and those that must not be missing."""
    parts = ((name, getattr(value, name), is_required) for name, is_required in _PARTS[type(value)])
    return {
        name: part.isoformat() if isinstance(part, date) else part
        for name, part, is_required in parts
        if part or is_required
    }


def _all_parts(values: Any) -> list[dict[str, Any]]:
    return [_parts(value) for value in values]


def _iso(moment: Any) -> str:
    return str(moment.isoformat())


def _moment(text: str) -> Moment:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


_READ: dict[str, Callable[[Any], Any]] = {
    "date": _moment,
    "updated": _moment,
    "added": date.fromisoformat,
    "publish_at": datetime.fromisoformat,
    "expire_at": datetime.fromisoformat,
    "quotes": lambda rows: tuple(Quote(**{**row, "text": tuple(row["text"])}) for row in rows),
    "sources": lambda rows: tuple(Source(**row) for row in rows),
    "corrections": lambda rows: tuple(Correction(**{**row, "date": date.fromisoformat(row["date"])}) for row in rows),
    "image": lambda row: Image(**row),
}

_WRITE: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("date", "updated", "added", "publish_at", "expire_at"), _iso),
    **dict.fromkeys(("quotes", "sources", "corrections"), _all_parts),
    "image": _parts,
}

_FIELDS = tuple(
    (field.name, getattr(FrontMatter(), field.name), _WRITE.get(field.name)) for field in fields(FrontMatter)
)
_values = attrgetter(*(name for name, _, _ in _FIELDS))
