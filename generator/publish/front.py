"""The front page, and the search page."""

from __future__ import annotations

from generator.catalogue.collect import Catalogue, Entry
from generator.catalogue.listings import KINDS, group
from generator.publish.page import Page
from generator.publish.teaser import Data, teaser
from generator.publish.wording import count_text, date_text

_ALSO = 5
_SECTIONS = 6
_A_SECTION = 3
_UNDATED = 4


def front_page(catalogue: Catalogue, name: str, description: str) -> Page:
    """Lead, latest, the largest topics, and what has no date."""

    def teasers(entries: tuple[Entry, ...] | list[Entry]) -> list[Data]:
        return [teaser(entry, catalogue.taxonomy) for entry in entries]

    ranked = sorted(catalogue.listed, key=lambda entry: not entry.front.pinned)
    latest = [entry for entry in ranked if entry.front.date or entry.front.pinned] or ranked
    undated = [entry for entry in ranked if not entry.front.date and entry not in latest]
    newest = next((entry.front.date for entry in catalogue.listed if entry.front.date), None)
    topics = sorted(group(catalogue, KINDS[0]).values(), key=lambda item: (-len(item.entries), item.label))
    data: Data = {
        "date_text": date_text(newest),
        "lead": teaser(latest[0], catalogue.taxonomy) if latest else None,
        "also": teasers(latest[1 : 1 + _ALSO]),
        "sections": [
            {
                "label": t.label,
                "url": t.url,
                "count_text": count_text(len(t.entries)),
                "entries": teasers(t.entries[:_A_SECTION]),
            }
            for t in topics[:_SECTIONS]
        ],
        "recent_undated": teasers(undated[:_UNDATED]),
    }
    return Page("", "home", name, description, data)


def search_page() -> Page:
    """The page that asks the index."""
    return Page("search/", "search", "Search", "Search all briefings", {"index_url": "search/"}, in_sitemap=False)
