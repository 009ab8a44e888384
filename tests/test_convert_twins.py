"""The same story from two seeds is one briefing with two sources, until an editor says otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from generator import files
from tests.newsroom import Newsroom


def test_a_copy_is_another_source_of_one_briefing(room: Newsroom) -> None:
    room.seed("copy.txt", "HARBOUR BRIDGE OPENS", 1, 2, 3)
    report = room.convert()
    assert report.twins == [("copy.txt", "briefings/undated/harbour-bridge-opens.md")]
    assert [source.seed for source in room.read("harbour-bridge-opens").front.sources] == ["bridge.txt", "copy.txt"]
    room.seed("bridge.txt", "Harbour bridge opens", 1, 2, 8, 3)
    assert room.convert().refreshed == ["bridge.txt"]
    assert [source.seed for source in room.read("harbour-bridge-opens").front.sources] == ["bridge.txt", "copy.txt"]
    assert room.convert().unchanged == ["bridge.txt", "copy.txt", "vote.txt"]


def with_copies(root: Path) -> Newsroom:
    """A newsroom with twenty stories, each from three seeds."""
    room = Newsroom(root)
    for story in range(20):
        for source in "abc":
            room.seed(f"{story:02}{source}.txt", f"Story {story} of {source}", *range(story * 5, story * 5 + 4))
    return room


def test_copies_that_come_together_give_what_they_give_one_by_one(tmp_path: Path) -> None:
    together, one_by_one = with_copies(tmp_path / "together"), with_copies(tmp_path / "one by one")
    assert len(together.convert().twins) == 40
    for path in sorted(one_by_one.seeds.iterdir()):
        one_by_one.convert(path.name)
    assert one_by_one.convert().created == []
    assert together.pages() == one_by_one.pages()
    assert together.state() == one_by_one.state()


def test_copies_that_come_together_are_synced_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room, synced = with_copies(tmp_path), list[str]()
    sync_all = files.sync_all

    def counted(paths: Iterable[str]) -> None:
        synced.append("")
        sync_all(paths)

    monkeypatch.setattr(files, "sync_all", counted)
    assert len(room.convert().twins) == 40
    assert len(synced) == 3, "staged, records in their places, briefings in theirs"


def test_more_copies_than_a_front_matter_lists_get_a_second_briefing(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    for number in range(25):
        room.seed(f"{number:02}.txt", f"Bridge opens, says paper {number}", 1, 2, 3)
    assert room.convert().created == ["00.txt", "20.txt"]
    sources = [room.read(name).front.sources for name in ("bridge-opens-says-paper-0", "bridge-opens-says-paper-20")]
    assert [len(listed) for listed in sources] == [20, 5]
    assert room.convert().unchanged == [f"{number:02}.txt" for number in range(25)]


def test_a_copy_with_more_text_is_a_briefing_of_its_own(room: Newsroom) -> None:
    room.seed("more.txt", "Harbour bridge opens", 1, 2, 3, *range(50, 60))
    assert room.convert().created == ["more.txt"]


def test_every_seed_becomes_a_briefing_if_duplicates_are_kept(room: Newsroom) -> None:
    room.seed("copy.txt", "Harbour bridge opens", 1, 2, 3)
    assert room.convert(keep_duplicates=True).created == ["copy.txt"]
    assert room.convert(again=True).twins == [], "what has its own briefing keeps it"


def test_an_editor_who_takes_a_source_out_says_that_these_are_two(room: Newsroom) -> None:
    room.seed("copy.txt", "Harbour bridge opens", 1, 2, 3)
    room.convert()
    path = room.page("harbour-bridge-opens")
    lines = path.read_text().split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("sources:"))
    lines[at] = lines[at].partition(", {seed: copy.txt")[0] + "]"
    path.write_text("\n".join(lines))
    assert room.convert().created == ["copy.txt"]
    assert room.convert(again=True).twins == []
    assert [source.seed for source in room.read("harbour-bridge-opens").front.sources] == ["bridge.txt"]
    assert [source.seed for source in room.read("harbour-bridge-opens-2").front.sources] == ["copy.txt"]


def test_a_copy_that_becomes_another_article_leaves_the_list(room: Newsroom) -> None:
    room.seed("copy.txt", "Harbour bridge opens", 1, 2, 3)
    room.convert()
    room.seed("copy.txt", "Storm ends on the coast", 21, 22, 23)
    assert room.convert().created == ["copy.txt"]
    assert [source.seed for source in room.read("harbour-bridge-opens").front.sources] == ["bridge.txt"]


def test_a_copy_of_a_deleted_story_does_not_bring_it_back(room: Newsroom) -> None:
    room.page("harbour-bridge-opens").unlink()
    room.seed("copy.txt", "Harbour bridge opens", 1, 2, 3)
    assert room.convert().created == []
    assert len(room.pages()) == 1


def test_a_notice_that_returns_each_week_is_not_one_notice(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    for day in (5, 12):
        room.seed(f"week{day}.txt", "Exchange rates", f"{day} January 2024", 1, 2, 3)
    assert len(room.convert().created) == 2
