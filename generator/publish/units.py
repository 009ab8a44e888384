"""The table of units: what the site is made of, and what makes each.

A unit makes no, one or several files; which ones, it decides anew each time. ``everything`` names all units of
a catalogue, in the order they are made.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from sys import intern

from generator.catalogue.entry import HIDDEN, year_of
from generator.catalogue.kinds import KINDS
from generator.catalogue.query import Unit
from generator.publish import briefings, front, indexes, listings, others, overviews, proof
from generator.publish.page import Target
from generator.publish.site import Site

Maker = Callable[[Site, str, str], Iterator[Target]]

UNITS: Mapping[str, Maker] = {
    "home": front.front_page,
    "search": front.search_page,
    "archive": overviews.archive,
    "proof": proof.overview,
    "index": indexes.index,
    "briefing": briefings.briefing,
    "redirect": briefings.redirect,
    "listing": listings.listing,
    "feed": others.feed,
    "news": others.news_sitemap,
    "llms": others.llms_file,
    "robots": others.robots_file,
    "export": others.export,
    "search-index": others.search_index,
}

ALWAYS: tuple[Unit, ...] = (("news", "", ""),)
"""Units that follow the clock: looked at in every build."""

_SINGLE = ("home", "search", "archive", "proof", "llms", "robots", "search-index", "news")


def make(site: Site, unit: Unit) -> Iterator[Target]:
    """The files of a unit."""
    kind, one, two = unit
    return UNITS[kind](site, one, two)


def everything(database: sqlite3.Connection) -> Iterator[Unit]:
    """All units of a catalogue; what shows the same briefings comes together, so that few are held at once."""
    yield from ((name, "", "") for name in _SINGLE)
    yield from (("index", kind.name, "") for kind in KINDS)
    letters = "SELECT DISTINCT kind, initial FROM listing WHERE count > 0 AND kind <> 'all' ORDER BY kind, initial"
    yield from (("index", kind, letter) for kind, letter in database.execute(letters).fetchall())
    yield ("listing", "all/", "")
    yield ("feed", "all/", "")
    yield ("export", "", "")
    listings = "SELECT id, kind, key FROM listing WHERE count > 0 ORDER BY id"
    names = {at: f"{kind}/{key}" for at, kind, key in database.execute(listings)}
    for name in names.values():
        if name != "all/":
            yield ("listing", name, "")
            yield ("feed", name, "")
    yield from _by_year(database, names)
    for (alias,) in database.execute("SELECT alias FROM address WHERE alias <> ''").fetchall():
        yield ("redirect", alias, "")


def _by_year(database: sqlite3.Connection, names: Mapping[int, str]) -> Iterator[Unit]:
    """The briefings of each year, followed by the pages of all listings that show them."""
    periods: dict[str, list[Unit]] = {}
    for name, at in database.execute("SELECT name, listing FROM bucket WHERE count > 0 ORDER BY name, listing"):
        if at in names:
            bucket = intern(name)  # of every listing
            units = periods.setdefault(bucket.partition("-")[0], [])
            units.append(("listing", names[at], bucket))
            if names[at] == "all/" and "-" not in bucket:
                units.append(("export", bucket, ""))
    found = database.execute("SELECT place, slug FROM briefing WHERE state > ? ORDER BY place, slug", (HIDDEN,))
    for year, rows in groupby(found.fetchall(), key=lambda row: year_of(row[0])):
        yield from (("briefing", slug, "") for _, slug in rows)
        yield from periods.pop(year, ())
    for units in periods.values():
        yield from units
