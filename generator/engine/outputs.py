"""Files of the site as they are noted."""

from __future__ import annotations

from dataclasses import field
from typing import NamedTuple

from generator.catalogue.query import Unit
from generator.engine.stage import Seen
from generator.light import changing


class Output(NamedTuple):
    """A file of the site as the manifest has it."""

    path: str
    unit: str
    key: str
    """Hash of all that its bytes depend on."""
    sha: str
    seen: Seen
    changed: str | None
    """For the sitemap; None if the file is not in it."""
    reason: str
    """Why it was made."""

    @property
    def row(self) -> tuple[object, ...]:
        """As the table ``output`` has it."""
        return self.path, self.unit, self.key, self.sha, self.changed, self.reason


@changing
class Made:
    """What making a set of units gave."""

    outputs: list[Output] = field(default_factory=list)
    """Files that were written."""
    kept: dict[str, str | None] = field(default_factory=dict)
    """Files that stay as they are, with their day of change for the sitemap."""


def name_of(unit: Unit) -> str:
    """A unit as the manifest names it."""
    return "\t".join(unit)
