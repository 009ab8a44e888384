"""Two editors convert on two branches: git merges what they did, and nothing of it is lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.newsroom import Newsroom, paragraph


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
@pytest.mark.parametrize("again", [True, False])
def test_two_seeds_that_took_one_address_on_two_branches_both_get_a_briefing(
    tmp_path: Path, keep: str, again: bool
) -> None:
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
    room.convert(again=again)
    bodies = {text.split("\n---\n")[1].strip().split("\n\n")[0] for text in room.pages().values()}
    assert bodies == {paragraph(1), paragraph(4)}
