"""The front page, and the search page."""

from __future__ import annotations

from collections.abc import Iterable

from generator.catalogue.collect import Catalogue, Entry
from generator.catalogue.listings import KINDS, group
from generator.publish.page import Page
from generator.publish.teaser import Data, teaser
from generator.publish.wording import count_text, weekday_text

_SECOND = 4
_ALSO = 5
_SECTIONS = 6
_A_SECTION = 3
_UNDATED = 4


def front_page(catalogue: Catalogue, name: str, description: str) -> Page:
    """Lead, what follows it, the widest topics, and what has no date; no briefing stands in two places of it."""
    ranked = sorted(catalogue.listed, key=lambda entry: not entry.front.pinned)
    latest = [entry for entry in ranked if entry.front.date or entry.front.pinned] or ranked
    top, second, also = latest[:1], latest[1 : 1 + _SECOND], latest[1 + _SECOND : 1 + _SECOND + _ALSO]
    shown = {entry.front.slug for entry in (*top, *second, *also)}
    undated = [entry for entry in ranked if not entry.front.date and entry.front.slug not in shown][:_UNDATED]
    newest = next((entry.front.date for entry in catalogue.listed if entry.front.date), None)
    data: Data = {
        "date_text": weekday_text(newest),
        "lead": teaser(top[0], catalogue.taxonomy) if top else None,
        "second": _teasers(second, catalogue),
        "also": _teasers(also, catalogue),
        "sections": _sections(catalogue, shown | {entry.front.slug for entry in undated}),
        "recent_undated": _teasers(undated, catalogue),
        "all": {"url": "briefings/", "count_text": count_text(len(catalogue.listed))},
    }
    return Page("", "home", name, description, data)


def _teasers(entries: Iterable[Entry], catalogue: Catalogue) -> list[Data]:
    return [teaser(entry, catalogue.taxonomy) for entry in entries]


def _sections(catalogue: Catalogue, shown: set[str]) -> list[Data]:
    """The widest topics, regions aside, each with its newest briefings that stand nowhere else on the page."""
    listings = group(catalogue, KINDS[0])
    tops = [listings[tag.slug] for tag in catalogue.taxonomy.children("") if not tag.territory and tag.slug in listings]
    sections: list[Data] = []
    taken = set(shown)
    for topic in sorted(tops, key=lambda item: (-len(item.entries), item.label)):
        fresh = [entry for entry in topic.entries if entry.front.slug not in taken][:_A_SECTION]
        if fresh and len(sections) < _SECTIONS:
            taken |= {entry.front.slug for entry in fresh}
            sections.append(
                {
                    "label": topic.label,
                    "url": topic.url,
                    "count_text": count_text(len(topic.entries)),
                    "entries": _teasers(fresh, catalogue),
                }
            )
    return sections


def search_page() -> Page:
    """The page that asks the index."""
    return Page("search/", "search", "Search", "Search all briefings", {"index_url": "search/"}, in_sitemap=False)
