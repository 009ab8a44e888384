"""One briefing as other pages know it, and one as its own page does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from generator import markdown
from generator.enrich.quotes import quotes
from generator.model import Document, FrontMatter, Moment, Quote
from generator.text import word_count

WORDS_A_MINUTE = 220

HIDDEN, UNLISTED, LISTED = 0, 1, 2
"""States of a briefing: no page; a page that no listing names (withdrawn, expired); a page as usual."""


@dataclass(frozen=True)
class Entry:
    """A briefing without its text: what listings, feeds and neighbours show of it."""

    path: str
    """File below the content folder."""
    front: FrontMatter
    minutes: int
    """Reading time, at least one."""
    opening: str
    """Plain text of the first paragraph, where no summary is given."""
    listed: bool = True
    """Whether listings, search and feeds name it; a withdrawn or expired one keeps its page only."""

    @property
    def url(self) -> str:
        """Address inside the site."""
        return f"briefings/{self.front.slug}/"

    @property
    def changed(self) -> str:
        """ISO day of the last change known; empty if nothing is."""
        front = self.front
        known = [str(day(moment)) for moment in (front.updated, front.date, front.added) if moment is not None]
        return max(known, default="")


@dataclass(frozen=True)
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
        count = sum(word_count(paragraph) for paragraph in self.rendered.paragraphs.values())
        return max(1, round(count / WORDS_A_MINUTE))

    @cached_property
    def quotes(self) -> tuple[tuple[Quote, str], ...]:
        """The quotations with the anchors of their paragraphs: an editor's, else the computed ones."""
        front = self.document.front
        anchors = list(self.rendered.paragraphs)
        if front.quotes:
            return tuple((quote, self.anchor_of(quote.text[0])) for quote in front.quotes)
        texts = list(self.rendered.paragraphs.values())
        return tuple((quote, anchors[at]) for quote, at in quotes(texts, front.people))

    def anchor_of(self, passage: str) -> str:
        """Anchor of the first paragraph in which a passage stands; empty if in none."""
        wanted = comparable(passage)
        return next((anchor for anchor, text in self._comparable if wanted in text), "")

    @cached_property
    def _comparable(self) -> tuple[tuple[str, str], ...]:
        return tuple((anchor, comparable(text)) for anchor, text in self.rendered.paragraphs.items())


_SAME = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "\xa0": " ",
        "\u202f": " ",
        "\xad": None,
    }
)


def comparable(text: str) -> str:
    """Text with the typography folded that editors and converters may change: quotation marks and spaces."""
    return " ".join(text.translate(_SAME).split())


def state(front: FrontMatter, as_of: datetime, *, drafts: bool = False) -> int:
    """What readers may see of a briefing at ``as_of``; with ``drafts`` what editors may."""
    if not drafts and not is_public(front, as_of):
        return HIDDEN
    expired = front.expire_at is not None and front.expire_at <= as_of
    return UNLISTED if expired or front.status == "withdrawn" else LISTED


def is_public(front: FrontMatter, as_of: datetime) -> bool:
    """Whether a briefing has a page: published, withdrawn (with a notice), or its embargo is over."""
    if front.status == "draft":
        return False
    if front.publish_at is not None and front.publish_at > as_of:
        return False
    return front.status != "embargoed" or front.publish_at is not None


def day(moment: Moment) -> date:
    """The calendar day of a date or time, in the offset it was stated with."""
    return moment.date() if isinstance(moment, datetime) else moment


_BITS = 22  # enough for the last day of the year 9999
_LAST = (1 << _BITS) - 1


def place(front: FrontMatter) -> int:
    """Place in the order of all listings: newest first; the undated follow, by the day they were added.

    The slug decides between equals. A whole month or year is a range of places, see ``days``.
    """
    dated = day(front.date).toordinal() if front.date else 0
    added = front.added.toordinal() if front.added else 0
    return ((not front.date) << 2 * _BITS) | ((_LAST - dated) << _BITS) | (_LAST - added)


def days(first: date | None, last: date | None, *, dated: bool) -> tuple[int, int]:
    """Range of places (from, below) of the briefings dated, or else added, from ``first`` to ``last``."""
    newest = _LAST - (last.toordinal() if last else 0)
    oldest = _LAST - (first.toordinal() if first else 0)
    if dated:
        return newest << _BITS, (oldest + 1) << _BITS
    undated = (1 << 2 * _BITS) | (_LAST << _BITS)
    return undated | newest, (undated | oldest) + 1


UNDATED = 1 << 2 * _BITS
"""The first place of what has no date."""
