"""One naming of somebody or something in an article."""

from __future__ import annotations

from dataclasses import dataclass

PERSON, ORGANIZATION, PLACE = "person", "organization", "place"


@dataclass(frozen=True, slots=True)
class Mention:
    """One naming of somebody or something."""

    kind: str
    """person · organization · place."""
    name: str
    """As written, without titles before it."""
    at: int
    """Number of the paragraph."""
    start: int
    end: int
