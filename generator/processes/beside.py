"""Questions with one answer each, of which some are answered beside this process: in parts, or ahead of their time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from generator.processes.cores import can_fork, cores

if TYPE_CHECKING:
    from generator.processes.child import Child

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

WORTH_IT = 20_000
"""Questions to the file system from which on another process is worth its start."""


def in_parts(
    function: Callable[[Sequence[_Item]], _Result], items: Sequence[_Item], least: int = WORTH_IT
) -> list[_Result]:
    """What a function gives for consecutive parts of the items, in order; small results are best.

    A part whose process fails is done here.
    """
    count = _free_cores() if can_fork() and len(items) >= least else 1
    size = -(-len(items) // count)
    first, *others = (items[at * size : (at + 1) * size] for at in range(count))
    asked = [_Asked(partial(function, part)) for part in others]
    try:
        return [function(first), *(one.result() for one in asked)]
    finally:
        for one in asked:
            one.drop()


class _Asked(Generic[_Result]):
    """A question that another process answers; this one if that fails."""

    def __init__(self, function: Callable[[], _Result]) -> None:
        from generator.processes.child import Child, as_many  # most builds ask too little to need it
        from generator.processes.messages import packed

        self._function = function
        self._child: Child | None = None
        for child in as_many(lambda: Child(lambda parent: parent.send(packed(function()))), 1):
            self._child = child

    def result(self) -> _Result:
        """Wait for it."""
        if self._child is None:
            return self._function()
        try:
            answer: _Result = self._child.line.receive()
            return answer
        except EOFError:
            return self._function()
        finally:
            self.drop()

    def drop(self) -> None:
        """Nobody will ask."""
        if self._child is not None:
            self._child.end()
            self._child = None


class Ahead(Generic[_Result]):
    """What a function gives, begun beside this process and asked for later; made here if that is not possible."""

    def __init__(self, function: Callable[[], _Result], *, is_worth_it: bool) -> None:
        self._function = function
        self._asked: _Asked[_Result] | None = None
        if is_worth_it and can_fork() and _free_cores() > 1:
            _sharing.append(self)
            self._asked = _Asked(function)

    def result(self) -> _Result:
        """Wait for it."""
        if self._asked is None:
            return self._function()
        try:
            return self._asked.result()
        finally:
            self.drop()

    def drop(self) -> None:
        """Nobody will ask."""
        if self._asked is not None:
            _sharing.remove(self)
            self._asked.drop()
            self._asked = None


_sharing: list[Ahead[Any]] = []
"""Work under way beside this process; a forked one shares the cores with its parent in the same way."""


def _free_cores() -> int:
    return max(1, cores() // (1 + len(_sharing)))
