"""Documents → Catalogue: which briefings are shown, in which order, with what can be computed from each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from generator import markdown
from generator.enrich.quotes import quotes
from generator.model import Document, FrontMatter, Moment, Quote, Taxonomy
from generator.text import word_count

WORDS_A_MINUTE = 220


@dataclass(frozen=True)
class Entry:
    """One briefing of the site."""

    document: Document
    rendered: markdown.Rendered
    listed: bool
    """Whether listings, search and feeds name it; a withdrawn or expired one keeps its page only."""

    @property
    def front(self) -> FrontMatter:
        """The front matter."""
        return self.document.front

    @property
    def url(self) -> str:
        """Address inside the site."""
        return f"briefings/{self.front.slug}/"

    @property
    def year(self) -> str:
        """Year of publication, or ``undated``."""
        return str(self.front.date.year) if self.front.date else "undated"

    @cached_property
    def minutes(self) -> int:
        """Reading time, in minutes, at least one."""
        count = sum(word_count(paragraph) for paragraph in self.rendered.paragraphs.values())
        return max(1, round(count / WORDS_A_MINUTE))

    @cached_property
    def quotes(self) -> tuple[tuple[Quote, str], ...]:
        """The quotations with the anchors of their paragraphs: an editor's, else the computed ones."""
        anchors = list(self.rendered.paragraphs)
        texts = list(self.rendered.paragraphs.values())
        if self.front.quotes:
            return tuple((quote, self.anchor_of(quote.text[0])) for quote in self.front.quotes)
        return tuple((quote, anchors[at]) for quote, at in quotes(texts, self.front.people))

    def anchor_of(self, passage: str) -> str:
        """Anchor of the first paragraph in which a passage stands; empty if in none."""
        wanted = comparable(passage)
        return next((a for a, text in self.rendered.paragraphs.items() if wanted in comparable(text)), "")


@dataclass(frozen=True)
class Catalogue:
    """All entries, newest first; the undated follow, by the day they were added."""

    entries: tuple[Entry, ...]
    taxonomy: Taxonomy

    @cached_property
    def listed(self) -> tuple[Entry, ...]:
        """The entries that listings name."""
        return tuple(entry for entry in self.entries if entry.listed)

    @cached_property
    def by_slug(self) -> Mapping[str, Entry]:
        """Slug → entry."""
        return {entry.front.slug: entry for entry in self.entries}


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


def collect(documents: Iterable[Document], taxonomy: Taxonomy, as_of: datetime, *, drafts: bool = False) -> Catalogue:
    """Order the briefings that readers may see at ``as_of`` (drafts and embargoed ones too, if asked)."""
    entries = [
        Entry(document, markdown.render(document.body), _is_listed(document.front, as_of))
        for document in documents
        if drafts or is_public(document.front, as_of)
    ]
    return Catalogue(tuple(sorted(entries, key=_order)), taxonomy)


def is_public(front: FrontMatter, as_of: datetime) -> bool:
    """Whether a briefing has a page: published, withdrawn (with a notice), or its embargo is over."""
    if front.status == "draft":
        return False
    if front.publish_at is not None and front.publish_at > as_of:
        return False
    return front.status != "embargoed" or front.publish_at is not None


def _is_listed(front: FrontMatter, as_of: datetime) -> bool:
    return front.status != "withdrawn" and (front.expire_at is None or front.expire_at > as_of)


def day(moment: Moment) -> date:
    """The calendar day of a date or time, in the offset it was stated with."""
    return moment.date() if isinstance(moment, datetime) else moment


def _order(entry: Entry) -> tuple[bool, int, int, str]:
    front = entry.front
    dated = -day(front.date).toordinal() if front.date else 0
    return front.date is None, dated, -(front.added.toordinal() if front.added else 0), front.slug
