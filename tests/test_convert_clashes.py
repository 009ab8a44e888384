"""What editor and source both changed is shown, and resolved as the editor says."""

from __future__ import annotations

import os

import pytest

from tests.newsroom import Newsroom, command, paragraph


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


@pytest.mark.parametrize("form", ["briefings/undated/harbour-bridge-opens.md", f"./{FILE}", "content/../" + FILE, "/"])
def test_merge_finds_a_briefing_however_its_path_is_typed(clashing: Newsroom, form: str) -> None:
    typed = str(clashing.root / FILE) if form == "/" else form
    assert command(clashing, "merge", typed, "--take", "theirs")[1] == "2 resolved, 0 open\n"
    document = clashing.read("harbour-bridge-opens")
    assert document.front.title == "Harbour bridge opens to all"
    assert sorted(path.name for path in clashing.content.iterdir() if path.is_dir()) == [".briefing", "briefings"]
    assert not any(str(clashing.root).encode() in data for data in clashing.state().values())
    assert command(clashing, "verify", typed)[1].count("word for word") == 1


def test_merge_touches_nothing_outside_of_content(clashing: Newsroom) -> None:
    outside = clashing.root / "outside.md"
    outside.write_text(clashing.page("harbour-bridge-opens").read_text())
    assert "no such briefing" in command(clashing, "merge", "content/../outside.md", "--take", "theirs")[2]
    assert "no such briefing" in command(clashing, "merge", str(outside), "--take", "theirs")[2]


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
