"""One briefing as its own page knows it: with its text."""

from __future__ import annotations

from functools import cached_property

from generator import markdown
from generator.catalogue.entry import comparable
from generator.light import light
from generator.model import Document, Quote
from generator.prose import word_count
from generator.text import may_quote

WORDS_A_MINUTE = 220


@light
class Reading:
    """A briefing with its text, for its own page."""

    document: Document
    rendered: markdown.Rendered

    @classmethod
    def of(cls, document: Document) -> Reading:
        """Render the body."""
        return cls(document, markdown.render(document.body))

    @cached_property
    def minutes(self) -> int:
        """Reading time, in minutes, at least one."""
        return max(1, round(word_count(self.rendered.text) / WORDS_A_MINUTE))

    @cached_property
    def quotes(self) -> tuple[tuple[Quote, str], ...]:
        """The quotations with the anchors of their paragraphs: an editor's, else the computed ones."""
        front = self.document.front
        if front.quotes:
            return tuple((quote, self.anchor_of(quote.text[0])) for quote in front.quotes)
        if not may_quote(self.rendered.text):
            return ()
        from generator.enrich.quotes import quotes  # slow to load, and some sites quote nobody

        texts = list(self.rendered.paragraphs.values())
        anchors = list(self.rendered.paragraphs)
        return tuple((quote, anchors[at]) for quote, at in quotes(texts, front.people))

    def anchor_of(self, passage: str) -> str:
        """Anchor of the first paragraph in which a passage stands; empty if in none."""
        wanted = ""
        for anchor, text in self.rendered.paragraphs.items():
            if passage in text:
                return anchor  # to the letter, so all the more with its typography folded
            wanted = wanted or comparable(passage)
            if wanted in self._comparable(anchor, text):
                return anchor
        return ""

    def _comparable(self, anchor: str, text: str) -> str:
        known = self._known.get(anchor)
        if known is None:
            known = self._known[anchor] = comparable(text)
        return known

    @cached_property
    def _known(self) -> dict[str, str]:
        """Paragraphs that have been looked through, by their anchors."""
        return {}
