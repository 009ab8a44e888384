"""The seal of the database: renewed as far as something changed, it is the one that hashing everything gives."""

from __future__ import annotations

import os
import random
import sqlite3
from pathlib import Path

import pytest

from generator.catalogue import journal, store
from generator.catalogue.seal import PART, break_seal, is_sealed, seal
from generator.catalogue.store import Store
from tests.portal import Portal


def hashes(path: Path) -> bytes:
    """The seal without the stamp, which a second sealing changes."""
    return path.with_name(f"{path.name}.seal").read_bytes()[32:-32]


def hashed_whole(path: Path) -> bytes:
    """What sealing all of it would give."""
    copy = path.with_name("copy")
    copy.write_bytes(path.read_bytes())
    seal(copy)
    return hashes(copy)


@pytest.mark.parametrize("seed", range(6))
def test_any_history_renews_what_it_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Rows come and go, pages become free and are used again, memory overflows into the file, several commits."""
    chance = random.Random(seed)
    monkeypatch.setattr(store, "CACHE_KIB", chance.choice([40, 16_000]))
    path = tmp_path / "some.db"
    known = Store.begin(path, "1")
    for round_ in range(12):
        known.transaction()
        for _ in range(chance.choice([0, 1, 30, 300])):
            slug, text = f"{chance.randrange(400)}", chance.choice("xyz") * chance.randrange(9_000)
            known.db.execute("INSERT OR REPLACE INTO terms VALUES (?, ?)", (slug, text))
            if chance.random() < 0.1:
                known.commit()
                known.transaction()
        if chance.random() < 0.5:
            known.db.execute("DELETE FROM terms WHERE slug % ? = 0", (chance.randrange(2, 9),))
        known.break_seal()
        known.finish()
        assert is_sealed(path)
        assert hashes(path) == hashed_whole(path), round_
        known = Store.open(path, "1")
        assert not known.fresh
    known.abandon()


def test_little_is_hashed_for_a_little_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "some.db"
    known = Store.begin(path, "1")
    known.db.executemany("INSERT INTO terms VALUES (?, ?)", ((f"{at:05}", "x" * 3_000) for at in range(2_000)))
    known.finish()
    assert path.stat().st_size > 40 * PART
    known = Store.open(path, "1")
    known.db.execute("BEGIN")
    known.db.execute("UPDATE terms SET terms = 'y' WHERE slug = '01000'")
    pages = journal.changed(path)
    assert pages is not None
    assert len(pages) < 8
    known.break_seal()
    read, pread = [], os.pread
    monkeypatch.setattr(os, "pread", lambda *asked: read.append(asked[1]) or pread(*asked))
    known.finish()
    assert sum(size for size in read if size == PART) < 8 * PART


def test_a_journal_that_cannot_be_read_tells_nothing(tmp_path: Path) -> None:
    path = tmp_path / "some.db"
    assert journal.changed(path) is None
    path.with_name("some.db-journal").write_bytes(b"of another form, or of a database that syncs" * 9)
    assert journal.changed(path) is None
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("CREATE TABLE one(x)")
    database.execute("BEGIN IMMEDIATE")
    database.execute("INSERT INTO one VALUES (1)")
    assert journal.changed(path) is None, "a database that syncs writes the count last"
    database.close()


def test_a_journal_of_the_future_means_that_all_is_hashed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "_MAGIC", b"another!")
    portal = Portal(tmp_path)
    portal.briefing("a")
    portal.build()
    portal.briefing("a", "Changed.")
    portal.build()
    database = tmp_path / ".cache/briefing/site.db"
    assert hashes(database) == hashed_whole(database)


def test_every_byte_of_a_seal_counts(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * (PART + 5))
    seal(path)
    place = tmp_path / "file.seal"
    whole = place.read_bytes()
    for at in range(len(whole)):
        place.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert not is_sealed(path)
        place.write_bytes(whole[:at])
        assert not is_sealed(path)
    place.write_bytes(whole)
    assert is_sealed(path)


def test_a_broken_seal_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"some")
    seal(path)
    assert len(break_seal(path)) == 32
    with pytest.raises(FileNotFoundError):
        is_sealed(path)
    assert break_seal(path) == b""
