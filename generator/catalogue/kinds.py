"""The listings of the site: a kind of listing is one line of a table over the fields of a briefing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from generator.light import light
from generator.model import FrontMatter, Taxonomy
from generator.text import slugify
from generator.words import say


@light
class Kind:
    """A kind of listing."""

    name: str
    prefix: str
    """First part of its addresses; the page there lists all of the kind."""
    label: str
    """What one of them is called."""
    plural: str
    """What all of them are called."""
    values: Callable[[FrontMatter], tuple[str, ...]]
    """What of a briefing it is listed under."""
    from_taxonomy: bool = False
    """Whether values are slugs of the taxonomy rather than names; broader tags then count, too."""


KINDS: tuple[Kind, ...] = (
    Kind("topic", "topics", say("topic"), say("topics"), lambda front: front.tags, from_taxonomy=True),
    Kind("place", "places", say("place"), say("places"), lambda front: front.places),
    Kind("person", "people", say("person"), say("people"), lambda front: front.people),
    Kind("organization", "organizations", say("organization"), say("organizations"), lambda front: front.organizations),
)

ALL = Kind("all", "briefings", "", say("all_briefings"), lambda _: ())
"""The listing of everything; its years and months are the archive."""

BY_NAME = {kind.name: kind for kind in (*KINDS, ALL)}


def key(kind: Kind, value: str) -> str:
    """Address part of a value; empty if it has none."""
    return value if kind.from_taxonomy else _slug(value)


_slug = lru_cache(maxsize=4_000)(slugify)
"""The same names are asked for again and again."""


def own(front: FrontMatter) -> Iterator[tuple[Kind, str, str]]:
    """What a briefing names itself: kind, key and the form it uses, each key once."""
    for kind in KINDS:
        seen: set[str] = set()
        for value in kind.values(front):
            slug = key(kind, value)
            if slug and slug not in seen:
                seen.add(slug)
                yield kind, slug, value


def memberships(front: FrontMatter, taxonomy: Taxonomy) -> Iterator[tuple[Kind, str, str]]:
    """All listings that name a briefing: its own values, the topics above them, and the listing of everything."""
    yield ALL, "", ""
    topics: set[str] = set()
    for kind, slug, value in own(front):
        if not kind.from_taxonomy:
            yield kind, slug, value
            continue
        for tag in taxonomy.path(slug):
            if tag.slug not in topics:
                topics.add(tag.slug)
                yield kind, tag.slug, tag.label
