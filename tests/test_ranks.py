"""Neighbours by rank are the ones the database gives."""

from __future__ import annotations

import random
from pathlib import Path

from generator import taxonomy
from generator.catalogue.query import Catalogue
from generator.catalogue.ranks import Ranks
from generator.catalogue.store import connect
from tests.portal import Portal

TAGS = ("politics", "elections", "economy")
PLACES = tuple(f"Place {at}" for at in range(6))


def test_ranks_and_the_database_agree(tmp_path: Path) -> None:
    portal, pick = Portal(tmp_path), random.Random(5)
    for at in range(120):
        portal.briefing(
            f"b{at}",
            date=f"20{pick.randint(10, 12)}-0{pick.randint(1, 3)}-1{pick.randint(0, 2)}"
            if pick.random() < 0.8
            else None,
            added=f"2024-01-0{pick.randint(1, 3)}",
            tags=pick.sample(TAGS, pick.randint(0, 3)),
            places=pick.sample(PLACES, pick.randint(0, 4)),
            status=pick.choice([None, None, None, "withdrawn", "draft"]),
        )
    portal.build()
    database = connect(tmp_path / ".cache" / "briefing" / "site.db", readonly=True)
    known = taxonomy.load(portal.content)
    asked, ranked = Catalogue(database, known), Catalogue(database, known, Ranks(database))
    slugs = [slug for (slug,) in database.execute("SELECT slug FROM briefing WHERE state = 2")]
    assert len(slugs) > 60
    for slug in slugs:
        row = asked.row(slug)
        assert row is not None
        assert ranked.related(row.entry, 5) == asked.related(row.entry, 5)
        assert ranked.beside(row.entry) == asked.beside(row.entry)
    database.close()
