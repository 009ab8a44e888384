"""What one seed gives now: everything of a briefing but its address and the day it is added."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator import frontmatter, neardup
from generator.content.merge import field_digests
from generator.content.paragraphs import body_digests
from generator.fields import BY_NAME
from generator.model import FrontMatter, Repair, Seed, summed

WRITTEN_ONCE = frozenset({"slug", "added", "status"})
"""Fields that a conversion gives to a new briefing and never looks at again."""


@dataclass(frozen=True)
class Draft:
    """The converter's side of a merge."""

    seed: str
    sha256: str
    front: FrontMatter
    body: str
    fields: Mapping[str, Any]
    """Every field that conversions refresh as plain data, the empty ones too."""
    sketch: str
    """Sketch of the text, as records keep it."""
    repairs: tuple[Repair, ...] = ()
    """What was mended when the seed was read, one of each kind."""

    @classmethod
    def of(cls, seed: Seed, front: FrontMatter, body: str) -> Draft:
        """Make a draft from what the pipeline composed of a seed."""
        names = [name for name in BY_NAME if name not in WRITTEN_ONCE]
        fields = {name: frontmatter.plain_value(name, getattr(front, name)) for name in names}
        sketch = neardup.dump(neardup.sketch(body))
        return cls(seed.path, seed.sha256, front, body, fields, sketch, summed(seed.repairs))

    @property
    def folder(self) -> str:
        """Folder below the briefings: the year of publication, or ``undated``."""
        return str(self.front.date.year) if self.front.date else "undated"

    def field_digests(self) -> dict[str, str]:
        """Digest of each field that holds something."""
        return field_digests(self.fields)

    def body_digests(self) -> tuple[str, ...]:
        """Digest of each paragraph."""
        return tuple(body_digests(self.body))


@dataclass(frozen=True)
class Rejected:
    """A seed that gives no briefing."""

    seed: str
    reason: str

    def __str__(self) -> str:
        """``path: reason``."""
        return f"{self.seed}: {self.reason}"
