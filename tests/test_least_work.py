"""A build makes no more than it must."""

from __future__ import annotations

import shutil
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from generator.build import Options
from generator.engine import manifest
from generator.intake import changes
from tests.portal import NOON, SMALL, Portal, eight, tree


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    return eight(tmp_path)


def test_nothing_changed_makes_nothing(portal: Portal) -> None:
    portal.build()
    time.sleep(0.06)  # what was read just now is read once more, and then trusted
    portal.build()
    cache = {path: path.stat().st_mtime_ns for path in portal.root.rglob("*") if path.is_file()}
    report = portal.build()
    assert (report.made, report.removed) == ([], [])
    assert {path: path.stat().st_mtime_ns for path in portal.root.rglob("*") if path.is_file()} == cache


def test_an_edited_text_makes_its_own_page_and_the_index(portal: Portal) -> None:
    portal.settings = replace(SMALL, search=False)
    portal.build()
    portal.briefing("c", "A first paragraph.\n\nNew.", date="2024-02-03", tags=["economy"], people=["Ana Díaz"])
    assert portal.build().made == ["briefings/c/index.html"]


def test_touching_files_makes_nothing(portal: Portal) -> None:
    portal.build()
    for path in portal.content.rglob("*.md"):
        path.touch()
    assert portal.build().made == []


def test_a_copy_with_its_cache_makes_nothing(portal: Portal) -> None:
    """A fresh checkout with a restored cache has other times and inodes, and another place."""
    portal.build()
    copy = portal.root.with_name("copy")
    shutil.copytree(portal.root, copy)
    assert Portal(copy).build().made == []


def test_a_site_that_is_gone_is_made_anew_at_once(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manifest, "_MANY", 5)
    portal.build()
    shutil.rmtree(portal.site)
    made: list[tuple[int, int]] = []
    portal.build(options=Options(progress=lambda *told: made.append(told)))
    assert made, "it was made as a whole"
    assert portal.files() == portal.clean()


@pytest.mark.parametrize("many", [2, 2_000], ids=["in parts", "at once"])
def test_a_checkout_without_the_old_times_hashes_all_and_makes_what_changed(
    portal: Portal, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    """A fresh clone, a zip: every file is new to the file system, cache and site are restored."""
    monkeypatch.setattr(changes, "_MANY", many)
    monkeypatch.setattr(manifest, "_READ_IN_PARTS", many)
    portal.build()
    before = portal.files()
    for folder in (portal.content, portal.site, portal.root / ".cache"):
        aside = folder.with_name("aside")
        folder.rename(aside)
        for path in sorted(aside.rglob("*")):
            copy = folder / path.relative_to(aside)
            if path.is_dir():
                copy.mkdir(parents=True)
            else:
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(path.read_bytes())
        shutil.rmtree(aside)
    portal.briefing("a", "Another text.", date="2024-01-01", tags=["economy"], people=["Ana Díaz"])
    report = portal.build()
    assert "briefings/a/index.html" in report.made
    assert "briefings/b/index.html" not in report.made
    assert portal.files() != before
    assert portal.files() == portal.clean()


def test_another_branch_and_back_makes_what_differs(portal: Portal) -> None:
    portal.build()
    before, contents = portal.files(), tree(portal.content)
    portal.briefing("a", "On the branch.")
    portal.briefing("only-there")
    (portal.content / "briefings/b.md").unlink()
    portal.build()
    assert portal.files() == portal.clean()
    shutil.rmtree(portal.content)
    for name, data in contents.items():
        path = portal.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    made = portal.build().made
    assert len(made) < len(before)
    assert portal.files() == before


def test_an_embargo_ends_by_time_alone(portal: Portal) -> None:
    portal.briefing("late", status="embargoed", publish_at="2024-05-11T00:00:00Z", expire_at="2024-05-13T00:00:00Z")
    portal.build()
    assert "briefings/late/index.html" not in portal.files()
    for days, listed in ((1, True), (4, False), (1, True)):
        portal.as_of = NOON + timedelta(days=days)
        portal.build()
        assert portal.files() == portal.clean()
        assert "briefings/late/index.html" in portal.files()
        assert (b"briefings/late/" in portal.files()["feed.xml"]) == listed
