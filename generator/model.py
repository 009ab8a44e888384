"""The nouns of the program: frozen values that the stages hand to each other.

``Document`` is a file of the content, and the converter's own nouns, in ``articles.py``, end in it; ``Problem`` is what
the checks find; ``Tag`` and ``Taxonomy`` are the controlled vocabulary. Nothing here reads, writes or decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from generator.light import light

Day = date
"""A calendar day; the name is free of fields that are called ``date``."""

Moment = date | datetime
"""A calendar day, or a point in time with its offset from UTC."""


class Problem(NamedTuple):
    """One thing that is wrong: where, what, and how to mend it; in the order of files and lines."""

    path: str
    """The file, relative to the folder the user named."""
    line: int
    """Line in the file, from 1; 0 where the whole file is meant."""
    field: str
    """Key of the front matter, or ``body``, or empty."""
    what: str
    """What is wrong, with the offending value."""
    cure: str
    """What to do about it."""

    def below(self, folder: str) -> Problem:
        """The same problem, its path as seen from above ``folder``, so that it can be opened from there."""
        return self._replace(path=f"{folder.rstrip('/')}/{self.path}")

    def __str__(self) -> str:
        """``path:line: field: what; cure``, the form editors and their tools can follow."""
        place = f"{self.path}:{self.line}" if self.line else self.path
        subject = f"{self.field}: " if self.field else ""
        return f"{place}: {subject}{self.what}; {self.cure}"


# ── from content to the site ────────────────────────────────────────────────────────────────────


@light
class Quote:
    """Words somebody is quoted with."""

    text: tuple[str, ...]
    """Verbatim parts, without quotation marks; joined with "…" when shown."""
    speaker: str = ""
    """The fullest form of the name in this source; empty if the source names nobody."""


@light
class Source:
    """Where a briefing comes from."""

    name: str = ""
    url: str = ""
    seed: str = ""
    sha256: str = ""
    rights: str = ""


@light
class Correction:
    """A correction that readers are told of."""

    date: date
    note: str


@light
class Image:
    """A picture with its alternative text."""

    path: str
    alt: str


@light
class FrontMatter:
    """The fields of a briefing. Their kinds, bounds and order are the table in ``fields.py``."""

    title: str = ""
    deck: str = ""
    slug: str = ""
    date: Moment | None = None
    updated: Moment | None = None
    added: Day | None = None
    summary: str = ""
    summary_by: str = ""
    key_points: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    language: str = ""
    byline: str = ""
    dateline: str = ""
    section: str = ""
    sources: tuple[Source, ...] = ()
    status: str = "published"
    publish_at: datetime | None = None
    expire_at: datetime | None = None
    corrections: tuple[Correction, ...] = ()
    pinned: bool = False
    image: Image | None = None
    aliases: tuple[str, ...] = ()


@light
class Document:
    """A briefing file as read: its fields, its body, and its text to the last byte."""

    path: str
    """Path below the content folder, with ``/``."""
    front: FrontMatter
    body: str
    """Markdown below the front matter, without the blank lines around it."""
    text: str
    """The whole file, so that what nobody changes is written back as it was."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """Line in the file, from 1, of each key and of ``body``."""


# ── the controlled vocabulary ───────────────────────────────────────────────────────────────────


@light
class Tag:
    """A topic or region of the taxonomy."""

    slug: str
    label: str
    definition: str = ""
    parent: str = ""
    """Slug of the broader tag; empty at the top."""
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Language (BCP 47 primary subtag) → phrases that suggest the tag."""
    territory: str = ""
    """ISO 3166 code; the country's names in all languages then count as phrases."""
    iptc: str = ""
    """IPTC Media Topic code, where one fits."""


@light
class Taxonomy:
    """All tags, in the order of the file."""

    tags: tuple[Tag, ...] = ()

    @cached_property
    def by_slug(self) -> Mapping[str, Tag]:
        """Slug → tag."""
        return {tag.slug: tag for tag in self.tags}

    @cached_property
    def order(self) -> Mapping[str, int]:
        """Slug → its place among all tags."""
        return {tag.slug: at for at, tag in enumerate(self.tags)}

    def path(self, slug: str) -> tuple[Tag, ...]:
        """The tag and the ones above it, broadest first; empty for an unknown slug."""
        known = self._paths.get(slug)
        if known is None:
            known = self._paths[slug] = self._path(slug)
        return known

    @cached_property
    def _paths(self) -> dict[str, tuple[Tag, ...]]:
        """Paths that were asked for: each tag stands in many briefings."""
        return {}

    def _path(self, slug: str) -> tuple[Tag, ...]:
        found: list[Tag] = []
        while (tag := self.by_slug.get(slug)) is not None and tag not in found:
            found.append(tag)
            slug = tag.parent
        return tuple(reversed(found))

    def children(self, slug: str) -> tuple[Tag, ...]:
        """The tags right below ``slug`` (``""``: the top ones)."""
        return tuple(tag for tag in self.tags if tag.parent == slug)
