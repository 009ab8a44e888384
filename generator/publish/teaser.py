"""An entry as it is shown wherever another page names it."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import Any

from generator.catalogue.entry import Entry
from generator.catalogue.kinds import BY_NAME, key
from generator.catalogue.query import Listing
from generator.model import FrontMatter, Taxonomy
from generator.publish.wording import date_text
from generator.text import direction
from generator.words import say

Data = dict[str, Any]


class Teaser(dict[str, Any]):
    """The data of a teaser, with a hash of them all: pages that show many compare hashes."""

    __slots__ = ("id", "taxonomy")

    def __init__(self, data: Data, taxonomy: Taxonomy) -> None:
        super().__init__(data)
        self.taxonomy = taxonomy
        self.id = hashlib.blake2b(repr(data).encode(), digest_size=12).hexdigest()

    def __repr__(self) -> str:
        """Stands for all of it wherever facts are compared."""
        return self.id


def teaser(entry: Entry, taxonomy: Taxonomy) -> Teaser:
    """Headline, one line of place, date and topic, summary: the same everywhere. Kept with the entry."""
    kept: Teaser | None = entry.teaser
    if kept is None or kept.taxonomy is not taxonomy:
        kept = Teaser(_teaser(entry, taxonomy), taxonomy)
        object.__setattr__(entry, "teaser", kept)
    return kept


def _teaser(entry: Entry, taxonomy: Taxonomy) -> Data:
    front = entry.front
    return {
        "url": entry.url,
        "title": front.title,
        "deck": front.deck,
        "summary": front.summary,
        "date_iso": front.date.isoformat() if front.date else "",
        "date_text": date_text(front.date),
        "undated": front.date is None,
        "place": front.dateline or scene(front),
        "topic": topic(subject(front, taxonomy), taxonomy) if front.tags else None,
        "language": front.language,
        "dir": direction(front.title),
        "pinned": front.pinned,
        "status": front.status,
        "minutes_text": _minutes_text(entry.minutes),
    }


@lru_cache(maxsize=64)
def _minutes_text(minutes: int) -> str:
    return say("minutes", n=minutes)


_AT = r"(?:in|at|near|from|bei|aus|à|au|en|em|no|na|a|в|во|из|في|在)"


def scene(front: FrontMatter) -> str:
    """Which of a briefing's places its headline or summary sets the scene in; empty if in none of them.

    A place behind a preposition of place comes before one that is merely named.
    """
    told = f"{front.title} — {front.summary}"
    found = [
        (not re.search(rf"(?:^|\W){_AT}\s*{re.escape(place)}\b", told, re.IGNORECASE), told.index(place), place)
        for place in front.places
        if place in told
    ]
    return min(found)[2] if found else ""


def subject(front: FrontMatter, taxonomy: Taxonomy) -> str:
    """The tag that says what a briefing is about: the surest that is no region, for the place is shown beside it."""
    tags = [tag for tag in front.tags if (known := taxonomy.by_slug.get(tag)) and not known.territory]
    return next(iter([*tags, *front.tags]), "")


def topic(slug: str, taxonomy: Taxonomy) -> Data:
    """Label and address of a tag: the same value for all who ask, for nearly every page does."""
    tag = taxonomy.by_slug.get(slug)
    return _topic(tag.label if tag else slug, slug)


@lru_cache(maxsize=1_000)
def _topic(label: str, slug: str) -> Data:
    return {"label": label, "url": f"topics/{slug}/"}


def name_links(kind_name: str, names: tuple[str, ...]) -> list[Data]:
    """Names with the addresses of their listings; no address where a name gives none."""
    kind = BY_NAME[kind_name]
    slugs = [(name, key(kind, name)) for name in names]
    return [{"label": name, "url": f"{kind.prefix}/{slug}/" if slug else ""} for name, slug in slugs]


def listing_link(listing: Listing) -> Data:
    """Label, address and count of a listing."""
    return {"label": listing.label, "url": listing.url, "count": listing.count}
