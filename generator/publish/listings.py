"""The pages of a listing: the newest entries, then years and months, each parted into pages when it is long.

An old story added today moves the pages of its own month and no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby

from generator.catalogue.entry import Entry
from generator.catalogue.kinds import ALL
from generator.catalogue.query import Listing, bucket_range
from generator.publish.page import Page, Target, page_target
from generator.publish.site import Site
from generator.publish.teaser import Data, teaser, topic
from generator.publish.wording import MONTHS, count_text, month_text
from generator.words import say


def listing(site: Site, name: str, bucket: str) -> Iterator[Target]:
    """The landing page of a listing (no bucket), or the pages of one of its years or months."""
    kind, _, key = name.partition("/")
    found = site.catalogue.listing(kind, key)
    if found is None:
        if name == f"{ALL.name}/" and not bucket:
            yield page_target(_page(site, site.catalogue.everything, ALL.prefix + "/", "", []))
    elif not bucket:
        entries = site.catalogue.entries(found, site.settings.newest)
        yield page_target(_page(site, found, found.url, "", entries))
    elif has_years(site, found):
        yield from map(page_target, _bucket(site, found, bucket))


def has_years(site: Site, listing: Listing) -> bool:
    """Whether a listing is long enough for pages of its years; the listing of everything always is."""
    return listing.kind is ALL or listing.count > site.settings.newest


def _bucket(site: Site, listing: Listing, bucket: str) -> Iterator[Page]:
    counts = site.catalogue.buckets(listing)
    year = "undated" if bucket.startswith("undated") else bucket[:4]
    is_long = counts.get(year, 0) > site.settings.a_page
    if not counts.get(bucket):
        return
    if bucket == year:
        most = site.settings.newest if is_long else -1
        entries = site.catalogue.entries(listing, most, within=bucket_range(bucket))
        yield _page(site, listing, address(listing, bucket), bucket, entries)
    elif is_long:
        yield from _paged(site, listing, bucket, counts[bucket])


def _paged(site: Site, listing: Listing, bucket: str, count: int) -> Iterator[Page]:
    size = site.settings.a_page
    url = address(listing, bucket)
    urls = [url if at == 0 else f"{url}{at + 1}/" for at in range(-(-count // size))]
    for at, here in enumerate(urls):
        entries = site.catalogue.entries(listing, size, at * size, bucket_range(bucket))
        links = [{"label": str(n + 1), "url": other, "count": "", "active": n == at} for n, other in enumerate(urls)]
        yield _page(site, listing, here, bucket, entries, links if len(urls) > 1 else [])


def address(listing: Listing, bucket: str) -> str:
    """Address of a year, a month, or all years of a listing; those of the listing of everything are the archive."""
    base = "archive/" if listing.kind is ALL else listing.url
    if not bucket:
        return base
    if bucket.startswith("undated"):
        return f"{base}{bucket.replace('undated-', 'undated/')}/"
    return f"{base}{bucket.replace('-', '/')}/"


def _page(
    site: Site, listing: Listing, url: str, bucket: str, entries: list[Entry], pages: list[Data] | None = None
) -> Page:
    # Counts of other periods stand on the landing page only: a new briefing would change the pages of all of them.
    counts: Mapping[str, int] = {}
    around = None
    if has_years(site, listing):
        counts = site.catalogue.buckets(listing)
        around = site.catalogue.surroundings(listing, site.settings.a_page).get(bucket)
    is_archive = listing.kind is ALL and bool(bucket)
    shown = counts.get(bucket, 0) if bucket else listing.count
    period = _period(bucket)
    label = say("archive") if is_archive else listing.label
    data: Data = {
        "title": period if is_archive else label,
        "kind_label": "" if is_archive else listing.kind.label,
        "definition": "",
        "count_text": count_text(shown),
        "groups": groups(entries, site),
        "years": _years(listing, counts, around.years if around else tuple(counts), bucket),
        "months": _months(listing, counts, around.months if around else (), bucket),
        "pages": pages or [],
        "goes_on": len(entries) < shown,
        "parents": [{"label": say("archive"), "url": "archive/"}] if is_archive else [],
        "children": [],
        "feed_url": f"{listing.url}feed.xml" if has_feed(site, listing) and not is_archive else "",
        "empty_text": say("nothing_listed"),
        **({} if bucket else _topic(site, listing)),
    }
    if is_archive and bucket.startswith("undated"):
        data["definition"] = say("undated_definition")
    number = next((say("page_number", n=link["label"]) for link in pages or [] if link["active"]), "")
    title = say("archive_of" if is_archive else "of_period", label=label, period=period) if bucket else label
    description = data["definition"] or say("listing_description", count=count_text(shown), title=title)
    return Page(url, "listing", title + number, description, data)


def _years(listing: Listing, counts: Mapping[str, int], shown: Iterable[str], bucket: str) -> list[Data]:
    """Links to years: all with their counts on the landing page, else to the neighbours and back to all."""
    year = "undated" if bucket.startswith("undated") else bucket[:4]
    links = [
        {
            "label": name.capitalize(),
            "url": address(listing, name),
            "count": "" if bucket else counts[name],
            "active": name == year,
        }
        for name in shown
        if "-" not in name
    ]
    if not (bucket and links):
        return links
    return [{"label": say("all_years"), "url": address(listing, ""), "count": "", "active": False}, *links]


def _months(listing: Listing, counts: Mapping[str, int], shown: Iterable[str], bucket: str) -> list[Data]:
    """Links to months: those of a long year with their counts, or to the neighbours of one month."""
    return [
        {
            "label": _month_label(name),
            "url": address(listing, name),
            "count": "" if "-" in bucket else counts[name],
            "active": name == bucket,
        }
        for name in shown
    ]


def has_feed(site: Site, listing: Listing) -> bool:
    """Whether a listing is long enough for a feed of its own; the one of everything is the site's feed."""
    return listing.kind is not ALL and listing.count >= site.settings.feed_from


def _topic(site: Site, listing: Listing) -> Data:
    """Definition, broader and narrower topics."""
    tag = site.taxonomy.by_slug.get(listing.key) if listing.kind.from_taxonomy else None
    if tag is None:
        return {}
    below = [(child, site.catalogue.listing("topic", child.slug)) for child in site.taxonomy.children(tag.slug)]
    return {
        "definition": tag.definition,
        "parents": [topic(parent.slug, site.taxonomy) for parent in site.taxonomy.path(tag.slug)[:-1]],
        "children": [
            {**topic(child.slug, site.taxonomy), "count": found.count} for child, found in below if found is not None
        ],
    }


def groups(entries: Iterable[Entry], site: Site) -> list[Data]:
    """Entries by month of publication; the undated together."""
    taxonomy = site.taxonomy
    return [
        {**_named(month), "entries": [teaser(entry, taxonomy) for entry in part]}
        for month, part in groupby(entries, key=_month)
    ]


def _named(month: tuple[int, int] | None) -> Data:
    if month is None:
        return {"label": say("undated_group"), "iso": ""}
    first = date(*month, 1)
    return {"label": month_text(first), "iso": first.isoformat()[:7]}


def _month(entry: Entry) -> tuple[int, int] | None:
    """Its year and month."""
    moment = entry.front.date
    return (moment.year, moment.month) if moment else None


def _month_label(bucket: str) -> str:
    period = bucket.removeprefix("undated-")
    return say("unknown_month") if period == "unknown" else f"{MONTHS[int(period[5:7]) - 1][:3]} {period[:4]}"


def _period(bucket: str) -> str:
    if not bucket.startswith("undated"):
        return bucket if "-" not in bucket else month_text(date(int(bucket[:4]), int(bucket[5:7]), 1))
    added = bucket.removeprefix("undated").strip("-")
    return say("undated_added", month=_month_label(bucket)) if added else say("undated_group")
