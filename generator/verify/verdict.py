"""One briefing against its sources, everything that is taken from them: body, headline, summary, names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Literal

from generator import files, markdown
from generator.light import light
from generator.model import Document
from generator.prose import sentences
from generator.verify import reader
from generator.verify.compare import Difference, SourceText, compare, stands_in

State = Literal["word for word", "differs", "by hand", "no seed", "unreadable"]

_BLOCK = re.compile(r"</?(?:p|h[1-6]|li|blockquote|td|th|pre|div|br|hr|ul|ol|table|tr)\b([^>]*)>")
_ANCHOR = re.compile(r'id="([^"]+)"')


@light
class Witness:
    """A seed as the second reader gives it; all articles in it are compared with the same one."""

    path: str
    data: bytes

    @cached_property
    def file(self) -> str:
        """The file as it stands."""
        return reader.decode(self.data)

    @cached_property
    def text(self) -> SourceText:
        """What readers of the source see."""
        return SourceText(reader.text_of(self.path, self.file))

    @cached_property
    def raw(self) -> SourceText:
        """All of the file, its references and escapes resolved: some fields are in its metadata only."""
        return SourceText(reader.raw_text(self.file))


@light
class Proof:
    """What comparing a briefing with the seeds it was made from gives."""

    state: Literal["word for word", "differs", "unreadable"]
    differences: tuple[Difference, ...] = ()


@light
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
    found = prove(document, [Witness(source.seed, data) for source, data in there])
    return Verdict(document.path, found.state, found.differences, changed)


def prove(document: Document, witnesses: Sequence[Witness]) -> Proof:
    """Compare everything of a briefing that has to stand in one of its seeds."""
    try:
        found = tuple(chain(_body(document, witnesses), _fields(document, witnesses)))
    except markdown.TooComplex:
        return Proof("unreadable")
    return Proof("differs" if found else "word for word", found)


def passages(body: str) -> Iterator[tuple[str, str]]:
    """Anchor and plain text of each block that readers see, in order."""
    shown, anchor, at = markdown.render(body).html, "", 0
    for tag in _BLOCK.finditer(shown):
        yield from _passage(anchor, shown[at : tag.start()])
        named = _ANCHOR.search(tag[1])
        anchor, at = named[1] if named else anchor, tag.end()
    yield from _passage(anchor, shown[at:])


def _passage(anchor: str, part: str) -> Iterator[tuple[str, str]]:
    text = reader.strip(part) if "<" in part or "&" in part else part
    if text.strip():
        yield anchor, text


def _body(document: Document, witnesses: Sequence[Witness]) -> Iterator[Difference]:
    is_marked = _is_marked(document)
    texts = [witness.text for witness in witnesses]
    for anchor, passage in passages(document.body):
        yield from compare(anchor, reader.unmarked(passage) if is_marked else passage, texts)


def _is_marked(document: Document) -> bool:
    """Whether a briefing has a source in Markdown, of which both sides are compared without marks."""
    return any(source.seed.lower().endswith((".md", ".markdown")) for source in document.front.sources)


def _fields(document: Document, witnesses: Sequence[Witness]) -> Iterator[Difference]:
    """Fields that must stand in the source; a summary in an editor's own words need not."""
    front = document.front
    passages = [("title", front.title), ("deck", front.deck)]
    if front.summary_by != "editor":
        passages += [("summary", sentence) for sentence in sentences(front.summary)]
    passages += [("key_points", point) for point in front.key_points]
    passages += [("quotes", part) for quote in front.quotes for part in quote.text]
    for name, passage in passages:
        stands = not passage or _stands(passage, witnesses)
        if not (stands or (_is_marked(document) and _stands(reader.unmarked(passage), witnesses))):
            yield from compare(name, passage, _all(witnesses))
    for name in ("people", "places", "organizations"):
        for value in getattr(front, name):
            in_capitals = name == "places"  # of a dateline; asked last, since most names stand as they are
            if not (_stands(value, witnesses) or (in_capitals and _stands(value.upper(), witnesses))):
                yield Difference(name, value, "")


def _stands(passage: str, witnesses: Sequence[Witness]) -> bool:
    """Whether a passage stands in the text of a seed or, which takes longer to look at, anywhere in its file."""
    if stands_in(passage, [witness.text for witness in witnesses]):
        return True
    if any(_is_verbatim(passage, witness.file) for witness in witnesses):
        return True
    return stands_in(passage, [witness.raw for witness in witnesses])


def _is_verbatim(passage: str, file: str) -> bool:
    """Whether a passage stands in a file as it is; not if a mark behind it makes its last letter another one."""
    end = file.find(passage) + len(passage)
    return end >= len(passage) and not unicodedata.combining(file[end : end + 1] or " ")


def _all(witnesses: Iterable[Witness]) -> list[SourceText]:
    return [text for witness in witnesses for text in (witness.text, witness.raw)]


def _data(seeds: Path, seed: str) -> bytes | None:
    path = seeds / seed
    path = path if path.is_file() else seeds / seed.partition("#")[0]
    try:
        inside = path.resolve().is_relative_to(seeds.resolve())  # a source is text that editors write
        return path.read_bytes() if inside else None
    except OSError:
        return None
