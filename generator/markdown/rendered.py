"""What rendering a body gives, and the anchors it hands out on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from generator.light import changing, light
from generator.text import slugify


@light
class Rendered:
    """A body as HTML, with what other pages may want to know of it."""

    html: str
    paragraphs: Mapping[str, str]
    """Anchor → plain text of each top-level block, in order."""
    headings: tuple[str, ...]
    """Anchors of the subheads."""
    links: tuple[str, ...]
    """Targets of links and images, as written."""
    text: str
    """Plain text of all blocks, each on a line of its own."""

    @property
    def anchors(self) -> frozenset[str]:
        """Every anchor that a link may name."""
        return frozenset(self.paragraphs) | frozenset(self.headings)


@changing
class Outline:
    """Numbers the blocks (p1, p2 …), names the subheads, and notes links while a body is rendered."""

    paragraphs: dict[str, str] = field(default_factory=dict)
    headings: dict[str, None] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)
    """Name of a subhead → the last number a namesake was given."""

    def block(self, text: str) -> str:
        """Anchor of the next block, whose plain text is ``text``."""
        anchor = f"p{len(self.paragraphs) + 1}"
        self.paragraphs[anchor] = text
        return anchor

    def heading(self, text: str) -> str:
        """Anchor of a subhead: the first free one of ``h-text``, ``h-text-2``, ``h-text-3`` …."""
        base = name = "h-" + (slugify(text, 60) or "section")
        while name in self.headings:
            self._numbers[base] = number = self._numbers.get(base, 1) + 1
            name = f"{base}-{number}"
        self.headings[name] = None
        return name

    def rendered(self, html: str) -> Rendered:
        """The whole, with the finished HTML."""
        text = "\n".join(self.paragraphs.values())
        return Rendered(html, self.paragraphs, tuple(self.headings), tuple(self.links), text)
