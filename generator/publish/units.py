"""The table of units: what the site is made of, and what makes each.

A unit makes no, one or several files; which ones, it decides anew each time. ``everything`` names all units of
a catalogue, in the order they are made.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping

from generator.catalogue.entry import HIDDEN
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
    found = database.execute("SELECT slug FROM briefing WHERE state > ? ORDER BY place, slug", (HIDDEN,)).fetchall()
    yield from (("briefing", slug, "") for (slug,) in found)
    for (alias,) in database.execute("SELECT alias FROM address WHERE alias <> ''").fetchall():
        yield ("redirect", alias, "")
    names = {
        at: f"{kind}/{key}"
        for at, kind, key in database.execute("SELECT id, kind, key FROM listing WHERE count > 0 ORDER BY id")
    }
    for name in names.values():
        if name != "all/":
            yield ("listing", name, "")
            yield ("feed", name, "")
    periods = database.execute("SELECT name, listing FROM bucket WHERE count > 0 ORDER BY name, listing").fetchall()
    for bucket, at in periods:
        if at in names:
            yield ("listing", names[at], bucket)
            if names[at] == "all/" and "-" not in bucket:
                yield ("export", bucket, "")
