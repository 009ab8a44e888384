"""Reading ``tests/cases``: what a careful editor would write about each of the shipped seeds.

The README beside the files says what each field means. An unknown field or a value of another kind is an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "tests" / "cases"


@dataclass(frozen=True)
class Names:
    """Tags or names that must, may and must not be given."""

    must: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


@dataclass(frozen=True)
class Quotation:
    """How a quotation begins, and who says it."""

    text: str
    speaker: str
    is_optional: bool = False
    """A reader would not miss it."""


@dataclass(frozen=True)
class Case:
    """What an editor expects of one seed."""

    seed: str
    title: str = ""
    deck: str = ""
    date: str = ""
    updated: str = ""
    dateline: str = ""
    byline: str = ""
    language: str = ""
    paragraphs: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    tags: Names = Names()
    people: Names = Names()
    organizations: Names = Names()
    places: Names = Names()
    quotes: tuple[Quotation, ...] = ()
    stories: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """Name of the seed's file in ``seeds/``."""
        return self.seed.partition("#")[0]


_NAMES = frozenset({"tags", "people", "organizations", "places"})
_LISTS = frozenset({"paragraphs", "maybe", "never", "stories"})
_KNOWN = frozenset(field.name for field in fields(Case))


def load(folder: Path = FOLDER) -> list[Case]:
    """All cases, by the names of their files."""
    return [read(path) for path in sorted(folder.glob("*.yml"))]


def read(path: Path) -> Case:
    """Read one case; ValueError names the file and the field that is wrong."""
    value = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        if unknown := value.keys() - _KNOWN:
            raise ValueError(f"unknown field {', '.join(sorted(unknown))}")
        return Case(**{name: _value(name, part) for name, part in value.items()})
    except (ValueError, TypeError, AttributeError) as error:
        raise ValueError(f"{path.name}: {error}") from error


def _value(name: str, value: Any) -> Any:
    if name in _NAMES:
        return _names(name, value or {})
    if name == "quotes":
        return tuple(_quotation(item) for item in value or ())
    if name in _LISTS:
        return _texts(name, value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{name} is {value!r}, not text; write it in quotes")
    return value or ""


def _names(name: str, value: Mapping[str, Any]) -> Names:
    if unknown := value.keys() - {"must", "may", "never"}:
        raise ValueError(f"{name}: unknown {', '.join(unknown)}")
    return Names(**{kind: _texts(f"{name}.{kind}", listed) for kind, listed in value.items()})


def _texts(name: str, value: Any) -> tuple[str, ...]:
    for item in value or ():
        if not isinstance(item, str) or not item.strip():
            raise ValueError(f"{name}: {item!r} is not text; write it in quotes")
    return tuple(value or ())


def _quotation(item: Mapping[str, Any]) -> Quotation:
    if unknown := item.keys() - {"speaker", "text", "may"}:
        raise ValueError(f"quotes: unknown {', '.join(unknown)}")
    return Quotation(item["text"], item.get("speaker") or "", bool(item.get("may")))
