"""Every page of the portal, in one place."""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalogue.collect import Catalogue
from generator.publish.briefings import briefing_pages
from generator.publish.front import front_page, search_page
from generator.publish.listings import archive_pages, listing_pages
from generator.publish.page import Page
from generator.settings import Settings


def plan(catalogue: Catalogue, settings: Settings, *, name: str, description: str) -> Iterator[Page]:
    """Name the pages to make, in the order of the sitemap."""
    yield front_page(catalogue, name, description)
    yield from briefing_pages(catalogue, settings)
    yield from listing_pages(catalogue, settings)
    yield from archive_pages(catalogue)
    yield search_page()
