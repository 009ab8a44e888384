"""A briefing file → what the catalogue keeps of it, or the news that something is wrong with it."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from generator import frontmatter
from generator.catalogue.body import Text
from generator.catalogue.entry import place
from generator.catalogue.pack import pack
from generator.catalogue.provenance import UNKNOWN, Provenance, Trace
from generator.catalogue.reading import Reading
from generator.catalogue.stamps import Read, Stamp, read
from generator.check import bodies, pages, values
from generator.check.relations import briefing_link, is_reserved, old_addresses
from generator.content import MAX_BYTES
from generator.intake.rows import Wrong
from generator.model import Document, FrontMatter

_OPENING = 500


class Digest(NamedTuple):
    """Small facts of one file."""

    path: str
    sha: str
    stamp: Stamp
    front: FrontMatter
    packed: str
    place: int
    minutes: int
    opening: str
    anchors: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    """Slug and anchor of each link to a briefing."""
    aliases: tuple[tuple[str, str], ...]
    """Old addresses: as they are compared, and as they are written."""
    terms: str
    """Counts of the search terms, as JSON; empty if no search is made."""
    traces: tuple[Trace, ...]
    """Records of its seeds' conversion."""
    standing: str
    """How it stands to its source (see ``Provenance.standing``)."""

    @property
    def proof(self) -> str:
        """What the page's provenance depends on but for the file itself."""
        return " ".join(trace.sha for trace in self.traces)


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


def digest(content: Path, file: Read, path: str, *, search: bool) -> tuple[Digest, Text]:
    """Check a file by itself and sum it up. Links to other briefings are not followed here."""
    return digests(content, [(path, file)], search=search)[0]


def digests(content: Path, files: Sequence[tuple[str, Read]], *, search: bool) -> list[tuple[Digest, Text]]:
    """The same for some files: each step for all of them, as a processor is quick at what it did a moment ago."""
    documents = [parse(file.data, path) for path, file in files]
    readings = [_sound(document) for document in documents]
    return [_summed(content, file, reading, search=search) for (_, file), reading in zip(files, readings, strict=True)]


def _sound(document: Document) -> Reading:
    if values.check(document) or bodies.check(document, _Any()):
        raise Wrong(document.path)
    return Reading.of(document)


def _summed(content: Path, file: Read, reading: Reading, *, search: bool) -> tuple[Digest, Text]:
    path, front = reading.document.path, reading.document.front
    aliases = {alias.casefold(): alias for alias in old_addresses(front)}
    if any(is_reserved(alias) for alias in aliases):
        raise Wrong(path)
    paragraphs = reading.rendered.paragraphs
    found, provenance = _compared(content, reading)
    text = Text.of(reading, provenance)
    small = Digest(
        path,
        file.sha,
        file.stamp,
        front,
        pack(front),
        place(front),
        reading.minutes,
        next(iter(paragraphs.values()), "")[:_OPENING] if not front.summary else "",
        tuple(sorted(reading.rendered.anchors)),
        tuple(link for target in reading.rendered.links if (link := briefing_link(target)) is not None),
        tuple(aliases.items()),
        _terms(front, paragraphs) if search else "",
        tuple(found),
        text.provenance.standing(front),
    )
    return small, text


def _terms(front: FrontMatter, paragraphs: Mapping[str, str]) -> str:
    from generator.search.index import counted  # not every site is searched

    return counted(front, paragraphs.values())


def _compared(content: Path, reading: Reading) -> tuple[list[Trace], Provenance]:
    """The records of a briefing's seeds, and how it stands to them."""
    if not any(source.seed for source in reading.document.front.sources):
        return [], UNKNOWN
    from generator.catalogue.compared import provenance, traces  # a site that nothing was converted for has none

    found, record = traces(content, reading.document.front)
    return found, provenance(reading, record)


def text_of(content: Path, path: str, sha: str, proof: str) -> Text:
    """The text of a file that has not changed, nor its record. Raises Wrong if one has."""
    file = read(content / path, MAX_BYTES + 1)
    if file.sha != sha:
        raise Wrong(path)
    reading = Reading.of(parse(file.data, path))
    found, provenance = _compared(content, reading)
    if " ".join(trace.sha for trace in found) != proof:
        raise Wrong(path)
    return Text.of(reading, provenance)


def remember_page(database: sqlite3.Connection, path: str, file: Read) -> None:
    """Note where a free page is and which briefings it leads to."""
    try:
        text = file.data.decode()
        if len(file.data) > MAX_BYTES or pages.is_ours(path) or next(pages.astray(text), None):
            raise Wrong(path)
        database.execute("INSERT INTO address VALUES (?, ?, '')", (pages.address(path).casefold(), path))
    except (UnicodeDecodeError, sqlite3.IntegrityError) as error:
        raise Wrong(path) from error
    rows = [(path, slug, anchor) for slug, anchor, _ in pages.links(text)]
    database.executemany("INSERT INTO link VALUES (?, ?, ?)", rows)
