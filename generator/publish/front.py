"""The front page, and the search page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from generator.catalogue.entry import Entry
from generator.catalogue.query import Catalogue
from generator.publish.page import Page, Target, page_target
from generator.publish.running import running
from generator.publish.site import Site
from generator.publish.teaser import Data, teaser
from generator.publish.wording import count_text, date_text, weekday_text
from generator.words import say

_SECOND = 4
_ALSO = 5
_SECTIONS = 6
_A_SECTION = 3
_UNDATED = 4
_LOOKED_AT = 40
"""How far a topic is searched for briefings that the page does not show already."""


def front_page(site: Site, _one: str, _two: str) -> Iterator[Target]:
    """Lead, what follows it, the widest topics, and what has no date; no briefing stands in two places of it."""
    catalogue = site.catalogue
    latest, undated = _ranked(catalogue)
    top, second, also = latest[:1], latest[1 : 1 + _SECOND], latest[1 + _SECOND : 1 + _SECOND + _ALSO]
    shown = {entry.front.slug for entry in (*top, *second, *also)}
    undated = [entry for entry in undated if entry.front.slug not in shown][:_UNDATED]
    newest = next((entry.front.date for entry in catalogue.dated(catalogue.everything, 1)), None)
    updated = catalogue.updated()
    count = count_text(catalogue.everything.count)
    data: Data = {
        "date_text": weekday_text(newest),
        "lead": teaser(top[0], catalogue.taxonomy) if top else None,
        "second": _teasers(second, catalogue),
        "also": _teasers(also, catalogue),
        "running": running(catalogue),
        "sections": _sections(catalogue, shown | {entry.front.slug for entry in undated}),
        "recent_undated": _teasers(undated, catalogue),
        "all": {"url": "briefings/", "count_text": count},
        "total_text": count,
        "updated_text": date_text(date.fromisoformat(updated)) if updated else "",
    }
    yield page_target(Page("", "home", site.names.name, site.names.description, data))


def _ranked(catalogue: Catalogue) -> tuple[list[Entry], list[Entry]]:
    """The latest, what editors pinned first, and what has no date; only as many as the page can show."""
    most = 1 + _SECOND + _ALSO + _UNDATED
    pinned = catalogue.pinned()
    held = {entry.front.slug for entry in pinned}
    dated = [e for e in catalogue.dated(catalogue.everything, most + len(pinned)) if e.front.slug not in held]
    undated = [e for e in catalogue.undated(catalogue.everything, most + len(pinned)) if e.front.slug not in held]
    return [*pinned, *dated] or undated, undated


def _teasers(entries: Iterable[Entry], catalogue: Catalogue) -> list[Data]:
    return [teaser(entry, catalogue.taxonomy) for entry in entries]


def _sections(catalogue: Catalogue, shown: set[str]) -> list[Data]:
    """The widest topics, regions aside, each with its newest briefings that stand nowhere else on the page."""
    tops = [tag.slug for tag in catalogue.taxonomy.children("") if not tag.territory]
    listings = [listing for slug in tops if (listing := catalogue.listing("topic", slug))]
    sections: list[Data] = []
    taken = set(shown)
    for topic in sorted(listings, key=lambda item: (-item.count, item.label)):
        if len(sections) == _SECTIONS:
            break
        fresh = [slug for slug in catalogue.slugs(topic, _LOOKED_AT) if slug not in taken][:_A_SECTION]
        if fresh:
            taken.update(fresh)
            sections.append(
                {
                    "label": topic.label,
                    "url": topic.url,
                    "count_text": count_text(topic.count),
                    "entries": _teasers(map(catalogue.entry, fresh), catalogue),
                }
            )
    return sections


def search_page(_site: Site, _one: str, _two: str) -> Iterator[Target]:
    """The page that asks the index."""
    data = {"index_url": "search/"}
    yield page_target(Page("search/", "search", say("search"), say("search_description"), data, in_sitemap=False))
