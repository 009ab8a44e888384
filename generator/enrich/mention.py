"""One naming of somebody or something in an article."""

from __future__ import annotations

from generator.light import light

PERSON, ORGANIZATION, PLACE = "person", "organization", "place"


@light
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
