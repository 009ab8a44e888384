"""Nobody stays behind: when a process is killed, those that worked for it end, whatever they are busy with."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.newsroom import Newsroom
from tests.portal import ROOT, Portal

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="no processes are forked, and none can be asked for")

BEGIN = """\
import os, time
from generator.processes import executor
from generator.processes.beside import Ahead, in_parts
from generator.processes.begun import Begun
from generator.processes.executor import as_done
os.cpu_count = lambda: 4
def asleep(task):
    time.sleep(60)
"""
THEME = f"{{name: material, custom_dir: {ROOT / 'theme'}, font: false}}"
CREW = "with executor.executor(3, None) as pool: list(as_done(pool, time.sleep, [0, *[60] * 9]))"
WAYS = {
    "begun": (2, "Begun(lambda task: task and asleep(task), range(9), 2); asleep(0)"),
    "in parts": (3, "in_parts(asleep, range(9), 1)"),
    "ahead": (1, "Ahead(lambda: asleep(0), is_worth_it=True); asleep(0)"),
    "ahead, in parts": (2, "Ahead(lambda: in_parts(asleep, range(9), 1), is_worth_it=True); asleep(0)"),
    "crew": (2, CREW),
    "spawned": (2, f"executor.can_fork = lambda: False\n{CREW.replace('3', '2')}"),
}


def running() -> dict[int, int]:
    """Each process that runs → its parent."""
    found = {}
    for folder in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            state, parent, *_ = (folder / "stat").read_text().rpartition(")")[2].split()
            if state not in "ZX":
                found[int(folder.name)] = int(parent)
    return found


def children(process: int) -> set[int]:
    """The children of a process, and theirs."""
    all_running = running()
    own = {child for child, parent in all_running.items() if parent == process}
    return own.union(*map(children, own))


@contextmanager
def started(*command: str, cwd: Path) -> Iterator[subprocess.Popen[bytes]]:
    known = {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
    unheard = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=cwd, env=os.environ | known, stdout=unheard, stderr=unheard) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_for_children(process: int, count: int) -> set[int]:
    for _ in range(2_000):
        if len(found := children(process)) >= count:
            return found
        time.sleep(0.01)
    raise AssertionError("no such processes")


def still_there(processes: set[int], seconds: float = 1.0) -> set[int]:
    until = time.monotonic() + seconds
    while (left := processes & running().keys()) and time.monotonic() < until:
        time.sleep(0.01)
    for process in left:
        os.kill(process, signal.SIGKILL)
    return left


@pytest.mark.parametrize("way", WAYS)
def test_processes_end_with_the_one_they_work_for(way: str) -> None:
    count, program = WAYS[way]
    with started(sys.executable, "-c", BEGIN + program, cwd=ROOT) as process:
        found = wait_for_children(process.pid, count)
        time.sleep(0.3)  # so that all of them are in the middle of it
        found |= children(process.pid)
        process.kill()
        process.wait()
        assert still_there(found) == set()


@pytest.mark.parametrize("command", ["convert", "build"])
def test_a_command_that_is_killed_leaves_nobody_behind(tmp_path: Path, command: str) -> None:
    if command == "convert":
        room = Newsroom(tmp_path)
        for at in range(300):
            room.seed(f"s{at}.txt", f"Story number {at}", *range(at * 10, at * 10 + 9))
    else:
        portal = Portal(tmp_path)
        for at in range(300):
            portal.briefing(f"story-{at}")
        (tmp_path / "mkdocs.yml").write_text(f"site_name: Portal\ntheme: {THEME}\nplugins: [briefings: {{}}]\n")
    briefing = str(Path(sys.executable).parent / "briefing")
    with started(briefing, command, "--jobs", "3", cwd=tmp_path) as process:
        found = wait_for_children(process.pid, 2)
        process.kill()
        process.wait()
        assert still_there(found) == set()
