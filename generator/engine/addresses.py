"""The sitemap's files: written anew, or patched where few of very many addresses changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.files import sha256

_FEW = 12
"""Changes up to which patching takes less time."""
_FILE = "sitemap.xml"


class Addresses:
    """What the sitemap says of the files of a manifest, and what of it changed."""

    def __init__(self, database: sqlite3.Connection, site: Path) -> None:
        self._db, self._site = database, site
        self._changed: dict[str, str | None] = {}

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self._changed)

    def note(self, path: str, changed: str | None) -> None:
        """A file has another day of change now, or None if the sitemap does not name it."""
        if len(self._changed) <= _FEW:  # more of them make no difference
            self._changed[path] = changed

    def sitemap(self, old: Mapping[str, str], url: str) -> Iterable[tuple[str, bytes]]:
        """The files of the sitemap; ``old`` are those in the site with their hashes, if they are as they were."""
        from generator.feeds.sitemap import sitemaps  # loaded only where it is needed

        data = self._patched(old, url) if old.keys() == {_FILE} and len(self._changed) <= _FEW else None
        if data is not None:
            return [(_FILE, data)]
        rows = self._db.execute("SELECT path, changed FROM output WHERE changed IS NOT NULL ORDER BY path").fetchall()
        return sitemaps([(_address(path), changed) for path, changed in rows], url)

    def _patched(self, old: Mapping[str, str], url: str) -> bytes | None:
        from generator.feeds.sitemap import Changed, patched

        data = (self._site / _FILE).read_bytes()
        if sha256(data) != old[_FILE]:
            return None
        behind = "SELECT min(path) FROM output WHERE path > ? AND changed IS NOT NULL"
        changes = [
            Changed(_address(path), changed, after and _address(after))
            for path, changed in sorted(self._changed.items(), reverse=True)
            for (after,) in self._db.execute(behind, (path,)).fetchall()
        ]
        return patched(data, changes, url)


def _address(path: str) -> str:
    return path.removesuffix("index.html")
