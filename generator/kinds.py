"""What a field of the front matter may hold.

A *kind* turns a YAML value into a value of the model (``read``), back (``write``), and into JSON Schema.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol

from generator import text

SLUG_LIMIT = 80
FOLDER_LIMIT = 255
"""Bytes that the name of a folder may have."""
_SURROGATES = re.compile("[\ud800-\udfff]")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?")


class Refused(Exception):
    """A value that its kind does not take: what is wrong, how to mend it."""

    def __init__(self, what: str, cure: str) -> None:
        self.what, self.cure = what, cure
        super().__init__(f"{what}; {cure}")


class Kind(Protocol):
    """What a field may hold."""

    def read(self, value: Any) -> Any:
        """Turn a YAML value into the model's; raise Refused."""

    def write(self, value: Any) -> Any:
        """Turn the model's value into plain YAML data."""

    def schema(self) -> dict[str, Any]:
        """The JSON Schema of the YAML value."""


def shown(value: Any) -> str:
    """A value as it can stand in a message: short, on one line."""
    words = repr(value) if isinstance(value, str) else str(value)
    return words if len(words) <= 60 else words[:57] + "…"


class Text:
    """Text on one line."""

    def __init__(self, limit: int) -> None:
        self.limit = limit

    def read(self, value: Any) -> str:
        """Refuse other types, line breaks, control and direction characters, and what is too long."""
        if not isinstance(value, str):
            raise Refused(f"{shown(value)} is {_type(value)}, not text", f'write it in quotes: "{value}"')
        if value.isprintable() and len(value) <= self.limit:
            return value.strip()  # nearly every text; what follows finds the reason why another is refused
        if text.CONTROLS.search(value) or "\n" in value or "\r" in value or "\t" in value:
            raise Refused("holds a line break, tab or control character", "write it on one line without them")
        if text.BIDI_CONTROLS.search(value):
            raise Refused("holds an invisible character that changes the reading direction", "delete it")
        if _SURROGATES.search(value):
            raise Refused("holds half of a character (a lone surrogate)", "type the character again")
        if len(value) > self.limit:
            raise Refused(f"has {len(value):,} characters", f"use at most {self.limit:,}")
        return value.strip()

    def write(self, value: str) -> str:
        """Text as it is."""
        return value

    def schema(self) -> dict[str, Any]:
        """A bounded string."""
        return {"type": "string", "maxLength": self.limit, "pattern": r"^[^\n\r\t]*$"}


class Pattern:
    """Text of a given form."""

    def __init__(self, pattern: re.Pattern[str], limit: int, cure: str) -> None:
        self.pattern, self.limit, self.cure = pattern, limit, cure

    def read(self, value: Any) -> str:
        """Refuse what does not have the form."""
        if not isinstance(value, str):
            raise Refused(f"{shown(value)} is {_type(value)}, not text", self.cure)
        if len(value) > self.limit or not self.pattern.fullmatch(value):
            raise Refused(f"{shown(value)} does not have the right form", self.cure)
        return value

    def write(self, value: str) -> str:
        """Text as it is."""
        return value

    def schema(self) -> dict[str, Any]:
        """A string with its pattern."""
        return {"type": "string", "maxLength": self.limit, "pattern": f"^(?:{self.pattern.pattern})$"}


class SitePath(Pattern):
    """A path inside the site, in the form that browsers write as well: with ``%`` for what is not ASCII."""

    def read(self, value: Any) -> str:
        """Refuse also what no folder can be named, and what leads elsewhere once it is decoded."""
        path = super().read(value)
        folders = decoded(path).split("/")
        if len(folders) > path.count("/") + 1 or not all(map(str.isprintable, folders)) or {".", ".."} & {*folders}:
            raise Refused(f"{shown(value)} does not have the right form", self.cure)
        if any(len(folder.encode()) > FOLDER_LIMIT for folder in folders):
            raise Refused(f"{shown(value)} has a part of more than {FOLDER_LIMIT} bytes", "shorten it, or remove it")
        return path


def decoded(path: str) -> str:
    """A path as files have it, though it may be written as browsers write it."""
    if "%" not in path:
        return path
    from urllib.parse import unquote  # as good as never

    try:
        return unquote(path, errors="strict")
    except UnicodeDecodeError:  # no server takes that for a name in UTF-8
        return path


class Choice(NamedTuple):
    """One of a few words."""

    words: tuple[str, ...]

    def read(self, value: Any) -> str:
        """Refuse other words."""
        if value not in self.words:
            raise Refused(f"{shown(value)} is not one of the choices", f"write one of {', '.join(self.words)}")
        return str(value)

    def write(self, value: str) -> str:
        """The word."""
        return value

    def schema(self) -> dict[str, Any]:
        """An enumeration."""
        return {"enum": list(self.words)}


class Flag:
    """True or false."""

    def read(self, value: Any) -> bool:
        """Refuse anything but a boolean."""
        if not isinstance(value, bool):
            raise Refused(f"{shown(value)} is not true or false", "write true or false, without quotes")
        return value

    def write(self, value: bool) -> bool:
        """The boolean."""
        return value

    def schema(self) -> dict[str, Any]:
        """A boolean."""
        return {"type": "boolean"}


class Day:
    """A calendar day."""

    def read(self, value: Any) -> date:
        """Refuse anything but an ISO day."""
        if not isinstance(value, date) or isinstance(value, datetime):
            raise Refused(f"{shown(value)} is no day", "write YYYY-MM-DD, without quotes")
        return value

    def write(self, value: date) -> date:
        """The day."""
        return value

    def schema(self) -> dict[str, Any]:
        """An ISO day."""
        return {"type": "string", "format": "date"}


class Time:
    """A point in time with its offset from UTC."""

    def read(self, value: Any) -> datetime:
        """Refuse days and times without an offset."""
        if not isinstance(value, datetime):
            raise Refused(f"{shown(value)} is no date with a time", "write YYYY-MM-DDTHH:MM:SSZ, without quotes")
        if value.tzinfo is None:
            raise Refused(f"{shown(value)} has no offset from UTC", "add Z for UTC, or an offset such as +09:00")
        return value

    def write(self, value: datetime) -> datetime:
        """The time."""
        return value

    def schema(self) -> dict[str, Any]:
        """An ISO date-time."""
        return {"type": "string", "format": "date-time"}


class DayOrTime:
    """A calendar day, or a point in time."""

    def read(self, value: Any) -> date | datetime:
        """Refuse what is neither."""
        if isinstance(value, datetime):
            return Time().read(value)
        if isinstance(value, date):
            return value
        raise Refused(f"{shown(value)} is no date", "write YYYY-MM-DD without quotes, or leave it empty if unknown")

    def write(self, value: date) -> date:
        """The date."""
        return value

    def schema(self) -> dict[str, Any]:
        """Either form."""
        return {"anyOf": [Day().schema(), Time().schema()]}


class ListOf:
    """Several values of one kind, none twice."""

    def __init__(self, item: Kind, limit: int, *, unique: bool = True) -> None:
        self.item, self.limit, self.unique = item, limit, unique

    def read(self, value: Any) -> tuple[Any, ...]:
        """Refuse what is no list, is too long, or repeats itself."""
        if not isinstance(value, list):
            raise Refused(f"{shown(value)} is no list", "write it in brackets: [one, two]")
        if len(value) > self.limit:
            raise Refused(f"has {len(value)} entries", f"use at most {self.limit}")
        try:
            items = tuple(map(self.item.read, value))
        except Refused:  # again, to tell which
            items = tuple(self._item(number, item) for number, item in enumerate(value, 1))
        if self.unique and len(set(items)) < len(items):
            for number, item in enumerate(items):
                if item in items[:number]:
                    raise Refused(f"{shown(item)} stands twice", "keep one of the two")
        return items

    def _item(self, number: int, item: Any) -> Any:
        try:
            return self.item.read(item)
        except Refused as refused:
            raise Refused(f"entry {number}: {refused.what}", refused.cure) from refused

    def write(self, value: tuple[Any, ...]) -> list[Any]:
        """A list."""
        return [self.item.write(item) for item in value]

    def schema(self) -> dict[str, Any]:
        """An array."""
        return {
            "type": "array",
            "items": self.item.schema(),
            "maxItems": self.limit,
            "uniqueItems": self.unique,
        }


class Record(NamedTuple):
    """A value with named parts, such as a source or a correction."""

    make: Callable[..., Any]
    parts: Mapping[str, Kind]
    required: tuple[str, ...] = ()

    def read(self, value: Any) -> Any:
        """Refuse unknown and missing parts."""
        if not isinstance(value, dict):
            raise Refused(f"{shown(value)} has no named parts", f"write {{{', '.join(f'{p}: …' for p in self.parts)}}}")
        for name in value:
            if name not in self.parts:
                raise Refused(f"unknown part {name!r}", f"use {', '.join(self.parts)}")
        for name in self.required:
            if value.get(name) in (None, "", []):
                raise Refused(f"the part {name!r} is missing", f"add {name}: …")
        return self.make(**{name: self._part(name, part) for name, part in value.items() if part is not None})

    def _part(self, name: str, value: Any) -> Any:
        try:
            return self.parts[name].read(value)
        except Refused as refused:
            raise Refused(f"{name}: {refused.what}", refused.cure) from refused

    def write(self, value: Any) -> dict[str, Any]:
        """A mapping of the parts that hold something."""
        pairs = ((name, getattr(value, name)) for name in self.parts)
        return {name: self.parts[name].write(part) for name, part in pairs if part not in (None, "", ())}

    def schema(self) -> dict[str, Any]:
        """An object."""
        properties = {name: kind.schema() for name, kind in self.parts.items()}
        return {
            "type": "object",
            "properties": properties,
            "required": list(self.required),
            "additionalProperties": False,
        }


def _type(value: Any) -> str:
    names = {
        bool: "yes or no",
        int: "a number",
        float: "a number",
        list: "a list",
        dict: "a mapping",
        type(None): "empty",
    }
    return names.get(type(value), "a date")


SLUG = Pattern(_SLUG, SLUG_LIMIT, f"use a–z, 0–9 and single hyphens, at most {SLUG_LIMIT} characters")
LANGUAGE = Pattern(_LANGUAGE, 12, "write a BCP 47 tag such as en, fr, zh-Hant or pt-BR")
URL = Pattern(
    re.compile(r"""https?://[^\s<>"'`\\{}|^\x00-\x20]+"""),
    2000,
    "write an address that begins with https:// or http://",
)
SHA256 = Pattern(re.compile(r"[0-9a-f]{64}"), 64, "leave it as the converter wrote it: 64 hexadecimal digits")
SITE_PATH = SitePath(
    re.compile(r"(?!.*(?:^|/)\.\.?(?:/|$))(?!.*//)[\w\-.~%]+(?:/[\w\-.~%]+)*/?"),
    200,
    "write a path inside the site, such as old/address/",
)
NAME = Text(200)
SENTENCE = Text(1000)
