"""Listings, the pages that name all listings of a kind, and the archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from generator.catalogue.collect import Catalogue, Entry, day
from generator.catalogue.listings import KINDS, Kind, Listing, group
from generator.publish.page import Page
from generator.publish.teaser import Data, listing_link, teaser, topic
from generator.publish.wording import MONTHS, count_text, month_text
from generator.settings import Settings

_LABELS = {"topic": ("Topic", "Topics"), "place": ("Place", "Places"), "person": ("Person", "People")}


def listing_pages(catalogue: Catalogue, settings: Settings) -> Iterator[Page]:
    """For each kind: the page of all its listings, and of each the newest entries and the years."""
    for kind in KINDS:
        listings = group(catalogue, kind)
        yield _index(kind, listings.values(), catalogue)
        for listing in listings.values():
            yield from _listing(listing, catalogue, settings)
    everything = Listing(Kind("all", "", lambda _: ()), "briefings", "All briefings", catalogue.listed)
    yield from _pages_of(everything, "briefings/", {"kind_label": ""}, catalogue, settings)


def _listing(listing: Listing, catalogue: Catalogue, settings: Settings) -> Iterator[Page]:
    extra: Data = {"kind_label": _LABELS[listing.kind.name][0]}
    tag = catalogue.taxonomy.by_slug.get(listing.slug) if listing.kind.from_taxonomy else None
    if tag is not None:
        used = {slug for entry in catalogue.listed for slug in entry.front.tags}
        extra["definition"] = tag.definition
        extra["parents"] = [
            topic(parent.slug, catalogue.taxonomy)
            for parent in catalogue.taxonomy.path(tag.slug)[:-1]
            if parent.slug in used
        ]
        extra["children"] = [
            {
                **topic(child.slug, catalogue.taxonomy),
                "count": sum(child.slug in e.front.tags for e in catalogue.listed),
            }
            for child in catalogue.taxonomy.children(tag.slug)
            if child.slug in used
        ]
    yield from _pages_of(listing, listing.url, extra, catalogue, settings)


def _pages_of(listing: Listing, url: str, extra: Data, catalogue: Catalogue, settings: Settings) -> Iterator[Page]:
    years = [(year, tuple(entries)) for year, entries in groupby(listing.entries, key=lambda entry: entry.year)]
    has_years = len(listing.entries) > settings.newest
    links = [
        {"label": year.capitalize(), "url": f"{url}{year}/", "count": len(part), "active": False}
        for year, part in years
    ]

    def page(address: str, entries: tuple[Entry, ...], active: str) -> Page:
        data: Data = {
            "title": listing.label,
            "definition": "",
            "count_text": count_text(len(listing.entries)),
            "groups": groups(entries, catalogue),
            "years": [{**link, "active": link["label"] == active} for link in links] if has_years else [],
            "parents": [],
            "children": [],
            "feed_url": "",
            "empty_text": "No briefing yet.",
            **extra,
        }
        title = f"{listing.label}, {active}" if active else listing.label
        description = data["definition"] or f"{count_text(len(listing.entries))}: {listing.label}"
        return Page(address, "listing", title, description, data)

    yield page(url, listing.entries[: settings.newest], "")
    if has_years:
        for year, entries in years:
            yield page(f"{url}{year}/", entries, year.capitalize())


def groups(entries: Iterable[Entry], catalogue: Catalogue) -> list[Data]:
    """Entries by month of publication; the undated together."""
    return [
        {"label": label or "Undated", "iso": iso, "entries": [teaser(entry, catalogue.taxonomy) for entry in part]}
        for (label, iso), part in groupby(entries, key=_month)
    ]


def _month(entry: Entry) -> tuple[str, str]:
    date = entry.front.date
    return (month_text(day(date)), day(date).isoformat()[:7]) if date else ("", "")


def _index(kind: Kind, listings: Iterable[Listing], catalogue: Catalogue) -> Page:
    label = _LABELS[kind.name][1]
    listings = list(listings)
    if kind.from_taxonomy:
        shown = {listing.slug: listing for listing in listings}
        tops = {slug: (catalogue.taxonomy.path(slug) or ())[0] for slug in shown if catalogue.taxonomy.path(slug)}
        found = [
            {
                "label": top.label,
                "items": [{**listing_link(shown[s]), "children": []} for s in shown if tops.get(s) == top],
            }
            for top in catalogue.taxonomy.tags
            if top in tops.values()
        ]
    else:
        initials = groupby(listings, key=lambda listing: listing.label[:1].upper())
        found = [
            {"label": i, "items": [{**listing_link(item), "children": []} for item in part]} for i, part in initials
        ]
    data: Data = {"title": label, "description": "", "groups": found}
    return Page(f"{kind.prefix}/", "index", label, f"{label} of the briefings", data)


def archive_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The archive: years as rows with twelve months, then a page for each year and the undated."""
    years = [(year, tuple(entries)) for year, entries in groupby(catalogue.listed, key=lambda entry: entry.year)]
    dated = [(year, entries) for year, entries in years if year != "undated"]
    undated = dict(years).get("undated", ())
    data: Data = {
        "years": [_year(year, entries) for year, entries in dated],
        "undated": {"url": "archive/undated/", "count_text": count_text(len(undated)), "count": len(undated)}
        if undated
        else None,
    }
    yield Page("archive/", "archive", "Archive", "All briefings by year and month", data)
    for year, entries in years:
        title = year.capitalize()
        listing: Data = {
            "kind_label": "Archive",
            "title": title,
            "definition": "The source of these briefings states no date." if year == "undated" else "",
            "count_text": count_text(len(entries)),
            "groups": groups(entries, catalogue),
            "years": [
                {"label": other.capitalize(), "url": f"archive/{other}/", "count": len(part), "active": other == year}
                for other, part in years
            ],
            "parents": [{"label": "Archive", "url": "archive/"}],
            "children": [],
            "feed_url": "",
            "empty_text": "",
        }
        yield Page(f"archive/{year}/", "listing", f"Archive: {title}", f"{count_text(len(entries))}, {title}", listing)


def _year(year: str, entries: tuple[Entry, ...]) -> Data:
    counts = [
        sum(bool(e.front.date) and day(e.front.date).month == month for e in entries if e.front.date)
        for month in range(1, 13)
    ]
    most = max(counts)
    months = [
        {
            "label": name[:3],
            "title": f"{name} {year}: {count_text(count)}",
            "url": f"archive/{year}/#m-{year}-{number:02}",
            "count": count,
            "share": round(100 * count / most) if most else 0,
        }
        for number, (name, count) in enumerate(zip(MONTHS, counts, strict=True), 1)
    ]
    return {
        "year": year,
        "label": year,
        "url": f"archive/{year}/",
        "count": len(entries),
        "count_text": count_text(len(entries)),
        "months": months,
    }
