"""What its own page shows of a briefing's text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.light import light
from generator.prose import sentences

if TYPE_CHECKING:
    from generator.catalogue.provenance import Provenance
    from generator.catalogue.reading import Reading


@light
class Text:
    """Plain data: it is kept aside between two steps of a build."""

    html: str
    """The body, its links to briefings still as written."""
    summary: tuple[tuple[str, str], ...]
    """Sentences with the anchors of their paragraphs."""
    key_points: tuple[tuple[str, str], ...]
    quotes: tuple[tuple[tuple[str, ...], str, str], ...]
    """Parts, speaker, anchor."""
    provenance: Provenance

    @classmethod
    def of(cls, reading: Reading, provenance: Provenance) -> Text:
        """Take it from a reading."""
        front = reading.document.front
        return cls(
            reading.rendered.html,
            tuple([(sentence, reading.anchor_of(sentence)) for sentence in sentences(front.summary)]),
            tuple([(point, reading.anchor_of(point)) for point in front.key_points]),
            tuple([(quote.text, quote.speaker, anchor) for quote, anchor in reading.quotes]),
            provenance,
        )
