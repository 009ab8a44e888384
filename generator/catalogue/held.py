"""Briefings by slug as the pages ask for them: those of one page are read together, and the last ones are held."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from itertools import islice

from generator.catalogue.ledger import COLUMNS, Row, row_of

_MOST = 1_500
"""So many are held at once; units come in an order that needs few, see ``publish.units.everything``."""
_AT_ONCE = 500
"""Slugs in one question."""


class Held:
    """The rows of one state of the catalogue."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._db = database
        self._rows: dict[str, Row] = {}

    def get(self, slug: str) -> Row | None:
        """A briefing, if there is one of that slug."""
        row = self._rows.get(slug)
        if row is None:
            self._read([slug])
            row = self._rows.get(slug)
            self._let_go()
        return row

    def all(self, slugs: Sequence[str]) -> list[Row]:
        """Briefings that are known to be there."""
        found: list[Row] = []
        for part in (slugs[at : at + _AT_ONCE] for at in range(0, len(slugs), _AT_ONCE)):
            if unknown := [slug for slug in part if slug not in self._rows]:
                self._read(unknown)
            found += [self._rows[slug] for slug in part]
            self._let_go()
        return found

    def _read(self, slugs: Sequence[str]) -> None:
        wanted = "SELECT value FROM json_each(?)"  # one statement for any number of them
        found = self._db.execute(f"SELECT {COLUMNS} FROM briefing WHERE slug IN ({wanted})", [json.dumps(slugs)])
        for row in map(row_of, found.fetchall()):
            self._rows[row.slug] = row

    def _let_go(self) -> None:
        """Forget those that have been held longest."""
        if len(self._rows) > _MOST:
            for slug in list(islice(self._rows, len(self._rows) - 2 * _MOST // 3)):
                del self._rows[slug]
