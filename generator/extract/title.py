"""The headline: the line of the seed that the layout, the markup and the page's own statements agree on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.extract import byline, clutter, datelines
from generator.extract.body import Run, Weighed
from generator.model import Seed
from generator.text import fold, sentences, words

_LOOK_BACK = 25
_SITE_MARKS = re.compile(r"\s+(?:[|·•»«–—:]+|-+)\s+|\s*[|]\s*")
_CLOSES = re.compile(r"[.:;,]$")
_MAX = 300


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline and its place among the blocks; -1 if it is only stated in the page's head."""

    text: str
    place: int


def find(seed: Seed, weighed: Sequence[Weighed], run: Run) -> Headline:
    """The best headline of a seed. Without any, the first sentence of the body stands in for it."""
    stated = _stated(seed)
    lede = {word.casefold() for at in _kept(run, 4) for word in words(seed.blocks[at].text) if len(word) > 3}
    scored = [(_score(seed, weighed, run, at, stated, lede), -at) for at in _candidates(seed, weighed, run)]
    best = max(scored, default=(0.0, 0))
    if best[0] > 0:
        return Headline(_spelled(seed.blocks[-best[1]].text, stated), -best[1])
    if seed.stated.titles:
        return Headline(_without_site(seed.stated.titles[0], seed.stated.site)[:_MAX], -1)
    first = sentences(seed.blocks[next(iter(_kept(run, 1)), run.start)].text[:2000])
    return Headline(first[0] if first and len(first[0]) <= _MAX else "", -1)


def _kept(run: Run, number: int) -> list[int]:
    return [at for at in range(run.start, min(run.stop, run.start + 3 * number)) if run.keeps(at)][:number]


def _stated(seed: Seed) -> dict[str, str]:
    """Folded forms of the stated titles, whole and without the name of the site → the title."""
    forms: dict[str, str] = {}
    for title in seed.stated.titles:
        for form in (title, _without_site(title, seed.stated.site)):
            forms.setdefault(_key(form), form)
    return forms


def _without_site(title: str, site: str) -> str:
    """Cut the name of the site, or the last short part behind a mark, from a stated title."""
    marks = list(_SITE_MARKS.finditer(title))
    if not marks:
        return title
    head, tail = title[: marks[-1].start()], title[marks[-1].end() :]
    if (site and fold(site) in fold(tail)) or (len(tail) <= 30 and len(tail.split()) <= 4 and len(head) > len(tail)):
        return _without_site(head, site) if site and fold(site) in fold(head) else head
    first, rest = title[: marks[0].start()], title[marks[0].end() :]
    return rest if site and fold(first) == fold(site) else title


def _candidates(seed: Seed, weighed: Sequence[Weighed], run: Run) -> Iterator[int]:
    """Places of lines that may be a headline: before the body, and headings at its beginning."""
    early = run.start + max(4, (run.stop - run.start) // 4)
    for at, block in enumerate(seed.blocks[: min(early, run.stop)]):
        marked = block.kind == "heading" and block.level == 1
        near = run.start - _LOOK_BACK <= at < run.start
        if not (marked or near or (at < early and _key(block.text) in _stated(seed) if seed.stated.titles else near)):
            continue
        text = block.text
        if clutter.reason(block) or len(text) > _MAX or not len(text) > 1 or block.kind in ("item", "caption", "table"):
            continue
        if not (byline.parse(text) or datelines.parse(text)) and any(character.isalpha() for character in text):
            yield at


def _score(seed: Seed, weighed: Sequence[Weighed], run: Run, at: int, stated: dict[str, str], lede: set[str]) -> float:
    block, item = seed.blocks[at], weighed[at]
    key = _key(block.text)
    score = 6.0 if key in stated else 0.0
    if not score and any(key and (key in form or form in key) and len(key) > 15 for form in stated if len(form) > 15):
        score = 2.5
    if block.kind == "heading":
        score += {1: 4.0, 2: 1.5}.get(block.level, 0.5)
    named = [word for word in words(block.text) if len(word) > 3]
    score += 3.0 * sum(word.casefold() in lede for word in named) / len(named) if named else 0.0
    score += 1.5 if 4 <= item.words <= 20 else 0.5 if item.words in (2, 3) or item.words <= 30 else -2.0
    score -= 2.5 if _CLOSES.search(block.text) else 0.0
    score -= 1.5 if block.region in ("nav", "aside", "footer", "form") else 0.0
    score -= 0.15 * max(0, run.start - at) + (0.5 if block.link_share > 0.5 else 0.0)
    if at >= run.start:
        score -= 1.5
    return score - 1.0


def _spelled(text: str, stated: dict[str, str]) -> str:
    """The line as it stands; without the site's name where the page also states it without."""
    without = _without_site(text, "")
    return without if _key(without) in stated and _key(text) not in stated else text


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
