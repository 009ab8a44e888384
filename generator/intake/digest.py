"""A briefing file → what the catalogue keeps of it, or the news that something is wrong with it."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from generator import frontmatter
from generator.catalogue.entry import Reading, place
from generator.catalogue.pack import pack
from generator.check import bodies, values
from generator.check.relations import briefing_link
from generator.content.tree import MAX_BYTES
from generator.model import Document, FrontMatter
from generator.search.index import counted

_OPENING = 500


class Wrong(Exception):
    """A file that the checks refuse; the full check has the words for it."""


@dataclass(frozen=True)
class Digest:
    """Small facts of one file."""

    front: FrontMatter
    packed: str
    place: int
    minutes: int
    opening: str
    anchors: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    """Slug and anchor of each link to a briefing."""
    terms: str
    """Counts of the search terms, as JSON; empty if no search is made."""


class _Any(Container[str]):
    def __contains__(self, _item: object) -> bool:
        return True


def parse(data: bytes, path: str) -> Document:
    """Read a file. Raises Wrong if it has a problem by itself."""
    if len(data) > MAX_BYTES:
        raise Wrong(path)
    try:
        document, problems = frontmatter.read(data.decode(), path)
    except UnicodeDecodeError as error:
        raise Wrong(path) from error
    if document is None or problems:
        raise Wrong(path)
    return document


def digest(document: Document, *, search: bool) -> tuple[Digest, Reading]:
    """Check a document by itself and sum it up. Links to other briefings are not followed here."""
    if values.check(document) or bodies.check(document, _Any()):
        raise Wrong(document.path)
    reading = Reading.of(document)
    front = document.front
    links = []
    for target in reading.rendered.links:
        link = briefing_link(target)
        if link is not None:
            links.append(link)
    opening = next(iter(reading.rendered.paragraphs.values()), "")[:_OPENING]
    return Digest(
        front,
        pack(front),
        place(front),
        reading.minutes,
        opening if not front.summary else "",
        tuple(sorted(reading.rendered.anchors)),
        tuple(links),
        counted(front, reading.rendered.paragraphs.values()) if search else "",
    ), reading
