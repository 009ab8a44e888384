"""What readers are told of a briefing's way from its source: compared when, and changed by editors where since."""

from __future__ import annotations

from typing import NamedTuple

from generator.catalogue.stamps import Stamp
from generator.light import light
from generator.model import FrontMatter

STATED = (
    *("title", "deck", "date", "updated", "summary", "key_points", "places", "people", "organizations", "quotes"),
    *("byline", "dateline", "section"),
)
"""Fields that a source has to give."""


STANDINGS = ("same", "edited", "differs", "unproved", "by_hand")
"""How a briefing can stand to its source, in a word."""


class Trace(NamedTuple):
    """One record that was looked at for a briefing, so that its change is noticed."""

    path: str
    """Below the content folder."""
    stamp: Stamp
    sha: str
    """Empty: there is none."""


@light
class Provenance:
    """How a briefing stands to its source; plain data."""

    state: str = ""
    """What comparing the converter's text gave (see ``Record.proof``); empty: nothing is known."""
    differences: tuple[tuple[str, str, str], ...] = ()
    """Field or anchor (empty: somewhere in the body), what the briefing says, what the source says."""
    fields: tuple[str, ...] = ()
    """Fields that editors changed since."""
    anchors: tuple[str, ...] = ()
    """Paragraphs that editors changed or added since."""
    left_out: int = 0
    """Paragraphs of the source that editors took out or rewrote, beyond those changed."""
    is_moved: bool = False
    """Whether editors changed the order of paragraphs."""
    repairs: tuple[tuple[str, int, str], ...] = ()
    """What was mended when the seed was read: kind, how often, what exactly."""

    def standing(self, front: FrontMatter) -> str:
        """One of ``STANDINGS``."""
        if not front.sources:
            return "by_hand"
        if self.state in ("", "unreadable"):
            return "unproved"
        if self.differences:
            return "differs"
        return "edited" if self.fields or self.anchors or self.left_out or self.is_moved else "same"


UNKNOWN = Provenance()
"""Nothing is known."""
