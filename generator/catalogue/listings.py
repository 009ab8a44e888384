"""The listings of the site: a kind of listing is one line of a table over the fields of a briefing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from generator.catalogue.collect import Catalogue, Entry
from generator.model import FrontMatter
from generator.text import slugify


@dataclass(frozen=True)
class Kind:
    """A kind of listing."""

    name: str
    prefix: str
    """First part of its addresses; the page there lists all of the kind."""
    values: Callable[[FrontMatter], tuple[str, ...]]
    """What of a briefing it is listed under."""
    from_taxonomy: bool = False
    """Whether values are slugs of the taxonomy rather than names."""


KINDS: tuple[Kind, ...] = (
    Kind("topic", "topics", lambda front: front.tags, from_taxonomy=True),
    Kind("place", "places", lambda front: front.places),
    Kind("person", "people", lambda front: front.people),
)


@dataclass(frozen=True)
class Listing:
    """The briefings under one topic, place or person."""

    kind: Kind
    slug: str
    label: str
    entries: tuple[Entry, ...]

    @property
    def url(self) -> str:
        """Address inside the site."""
        return f"{self.kind.prefix}/{self.slug}/"


def group(catalogue: Catalogue, kind: Kind) -> Mapping[str, Listing]:
    """All listings of a kind: slug → listing, by label; entries keep the catalogue's order.

    Names that differ only in case or accents share an address; the first form met is the label.
    """
    labels: dict[str, str] = {}
    members: dict[str, list[Entry]] = {}
    if kind.from_taxonomy:
        labels = {tag.slug: tag.label for tag in catalogue.taxonomy.tags}
    for entry in catalogue.listed:
        seen: set[str] = set()
        for value in _values(catalogue, kind, entry):
            slug = key(kind, value)
            if slug and slug not in seen:
                seen.add(slug)
                labels.setdefault(slug, value)
                members.setdefault(slug, []).append(entry)
    listings = [Listing(kind, slug, labels[slug], tuple(entries)) for slug, entries in members.items()]
    return {listing.slug: listing for listing in sorted(listings, key=lambda item: (item.label.casefold(), item.slug))}


def _values(catalogue: Catalogue, kind: Kind, entry: Entry) -> tuple[str, ...]:
    """What an entry is listed under: a narrower topic counts for the broader ones above it, too."""
    values = kind.values(entry.front)
    if not kind.from_taxonomy:
        return values
    return values + tuple(tag.slug for value in values for tag in catalogue.taxonomy.path(value)[:-1])


def key(kind: Kind, value: str) -> str:
    """Address part of a value; empty if it has none."""
    return value if kind.from_taxonomy else slugify(value)
