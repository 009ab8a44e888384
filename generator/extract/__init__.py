"""Seed → Article: the article's body and what the source says about it, nothing else."""

from __future__ import annotations

from dataclasses import replace

from generator.articles import Article, Block, Seed
from generator.errors import SeedError
from generator.extract import body, byline, dateline, dates, groups, title
from generator.extract.layout import lay_out
from generator.seeds import runs


def extract(seed: Seed) -> Article:
    """Find the article in a seed. Raises SeedError if there is none."""
    is_entry = seed.form == "feed"  # all of it is the article, be it ever so short
    weighed, run = body.whole(seed.blocks) if is_entry else groups.locate(seed.blocks)
    least = 1 if is_entry else body.MIN_WORDS
    if run is None or run.words(weighed) < least:
        raise SeedError(seed.path, "holds no article: no paragraphs of prose in it")
    headline = title.find(seed, weighed, run)
    layout = lay_out(seed, weighed, run, headline.place, headline.text)
    left_out = layout.taken.union(layout.run.dropped)
    kept = [seed.blocks[at] for at in range(layout.run.start, layout.run.stop) if at not in left_out]
    if not any(block.text for block in kept):
        raise SeedError(seed.path, "holds no article: nothing but its headline")
    address = seed.stated.url
    blocks = tuple([_finished(block, address) if block.runs or block.kind == "deck" else block for block in kept])
    around = dates.find(seed, layout)
    return Article(
        seed,
        title=headline.text,
        body=blocks,
        deck=layout.deck,
        date=around.published,
        updated=around.updated,
        byline=byline.find(seed, layout),
        dateline=dateline.find(next((block.text for block in blocks if block.kind != "heading"), "")),
        section=seed.stated.section,
        language=seed.stated.language,
    )


def _finished(block: Block, address: str) -> Block:
    """A block as it stands in the article; what the page calls a deck and is none is a paragraph."""
    if block.runs:
        block = runs.written(block, address)
    return replace(block, kind="paragraph") if block.kind == "deck" else block
