"""Converting again is safe: what nobody touched is refreshed, what somebody touched stays, whatever happened."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.processes import child
from tests.newsroom import Newsroom, article, paragraph


def test_converting_twice_changes_nothing(room: Newsroom) -> None:
    before, state = room.pages(), room.state()
    assert room.convert().unchanged == ["bridge.txt", "vote.txt"]
    report = room.convert(again=True)
    assert report.kept == ["bridge.txt", "vote.txt"]
    assert (room.pages(), room.state()) == (before, state)


def test_a_changed_paragraph_is_refreshed_beside_an_edited_one(room: Newsroom) -> None:
    room.edit("harbour-bridge-opens", paragraph(2), "Mended by hand.")
    room.edit("harbour-bridge-opens", "title: Harbour bridge opens", "title: Bridge of the harbour opens")
    room.seed("bridge.txt", "Harbour bridge opens", 7, 2, 3, 8)
    report = room.convert()
    document = room.read("harbour-bridge-opens")
    assert document.body.split("\n\n") == [paragraph(7), "Mended by hand.", paragraph(3), paragraph(8)]
    assert document.front.title == "Bridge of the harbour opens"
    assert (report.refreshed, report.clashes) == (["bridge.txt"], [])


def test_a_clash_keeps_the_editors_text_and_stays_open(room: Newsroom) -> None:
    room.edit("harbour-bridge-opens", paragraph(2), "Mended by hand.")
    room.seed("bridge.txt", "Harbour bridge opens", 1, 9, 3)
    for _ in range(2):
        (clash,) = [clash for _, clash in room.convert(again=True).clashes if clash.field == "body"]
        assert (clash.mine, clash.theirs) == ("Mended by hand.", paragraph(9))
        assert room.read("harbour-bridge-opens").body.split("\n\n") == [paragraph(1), "Mended by hand.", paragraph(3)]


def test_a_deleted_briefing_stays_deleted_when_its_seed_changes(room: Newsroom) -> None:
    room.page("harbour-bridge-opens").unlink()
    room.seed("bridge.txt", "Harbour bridge opens", 1, 2, 3, 4)
    assert room.convert().deleted == ["bridge.txt"]
    assert room.convert(again=True).deleted == ["bridge.txt"]
    assert len(room.pages()) == 1


def test_a_deleted_briefings_address_stays_reserved(room: Newsroom) -> None:
    room.page("harbour-bridge-opens").unlink()
    room.seed("other.txt", "Harbour bridge opens", 11, 12, 13)
    assert room.convert().created == ["other.txt"]
    assert [name for name in room.pages() if "bridge" in name] == ["briefings/undated/harbour-bridge-opens-2.md"]


def move(room: Newsroom) -> None:
    target = room.content / "briefings" / "2026" / "somewhere.md"
    target.parent.mkdir()
    room.page("harbour-bridge-opens").rename(target)


def move_and_break(room: Newsroom) -> None:
    room.edit("harbour-bridge-opens", "---\n\n", "title: [\n\n")
    move(room)


def move_and_readdress(room: Newsroom) -> None:
    room.edit("harbour-bridge-opens", "slug: harbour-bridge-opens", "slug: the-bridge")
    path = room.page("the-bridge")
    path.rename(path.with_name("elsewhere.md"))


def swap_places(room: Newsroom) -> None:
    one, two = room.page("harbour-bridge-opens"), room.page("council-votes-on-budget")
    one.rename(one.with_name("third.md"))
    two.rename(one)
    one.with_name("third.md").rename(two)


@pytest.mark.parametrize("act", [move, move_and_readdress, swap_places])
def test_a_briefing_is_found_again_wherever_it_went(room: Newsroom, act: Callable[[Newsroom], None]) -> None:
    act(room)
    before = room.pages()
    room.seed("bridge.txt", "Harbour bridge opens", 1, 2, 3, 8)
    assert room.convert().refreshed == ["bridge.txt"]
    assert room.pages().keys() == before.keys()
    changed = [name for name, text in room.pages().items() if text != before[name]]
    assert [paragraph(1) in before[name] for name in changed] == [True]


def test_a_moved_file_that_cannot_be_read_is_kept_and_refreshed_once_mended(room: Newsroom) -> None:
    move_and_break(room)
    before = room.pages()
    room.seed("bridge.txt", "Harbour bridge opens", 1, 2, 3, 8)
    for _ in range(2):
        report = room.convert()
        assert len(report.notes) == 1
        assert "so it is kept as it is" in report.notes[0]
        assert room.pages() == before
    path = room.content / "briefings" / "2026" / "somewhere.md"
    path.write_text(path.read_text().replace("title: [\n\n", "---\n\n"))
    assert room.convert().refreshed == ["bridge.txt"]
    assert paragraph(8) in path.read_text()


def test_a_page_by_hand_that_took_the_place_is_left_alone(room: Newsroom) -> None:
    path = room.page("harbour-bridge-opens")
    mine = "---\ntitle: By hand\nslug: by-hand\nadded: 2026-01-01\n---\n\nMine alone.\n"
    path.write_text(mine)
    room.seed("bridge.txt", "Harbour bridge opens", 1, 2, 3, 8)
    assert room.convert().deleted == ["bridge.txt"]
    assert path.read_text() == mine


def test_a_slug_taken_by_hand_is_not_given_again(room: Newsroom) -> None:
    path = room.content / "briefings" / "mine.md"
    path.write_text("---\ntitle: Mine\nslug: storm-ends-on-the-coast\nadded: 2026-01-01\n---\n\nMine.\n")
    room.seed("storm.txt", "Storm ends on the coast", 21, 22, 23)
    room.convert()
    assert room.read("storm-ends-on-the-coast-2").front.title == "Storm ends on the coast"


def test_a_briefing_that_is_put_back_is_refreshed(room: Newsroom) -> None:
    path = room.page("harbour-bridge-opens")
    text = path.read_bytes()
    path.unlink()
    room.seed("bridge.txt", "Harbour bridge opens", 1, 2, 3, 8)
    room.convert()
    room.convert()
    path.write_bytes(text)
    assert room.convert().refreshed == ["bridge.txt"]
    assert paragraph(8) in path.read_text()
    assert room.convert().refreshed == []


def test_a_removed_seed_leaves_its_briefing(room: Newsroom) -> None:
    before = room.pages()
    (room.seeds / "bridge.txt").unlink()
    room.convert()
    assert room.pages() == before


def test_a_renamed_seed_is_known_by_its_hash(room: Newsroom) -> None:
    (room.seeds / "bridge.txt").rename(room.seeds / "renamed.txt")
    report = room.convert()
    assert (report.created, report.refreshed) == ([], ["renamed.txt"])
    assert room.read("harbour-bridge-opens").front.sources[0].seed == "renamed.txt"
    assert len(room.pages()) == 2


def test_two_seeds_that_swap_names_keep_their_briefings(room: Newsroom) -> None:
    one, two = room.seeds / "bridge.txt", room.seeds / "vote.txt"
    texts = one.read_text(), two.read_text()
    one.write_text(texts[1])
    two.write_text(texts[0])
    room.convert()
    assert room.read("harbour-bridge-opens").front.sources[0].seed == "vote.txt"
    assert room.read("harbour-bridge-opens").body.startswith(paragraph(1))
    assert room.read("council-votes-on-budget").front.sources[0].seed == "bridge.txt"
    assert len(room.pages()) == 2


def test_another_article_under_the_same_name_becomes_another_briefing(room: Newsroom) -> None:
    old = room.page("harbour-bridge-opens").read_text()
    room.seed("bridge.txt", "Storm ends on the coast", 21, 22, 23)
    report = room.convert()
    assert report.created == ["bridge.txt"]
    assert "holds another article" in report.notes[0]
    assert room.page("harbour-bridge-opens").read_text() == old
    room.seed("bridge.txt", "Storm ends on the coast", 21, 22, 24)
    assert room.convert().refreshed == ["bridge.txt"]
    assert room.page("harbour-bridge-opens").read_text() == old


def test_an_article_rewritten_under_its_headline_is_the_same_one(room: Newsroom) -> None:
    room.seed("bridge.txt", "Harbour bridge opens", 31, 32, 33)
    assert room.convert().refreshed == ["bridge.txt"]
    assert room.read("harbour-bridge-opens").body.split("\n\n") == [paragraph(31), paragraph(32), paragraph(33)]


def test_added_is_written_once(room: Newsroom) -> None:
    room.seed("bridge.txt", "Harbour bridge opens", 1, 2, 3, 8)
    room.convert(day=date(2027, 1, 1))
    assert room.read("harbour-bridge-opens").front.added == date(2026, 1, 1)


def test_only_the_named_seeds_are_converted(room: Newsroom) -> None:
    room.seed("one.txt", "Storm ends on the coast", 21, 22, 23)
    room.seed("two.txt", "Glacier melts", 24, 25, 26)
    report = room.convert("one.txt", str(room.seeds / "gone.txt"))
    assert report.created == ["one.txt"]
    assert [str(rejected) for rejected in report.rejected] == ["gone.txt: there is no such seed"]


def test_a_dry_run_tells_the_same_and_writes_nothing(room: Newsroom) -> None:
    room.seed("one.txt", "Storm ends on the coast", 21, 22, 23)
    room.seed("twin.txt", "Storm ends on the coast", 21, 22, 23)
    room.seed("bridge.txt", "Harbour bridge opens", 1, 2, 3, 8)
    before = {path: path.read_bytes() for path in room.root.rglob("*") if path.is_file()}
    imagined = room.convert(dry_run=True)
    assert {path: path.read_bytes() for path in room.root.rglob("*") if path.is_file()} == before
    real = room.convert()
    assert (imagined.created, imagined.refreshed) == (real.created, real.refreshed) == (["one.txt"], ["bridge.txt"])
    assert imagined.twins == real.twins


def kill_others(_done: int, _all: int) -> None:
    for process in list(child._under_way):
        os.kill(process.process, signal.SIGKILL)


@pytest.mark.parametrize(
    ("forks", "options"),
    [(True, {"jobs": 2}), (True, {"jobs": 3, "progress": kill_others}), (False, {"jobs": 2})],
    ids=["forked", "forked and killed", "spawned"],
)
def test_the_number_of_processes_changes_no_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forks: bool, options: dict[str, object]
) -> None:
    monkeypatch.setattr("generator.processes.executor.can_fork", lambda: forks)
    rooms = [Newsroom(tmp_path / name) for name in "ab"]
    for room in rooms:
        for at in range(60):
            room.seed(f"s{at}.txt", f"Story number {at % 50}", *range(at * 10, at * 10 + 3))
    rooms[0].convert(jobs=1)
    rooms[1].convert(**options)
    assert rooms[0].pages() == rooms[1].pages()
    assert rooms[0].state() == rooms[1].state()


def test_a_seed_in_an_odd_name_is_known_again(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    names = [
        "a, b.txt",
        "it's.txt",
        'say "x".txt',
        "naïve.txt",
        "#1.txt",
        "a: b.txt",
        "{x}.txt",
    ]
    for at, name in enumerate(names):
        (room.seeds / name).write_text(article(f"Story number {at}", *range(at * 10, at * 10 + 3)))
    for unseen in (os.fsdecode(b"\xff"), "storm\u202e", "storm\u200f", "storm\u2028", "storm\x85", "storm\t", "a\r"):
        (room.seeds / f"{unseen}.txt").write_text(article("Storm ends on the coast", 81, 82, 83))
    report = room.convert()
    assert len(report.created) == len(names)
    assert [rejected.reason for rejected in report.rejected] == [
        "the file's name holds what no text can; rename the file"
    ] * 7
    for path in sorted((room.content / "briefings").rglob("*.md")):
        path.rename(path.with_name(f"moved-{path.name}"))
        moved = path.with_name(f"moved-{path.name}")
        moved.write_text(moved.read_text().replace("\nslug: ", "\nslug: x-"))
    assert len(room.convert(again=True).kept) == len(names)
    assert len(room.pages()) == len(names)
