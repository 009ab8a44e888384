"""What one conversion did."""

from __future__ import annotations

from dataclasses import field

from generator.content.clash import Clash
from generator.conversion.draft import Rejected
from generator.light import changing


@changing
class Report:
    """What one run did: seeds by outcome."""

    created: list[str] = field(default_factory=list)
    refreshed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """Looked at again; there was nothing to change."""
    unchanged: list[str] = field(default_factory=list)
    """Not looked at: neither seed nor converter has changed."""
    deleted: list[str] = field(default_factory=list)
    """Seeds whose briefing an editor deleted; it stays deleted."""
    twins: list[tuple[str, str]] = field(default_factory=list)
    """Seeds that tell the story of a briefing that is there, with its file; listed as its second source."""
    clashes: list[tuple[str, Clash]] = field(default_factory=list)
    """Files, and what editor and source both changed in them; the editor's text stays."""
    notes: list[str] = field(default_factory=list)
    """What editors should know; nothing failed."""
    rejected: list[Rejected] = field(default_factory=list)
