"""One briefing against its sources, everything that is taken from them: body, headline, summary, names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generator import files, markdown
from generator.model import Document
from generator.text import sentences
from generator.verify import reader
from generator.verify.compare import Difference, SourceText, compare, stands_in

State = Literal["word for word", "differs", "by hand", "no seed", "unreadable"]

_BLOCK = re.compile(r"</?(?:p|h[1-6]|li|blockquote|td|th|pre|div|br|hr|ul|ol|table|tr)\b[^>]*>")


@dataclass(frozen=True)
class Verdict:
    """What the comparison of a briefing with its sources gives."""

    path: str
    """The briefing, below the content folder."""
    state: State
    """by hand: it names no source; no seed: none of its sources is there any more."""
    differences: tuple[Difference, ...] = ()
    changed_seeds: tuple[str, ...] = ()
    """Seeds that are not what they were when they were converted."""


def verify(document: Document, seeds: Path) -> Verdict:
    """Compare a briefing with the seeds it names, below ``seeds``."""
    named = [source for source in document.front.sources if source.seed]
    if not named:
        return Verdict(document.path, "by hand")
    read = [(source, _data(seeds, source.seed)) for source in named]
    there = [(source, data) for source, data in read if data is not None]
    if not there:
        return Verdict(document.path, "no seed")
    changed = tuple(s.seed for s, data in there if "#" not in s.seed and s.sha256 not in ("", files.sha256(data)))
    texts = [SourceText(reader.text_of(source.seed, data)) for source, data in there]
    raw = [SourceText(reader.raw_text(data)) for _, data in there]
    try:
        found = [*_body(document, texts), *_fields(document, [*texts, *raw])]
    except markdown.TooComplex:
        return Verdict(document.path, "unreadable", (), changed)
    return Verdict(document.path, "differs" if found else "word for word", tuple(found), changed)


def passages(body: str) -> list[str]:
    """The plain text of each block that readers see, in order."""
    shown = markdown.render(body).html
    blocks = (reader.strip(part) for part in _BLOCK.split(shown))
    return [block for block in blocks if block.strip()]


def _body(document: Document, sources: list[SourceText]) -> Iterator[Difference]:
    is_marked = any(source.seed.lower().endswith((".md", ".markdown")) for source in document.front.sources)
    for at, passage in enumerate(passages(document.body), 1):
        yield from compare(f"p{at}", reader.unmarked(passage) if is_marked else passage, sources)


def _fields(document: Document, sources: list[SourceText]) -> Iterator[Difference]:
    """Fields that must stand in the source; a summary in an editor's own words need not."""
    front = document.front
    yield from (found for name in ("title", "deck") for found in _field(name, getattr(front, name), sources))
    if front.summary_by != "editor":
        for sentence in sentences(front.summary):
            yield from compare("summary", sentence, sources)
    for point in front.key_points:
        yield from compare("key_points", point, sources)
    for name in ("people", "places", "organizations"):
        for value in getattr(front, name):
            in_capitals = name == "places" and stands_in(value.upper(), sources)
            if not in_capitals and not stands_in(value, sources):
                yield Difference(name, value, "")
    for quote in front.quotes:
        yield from (found for part in quote.text for found in compare("quotes", part, sources))


def _field(name: str, value: str, sources: list[SourceText]) -> list[Difference]:
    return compare(name, value, sources) if value else []


def _data(seeds: Path, seed: str) -> bytes | None:
    path = seeds / seed
    path = path if path.is_file() else seeds / seed.partition("#")[0]
    try:
        inside = path.resolve().is_relative_to(seeds.resolve())  # a source is text that editors write
        return path.read_bytes() if inside else None
    except OSError:
        return None
