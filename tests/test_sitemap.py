"""A sitemap that is patched is the one that would have been written anew."""

import sqlite3
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from generator.catalogue.store import Store
from generator.engine.addresses import Addresses
from generator.feeds.sitemap import MOST, Changed, patched, sitemaps
from generator.files import sha256

SITE = "https://portal.example/a&b/"
URLS = ["", "a/", "a-b/", "a/b/", "b/", "b/0/", "b/~/", "é/", " /", "%20/", "&/"]
PATHS = st.sampled_from([f"{url}index.html" for url in URLS])
DAYS = st.sampled_from(["", "2024-02-29", "2025-01-01"])
PAGES = st.dictionaries(PATHS, DAYS)


def database(pages: dict[str, str], folder: Path) -> sqlite3.Connection:
    """A manifest with these files."""
    found = Store.begin(folder / "site.db", "1").db
    found.executemany("INSERT INTO output VALUES (?, '', '', '', ?, '')", pages.items())
    return found


def anew(database: sqlite3.Connection, site: Path) -> dict[str, bytes]:
    """The sitemap, written without a past."""
    return dict(Addresses(database, site).sitemap({}, SITE))


@given(PAGES, st.dictionaries(PATHS, st.none() | DAYS))
def test_patched_is_anew(tmp_path_factory, before: dict[str, str], changes: dict[str, str | None]) -> None:
    site = tmp_path_factory.mktemp("site")
    db = database(before, site)
    old = anew(db, site)["sitemap.xml"]
    (site / "sitemap.xml").write_bytes(old)
    addresses = Addresses(db, site)
    for path, day in changes.items():
        db.execute("INSERT OR REPLACE INTO output VALUES (?, '', '', '', ?, '')", (path, day))
        addresses.note(path, day)
    assert dict(addresses.sitemap({"sitemap.xml": sha256(old)}, SITE)) == anew(db, site)


def test_a_sitemap_with_other_bytes_is_not_patched(tmp_path: Path) -> None:
    db = database({"a/index.html": ""}, tmp_path)
    old = anew(db, tmp_path)["sitemap.xml"]
    (tmp_path / "sitemap.xml").write_bytes(old.replace(b"</urlset>", b"<!-- mine --></urlset>"))
    assert dict(Addresses(db, tmp_path).sitemap({"sitemap.xml": sha256(old)}, SITE)) == {"sitemap.xml": old}


def test_a_sitemap_that_becomes_too_long_is_not_patched() -> None:
    pages = [("a/", ""), ("b/", "")]
    ((_, old),) = sitemaps(pages, SITE)
    assert patched(old, [Changed("c/", "", None)], SITE, most=2) is None
    longer = dict(sitemaps([*pages, ("c/", "")], SITE))["sitemap.xml"]
    assert patched(old, [Changed("c/", "", None)], SITE, most=3) == longer
    assert patched(old, [Changed("c/", "", "d/")], SITE, most=MOST) is None
