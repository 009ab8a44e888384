"""What one seed gives now: everything of a briefing but its address and the day it is added."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from generator import frontmatter, neardup
from generator.articles import Repair, Seed, summed
from generator.content.merge import field_digests
from generator.content.paragraphs import body_digests
from generator.content.record import Record
from generator.fields import BY_NAME
from generator.light import light
from generator.model import FrontMatter

if TYPE_CHECKING:
    from generator.verify import Proof

WRITTEN_ONCE = frozenset({"slug", "added", "status"})
"""Fields that a conversion gives to a new briefing and never looks at again."""

MAX_DIFFERENCES = 50
"""So many places are kept in a record: a text that differs in more is no copy of its source."""


@light
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
    proof: Proof
    """What comparing it with the seed gave."""
    repairs: tuple[Repair, ...] = ()
    """What was mended when the seed was read, one of each kind."""

    @classmethod
    def of(cls, seed: Seed, front: FrontMatter, body: str, proof: Proof) -> Draft:
        """Make a draft from what the pipeline composed of a seed."""
        names = [name for name in BY_NAME if name not in WRITTEN_ONCE]
        fields = {name: frontmatter.plain_value(name, getattr(front, name)) for name in names}
        sketch = neardup.dump(neardup.sketch(body))
        return cls(seed.path, seed.sha256, front, body, fields, sketch, proof, summed(seed.repairs))

    @property
    def folder(self) -> str:
        """Folder below the briefings: the year of publication, or ``undated``."""
        return str(self.front.date.year) if self.front.date else "undated"

    def entered(self, record: Record) -> Record:
        """A record with what it keeps of a draft whatever editors did."""
        differences = tuple(asdict(found) for found in self.proof.differences[:MAX_DIFFERENCES])
        return replace(
            record,
            sha256=self.sha256,
            sketch=self.sketch,
            proof=self.proof.state,
            differences=differences,
            repairs=self.repairs,
        )

    def field_digests(self) -> dict[str, str]:
        """Digest of each field that holds something."""
        return field_digests(self.fields)

    def body_digests(self) -> tuple[str, ...]:
        """Digest of each paragraph."""
        return tuple(body_digests(self.body))


@light
class Rejected:
    """A seed that gives no briefing."""

    seed: str
    reason: str

    def __str__(self) -> str:
        """``path: reason``."""
        return f"{self.seed}: {self.reason}"
