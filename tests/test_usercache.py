"""Tables in the user's folder: made once, made again when their sources change, never believed when damaged."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import usercache
from generator.enrich import gazetteer, languagemodel
from generator.extract import months

CONTENT = b"many words\n" * 100


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "briefing-portal" / "tables"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source"
    path.write_text("first edition")
    return path


def counting(made: list[bytes]) -> Callable[[], bytes]:
    def make() -> bytes:
        made.append(CONTENT)
        return CONTENT

    return make


def test_a_table_is_made_once_for_its_sources(home: Path, source: Path) -> None:
    made: list[bytes] = []
    for _ in range(3):
        assert usercache.table("words", [source], counting(made)) == CONTENT
    assert len(made) == 1
    source.write_text("second edition")
    assert usercache.table("words", [source], counting(made)) == CONTENT
    assert len(made) == 2
    assert usercache.table("other", [source], lambda: b"else") == b"else"
    assert usercache.table("words", [source], counting(made)) == CONTENT
    assert len(made) == 2


def test_a_large_source_is_known_by_size_and_time(home: Path, source: Path) -> None:
    made: list[bytes] = []
    source.write_bytes(b"x" * 100_000)
    for time in (1, 1, 2):
        os.utime(source, (time, time))
        usercache.table("words", [source], counting(made))
    assert len(made) == 2


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(at=st.integers(0, len(CONTENT) + 31), how=st.sampled_from(["flip", "cut", "empty", "longer"]))
def test_a_damaged_table_is_made_again(home: Path, source: Path, at: int, how: str) -> None:
    made: list[bytes] = []
    usercache.table("words", [source], lambda: CONTENT)
    (path,) = home.iterdir()
    whole = path.read_bytes()
    flipped = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
    path.write_bytes({"flip": flipped, "cut": whole[:at], "empty": b"", "longer": whole + b"!"}[how])
    assert usercache.table("words", [source], counting(made)) == CONTENT
    assert made
    assert path.read_bytes() == whole


def test_forms_of_old_sources_are_forgotten(home: Path, source: Path) -> None:
    for edition in range(6):
        source.write_text(f"edition {edition}")
        usercache.table("words", [source], lambda: CONTENT)
        newest = max(home.iterdir(), key=lambda path: path.stat().st_mtime_ns)
        os.utime(newest, (edition, edition))
    assert len(list(home.iterdir())) == 2


@pytest.mark.parametrize("cache", ["a file in its place", "nowhere"])
def test_where_nothing_can_be_kept_it_is_made_each_time(
    cache: str, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file") if cache.startswith("a file") else "")
    monkeypatch.setenv("HOME", "/dev/null")
    made: list[bytes] = []
    for _ in range(2):
        assert usercache.table("words", [source], counting(made)) == CONTENT
    assert len(made) == 2


def test_the_tables_of_the_program_are_the_same_made_and_kept(home: Path) -> None:
    """Cities, months and the language model, once made from their libraries, once from the user's folder."""
    text = "Een zin in een taal waarvan de gewone woorden hier misschien niet staan. " * 5
    answers = []
    for _ in range(2):
        gazetteer.cities.cache_clear()
        languagemodel.model.cache_clear()
        months.months.cache_clear()
        answers.append((dict(gazetteer.cities()), languagemodel.model().classify(text), months.months()))
    gazetteer.cities.cache_clear()
    languagemodel.model.cache_clear()
    months.months.cache_clear()
    assert answers[0] == answers[1]
    assert answers[0][0]["Paris"].country == "FR"
    assert answers[0][1][0] == "nl"
    assert answers[0][2]["desember"] == 12
    assert len(list(home.iterdir())) == 3
