"""Working in several processes: every task is done once, whoever does it, and whatever becomes of a process."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from functools import partial
from typing import Any

import pytest

from generator.processes.crew import Crew
from generator.processes.executor import Inline, as_done, chunks, in_order

Run = Callable[..., Iterator[tuple[Any, Any]]]


@pytest.fixture(params=[0, 1, 3])
def pool(request: pytest.FixtureRequest) -> Iterator[Executor]:
    others: int = request.param
    with Crew(others) if others else Inline() as pool:
        yield pool


def twice(number: int) -> int:
    time.sleep(0.001)
    return 2 * number


def long_text(number: int) -> str:
    return str(number) * 300_000


def length(text: str) -> int:
    return len(text)


def strict(number: int) -> int:
    if number == 7:
        raise ValueError("seven")
    return number


@pytest.mark.parametrize("ahead", [1, 2, 8, 100])
def test_results_come_in_the_order_of_their_tasks(pool: Executor, ahead: int) -> None:
    assert list(in_order(pool, twice, range(30), ahead)) == [(number, 2 * number) for number in range(30)]


def test_results_as_they_come_are_all_there(pool: Executor) -> None:
    assert sorted(as_done(pool, twice, range(100))) == [(number, 2 * number) for number in range(100)]


@pytest.mark.parametrize("run", [partial(in_order, ahead=8), as_done])
def test_what_fills_every_pipe_does_not_stop_the_work(pool: Executor, run: Run) -> None:
    assert {len(text) for _, text in run(pool, long_text, range(8))} == {300_000}
    texts = [long_text(number) for number in range(8)]
    assert [size for _, size in run(pool, length, texts)] == [300_000] * 8


@pytest.mark.parametrize("run", [partial(in_order, ahead=8), as_done])
def test_an_error_reaches_whoever_asks(pool: Executor, run: Run) -> None:
    with pytest.raises(ValueError, match="seven"):
        list(run(pool, strict, range(50)))


def die_elsewhere(task: tuple[int, int]) -> int:
    here, number = task
    if os.getpid() != here and number % 5 == 0:
        os._exit(9)
    return number


def test_the_tasks_of_a_process_that_dies_are_done_all_the_same() -> None:
    with Crew(2) as pool:
        found = [number for _, number in as_done(pool, die_elsewhere, [(os.getpid(), n) for n in range(60)])]
    assert sorted(found) == list(range(60))


def test_processes_take_part_and_end() -> None:
    with Crew(1) as pool:
        found = {process for _, process in as_done(pool, whose, range(60))}
    assert len(found) == 2
    (other,) = found - {os.getpid()}
    with pytest.raises(ChildProcessError):  # it was waited for already
        os.waitpid(other, os.WNOHANG)


def whose(_: int) -> int:
    time.sleep(0.002)
    return os.getpid()


def test_chunks_hold_everything_once() -> None:
    for count in (0, 1, 4, 5, 100, 1000):
        parts = list(chunks(range(count)))
        assert [item for part in parts for item in part] == list(range(count))
        assert all(parts)
