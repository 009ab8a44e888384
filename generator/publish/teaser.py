"""An entry as it is shown wherever another page names it."""

from __future__ import annotations

from typing import Any

from generator.catalogue.entry import Entry
from generator.catalogue.kinds import BY_NAME, key
from generator.catalogue.query import Listing
from generator.model import Taxonomy
from generator.publish.wording import date_text
from generator.text import direction

Data = dict[str, Any]


def teaser(entry: Entry, taxonomy: Taxonomy) -> Data:
    """Headline, one line of place, date and topic, summary: the same everywhere."""
    front = entry.front
    return {
        "url": entry.url,
        "title": front.title,
        "deck": front.deck,
        "summary": front.summary,
        "date_iso": front.date.isoformat() if front.date else "",
        "date_text": date_text(front.date),
        "undated": front.date is None,
        "place": front.dateline or next(iter(front.places), ""),
        "topic": topic(front.tags[0], taxonomy) if front.tags else None,
        "language": front.language,
        "dir": direction(front.title),
        "pinned": front.pinned,
        "status": front.status,
        "minutes_text": f"{entry.minutes} min",
    }


def topic(slug: str, taxonomy: Taxonomy) -> Data:
    """Label and address of a tag."""
    tag = taxonomy.by_slug.get(slug)
    return {"label": tag.label if tag else slug, "url": f"topics/{slug}/"}


def name_links(kind_name: str, names: tuple[str, ...]) -> list[Data]:
    """Names with the addresses of their listings; no address where a name gives none."""
    kind = BY_NAME[kind_name]
    slugs = [(name, key(kind, name)) for name in names]
    return [{"label": name, "url": f"{kind.prefix}/{slug}/" if slug else ""} for name, slug in slugs]


def listing_link(listing: Listing) -> Data:
    """Label, address and count of a listing."""
    return {"label": listing.label, "url": listing.url, "count": listing.count}
