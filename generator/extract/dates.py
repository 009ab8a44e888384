"""When it was published and updated: only if the source states it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from itertools import islice

from generator.articles import Seed
from generator.extract import dateline, datelines
from generator.extract.layout import REACH, Layout
from generator.light import light
from generator.model import Moment

ENOUGH = 3.0
"""Score from which on a line is believed to date the article."""
_BESIDE = 1.0
"""What it counts that a line stands right between headline and body."""
_INSIDE = 16
"""So many blocks into the body a line may still be one of its head."""
_OPENINGS = 3
"""So many paragraphs may open with a dateline: a deck or a caption may stand before."""

_NEAR = 40
"""So many blocks before the body are still said to be near it."""
_OPENS = re.compile(r"[^\d.!?]{0,40}\(?$")
_SIGNED = re.compile(r"[^\W\d_][^\d!?]{0,30}\s/\s")  # "Ed. / 3 May 2013 The harbour …"
_CLOSES = re.compile(r"\)?[.:]?\s?[—–-]|\)\.?\s")
_CUT_OFF = re.compile(r"\S*(?:\d{4}[-/.]\d{1,2}[-/.]\d|\b\d\d\.\d\d\.\d\d)$")
"""What a date may be of which a file that breaks off has lost the end: 2007-02-1(3), 13.02.20(07)."""
_FEWEST = 4
"""So many figures are in every full date: those of the year."""
_NO_FIGURES = bytes(set(range(256)) - set(b"0123456789\n"))
_BAR = re.compile(r"\s*\|\s*")


@light
class Dates:
    """What a source says of its dates."""

    published: Moment | None = None
    updated: Moment | None = None


@light
class Candidate:
    """A line that states a date, and how likely it dates the article."""

    place: int
    stated: datelines.Stated
    score: float
    why: str


def find(seed: Seed, layout: Layout) -> Dates:
    """The dates of an article: as the page states them, else in lines near the headline, else in the dateline."""
    is_told = seed.stated.date is not None and seed.stated.updated is not None
    lines = Dates() if is_told else _lines(candidates(seed, layout))
    published = seed.stated.date or lines.published or _in_dateline(seed, layout) or _in_title(seed)
    updated = seed.stated.updated or lines.updated
    if updated is not None and published is not None and _day(updated) <= _day(published) and updated != published:
        updated = (
            updated
            if isinstance(updated, datetime) and isinstance(published, datetime) and updated > published
            else None
        )
    return Dates(published, updated if updated != published else None)


def with_figures(lines: Sequence[str]) -> Sequence[int]:
    """Places of the lines that have as many figures as a full date needs, told by one look at all of them."""
    figures = "\n".join(lines).encode("utf-8", "surrogatepass").translate(None, _NO_FIGURES).split(b"\n")
    if len(figures) != len(lines):
        return range(len(lines))
    return [at for at, found in enumerate(figures) if len(found) >= _FEWEST]


def candidates(seed: Seed, layout: Layout) -> list[Candidate]:
    """Every line that is there to state a date, with its score; in the order of the source."""
    found = []
    places = with_figures([block.text for block in seed.blocks])
    order = datelines.order_of([seed.blocks[at].text for at in places])
    last = len(seed.blocks) - 1
    for at in places:
        block = seed.blocks[at]
        if block.region in ("nav", "aside", "footer") or block.kind == "menu":
            continue
        may_break_off = at == last and block.text[-1:].isdecimal()
        stated = datelines.parse(_CUT_OFF.sub("", block.text) if may_break_off else block.text, order)
        if stated is not None:
            found.append((at, stated))
    if not found:
        return []
    days = {_any(stated) for _, stated in found}
    near = {_any(stated) for at, stated in found if at >= layout.run.start - _NEAR}
    early = {_any(stated) for at, stated in found if at < layout.run.start or at in layout.taken}
    alone = [
        len(days) == 1
        or (len(early) == 1 and layout.run.start - _NEAR <= at < layout.run.start)
        or (len(near) == 1 and layout.run.start <= at < layout.run.stop)
        for at, _ in found
    ]
    return [
        _scored(layout, found, at, stated, alone=is_alone) for (at, stated), is_alone in zip(found, alone, strict=True)
    ]


def _scored(
    layout: Layout, found: Sequence[tuple[int, datelines.Stated]], at: int, stated: datelines.Stated, *, alone: bool
) -> Candidate:
    score, why = _by_place(layout, at)
    if stated.marked and not (stated.posted and at >= layout.run.start):
        score, why = score + 2.0, f"{why}, says what it is"
    if at + 1 == layout.run.start or at == layout.headline + 1 > 0:
        score, why = score + _BESIDE, f"{why}, right beside it"
    if alone:
        score, why = score + 1.5, f"{why}, the only date"
    head = layout.head()
    others = {_any(other) for place, other in found if abs(place - at) <= 8} - {_any(stated)}
    if not stated.marked and len(others) > (1 if head.start <= at < head.stop else 0):
        score, why = score - 2.0, f"{why}, among other dates"
    return Candidate(at, stated, score, why)


def _by_place(layout: Layout, at: int) -> tuple[float, str]:
    head, run = layout.head(), layout.run
    is_near = at >= run.start - REACH or (layout.headline >= 0 and abs(at - layout.headline) <= REACH)
    if is_near and layout.headline >= 0 and layout.headline <= at < run.start:
        return 4.0, "between headline and body"
    if at in layout.taken or (is_near and head.start <= at < run.start):
        return 3.5, "near the headline"
    if at < run.start:
        return (2.0, "before the body") if run.start - at <= _NEAR else (1.6, "far before the body")
    if at < run.stop:
        return (2.0 if at - run.start < _INSIDE else 1.0), "inside the body"
    return (1.5, "right after the body") if at - run.stop < 8 else (0.8, "after the body")


def _lines(found: Sequence[Candidate]) -> Dates:
    """The most likely dates among lines; of equal ones the one with fewer words, then the nearer to the body."""
    published = [item for item in found if item.stated.published is not None and item.score >= ENOUGH]
    updated = [item for item in found if item.stated.updated is not None and item.score >= ENOUGH]
    best = max(published, key=lambda item: (item.score, -item.stated.words, item.place), default=None)
    newest = max(updated, key=lambda item: item.score, default=None)
    return Dates(best.stated.published if best else None, newest.stated.updated if newest else None)


def _any(stated: datelines.Stated) -> date | None:
    return stated.published or stated.updated


def _in_dateline(seed: Seed, layout: Layout) -> date | None:
    """The date behind the place that a report opens with: "VIENNA, 14 December 2021 – …"."""
    kept = (at for at in range(layout.run.start, layout.run.stop) if layout.run.keeps(at))
    found = (_opening_date(seed.blocks[at].text) for at in islice(kept, _OPENINGS))
    return next((day for day in found if day), None)


def _opening_date(text: str) -> date | None:
    opening = text[:120]
    found = datelines.all_in(opening)
    if not found:
        return None
    start, end, day = found[0]
    is_dateline = dateline.find(text) and any(mark in opening[end : end + 20] for mark in "—–-(")
    is_set_off = _OPENS.fullmatch(opening[:start]) and _CLOSES.match(opening[end:])
    is_set_off = is_set_off or _SIGNED.fullmatch(opening[:start])
    return day if is_dateline or is_set_off else None


def _in_title(seed: Seed) -> date | None:
    """The date that a page's title ends with, set off by a bar: "Headline | Site | 28.04.2023"."""
    for title in seed.stated.titles:
        parts = _BAR.split(title)
        found = datelines.all_in(parts[-1]) if len(parts) > 1 else []
        if found and found[0][0] == 0 and found[0][1] == len(parts[-1].strip()):
            return found[0][2]
    return None


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
