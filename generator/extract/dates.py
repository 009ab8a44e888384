"""When it was published and updated: only if the source states it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from generator.extract import dateline, datelines
from generator.extract.layout import Layout
from generator.model import Moment, Seed


@dataclass(frozen=True, slots=True)
class Dates:
    """What a source says of its dates."""

    published: Moment | None = None
    updated: Moment | None = None


def find(seed: Seed, layout: Layout) -> Dates:
    """The dates of an article: as the page states them, else in lines near the headline, else in the dateline."""
    lines = _lines(seed, layout)
    published = seed.stated.date or lines.published or _in_dateline(seed, layout)
    updated = seed.stated.updated or lines.updated
    if updated is not None and published is not None and _day(updated) <= _day(published) and updated != published:
        updated = (
            updated
            if isinstance(updated, datetime) and isinstance(published, datetime) and updated > published
            else None
        )
    return Dates(published, updated if updated != published else None)


def _lines(seed: Seed, layout: Layout) -> Dates:
    """Dates in lines about the article: before the body; after it only where the line says what it is."""
    # What stands below the headline is nearer to it in meaning than what stands above.
    head = sorted(layout.head(), key=lambda at: (at < layout.headline, abs(at - layout.headline)))
    before = [*head, *sorted(layout.taken)]
    after = [at for at in layout.tail() if at < len(seed.blocks)]
    published: date | None = None
    updated: date | None = None
    loose: list[date] = []
    for at in before + after:
        stated = datelines.parse(seed.blocks[at].text)
        if stated is None or seed.blocks[at].region in ("nav", "aside", "footer"):
            continue
        if stated.marked:
            published, updated = published or stated.published, updated or stated.updated
        elif at in before and stated.published:
            loose.append(stated.published)
    if (published is None and len(set(loose)) == 1) or (published is None and loose and layout.headline >= 0):
        published = loose[0]
    return Dates(published, updated)


def _in_dateline(seed: Seed, layout: Layout) -> date | None:
    first = next((at for at in range(layout.run.start, layout.run.stop) if layout.run.keeps(at)), None)
    if first is None or not dateline.find(seed.blocks[first].text):
        return None
    opening = seed.blocks[first].text[:80]
    found = datelines.all_in(opening)
    return found[0][2] if found and any(mark in opening[found[0][1] : found[0][1] + 20] for mark in "—–-(") else None


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
