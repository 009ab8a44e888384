"""A file that breaks off anywhere gives an article or a reason: no traceback, no hang, no field it does not state."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from generator.articles import Article, Seed
from generator.errors import SeedError
from generator.extract import datelines, extract
from generator.model import Moment
from generator.seeds import read_all
from generator.text import fold, squash
from tests.small_sites import ROOT

SEEDS = sorted(path for path in (ROOT / "seeds").iterdir() if path.suffix in (".txt", ".md", ".htm", ".html", ".xml"))
TEXTS = sorted(path for path in (ROOT / "tests" / "extract").iterdir() if path.suffix == ".txt")
CUTS = 24


def articles(name: str, data: bytes) -> Iterator[Article]:
    for found in read_all(name, data):
        if isinstance(found, Seed):
            try:
                yield extract(found)
            except SeedError:
                continue


def stated(seed: Seed) -> str:
    """All that a seed says, for finding a field in it."""
    said = [*(block.text for block in seed.blocks), *seed.stated.titles, seed.stated.deck, seed.stated.byline]
    return fold(squash(" ".join(said)))


def days(moment: Moment | None) -> set[date]:
    if moment is None:
        return set()
    return {moment.date() if isinstance(moment, datetime) else moment}


def stated_days(data: bytes, name: str) -> set[date]:
    """Every day that the whole file states, in its lines or in its markup."""
    found: set[date] = set()
    for seed in read_all(name, data):
        if isinstance(seed, Seed):
            order = datelines.order_of([block.text for block in seed.blocks])
            found |= {day for block in seed.blocks for _, _, day in datelines.all_in(block.text, order)}
            found |= days(seed.stated.date) | days(seed.stated.updated)
            found |= {day for title in seed.stated.titles for _, _, day in datelines.all_in(title)}
    return found


@pytest.mark.parametrize("path", [*SEEDS, *TEXTS], ids=lambda path: path.name)
def test_a_seed_cut_off_anywhere_invents_nothing(path: Path) -> None:
    data = path.read_bytes()
    known = stated_days(data, path.name)
    for number in range(1, CUTS):
        # Uneven steps: cuts fall inside words, dates, tags and letters of several bytes.
        part = data[: len(data) * number // CUTS - number % 7]
        begun = time.process_time()
        for article in articles(path.name, part):
            said = stated(article.seed)
            for name in ("title", "deck", "byline", "dateline"):
                value = fold(squash(getattr(article, name)))
                assert value in said, f"{name} of the first {len(part)} bytes is not in them: {value}"
            assert days(article.date) | days(article.updated) <= known, f"a date of the first {len(part)} bytes"
        assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    "stamp", ["2007-02-13", "13.02.2007", "13 February 2007", "2007年2月13日", "February 13, 2007"]
)
def test_a_date_cut_off_is_no_other_date(stamp: str) -> None:
    told = [f"On day {number} the harbour was opened by the minister, and three ships came in." for number in range(5)]
    for end in range(1, len(stamp) + 1):
        text = "\n\n".join(["A Harbour Opens", *told, f"Published {stamp[:end]}"])
        (article,) = articles("harbour.txt", text.encode())
        assert days(article.date) <= {date(2007, 2, 13)}, stamp[:end]
    assert days(article.date) == {date(2007, 2, 13)}


def test_cuts_fall_inside_letters() -> None:
    data = next(path for path in SEEDS if path.name == "女子W杯決勝.txt").read_bytes()
    for end in range(len(data) // 2, len(data) // 2 + 12):
        for article in articles("w.txt", data[:end]):
            assert all(unicodedata.category(sign) != "Cc" for block in article.body for sign in block.text)
