"""A damaged memory costs no edit and brings nothing back; what cannot be written is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.content.state import State
from generator.errors import StateError
from tests.newsroom import Newsroom, command, paragraph


def record_of(room: Newsroom, seed: str) -> Path:
    return State(room.content).record_path(seed)


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "truncated": lambda data: data[: len(data) // 2],
    "empty": lambda data: b"",
    "not JSON": lambda data: b"hello",
    "wrong types": lambda data: b'{"seed":["x"]}',
    "nested too deeply": lambda data: b"[" * 100_000,
    "not UTF-8": lambda data: b"\xff\xfe" + data,
    "unknown key": lambda data: data.replace(b'"slug"', b'"slugg"'),
    "merge marks": lambda data: b"<<<<<<< HEAD\n" + data + b"=======\n" + data + b">>>>>>> other\n",
}


@pytest.mark.parametrize("name", DAMAGE)
@pytest.mark.parametrize("touched", [True, False])
def test_a_damaged_record_costs_no_edit(room: Newsroom, name: str, touched: bool) -> None:
    if touched:
        room.edit("harbour-bridge-opens", paragraph(2), "Mended by hand.")
    path = record_of(room, "bridge.txt")
    path.write_bytes(DAMAGE[name](path.read_bytes()))
    before = room.pages()
    report = room.convert()
    assert room.pages() == before
    assert "seeds/" in report.notes[0]
    assert [clash.mine for _, clash in report.clashes if clash.field == "body"] == ["Mended by hand."] * touched
    room.seed("bridge.txt", "Harbour bridge opens", 1, 2, 3, 8)
    room.convert()
    assert room.read("harbour-bridge-opens").body.endswith(paragraph(8)), "refreshing goes on"


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_record_brings_no_deleted_briefing_back(room: Newsroom, name: str) -> None:
    room.page("harbour-bridge-opens").unlink()
    path = record_of(room, "bridge.txt")
    path.write_bytes(DAMAGE[name](path.read_bytes()))
    for _ in range(2):
        room.convert(again=True)
        assert len(room.pages()) == 1


@pytest.mark.parametrize("name", DAMAGE)
@pytest.mark.parametrize("changed", [True, False])
def test_a_repair_brings_no_deleted_briefing_back(room: Newsroom, name: str, changed: bool) -> None:
    room.page("harbour-bridge-opens").unlink()
    path = record_of(room, "bridge.txt")
    path.write_bytes(DAMAGE[name](path.read_bytes()))
    if changed:
        room.seed("bridge.txt", "Harbour bridge opens", 1, 2, 3, 8)
    assert "stays so" in command(room, "status", "--repair")[2]
    assert "damaged" not in command(room, "status")[2]
    for again in (False, True):
        room.convert(again=again)
        assert len(room.pages()) == 1


def test_a_briefing_without_a_memory_that_cannot_be_read_stays_deleted(room: Newsroom) -> None:
    record_of(room, "bridge.txt").unlink()
    room.edit("harbour-bridge-opens", "title:", "broken: [\ntitle:")
    room.convert()
    room.page("harbour-bridge-opens").unlink()
    room.convert(again=True)
    assert len(room.pages()) == 1


def test_a_lost_memory_is_rebuilt_from_seeds_and_content(room: Newsroom) -> None:
    import shutil

    room.edit("harbour-bridge-opens", paragraph(2), "Mended by hand.")
    state, before = room.state(), room.pages()
    shutil.rmtree(room.content / ".briefing")
    report = room.convert()
    assert (report.created, report.kept) == ([], ["bridge.txt", "vote.txt"])
    assert room.pages() == before
    assert room.state().keys() == state.keys()
    room.seed("vote.txt", "Council votes on budget", 4, 5, 6, 7)
    assert room.convert().refreshed == ["vote.txt"]


def test_a_state_of_a_newer_version_is_not_touched(room: Newsroom) -> None:
    (room.content / ".briefing" / "format").write_text("99\n")
    before = room.state()
    with pytest.raises(StateError, match="newer version of the program"):
        room.convert(again=True)
    assert room.state() == before


def test_marks_of_a_merge_in_a_briefing_are_kept_to_the_byte(room: Newsroom) -> None:
    room.edit("harbour-bridge-opens", paragraph(2), f"<<<<<<< HEAD\nmine\n=======\n{paragraph(2)}\n>>>>>>> other")
    room.seed("bridge.txt", "Harbour bridge opens", 1, 2, 3, 8)
    before = room.pages()
    report = room.convert()
    assert "marks of an unfinished merge" in report.notes[0]
    assert room.pages() == before


def test_a_folder_that_cannot_be_written_stops_the_run_in_words(room: Newsroom) -> None:
    from tests import small_sites

    room.seed("one.txt", "Storm ends on the coast", 21, 22, 23)
    (room.content / ".briefing" / ".local").rename(room.content / "kept")
    (room.content / ".briefing" / ".local").write_text("a file where a folder should be")
    done = small_sites.run(room.root, "generator", "convert")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert ".local" in done.stderr


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_record_is_told_and_repaired(room: Newsroom, name: str) -> None:
    room.edit("harbour-bridge-opens", paragraph(2), "Mended by hand.")
    path = record_of(room, "bridge.txt")
    path.write_bytes(DAMAGE[name](path.read_bytes()))
    before = room.pages()
    code, _, warned = command(room, "status")
    assert code == 1
    assert "briefing status --repair" in warned
    command(room, "status", "--repair")
    room.convert()
    assert room.pages() == before
    assert "damaged" not in command(room, "status")[2]
