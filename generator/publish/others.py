"""The files for programs: feeds of the whole and of each longer listing, sitemap parts, exports, search index."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from generator.catalogue.entry import day, days
from generator.catalogue.query import bucket_range
from generator.feeds import atom, jsonfeed, rss
from generator.feeds.export import lines, llms, summary
from generator.feeds.item import Feed, items
from generator.feeds.sitemap import news, robots
from generator.publish.listings import has_feed
from generator.publish.page import Target, file_target
from generator.publish.site import Site
from generator.publish.teaser import teaser
from generator.search.index import index

_TOPICS, _NEWEST = 50, 30
_NEWS_DAYS, _NEWS_MOST = 2, 1000


def feed(site: Site, name: str, _: str) -> Iterator[Target]:
    """The three forms of a feed."""
    kind, _, key = name.partition("/")
    listing = site.catalogue.listing(kind, key)
    is_whole = kind == "all"
    if not is_whole and (listing is None or not has_feed(site, listing)):
        return
    entries = site.catalogue.entries(listing, site.settings.feed_entries) if listing else []
    folder = "" if is_whole or listing is None else listing.url
    title = site.names.name if is_whole or listing is None else f"{listing.label} · {site.names.name}"
    url = site.names.url
    made = Feed(title, url + folder, url + folder, items(entries, url))
    for file, data in ((atom.FILE, atom.atom), (rss.FILE, rss.rss), (jsonfeed.FILE, jsonfeed.jsonfeed)):
        yield file_target(folder + file, data(made))


def news_sitemap(site: Site, _one: str, _two: str) -> Iterator[Target]:
    """The news sitemap: it follows the clock."""
    today = day(site.as_of)
    within = days(today - timedelta(days=_NEWS_DAYS), today, dated=True)
    entries = site.catalogue.entries(site.catalogue.everything, _NEWS_MOST, within=within)
    yield file_target("sitemap-news.xml", news(entries, site.names.url, site.names.name))


def robots_file(site: Site, _one: str, _two: str) -> Iterator[Target]:
    """robots.txt."""
    yield file_target("robots.txt", robots(site.names.url))


def llms_file(site: Site, _one: str, _two: str) -> Iterator[Target]:
    """llms.txt."""
    newest = site.catalogue.entries(site.catalogue.everything, _NEWEST)
    topics = site.catalogue.largest("topic", _TOPICS)
    names = site.names
    yield file_target("llms.txt", llms(names.name, names.description, names.url, newest, topics))


def export(site: Site, year: str, _: str) -> Iterator[Target]:
    """The export: a file a year, and the list of them (no year)."""
    if year:
        if site.catalogue.buckets(site.catalogue.everything).get(year):
            packed = site.catalogue.packed(bucket_range(year))
            yield file_target(f"catalogue/{year}.jsonl", lines(packed, site.names.url))
    else:
        counts = site.catalogue.buckets(site.catalogue.everything)
        years = [(name, count) for name, count in counts.items() if "-" not in name]
        yield file_target("catalogue/index.json", summary(years, site.names.url))


def search_index(site: Site, _one: str, _two: str) -> Iterator[Target]:
    """The search index, whole."""
    if not site.settings.search:
        return
    keys = ("url", "title", "date_text", "place", "summary", "language")
    entries = (
        (entry, terms, [teaser(entry, site.taxonomy)[key] for key in keys]) for entry, terms in site.catalogue.terms()
    )
    for file, data in index(entries, site.taxonomy):
        yield file_target(file, data)
