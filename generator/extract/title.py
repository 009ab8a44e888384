"""The headline: the line of the seed that the layout, the markup and the page's own statements agree on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from generator.articles import Seed
from generator.extract import byline, captions, datelines, rights, statedtitle
from generator.extract.body import Run
from generator.extract.weights import Weighed, is_clutter
from generator.light import light
from generator.prose import Passage, key_words, sentences
from generator.text import fold

_LOOK_BACK = 60
_SITE_MARKS = re.compile(r"\s+(?:[|·•»«–—:]+|-+)\s+|\s*[|]\s*")
_TWO_SENTENCES = re.compile(r"[a-zß-ÿ]{3}[.!?] [A-ZÀ-Þ]")
_SUBJECT = re.compile(
    r"^(?:subject|betreff|objet|asunto|oggetto|assunto|onderwerp|ämne|emne|тема):\s+(?:(?:fwd?|wg|re|aw|tr|rv):\s*)*(?=\S)",
    re.IGNORECASE,
)
"""How a mail tells its headline."""
_CLOSES = re.compile(r"[.:;,]$")
_WORDS = re.compile(r"\w+")
_MAX = 300
_NO_HEADLINE = frozenset({"item", "caption", "table", "menu", "code"})
_BELOW = 6
"""So many blocks into the body a line may still tell of author or date."""
_PARTLY = 15
"""A line that has less than this in common with a stated title, in letters, says nothing of it."""
_OPENING = 3
"""So many letters of a line are looked at before all of it is compared with the stated titles."""
_SHARED, _MOST_SHARED = "words of the body", 4.51
"""What a line has in common with the body, and a little more than it can count."""
_BELOW_IT, _TOLD_BELOW = "author or date below", 1.8
"""That a line below tells of author or date, and what it counts."""
_ASKS = 3
"""Among so many first blocks of the body a question may be the headline."""


@light
class Headline:
    """A headline and its place among the blocks; -1 if it is only stated in the page's head."""

    text: str
    place: int


@light
class Candidate:
    """A line that may be the headline, and how much speaks for it."""

    place: int
    parts: Mapping[str, float]
    """What speaks for it or against it → how much."""

    @property
    def score(self) -> float:
        """How much speaks for it, all in all."""
        return sum(self.parts.values()) - 1.0

    @property
    def why(self) -> str:
        """The parts in words."""
        return ", ".join(f"{name} {value:+.1f}" for name, value in self.parts.items() if value)


def find(seed: Seed, weighed: Sequence[Weighed], run: Run) -> Headline:
    """The best headline of a seed. Without any, the first sentence of the body stands in for it."""
    context = _context(seed, weighed, run)
    best = _best(seed, weighed, context)
    # The front matter of a text file is written by whoever saved it: no line of the text knows better.
    is_told = bool(seed.stated.titles) and seed.form == "text"
    if (
        best is not None
        and best.score > 0
        and not (is_told and _folded_key(weighed[best.place].folded) not in context.stated)
    ):
        text = _spelled(seed.blocks[best.place].text, context.stated)
        if ":" in text[:12]:
            text = _SUBJECT.sub("", text, count=1)
        return Headline(_as_stated_by_page(seed, context.lede, text) if seed.stated.headline else text, best.place)
    if seed.stated.titles:
        return Headline(_alone(seed)[:_MAX], -1)
    return Headline(_standing_in([seed.blocks[at].text[:2000] for at in _kept(run, 3) or [run.start]]), -1)


def _standing_in(paragraphs: Sequence[str]) -> str:
    """The first sentence, of those that are no longer than headlines are; else the first words."""
    fitting = (sentence for text in paragraphs for sentence in sentences(text) if len(sentence) <= _MAX)
    return next(fitting, paragraphs[0][:_MAX].rpartition(" ")[0] or paragraphs[0][:_MAX])


def _as_stated_by_page(seed: Seed, lede: Passage, text: str) -> str:
    # The whole titles are keys too: the form without the site's name is the one to show.
    stated = {
        _key(form): form for title in seed.stated.titles for form in (_without_site(title, seed.stated.site), title)
    }
    return statedtitle.choose(text, stated, _key, lambda title: _shared(title, lede))[:_MAX]


def candidates(seed: Seed, weighed: Sequence[Weighed], run: Run) -> list[Candidate]:
    """Every line that may be the headline, with its score."""
    context = _context(seed, weighed, run)
    unread = _unread(seed, weighed, context)
    return [_scored(seed, item, context) for item in unread if _says_something(weighed[item.place], item, context)]


def _best(seed: Seed, weighed: Sequence[Weighed], context: _Context) -> Candidate | None:
    """The likeliest headline, if any line is likely. What falls short of it whatever it says is not read."""
    best, least = None, 0.0
    for item in sorted(_unread(seed, weighed, context), key=lambda item: -item.score):
        if item.score + _TOLD_BELOW + _MOST_SHARED < least:
            break
        if not _says_something(weighed[item.place], item, context):
            continue
        scored = _scored(seed, item, context)
        if best is None or (scored.score, -scored.place) > (best.score, -best.place):
            best, least = scored, max(least, scored.score)
    return best


def _unread(seed: Seed, weighed: Sequence[Weighed], context: _Context) -> list[Candidate]:
    """Lines that stand where a headline may, before they and the lines below are read."""
    return [Candidate(at, _parts(seed, weighed, at, context)) for at in _candidates(seed, weighed, context)]


@light
class _Context:
    """What a line is held against."""

    run: Run
    stated: dict[str, str]
    lede: Passage
    """The words of the body's first paragraphs."""
    repeated: frozenset[str]
    """Lines, folded, that the page says more than once."""
    about: _About
    """Which lines near the beginning of the body tell of author or date."""
    holders: tuple[str, ...]
    """Who holds the rights."""


def _context(seed: Seed, weighed: Sequence[Weighed], run: Run) -> _Context:
    holders = rights.holders(weighed)
    lede = Passage(" ".join([seed.blocks[at].text for at in _kept(run, 6)]))
    return _Context(run, _stated(seed, holders), lede, _repeated(weighed, run), _About(seed, run), holders)


class _About(dict[int, bool]):
    """Place → whether its line tells of author or date; told of those that somebody asks for, which are few."""

    def __init__(self, seed: Seed, run: Run) -> None:
        super().__init__()
        self._blocks = seed.blocks
        self.near = range(max(0, run.start - _LOOK_BACK), min(run.stop, run.start + _BELOW))
        """Places of the lines that may be of the article's head; no other one is believed."""

    def __missing__(self, at: int) -> bool:
        """Look at a line."""
        self[at] = is_about = at in self.near and _is_about(self._blocks[at].text)
        return is_about


def _is_about(text: str) -> bool:
    return bool(byline.parse(text) or datelines.parse(text))


def _repeated(weighed: Sequence[Weighed], run: Run) -> frozenset[str]:
    near = {item.folded for item in weighed[max(0, run.start - _LOOK_BACK) : run.start]}
    if not near:
        return frozenset()
    counts = Counter([item.folded for item in weighed if item.folded in near and len(item.block.text) <= _MAX])
    return frozenset([text for text, number in counts.items() if number > 1])


def _kept(run: Run, number: int) -> list[int]:
    return [at for at in range(run.start, min(run.stop, run.start + 3 * number)) if run.keeps(at)][:number]


def _stated(seed: Seed, holders: Sequence[str]) -> dict[str, str]:
    """Folded forms of the stated titles, whole and without the name of the site → the title."""
    forms: dict[str, str] = {}
    for title in seed.stated.titles:
        for form in (title, _without_site(title, seed.stated.site)):
            if not rights.is_holder(form, holders):
                forms.setdefault(_key(form), form)
    return forms


@lru_cache(maxsize=32)  # each title of a page is asked for twice
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


def _alone(seed: Seed) -> str:
    """The stated title where no line says it; where no page states it, nothing stands behind it but the site."""
    title, site = seed.stated.titles[0], seed.stated.site
    marks = [] if seed.form == "html" else list(_SITE_MARKS.finditer(title))
    if not marks:
        return _without_site(title, site) if seed.form == "html" else title
    return title[: marks[-1].start()] if site and fold(title[marks[-1].end() :]) == fold(site) else title


def _candidates(seed: Seed, weighed: Sequence[Weighed], context: _Context) -> Iterator[int]:
    """Places of lines that may be a headline: before the body, and headings at its beginning."""
    run, stated = context.run, context.stated
    openings = frozenset([form[:_OPENING] for form in stated])
    early = run.start + max(4, (run.stop - run.start) // 4)
    for at, block in enumerate(seed.blocks[: min(early, run.stop)]):
        text = block.text
        if not 1 < len(text) <= _MAX or block.kind in _NO_HEADLINE:
            continue
        marked = block.kind == "heading" and block.level == 1
        # A question looks like prose, and the body seems to begin with it.
        asks = run.start <= at < run.start + _ASKS and text.endswith(("?", "？", "؟")) and len(text) <= 160
        is_above = run.start - _LOOK_BACK <= at < run.start
        if weighed[at].own or not (
            marked or is_above or asks or (stated and _is_stated(weighed[at].folded, stated, openings))
        ):
            continue
        yield at


def _says_something(line: Weighed, item: Candidate, context: _Context) -> bool:
    """Whether a line is no clutter, no caption, no line about the article, and has letters."""
    text, about = line.block.text, context.about
    if is_clutter(line) or captions.is_signed(text):
        return False
    is_about = about[item.place] if item.place in about.near else _is_about(text)
    return not is_about and any(map(str.isalpha, text))


def _is_stated(folded: str, stated: Mapping[str, str], openings: AbstractSet[str]) -> bool:
    """Whether a folded line is one of the stated titles, which begin with ``openings``."""
    opening = folded[:_OPENING]
    return (opening in openings or not opening.isalnum()) and _folded_key(folded) in stated


def _scored(seed: Seed, item: Candidate, context: _Context) -> Candidate:
    below = range(item.place + 1, item.place + 5)
    told = _TOLD_BELOW if any(map(context.about.__getitem__, below)) else 0.0
    shared = _shared(seed.blocks[item.place].text, context.lede)
    return Candidate(item.place, {**item.parts, _SHARED: shared, _BELOW_IT: told})


def _parts(seed: Seed, weighed: Sequence[Weighed], at: int, context: _Context) -> dict[str, float]:
    block, item = seed.blocks[at], weighed[at]
    return {
        "stated": _as_stated(_folded_key(item.folded), context.stated) if context.stated else 0.0,
        "heading": {1: 4.0, 2: 1.5}.get(block.level, 0.5) if block.kind == "heading" else 0.0,
        _SHARED: 0.0,
        "length": _by_length(item.words),
        "two sentences below a line": -1.5 if _is_deck(seed, weighed, at) else 0.0,
        "a longer line below": 0.5 if _has_deck(weighed, at) else 0.0,
        "holds the rights": -8.0 if rights.is_holder(block.text, context.holders) else 0.0,
        "ends as a sentence": -2.5 if _CLOSES.search(block.text) else 0.0,
        "beside": -1.5 if block.region in ("nav", "aside", "footer", "form") else 0.0,
        _BELOW_IT: 0.0,
        "said again": 1.0 if item.folded in context.repeated else 0.0,
        "distance": -0.02 * min(10, max(0, context.run.start - at)),
        "link": 0.5 if block.link_share > 0.5 else 0.0,
        "inside the body": -1.5 if at >= context.run.start else 0.0,
    }


def _is_deck(seed: Seed, weighed: Sequence[Weighed], at: int) -> bool:
    """Whether a long line of two sentences stands right below a line that may be the headline."""
    if at == 0 or len(seed.blocks[at].text) < 90 or not _TWO_SENTENCES.search(seed.blocks[at].text):
        return False
    above = weighed[at - 1]
    return not above.clutter and 5 <= above.words <= 20 and not _CLOSES.search(above.block.text)


def _has_deck(weighed: Sequence[Weighed], at: int) -> bool:
    """Whether a longer line stands right below a line that is long enough for a headline."""
    if at + 1 >= len(weighed) or weighed[at + 1].clutter or not 5 <= weighed[at].words <= 20:
        return False
    return weighed[at].words + 3 <= weighed[at + 1].words <= 40


def _as_stated(key: str, stated: dict[str, str]) -> float:
    if key in stated:
        return 6.0
    if len(key) <= _PARTLY:
        return 0.0
    return 2.5 if any(key in form or form in key for form in stated if len(form) > _PARTLY) else 0.0


def _shared(text: str, lede: Passage) -> float:
    named = key_words(text)
    shared = sum(word in lede for word in named)
    # One word in common is little, even if it is all of the line.
    return 3.0 * shared / len(named) * min(1.0, shared / 3) + 0.25 * min(shared, 6) if named else 0.0


def _by_length(number: float) -> float:
    if number > 30:
        return -2.0
    if number > 20:
        return 0.5
    return 1.5 if number >= 4 else {3: 0.5, 2: -0.5}.get(int(number), -1.5)


def _spelled(text: str, stated: dict[str, str]) -> str:
    """The line as it stands; without the site's name where the page also states it without."""
    if not stated:
        return text
    without = _without_site(text, "")
    return without if _key(without) in stated and _key(text) not in stated else text


@lru_cache(maxsize=32)
def _key(text: str) -> str:
    return _folded_key(fold(text))


def _folded_key(folded: str) -> str:
    return " ".join(_WORDS.findall(folded))
