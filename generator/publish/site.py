"""What the makers of pages may ask."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from generator.catalogue.body import Text
from generator.catalogue.ledger import Row
from generator.catalogue.query import Catalogue
from generator.light import light
from generator.model import Taxonomy
from generator.settings import Settings


@light
class SiteNames:
    """What feeds and sitemap say of the site."""

    name: str
    description: str
    url: str
    """Address of the site, with a slash at its end; only a slash if it is not known."""


@light
class Site:
    """One state of the portal, from which every page is made."""

    catalogue: Catalogue
    settings: Settings
    names: SiteNames
    as_of: datetime
    text: Callable[[Row], Text]
    """Gives the text of a briefing, whose file must still be the one that the catalogue read."""

    @property
    def taxonomy(self) -> Taxonomy:
        """The controlled vocabulary."""
        return self.catalogue.taxonomy
