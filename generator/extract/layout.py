"""How an article is laid out: headline, deck and lines about the article around its body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from generator.articles import Block, Seed
from generator.extract import byline, dateline, datelines
from generator.extract.body import Run
from generator.extract.weights import SENTENCE_END, SENTENCE_END_OR_COLON, Weighed
from generator.light import light
from generator.text import fold, squash

_NAME = re.compile(r"[^\W\d_a-zß-ÿ][\w.'’-]*(?: [^\W\d_a-zß-ÿ][\w.'’-]*){1,3}")
_READING_TIME = re.compile(
    r"^(?:lesedauer|lesezeit|temps de lecture|reading time|tiempo de lectura|tempo di lettura|leestijd|lästid)\b|"
    r"\bmin(?:ute|uten|utes|s)?\.? (?:read|lesezeit|lesedauer|de lecture|de lectura|di lettura)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(r"1[.)] \S.{0,80}(?<![.!?:;,])$")
_NUMBERED = re.compile(r"\d{1,2}[.)] \S.{0,80}(?<![.!?:;,])$")
"""The first of several subheads that are numbered, and any of them."""
_INTERRUPT = frozenset({"media", "pointer", "in aside", "caption"})
"""What stands between the paragraphs of one group as well as below a deck: advertisements, links to other stories."""
_ADVERTISED = re.compile(r"\W*(?:advert|anzeige|werbung|publici|annon[cs]|reklam|реклама|広告|广告)", re.IGNORECASE)
_LABELS, _LABEL = frozenset({"paragraph", "deck", "caption"}), 20
"""What may be a line between deck and body, of fewer words."""
REACH = 12
"""So many blocks around the headline may tell of author and date."""
_OPENING = 4
"""So many blocks at the beginning of the body may still be byline, date or deck."""


@light
class Layout:
    """Places of an article's parts among the blocks of its seed."""

    run: Run
    headline: int
    """Place of the headline; -1 where it is only stated in the page's head."""
    deck: str = ""
    taken: frozenset[int] = frozenset()
    """Places inside the run that are no part of the body: deck, byline, date."""
    top: int = 0
    """Place behind the last menu above the headline: what is above that is not about the article."""

    def head(self) -> range:
        """Places where lines about the article stand before the body."""
        first = self.headline - 4 if self.headline >= 0 else self.run.start - REACH
        return range(max(0, first, self.top), self.run.start)

    def tail(self) -> range:
        """Places right after the body, without a bound: the caller has the seed."""
        return range(self.run.stop, self.run.stop + REACH)


def lay_out(seed: Seed, weighed: Sequence[Weighed], run: Run, headline: int, title: str) -> Layout:
    """Find the parts around and at the beginning of a run. ``headline`` is the place of the headline, or -1."""
    if run.start <= headline < run.stop - 1:
        above, below = (_prose(weighed, run, part) for part in (range(run.start, headline), range(headline, run.stop)))
        if above > below:
            headline = -1  # a line of the text that says the same: what stands above it is the article's, too
        else:
            start = next((at for at in range(headline + 1, run.stop) if run.keeps(at)), run.stop)
            run = replace(run, start=start)
    opening = list(islice(filter(run.keeps, range(run.start, run.stop)), _OPENING))
    folded = fold(title)
    # A paragraph that stands in for a missing headline is no repetition of it.
    about = {
        at
        for at in opening
        if _is_about(seed.blocks[at].text)
        or (weighed[at].folded == folded and (headline >= 0 or not weighed[at].is_prose))
    }
    layout = Layout(run, headline, taken=frozenset(about), top=_top(seed, headline))
    at = _deck(seed, weighed, layout, opening)
    if at is not None:
        layout = replace(layout, deck=seed.blocks[at].text, taken=layout.taken | {at})
    begin = run.start - 1
    if begin != at and begin > headline >= 0 and _is_subhead(seed, weighed, run, begin):
        return replace(layout, run=replace(run, start=begin))
    return layout


def _is_subhead(seed: Seed, weighed: Sequence[Weighed], run: Run, at: int) -> bool:
    """Whether the line right above the body is the first of its subheads: others are made like it."""
    block = seed.blocks[at]
    if weighed[at].clutter or not (block.kind == "heading" or _FIRST.match(block.text)):
        return False
    make = _make(block)
    return any(run.keeps(place) and _make(seed.blocks[place]) == make for place in range(run.start, run.stop))


def _make(block: Block) -> tuple[str, int, int, bool]:
    """What the subheads of an article have in common: their place and level, or that they are numbered."""
    return block.kind, block.level, block.group, _NUMBERED.match(block.text) is not None


def _top(seed: Seed, headline: int) -> int:
    """Place behind the last menu right above the headline; 0 if there is none."""
    above = range(headline - 1, max(0, headline - 4) - 1, -1)
    return next((at + 1 for at in above if seed.blocks[at].kind == "menu"), 0)


def _prose(weighed: Sequence[Weighed], run: Run, places: range) -> float:
    """How many words of prose a part of the run keeps."""
    return sum(weighed[at].words for at in places if run.keeps(at) and weighed[at].is_prose)


def _is_about(text: str) -> bool:
    """Whether a line tells of author or date and of nothing else."""
    return len(text) <= 200 and bool(byline.parse(text) or datelines.parse(text))


def _deck(seed: Seed, weighed: Sequence[Weighed], layout: Layout, opening: list[int]) -> int | None:
    """Place of the line under the headline, if the page says so or the layout leaves no doubt."""
    stated = _key(seed.stated.deck)
    first = layout.headline + 1 if layout.headline >= 0 else layout.run.start - 3
    for at in range(max(0, first), layout.run.start):
        text = seed.blocks[at].text
        if weighed[at].clutter or not 4 <= weighed[at].words <= 60 or _is_about(text):
            continue
        is_marked = seed.blocks[at].kind == "deck"
        if (
            is_marked
            or (stated and _key(text) == stated)
            or (at == layout.headline + 1 and _about_follows(seed, layout, at))
        ):
            return at
    candidates = [at for at in opening[:2] if at not in layout.taken]
    if not candidates or len(opening) < 3:
        return None
    at = candidates[0]
    block = seed.blocks[at]
    if block.kind == "deck" and seed.blocks[candidates[-1]].kind != "deck":
        return at
    is_stated = bool(stated) and _key(block.text) == stated
    parted = any(place in layout.taken for place in opening if place > at)
    parted = parted or (at + 1 in layout.run.dropped and _tells_apart(seed, layout, at, at + 1))
    if is_stated and (parted or block.region == "header"):
        return at
    if layout.headline < 0 or not layout.headline < at <= layout.headline + _OPENING + 4 or weighed[at].words > 60:
        return None
    between = _until_prose(weighed, layout.run, at)
    about = any(place in layout.taken or _tells(seed, weighed, place) for place in between)
    following = between.stop if between.stop < layout.run.stop else at
    opens_again = not dateline.find(block.text) and dateline.find(seed.blocks[following].text) != ""
    directly_below = at == layout.headline + 1 and weighed[at].words <= 45
    parted = directly_below and (
        any(_tells_apart(seed, layout, at, place) for place in between)
        or (_tells_apart(seed, layout, at, at + 1) and _parts(seed, layout, at + 1))
    )
    return at if about or opens_again or parted else None


def _tells_apart(seed: Seed, layout: Layout, at: int, below: int) -> bool:
    """Whether a block below a line may stand between a deck and the body: nothing that is found among paragraphs."""
    why, group, block = layout.run.dropped.get(below), seed.blocks[at].group, seed.blocks[below]
    if not why:
        is_label = block.kind in _LABELS and block.text.count(" ") < _LABEL
        return is_label and SENTENCE_END_OR_COLON.search(block.text[-20:]) is None
    is_within = group > 0 and any(block.group == group for block in seed.blocks[below + 1 : below + _OPENING])
    is_within = is_within and SENTENCE_END.search(seed.blocks[at].text[-60:]) is not None
    return not _ADVERTISED.match(block.text) and not (is_within and why in _INTERRUPT)


def _until_prose(weighed: Sequence[Weighed], run: Run, at: int) -> range:
    """Places between a block and the next paragraph of the body; none if that is far."""
    stop = min(run.stop, at + 6)
    end = next((place for place in range(at + 1, stop) if weighed[place].is_prose and run.keeps(place)), at + 1)
    return range(at + 1, end)


def _tells(seed: Seed, weighed: Sequence[Weighed], at: int) -> bool:
    """Whether a line is one of those that stand between deck and body: author, date, reading time, sharing."""
    text = seed.blocks[at].text
    reading_time = len(text) <= 40 and _READING_TIME.search(text) is not None
    return reading_time or weighed[at].clutter in ("sharing", "people", "counter") or _is_about(text)


def _parts(seed: Seed, layout: Layout, at: int) -> bool:
    """Whether the block at a place parts the deck above it from the body: author, date, a picture."""
    if at >= layout.run.stop - 1:
        return False
    text = seed.blocks[at].text
    return at in layout.taken or at in layout.run.dropped or (len(text) < 50 and _NAME.fullmatch(text) is not None)


def _about_follows(seed: Seed, layout: Layout, at: int) -> bool:
    return any(_is_about(seed.blocks[place].text) for place in range(at + 1, layout.run.start))


def _key(text: str) -> str:
    return squash(fold(text)).rstrip(" .…")
