"""Values made by ``light`` and ``changing`` behave as Python's own data classes do."""

from __future__ import annotations

import pickle
from dataclasses import asdict, field, fields, replace
from functools import cached_property
from typing import Any

import pytest

from generator.light import changing, light


@light
class Point:
    """Two numbers and what is not compared."""

    x: int
    y: int = 0
    note: str = field(default="", compare=False, repr=False)


@light
class Alone:
    """One field, so that what is compared is no tuple."""

    x: Any


@light
class Summed:
    """A value that keeps what it has found out."""

    numbers: tuple[int, ...]

    @cached_property
    def total(self) -> int:
        return sum(self.numbers)


@changing
class Count:
    """Something that grows."""

    names: list[str] = field(default_factory=list)


def test_values_are_equal_by_their_fields_and_only_with_their_own_kind() -> None:
    assert Point(1, 2, "seen") == Point(1, 2) != Point(2, 1)
    assert Point(1) != (1, 0, "")
    assert Alone(1) != 1
    assert Alone((1,)) == Alone((1,))
    assert len({Point(1, 2), Point(1, 2, "again"), Point(2, 1)}) == 2


def test_values_are_shown_copied_and_taken_apart_like_data_classes() -> None:
    assert repr(Point(1, 2, "hidden")) == "Point(x=1, y=2)"
    assert replace(Point(1, 2, "kept"), y=5) == Point(1, 5)
    assert [item.name for item in fields(Point)] == ["x", "y", "note"]
    assert asdict(Point(1)) == {"x": 1, "y": 0, "note": ""}
    assert pickle.loads(pickle.dumps(Point(1, 2, "n"))).note == "n"


def test_values_take_no_room_but_for_their_fields_unless_they_keep_more() -> None:
    assert not hasattr(Point(1), "__dict__")
    summed = Summed((1, 2))
    assert summed.total == summed.total == 3
    assert summed == Summed((1, 2))


def test_what_changes_has_its_own_defaults_and_no_hash() -> None:
    first, second = Count(), Count()
    first.names.append("a")
    assert first != second == Count()
    with pytest.raises(TypeError, match="unhashable"):
        hash(first)
