"""One run of a command: wall time, CPU time and peak memory of its whole process tree."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_PAUSE = 0.01
_SUMMED_EVERY = 5
"""Pauses between two sums over a tree, which cost more than a look at one process."""
_LIMIT = 1800.0


class Failed(Exception):
    """A run that ended in an error, with what it said last."""


@dataclass(frozen=True)
class Usage:
    """What a run took."""

    wall: float
    cpu: float
    """User and system time of the process and of every descendant it waited for, in seconds."""
    peak: float
    """MB: the largest sum of the tree's proportional set sizes, or a single process' high-water mark.

    Both are sampled. What wait4 reports will not do: it never falls below the size of the program that measures.
    """


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Usage:
    """Run in ``folder`` and wait. Raises Failed."""
    with (folder / ".output").open("w+b") as output:
        start = time.monotonic()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        ended = threading.Event()
        samples: list[float] = [0.0]
        watcher = threading.Thread(target=_watch, args=(process.pid, ended, samples), daemon=True)
        watcher.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        ended.set()
        watcher.join()
        if process.returncode:
            output.seek(0)
            raise Failed(output.read()[-2000:].decode("utf-8", "replace").strip() or f"exit {process.returncode}")
    return Usage(wall, usage.ru_utime + usage.ru_stime, max(samples))


def _watch(root: int, ended: threading.Event, samples: list[float]) -> None:
    begin, looks = time.monotonic(), 0
    while not ended.wait(_PAUSE):
        looks += 1
        samples.append(_in_megabytes(root, "status", "VmHWM:"))
        if looks % _SUMMED_EVERY == 0 and len(tree := list(_tree(root))) > 1:
            samples.append(sum(_in_megabytes(pid, "smaps_rollup", "Pss:") for pid in tree))
        if time.monotonic() - begin > _LIMIT:
            os.killpg(root, signal.SIGKILL)


def _tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return
    for child in children:
        yield from _tree(int(child))


def _in_megabytes(pid: int, file: str, name: str) -> float:
    try:
        for line in Path(f"/proc/{pid}/{file}").read_text(encoding="ascii").splitlines():
            if line.startswith(name):
                return int(line.split()[1]) / 1024
    except OSError:
        pass  # it has ended
    return 0.0
