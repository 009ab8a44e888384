"""Pages over many listings: all of a kind, and the archive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from generator.catalogue.kinds import BY_NAME
from generator.catalogue.query import Listing
from generator.publish.page import Page, Target, page_target
from generator.publish.site import Site
from generator.publish.teaser import Data, listing_link
from generator.publish.wording import MONTHS, count_text
from generator.text import sort_key
from generator.words import say


def index(site: Site, kind_name: str, _: str) -> Iterator[Target]:
    """The page that names all listings of a kind."""
    kind = BY_NAME[kind_name]
    listings = site.catalogue.listings(kind.name)
    found = _by_top(site, listings) if kind.from_taxonomy else _by_initial(listings)
    data: Data = {"title": kind.plural, "description": "", "groups": found}
    yield page_target(Page(f"{kind.prefix}/", "index", kind.plural, say("index_description", kind=kind.plural), data))


def _by_initial(listings: list[Listing]) -> list[Data]:
    initials = groupby(listings, key=lambda listing: sort_key(listing.label)[:1].upper())
    return [{"label": initial, "url": "", "items": [_item(one, []) for one in part]} for initial, part in initials]


def _by_top(site: Site, listings: list[Listing]) -> list[Data]:
    """A group for each topic at the top, with all the topics below it."""
    shown = {listing.key: listing for listing in listings}
    return [
        {**listing_link(shown[top.slug]), "items": _below(site, top.slug, shown)}
        for top in site.taxonomy.children("")
        if top.slug in shown
    ]


def _below(site: Site, slug: str, shown: Mapping[str, Listing]) -> list[Data]:
    found: list[Data] = []
    for child in site.taxonomy.children(slug):
        if child.slug in shown:
            found += [_item(shown[child.slug], []), *_below(site, child.slug, shown)]
    return found


def _item(listing: Listing, children: list[Data]) -> Data:
    return {**listing_link(listing), "children": children}


def archive(site: Site, _one: str, _two: str) -> Iterator[Target]:
    """The archive: years as rows with twelve months; the pages of the years are those of the listing of all."""
    counts = site.catalogue.buckets(site.catalogue.everything)
    undated = counts.get("undated", 0)
    data: Data = {
        "years": [_year(site, name, counts) for name in counts if "-" not in name and name != "undated"],
        "undated": {"url": "archive/undated/", "count_text": count_text(undated), "count": undated}
        if undated
        else None,
    }
    yield page_target(Page("archive/", "archive", say("archive"), say("archive_description"), data))


def _year(site: Site, year: str, counts: Mapping[str, int]) -> Data:
    months = [counts.get(f"{year}-{number:02}", 0) for number in range(1, 13)]
    most = max(months)
    is_long = counts[year] > site.settings.a_page
    return {
        "year": year,
        "label": year,
        "url": f"archive/{year}/",
        "count": counts[year],
        "count_text": count_text(counts[year]),
        "months": [
            {
                "label": name[:3],
                "title": f"{name} {year}: {count_text(count)}",
                "url": f"archive/{year}/{number:02}/" if is_long else f"archive/{year}/#m-{year}-{number:02}",
                "count": count,
                "share": round(100 * count / most),
            }
            for number, (name, count) in enumerate(zip(MONTHS, months, strict=True), 1)
        ],
    }
