"""Content → site: the right half of the picture, readable as a pipeline.

``load`` reads, checks and collects; ``pages`` plans and draws; ``wholes`` makes what depends on everything.
Nothing here knows MkDocs: the door gives a function that draws a page, and writes what comes out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from generator.catalogue.collect import Catalogue, collect
from generator.check import check
from generator.errors import ContentError
from generator.feeds.atom import atom
from generator.feeds.sitemap import robots, sitemap
from generator.publish.page import Page
from generator.publish.plan import plan
from generator.publish.teaser import teaser
from generator.search.index import index
from generator.settings import Settings

Output = tuple[str, bytes]
"""A file of the site: address below the site folder, and its bytes."""


@dataclass(frozen=True)
class Draw:
    """How a page becomes HTML."""

    draw: Callable[[Page], str]
    name: str
    description: str


@dataclass(frozen=True)
class SiteNames:
    """What feeds and sitemap say of the site."""

    name: str
    description: str
    url: str
    """Address of the site, with a slash at its end."""
    free: tuple[str, ...]
    """Addresses of the free pages."""


def load(content: Path, settings: Settings, as_of: datetime) -> Catalogue:
    """Read all content. Raises ContentError with every problem, before anything is written."""
    checked = check(content)
    if checked.problems:
        raise ContentError(checked.problems)
    return collect(checked.documents, checked.taxonomy, as_of, drafts=settings.drafts)


def pages(catalogue: Catalogue, settings: Settings, frame: Draw) -> Iterator[Output]:
    """Draw every page of the portal."""
    for page in plan(catalogue, settings, name=frame.name, description=frame.description):
        yield page.file, frame.draw(page).encode()


def wholes(catalogue: Catalogue, settings: Settings, names: SiteNames) -> Iterator[Output]:
    """Make the search index, the feed, the sitemap and robots.txt."""
    shown = {}
    for entry in catalogue.listed:
        known = teaser(entry, catalogue.taxonomy)
        keys = ("url", "title", "date_text", "place", "summary", "language")
        shown[entry.front.slug] = [known[key] for key in keys]
    yield from index(catalogue, shown)
    newest = catalogue.listed[: settings.feed_entries]
    yield "feed.xml", atom(newest, title=names.name, site_url=names.url, address="feed.xml")
    made = plan(catalogue, settings, name=names.name, description=names.description)
    addresses = [(page.url, page.changed) for page in made if page.in_sitemap]
    yield "sitemap.xml", sitemap([*addresses, *((url, "") for url in names.free)], names.url)
    yield "robots.txt", robots(names.url)
