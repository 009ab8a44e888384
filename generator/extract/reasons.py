"""Why an article is what it is: every line of its source, and the candidates for headline and date."""

from __future__ import annotations

from generator.articles import Seed
from generator.extract import body, byline, datelines, dates, groups, title
from generator.extract.layout import Layout, lay_out
from generator.extract.weights import Weighed
from generator.light import light


@light
class Line:
    """One block of the source, and what became of it."""

    line: int
    """Line in the file, from 1; in pages, whose blocks have none, the number of the block."""
    text: str
    keep: bool
    why: str
    weight: float
    """How much it speaks for an article (above 0) or against one."""


@light
class Choice:
    """A candidate for a field."""

    text: str
    score: float
    why: str
    chosen: bool


@light
class Reasons:
    """All that can be said of how a seed was understood."""

    seed: Seed
    lines: tuple[Line, ...]
    titles: tuple[Choice, ...]
    dates: tuple[Choice, ...]


def reasons(seed: Seed) -> Reasons:
    """Understand a seed as ``extract`` does, and say why."""
    weighed, run = body.whole(seed.blocks) if seed.form == "feed" else groups.locate(seed.blocks)
    if run is None:
        lines = tuple(_line(seed, at, item, None) for at, item in enumerate(weighed))
        return Reasons(seed, lines, (), ())
    headline = title.find(seed, weighed, run)
    layout = lay_out(seed, weighed, run, headline.place, headline.text)
    lines = tuple(_line(seed, at, item, layout) for at, item in enumerate(weighed))
    return Reasons(seed, lines, _titles(seed, weighed, run, headline), _dates(seed, layout))


def _line(seed: Seed, at: int, item: Weighed, layout: Layout | None) -> Line:
    keep = layout is not None and layout.run.keeps(at) and at not in layout.taken
    why = _why(at, item, layout) if layout is not None else item.clutter or "the source holds no article"
    return Line(item.block.line or at + 1, item.block.text, keep, why, round(item.weight, 1))


def _why(at: int, item: Weighed, layout: Layout) -> str:
    text = item.block.text
    if at == layout.headline:
        return "headline"
    if layout.deck and text == layout.deck:
        return "deck"
    if at in layout.taken:
        return "author" if byline.parse(text) else "date" if datelines.parse(text) else "says the headline again"
    inside = layout.run.dropped.get(at, "") or item.clutter
    if inside:
        return inside
    if layout.run.keeps(at):
        return "prose" if item.is_prose else f"{item.block.kind} between prose"
    return "before the article" if at < layout.run.start else "after the article"


def _titles(seed: Seed, weighed: list[Weighed], run: body.Run, headline: title.Headline) -> tuple[Choice, ...]:
    found = [
        Choice(seed.blocks[item.place].text, round(item.score, 2), item.why, item.place == headline.place)
        for item in title.candidates(seed, weighed, run)
    ]
    if headline.place >= 0 and headline.text != seed.blocks[headline.place].text:
        found.append(Choice(headline.text, 0.0, "how the source states the marked line elsewhere", True))
    if headline.place < 0:
        why = "stated by the source" if seed.stated.titles else "no line is likely: the first sentence"
        found.append(Choice(headline.text, 0.0, why, True))
    return tuple(sorted(found, key=lambda choice: (not choice.chosen, -choice.score)))


def _dates(seed: Seed, layout: Layout) -> tuple[Choice, ...]:
    published = dates.find(seed, layout).published
    found = []
    if seed.stated.date is not None:
        found.append(Choice(seed.stated.date.isoformat(), 10.0, "stated by the source", True))
    for item in dates.candidates(seed, layout):
        stated = item.stated.published
        chosen = not found and stated is not None and stated == published and item.score >= dates.ENOUGH
        found.append(Choice(seed.blocks[item.place].text, round(item.score, 2), item.why, chosen))
    if published is not None and not any(choice.chosen for choice in found):
        found.append(Choice(published.isoformat(), 0.0, "in the dateline or the page's title", True))
    return tuple(sorted(found, key=lambda choice: (not choice.chosen, -choice.score)))
