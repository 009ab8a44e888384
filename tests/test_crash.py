"""A run that ends at any of its steps, or meets a full disk there, loses nothing; the next run finishes it."""

from __future__ import annotations

import os
import resource
import shutil
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from generator import files
from generator.engine.stage import Stage
from tests.newsroom import Newsroom, paragraph


class Killed(BaseException):
    """Stands for the end of the process."""


def full_disk() -> OSError:
    return OSError(28, "No space left on device")


class Fault:
    """Strikes before the n-th step that changes files; a full disk stays full."""

    def __init__(self, at: int, error: Callable[[], BaseException], *, stays: bool) -> None:
        self.at, self.error, self.stays, self.steps = at, error, stays, 0

    def wrap(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*arguments: Any, **options: Any) -> Any:
            self.steps += 1
            if self.steps == self.at or (self.stays and self.steps > self.at):
                raise self.error()
            return real(*arguments, **options)

        return step

    def watch(self) -> ExitStack:
        """Put the fault in the way of every step."""
        stack = ExitStack()
        for owner, name in (
            (files, "stage"),
            (files, "put_down"),
            (files, "sync_all"),
            (files, "sync_folder"),
            (os, "replace"),
            (os, "makedirs"),
            (Path, "unlink"),
            (Path, "mkdir"),
        ):
            stack.enter_context(mock.patch.object(owner, name, self.wrap(getattr(owner, name))))
        return stack


@pytest.fixture
def busy(tmp_path: Path) -> Newsroom:
    """A newsroom with an edit, a changed, a renamed, a swapped, a new and a copied seed waiting."""
    room = Newsroom(tmp_path / "busy")
    for at, name in enumerate("abcde"):
        room.seed(f"{name}.txt", f"Story number {at} of the day", *range(at * 10, at * 10 + 3))
    room.convert()
    room.edit("story-number-0-of-the-day", paragraph(1), "Mended by hand.")
    room.seed("a.txt", "Story number 0 of the day", 7, 1, 2)
    (room.seeds / "b.txt").rename(room.seeds / "z.txt")
    spare = (room.seeds / "c.txt").read_text()
    (room.seeds / "c.txt").write_text((room.seeds / "d.txt").read_text())
    (room.seeds / "d.txt").write_text(spare)
    room.page("story-number-4-of-the-day").unlink()
    room.seed("f.txt", "Story number 5 of the day", 50, 51, 52)
    room.seed("g.txt", "Story number 5 of that day", 50, 51, 52)
    return room


@pytest.mark.parametrize(("error", "stays"), [(Killed, False), (full_disk, True)], ids=["killed", "full disk"])
def test_at_every_step_nothing_is_lost_and_the_next_run_finishes(
    busy: Newsroom, tmp_path: Path, error: Callable[[], BaseException], stays: bool
) -> None:
    wanted = copy(busy, tmp_path / "wanted")
    wanted.convert()
    at = 0
    while True:
        at += 1
        room = copy(busy, tmp_path / f"at{at}")
        fault = Fault(at, error, stays=stays)
        told = None
        with fault.watch(), suppress(Killed):
            try:
                room.convert()
            except OSError as caught:
                told = caught
        if fault.steps < at:
            break
        assert told is not None or not stays, f"step {at}: the full disk was not told"
        assert sum(text.count("Mended by hand.") for text in room.pages().values()) == 1, at
        room.convert()
        assert room.pages() == wanted.pages(), at
        assert room.state() == wanted.state(), at
        assert not [path for path in room.content.rglob("*") if path.suffix in (".part", ".new", ".record")], at
        shutil.rmtree(room.root)
    assert at > 30


def copy(room: Newsroom, root: Path) -> Newsroom:
    """The same newsroom in another folder."""
    shutil.copytree(room.root, root)
    other = Newsroom.__new__(Newsroom)
    other.root, other.seeds, other.content = root, root / "seeds", root / "content"
    return other


@pytest.mark.parametrize("how", ["stage", "put_down", "site"])
def test_a_write_that_fails_names_its_file(how: str, tmp_path: Path) -> None:
    """The system knows a file that is being written by a number only."""
    path = tmp_path / "a.html"
    write = {
        "stage": lambda data: files.stage(path, data),
        "put_down": lambda data: files.put_down(str(path), data),
        "site": lambda data: Stage(tmp_path).write(path.name, data),
    }[how]
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(OSError, match="too large") as caught:
            write(b"x" * 2000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert caught.value.filename == str(path)
