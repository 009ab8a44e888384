"""The nouns of the program: frozen values that the stages hand to each other.

``Seed → Article → Briefing → Document`` is the way of one article; ``Problem`` is what the checks find;
``Tag`` and ``Taxonomy`` are the controlled vocabulary. Nothing here reads, writes or decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple, TypeVar, dataclass_transform

T = TypeVar("T")

Day = date
"""A calendar day; the name is free of fields that are called ``date``."""

Moment = date | datetime
"""A calendar day, or a point in time with its offset from UTC."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong: where, what, and how to mend it."""

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
        return replace(self, path=f"{folder.rstrip('/')}/{self.path}")

    def __str__(self) -> str:
        """``path:line: field: what; cure``, the form editors and their tools can follow."""
        place = f"{self.path}:{self.line}" if self.line else self.path
        subject = f"{self.field}: " if self.field else ""
        return f"{place}: {subject}{self.what}; {self.cure}"


# ── from a raw file to an article ───────────────────────────────────────────────────────────────


class Run(NamedTuple):
    """A piece of text with one format."""

    text: str
    link: str = ""
    """Address as the source has it, relative ones too."""
    strong: bool = False
    em: bool = False


@dataclass_transform(frozen_default=True)
def light(cls: type[T]) -> type[T]:
    """Make a value of which there are hundreds in each source, or one in each file: frozen for the type checker alone.

    To freeze a value at run time too makes making it five times as slow.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)


@light
class Block:
    """One block of a seed in reading order: a paragraph, a heading, a line of clutter."""

    text: str
    """Plain text on one line, white space folded."""
    kind: str = "paragraph"
    """paragraph · heading · item · quote · caption · table · rule · deck; text files know only some of them."""
    level: int = 0
    """Depth of a heading (1–6), number of an ordered item (from 1; 0 = bullet)."""
    markdown: str = ""
    """The same text with links and emphasis as Markdown; empty if it is just ``text``."""
    link_share: float = 0.0
    """Share of the characters that are inside links, 0–1."""
    region: str = ""
    """The page region the markup names: article · main · nav · header · footer · aside · form; else empty."""
    line: int = 0
    """Line of the source file where the block begins, from 1; 0 if unknown."""
    runs: Collection[Run] = ()
    """The text with its formats, where ``markdown`` is not made of it yet: most blocks of a page are dropped."""
    group: int = 0
    """Number of the page's element that holds this block and others beside it; 0 if unknown."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What a source says of itself outside its running text (meta elements, JSON-LD, feed fields)."""

    titles: tuple[str, ...] = ()
    """Titles, the most trustworthy first."""
    headline: str = ""
    """The first of them that a page states for showing it elsewhere, not for the title of its window."""
    deck: str = ""
    date: Moment | None = None
    updated: Moment | None = None
    byline: str = ""
    section: str = ""
    language: str = ""
    """BCP 47 tag."""
    url: str = ""
    """Canonical address of the source."""
    site: str = ""
    """Name of the publisher or site."""
    tags: tuple[str, ...] = ()
    """Keywords as the source words them."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One kind of thing that was mended while a source was read, so that readers can be told."""

    kind: str
    """A key of ``REPAIRS``."""
    count: int = 1
    """How many letters, characters or lines; 1 where the whole text is meant."""
    detail: str = ""
    """What exactly, if the kind leaves it open: the encoding, the letters."""

    def __str__(self) -> str:
        """In plain words: "removed soft hyphens (4)"."""
        return REPAIRS[self.kind].format(count=self.count, detail=self.detail or "doubly encoded letters")


REPAIRS: Mapping[str, str] = {
    "encoding": "decoded as {detail}",
    "mixed-encoding": "decoded as UTF-8, and {count:,} bytes that are none as windows-1252",
    "cut-end": "the last character was cut off; removed its rest",
    "mojibake": "mended {detail} ({count:,})",
    "direction-marks": "removed invisible direction marks ({count:,})",
    "control-characters": "removed control characters ({count:,})",
    "soft-hyphens": "removed soft hyphens ({count:,})",
    "zero-width-spaces": "removed zero-width spaces ({count:,})",
    "joined-lines": "joined lines that were broken inside a paragraph ({count:,})",
    "excerpt": "the feed gives only an excerpt of this article",
}
"""Kind of a repair → its plain words, in the order in which they are told."""


def summed(repairs: Iterable[Repair]) -> tuple[Repair, ...]:
    """One repair a kind, in the order of ``REPAIRS``; of the details only the encoding is kept."""
    counts: Counter[str] = Counter()
    encoding = ""
    for repair in repairs:
        counts[repair.kind] += repair.count
        encoding = encoding or (repair.detail if repair.kind == "encoding" else "")
    return tuple(
        Repair(kind, 1, encoding) if kind == "encoding" else Repair(kind, counts[kind])
        for kind in REPAIRS
        if counts[kind]
    )


@dataclass(frozen=True, slots=True)
class Seed:
    """A raw article as a reader of its form understood it."""

    path: str
    """Path below the seeds folder, with ``/``; ``path#entry`` for one of several in a file."""
    sha256: str
    """Hash of the file's bytes (of the entry's, where a file holds several), hexadecimal."""
    form: str
    """text · html · feed."""
    blocks: tuple[Block, ...]
    stated: Stated = Stated()
    repairs: tuple[Repair, ...] = ()
    """What was mended on reading."""


@dataclass(frozen=True, slots=True)
class Article:
    """The article alone: clutter gone, fields found. Empty means: the source does not say."""

    seed: Seed
    title: str
    body: tuple[Block, ...]
    deck: str = ""
    date: Moment | None = None
    updated: Moment | None = None
    byline: str = ""
    dateline: str = ""
    section: str = ""
    language: str = ""


@light
class Quote:
    """Words somebody is quoted with."""

    text: tuple[str, ...]
    """Verbatim parts, without quotation marks; joined with "…" when shown."""
    speaker: str = ""
    """The fullest form of the name in this source; empty if the source names nobody."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """An article with what was found in it. Every text stands word for word in the article."""

    article: Article
    summary: tuple[str, ...] = ()
    key_points: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()


# ── from content to the site ────────────────────────────────────────────────────────────────────


@light
class Source:
    """Where a briefing comes from."""

    name: str = ""
    url: str = ""
    seed: str = ""
    sha256: str = ""
    rights: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction that readers are told of."""

    date: date
    note: str


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True)
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
