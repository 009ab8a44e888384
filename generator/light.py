"""Python's data classes, made in a third of the time that they take otherwise.

A build's start loads some fifty of them, and most of what Python spends on one goes into compiling methods from text:
comparing, showing, hashing and refusing to change are the same for all and need no text.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeVar, cast, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def light(cls: type[T]) -> type[T]:
    """Make a value: compared and hashed by its fields, frozen for the type checker alone.

    To freeze a value at run time too makes making it five times as slow.
    """
    made, of = _made(cls)

    def hashed(self: T) -> int:
        return hash(of(self))

    made.__hash__ = hashed  # type: ignore[assignment]
    return made


@dataclass_transform(field_specifiers=(field,))
def changing(cls: type[T]) -> type[T]:
    """Make something that fills or changes while work goes on: compared by its fields, not to be hashed."""
    made, _ = _made(cls)
    made.__hash__ = None  # type: ignore[assignment]
    return made


def _made(cls: type[T]) -> tuple[type[T], attrgetter[Any]]:
    """The class with its fields; and what takes from an instance all that is compared."""
    keeps_more = any(isinstance(value, cached_property) for value in vars(cls).values())
    made = cast(Any, dataclass(slots=not keeps_more, eq=False, repr=False)(cls))
    of = attrgetter(*(item.name for item in fields(made) if item.compare))

    def same(self: Any, other: Any) -> Any:
        return of(self) == of(other) if other.__class__ is self.__class__ else NotImplemented

    made.__eq__ = same
    if "__repr__" not in vars(made):
        made.__repr__ = _shown
    return made, of


def _shown(self: Any) -> str:
    shown = ", ".join(f"{item.name}={getattr(self, item.name)!r}" for item in fields(self) if item.repr)
    return f"{self.__class__.__qualname__}({shown})"
