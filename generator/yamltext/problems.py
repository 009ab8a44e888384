"""What a YAML text may not be."""

from __future__ import annotations

from typing import Any

from generator.light import light

MAX_CHARACTERS = 256 * 1024
MAX_DEPTH = 12


class YAMLProblem(Exception):
    """What is wrong in a YAML text: line (from 0), what, cure."""

    def __init__(self, line: int, what: str, cure: str) -> None:
        self.line, self.what, self.cure = line, what, cure
        super().__init__(f"line {line + 1}: {what}; {cure}")


@light
class Impossible:
    """A scalar that looks like a date or number and is none: one wrong value hides no other mistake of its file."""

    text: str
    """The scalar as it stands."""
    what: str
    cure: str

    def __str__(self) -> str:
        return self.text


def impossible(value: Any) -> Impossible | None:
    """The first impossible scalar in a value; None if all are sound."""
    if isinstance(value, Impossible):
        return value
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return next(filter(None, map(impossible, parts)), None)
