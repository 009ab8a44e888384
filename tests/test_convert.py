"""Converting again is safe: what nobody touched is refreshed, what somebody touched stays, whatever happened."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.content.record import Record
from generator.content.state import State
from generator.convert import draft_file
from generator.errors import StateError
from generator.model import REPAIRS, Repair, summed
from tests.newsroom import Newsroom, article, paragraph


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """A newsroom with two converted seeds."""
    room = Newsroom(tmp_path)
    room.seed("bridge.txt", "Harbour bridge opens", 1, 2, 3)
    room.seed("vote.txt", "Council votes on budget", 4, 5, 6)
    assert room.convert().created == ["bridge.txt", "vote.txt"]
    return room


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


def test_the_number_of_processes_changes_no_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.conversion import pool

    monkeypatch.setattr(pool, "WORTH_IT", 2)
    rooms = [Newsroom(tmp_path / name) for name in "ab"]
    for room in rooms:
        for at in range(60):
            room.seed(f"s{at}.txt", f"Story number {at % 50}", *range(at * 10, at * 10 + 3))
    rooms[0].convert(jobs=1)
    rooms[1].convert(jobs=2)
    assert rooms[0].pages() == rooms[1].pages()
    assert rooms[0].state() == rooms[1].state()


# ── the same story twice ────────────────────────────────────────────────────────────────────────


def test_a_copy_is_another_source_of_one_briefing(room: Newsroom) -> None:
    room.seed("copy.txt", "HARBOUR BRIDGE OPENS", 1, 2, 3)
    report = room.convert()
    assert report.twins == [("copy.txt", "briefings/undated/harbour-bridge-opens.md")]
    assert [source.seed for source in room.read("harbour-bridge-opens").front.sources] == ["bridge.txt", "copy.txt"]
    room.seed("bridge.txt", "Harbour bridge opens", 1, 2, 8, 3)
    assert room.convert().refreshed == ["bridge.txt"]
    assert [source.seed for source in room.read("harbour-bridge-opens").front.sources] == ["bridge.txt", "copy.txt"]
    assert room.convert().unchanged == ["bridge.txt", "copy.txt", "vote.txt"]


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


# ── state that is damaged, and branches ─────────────────────────────────────────────────────────


def record_of(room: Newsroom, seed: str) -> Path:
    return State(room.content).record_path(seed)


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "truncated": lambda data: data[: len(data) // 2],
    "empty": lambda data: b"",
    "not JSON": lambda data: b"hello",
    "wrong types": lambda data: b'{"seed":["x"]}',
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


def test_the_memory_is_small(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    for at in range(40):
        room.seed(f"s{at}.txt", f"Story number {at}", *range(at * 20, at * 20 + 11))
    room.convert()
    sizes = [path.stat().st_size for path in (room.content / ".briefing" / "seeds").rglob("*.json")]
    assert len(sizes) == 40
    assert sum(sizes) / 40 < 1_000


def test_two_editors_who_convert_different_seeds_never_conflict(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, git=True)
    room.seed("a.txt", "Harbour bridge opens", 1, 2, 3)
    room.convert()
    room.commit()
    room.git("checkout", "-q", "-b", "other")
    for at in range(20):
        room.seed(f"other{at}.txt", f"Other story {at}", *range(100 + at * 3, 103 + at * 3))
    room.convert(day=date(2026, 2, 2))
    room.commit()
    room.git("checkout", "-q", "main")
    for at in range(20):
        room.seed(f"mine{at}.txt", f"My story {at}", *range(300 + at * 3, 303 + at * 3))
    room.convert(day=date(2026, 3, 3))
    room.commit()
    room.git("merge", "-q", "other")
    before = room.pages()
    assert len(before) == 41
    assert len(room.convert().unchanged) == 41
    assert room.pages() == before
    assert room.git("status", "--porcelain") == ""


def test_both_branches_converted_the_same_seed_with_the_same_program(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, git=True)
    room.git("checkout", "-q", "-b", "other")
    room.git("checkout", "-q", "main")
    for branch in ("other", "main"):
        room.git("checkout", "-q", branch)
        room.seed("a.txt", "Harbour bridge opens", 1, 2, 3)
        room.convert()
        room.commit()
    room.git("merge", "-q", "other")
    assert len(room.pages()) == 1
    assert room.convert().unchanged == ["a.txt"]


@pytest.mark.parametrize("keep", ["ours", "theirs"])
def test_one_branch_deletes_what_the_other_edits(tmp_path: Path, keep: str) -> None:
    room = Newsroom(tmp_path, git=True)
    room.seed("a.txt", "Harbour bridge opens", 1, 2, 3)
    room.convert()
    room.commit()
    room.git("checkout", "-q", "-b", "other")
    room.edit("harbour-bridge-opens", paragraph(2), "Mended by hand.")
    room.commit()
    room.git("checkout", "-q", "main")
    path = room.page("harbour-bridge-opens")
    path.unlink()
    room.commit()
    room.git("merge", "-q", "other", fails=True)
    if keep == "ours":
        room.git("rm", "-q", str(path))
    room.commit()
    room.seed("a.txt", "Harbour bridge opens", 1, 2, 3, 8)
    report = room.convert()
    if keep == "ours":
        assert (report.deleted, room.pages()) == (["a.txt"], {})
    else:
        assert room.read("harbour-bridge-opens").body.split("\n\n")[1:] == [
            "Mended by hand.",
            paragraph(3),
            paragraph(8),
        ]


@pytest.mark.parametrize("keep", ["ours", "theirs"])
def test_two_seeds_that_took_one_address_on_two_branches_both_get_a_briefing(tmp_path: Path, keep: str) -> None:
    room = Newsroom(tmp_path, git=True)
    room.git("checkout", "-q", "-b", "other")
    room.seed("a.txt", "Storm ends on the coast", 1, 2, 3)
    room.convert()
    room.commit()
    room.git("checkout", "-q", "main")
    room.seed("b.txt", "Storm ends on the coast", 4, 5, 6)
    room.convert()
    room.commit()
    room.git("merge", "-q", "other", fails=True)
    marked = room.pages()
    assert all("<<<<<<< " in text for text in marked.values())
    room.convert()
    assert room.pages() == marked, "an unfinished merge is left to the editor"
    room.git("checkout", f"--{keep}", "content/briefings")
    room.commit()
    room.convert(again=True)
    bodies = {text.split("\n---\n")[1].strip().split("\n\n")[0] for text in room.pages().values()}
    assert bodies == {paragraph(1), paragraph(4)}


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
    (room.seeds / os.fsdecode(b"\xff.txt")).write_text(article("Storm ends on the coast", 81, 82, 83))
    report = room.convert()
    assert len(report.created) == len(names)
    assert [rejected.reason for rejected in report.rejected] == [
        "the file's name holds what no text can; rename the file"
    ]
    for path in sorted((room.content / "briefings").rglob("*.md")):
        path.rename(path.with_name(f"moved-{path.name}"))
        moved = path.with_name(f"moved-{path.name}")
        moved.write_text(moved.read_text().replace("\nslug: ", "\nslug: x-"))
    assert len(room.convert(again=True).kept) == len(names)
    assert len(room.pages()) == len(names)


# ── what editors type ───────────────────────────────────────────────────────────────────────────


def command(room: Newsroom, *words: str) -> tuple[int, str, str]:
    from tests import small_sites

    done = small_sites.run(room.root, "generator", *words)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def clashing(room: Newsroom) -> Newsroom:
    """A headline and a paragraph that editor and source both changed."""
    room.edit("harbour-bridge-opens", paragraph(2), "Mended by hand.")
    room.edit("harbour-bridge-opens", "title: Harbour bridge opens", "title: The bridge")
    room.seed("bridge.txt", "Harbour bridge opens to all", 1, 9, 3)
    room.convert()
    return room


FILE = "content/briefings/undated/harbour-bridge-opens.md"


def test_status_shows_both_texts_of_each_clash(clashing: Newsroom) -> None:
    code, told, _ = command(clashing, "status")
    assert code == 1
    for text in ("The bridge", "Harbour bridge opens to all", "Mended by hand.", paragraph(9), "briefing merge FILE"):
        assert text in told


@pytest.mark.parametrize(
    ("take", "title", "parts"),
    [
        ("mine", "The bridge", ["Mended by hand."]),
        ("theirs", "Harbour bridge opens to all", [paragraph(9)]),
        ("both", "The bridge Harbour bridge opens to all", ["Mended by hand.", paragraph(9)]),
    ],
)
def test_merge_resolves_as_told_and_for_good(clashing: Newsroom, take: str, title: str, parts: list[str]) -> None:
    code, told, _ = command(clashing, "merge", FILE, "--take", take)
    assert (code, told) == (0, "2 resolved, 0 open\n")
    for _ in range(2):
        document = clashing.read("harbour-bridge-opens")
        assert document.front.title == title
        assert document.body.split("\n\n") == [paragraph(1), *parts, paragraph(3)]
        assert clashing.convert(again=True).clashes == []
    assert command(clashing, "status")[0] == 0


def test_merge_without_a_terminal_changes_nothing_and_names_the_way(clashing: Newsroom) -> None:
    before = clashing.pages()
    code, told, warned = command(clashing, "merge", FILE)
    assert code == 1
    assert "2 open" in told
    assert "--take mine" in warned
    assert clashing.pages() == before


def test_merge_asks_for_each_clash_in_a_terminal(clashing: Newsroom) -> None:
    import pty
    import subprocess
    import sys

    from tests.small_sites import ROOT

    ours, theirs = pty.openpty()
    done = subprocess.Popen(
        [sys.executable, "-m", "generator", "merge", FILE],
        cwd=clashing.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    os.write(ours, b"theirs\nmine\n")
    told = done.communicate(timeout=60)[0].decode()
    os.close(ours)
    os.close(theirs)
    assert "keep [mine/theirs/both/later]" in told
    assert clashing.read("harbour-bridge-opens").front.title == "Harbour bridge opens to all"
    assert "Mended by hand." in clashing.read("harbour-bridge-opens").body
    assert done.returncode == 0


def test_merge_says_what_it_cannot_do(room: Newsroom) -> None:
    assert "no such briefing" in command(room, "merge", "content/briefings/none.md")[2]
    path = room.content / "briefings" / "own.md"
    path.write_text("---\ntitle: Own\nslug: own\nadded: 2026-01-01\n---\n\nOwn.\n")
    assert "not made from a seed" in command(room, "merge", str(path.relative_to(room.root)))[2]


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


def test_convert_reports_as_json_and_quietly(room: Newsroom) -> None:
    import json

    room.seed("one.txt", "Storm ends on the coast", 21, 22, 23)
    assert command(room, "convert", "--quiet", "--dry-run")[1] == ""
    report = json.loads(command(room, "convert", "--json")[1])
    assert (report["created"], report["unchanged"]) == (["one.txt"], ["bridge.txt", "vote.txt"])


def test_a_feed_whose_articles_are_all_converted_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Newsroom(tmp_path)
    items = "".join(
        f"<item><title>Story {at}</title><description>{paragraph(at)} {paragraph(at + 9)}</description></item>"
        for at in range(2)
    )
    feed = room.seeds / "news.xml"
    feed.write_text(f"<rss version='2.0'><channel>{items}</channel></rss>", encoding="utf-8")
    assert len(room.convert().created) == 2
    time.sleep(0.05)  # file times are that coarse on some systems
    assert len(room.convert().unchanged) == 2
    read = draft_file
    opened: list[str] = []
    monkeypatch.setattr(
        "generator.convert.draft_file", lambda seeds, name, words: opened.append(name) or read(seeds, name, words)
    )
    assert len(room.convert().unchanged) == 2
    assert opened == []
    next((room.content / ".briefing" / "seeds").rglob("*.json")).unlink()
    assert len(room.convert().unchanged) == 1, "a record that is gone is noticed"
    feed.write_text(feed.read_text(encoding="utf-8").replace("record number 0", "record number 7"), encoding="utf-8")
    assert room.convert().refreshed
    assert opened == ["news.xml"] * 2


def test_what_was_mended_is_remembered_of_every_seed(room: Newsroom) -> None:
    """Readers are told of repairs, so the record knows them: also of a second source, and after the seed changes."""
    hidden = paragraph(31).replace("record", "re\u00adco\u00adrd")
    room.seed("storm.txt", "Storm ends on the coast", hidden, 32, 33)
    room.seed("twin.txt", "Storm ends on the coast", paragraph(31).replace("on", "\u200bon", 1), 32, 33)
    report = room.convert()
    assert (report.created, [seed for seed, _ in report.twins]) == (["storm.txt"], ["twin.txt"])
    assert _repairs(room, "storm.txt") == (Repair("soft-hyphens", 2),)
    assert _repairs(room, "twin.txt") == (Repair("zero-width-spaces", 1),)
    (room.seeds / "storm.txt").write_bytes(article("Storm ends on the café coast", 31, 32, 33).encode("cp1252"))
    room.convert()
    assert _repairs(room, "storm.txt") == (Repair("encoding", detail="windows-1252"),)


def _repairs(room: Newsroom, seed: str) -> tuple[Repair, ...]:
    record = State(room.content).get(seed)
    assert record is not None
    return record.repairs


def test_repairs_are_summed_by_kind_in_one_order() -> None:
    given = [
        Repair("soft-hyphens", 2),
        Repair("mojibake", 3, "a"),
        Repair("encoding", 1, "EUC-JP"),
        Repair("mojibake", 4, "b"),
    ]
    told = summed(given)
    assert told == (Repair("encoding", 1, "EUC-JP"), Repair("mojibake", 7), Repair("soft-hyphens", 2))
    assert summed(reversed(given)) == told


def test_a_record_gives_back_every_kind_of_repair() -> None:
    record = Record("a.txt", repairs=tuple(Repair(kind, 2, "x") for kind in REPAIRS))
    assert Record.parse(record.dump()) == record
    for wrong in ("[1]", '[{"kind":"new"}]', '[{"kind":"mojibake","count":"2"}]', "{}"):
        with pytest.raises(ValueError, match="repairs"):
            Record.parse(f'{{"seed":"a.txt","repairs":{wrong}}}'.encode())
