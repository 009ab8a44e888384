"""A briefing as it stands against the record of its conversion.

The conversion compared its own text with the seed and noted the outcome in the seed's record, with a digest of each
field and paragraph it wrote. Whatever still has its digest is what was compared; all else is an editor's. So
this needs no seed, and is never out of date.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator import frontmatter
from generator.catalogue.provenance import STATED, UNKNOWN, Provenance, Trace
from generator.catalogue.stamps import NOWHERE, read
from generator.content.base import Basis
from generator.content.clash import digest
from generator.content.merge import EMPTIED, field_digest
from generator.content.record import Record
from generator.content.side import blocks
from generator.content.state import State
from generator.model import FrontMatter

if TYPE_CHECKING:
    from generator.catalogue.reading import Reading


def traces(content: Path, front: FrontMatter) -> tuple[list[Trace], Record | None]:
    """Records of the seeds a briefing names, up to its own, and that one."""
    state = State(content)
    found: list[Trace] = []
    for source in front.sources:
        for seed in (source.seed, f"{source.seed}@{source.sha256[:16]}") if source.seed else ():
            trace, record = _look(content, state.record_file(seed))
            found.append(trace)
            if record is not None and record.slug == front.slug:
                return found, record
            if record is None and not trace.sha:
                break
    return found, None


def _look(content: Path, file: str) -> tuple[Trace, Record | None]:
    name = Path(file).relative_to(content).as_posix()
    try:
        seen = read(Path(file))
    except OSError:
        return Trace(name, NOWHERE, ""), None
    try:
        record = Record.parse(seen.data)
    except ValueError:
        record = None
    return Trace(name, seen.stamp, seen.sha), record


def provenance(reading: Reading, record: Record | None) -> Provenance:
    """Compare a briefing as it stands with what the record says of the converter's text."""
    if record is None or not record.proof:
        return UNKNOWN
    document = reading.document
    fields = tuple(_edited_fields(document.front, record))
    bases = [basis for basis in map(Basis.parse, record.body) if not basis.is_tombstone]
    ours = [(digest(block.strip()), block) for block in blocks(document.body)]
    same = {basis.was for basis in bases if basis.mine is None}
    changed = [block for name, block in ours if name not in same]
    present = {name for name, _ in ours}
    gone = sum(basis.was not in present or basis.mine is not None for basis in bases)
    kept = [name for name, _ in ours if name in same]
    return Provenance(
        record.proof,
        tuple(_standing(reading, record, fields, exact=not changed and not gone)),
        fields,
        tuple(dict.fromkeys(_anchors(reading, changed))),
        max(0, gone - len(changed)),
        _is_moved(kept, [basis.was for basis in bases]),
        tuple((repair.kind, repair.count, repair.detail) for repair in record.repairs),
    )


def _edited_fields(front: FrontMatter, record: Record) -> Iterator[str]:
    for name in STATED:
        now = field_digest(frontmatter.plain_value(name, getattr(front, name)))
        was = record.fields.get(name, "")
        if now != ("" if was.endswith(EMPTIED) else was) or name in record.clashes:
            yield name


def _anchors(reading: Reading, changed: Sequence[str]) -> Iterator[str]:
    """Anchors of blocks as they stand in the file; one that shows nothing of its own has none."""
    from generator import markdown

    for block in changed:
        shown = markdown.render(block)
        first = next(iter(shown.paragraphs.values()), "")
        anchor = reading.anchor_of(first) if first else next(iter(shown.headings), "")
        if anchor in reading.rendered.anchors:
            yield anchor


def _is_moved(ours: Sequence[str], base: Sequence[str]) -> bool:
    order = {name: at for at, name in enumerate(base)}
    places = [order[name] for name in ours]
    return places != sorted(places)


def _standing(
    reading: Reading, record: Record, edited: Sequence[str], *, exact: bool
) -> Iterator[tuple[str, str, str]]:
    """Differences of the converter's text that no editor has touched since, as far as can be told."""
    text = " ".join(reading.rendered.text.split())
    for found in record.differences:
        place, said, source = (str(found.get(name, "")) for name in ("place", "ours", "source"))
        if place in STATED:
            if place not in edited:
                yield place, said, source
        elif exact:
            yield place, said, source
        elif said.removesuffix(" …") in text:
            yield "", said, source
