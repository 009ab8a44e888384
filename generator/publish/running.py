"""Running topics: narrow topics that several briefings tell of, with their years as bars and the latest turn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.catalogue.entry import ordinal_of
from generator.catalogue.query import Catalogue, Listing
from generator.publish.teaser import Data, listing_link, teaser
from generator.publish.wording import count_text

_ROWS = 6
_LEAST = 3
"""Fewer briefings are no running topic."""
_LOOKED_AT = 80
"""So many of the largest topics are looked at."""
_YEARS = 12


def running(catalogue: Catalogue) -> list[Data]:
    """A row for each topic, the one with the newest briefing first; each row tells of another briefing."""
    rows: dict[str, Data] = {}
    for _, _, slug, listing in sorted(_candidates(catalogue), reverse=True, key=lambda row: row[:3]):
        if slug not in rows and len(rows) < _ROWS:
            rows[slug] = _row(catalogue, listing, slug)
    return list(rows.values())


def _candidates(catalogue: Catalogue) -> Iterator[tuple[int, int, str, Listing]]:
    """Day of the newest briefing, number of briefings, slug of the newest, topic; regions and broad topics aside."""
    for listing in catalogue.largest("topic", _LOOKED_AT):
        tag = catalogue.taxonomy.by_slug.get(listing.key)
        is_narrow = tag is not None and tag.parent and not tag.territory
        newest = catalogue.newest(listing) if is_narrow and listing.count >= _LEAST else None
        if newest is not None:
            place, slug = newest
            yield ordinal_of(place), listing.count, slug, listing


def _row(catalogue: Catalogue, listing: Listing, latest: str) -> Data:
    return {
        **listing_link(listing),
        "count_text": count_text(listing.count),
        "bars": _bars(catalogue.buckets(listing)),
        "latest": teaser(catalogue.entry(latest), catalogue.taxonomy),
    }


def _bars(buckets: Mapping[str, int]) -> list[Data]:
    """A bar for each of the last years that have any, and for those between; heights in percent of the highest."""
    years = {int(name): count for name, count in buckets.items() if len(name) == 4 and name.isdigit()}
    if not years:
        return []
    last = max(years)
    shown = range(max(min(years), last - _YEARS + 1), last + 1)
    most = max(years.get(year, 0) for year in shown)
    return [
        {
            "x": 6 * at,
            "y": 100 - round(100 * years.get(year, 0) / most),
            "height": round(100 * years.get(year, 0) / most),
        }
        for at, year in enumerate(shown)
    ]
