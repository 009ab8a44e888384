"""The nouns of the converter: from a raw file to an article and what was found in it.

``Seed → Article → Briefing`` is the way; it ends in a ``Document`` of ``model.py``. Nothing here reads or decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from generator.light import light
from generator.model import Moment


class Run(NamedTuple):
    """A piece of text with one format."""

    text: str
    link: str = ""
    """Address as the source has it, relative ones too."""
    strong: bool = False
    em: bool = False


@light
class Block:
    """One block of a seed in reading order: a paragraph, a heading, a line of clutter."""

    text: str
    """Plain text on one line, white space folded."""
    kind: str = "paragraph"
    """paragraph · heading · item · quote · caption · table · rule · deck · code; text files know only some of them.

    menu: all labels and links of a part of a page that holds no article, on one line.
    """
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


@light
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


@light
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
    "struck-out": "left out what the page strikes out ({count:,})",
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


@light
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


@light
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
class Briefing:
    """An article with what was found in it. Every text stands word for word in the article."""

    article: Article
    summary: tuple[str, ...] = ()
    key_points: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
