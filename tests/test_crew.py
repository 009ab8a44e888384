"""Working in several processes: every task is done once, whoever does it, and whatever becomes of a process."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from generator.processes import executor, messages
from generator.processes.begun import Begun
from generator.processes.beside import Ahead, in_parts
from generator.processes.cores import jobs_for
from generator.processes.crew import Crew
from generator.processes.executor import Inline, as_done, chunks, in_order

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="no processes are forked")

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


def test_one_process_gives_each_result_before_it_begins_the_next_task() -> None:
    begun: list[int] = []
    for number, _ in in_order(Inline(), begun.append, range(9), 8):
        assert begun == list(range(number + 1))


@pytest.mark.parametrize("run", [partial(in_order, ahead=8), as_done])
def test_what_fills_every_pipe_does_not_stop_the_work(pool: Executor, run: Run) -> None:
    assert {len(text) for _, text in run(pool, long_text, range(8))} == {300_000}
    texts = [long_text(number) for number in range(8)]
    assert [size for _, size in run(pool, length, texts)] == [300_000] * 8


def test_small_pipes_do_not_stop_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """As those are that somebody gets who has very many: an order must not wait for room that a result waits for."""
    pipe = os.pipe

    def small() -> tuple[int, int]:
        ends = pipe()
        fcntl.fcntl(ends[1], fcntl.F_SETPIPE_SZ, 4096)
        return ends

    monkeypatch.setattr("os.pipe", small)
    monkeypatch.setattr(messages, "_PIPE", 4096)
    texts = [str(number) * 3_000 for number in range(10)] * 6
    with Crew(2) as pool:
        assert [text for _, text in in_order(pool, tenfold, texts, 20)] == [10 * text for text in texts]


def tenfold(text: str) -> str:
    return 10 * text


@pytest.mark.parametrize("run", [partial(in_order, ahead=8), as_done])
def test_an_error_reaches_whoever_asks(pool: Executor, run: Run) -> None:
    with pytest.raises(ValueError, match="seven"):
        list(run(pool, strict, range(50)))


class OddError(Exception):
    """One that does not survive a journey."""

    def __init__(self, one: int, other: int) -> None:
        super().__init__(f"{one} and {other}")


def odd(number: int) -> int:
    if number == 30:
        raise OddError(number, 1)
    return number


def test_an_error_tells_where_it_comes_from(pool: Executor) -> None:
    """Whoever did the task: it is raised from the very line, whatever it is made of."""
    with pytest.raises(OddError, match="30 and 1") as caught:
        list(as_done(pool, odd, range(50)))
    assert caught.traceback[-1].name == "odd"


def unsendable(number: int) -> Callable[[], int]:
    return lambda: number


def test_a_result_that_cannot_be_sent_is_made_here(pool: Executor) -> None:
    assert [made() for _, made in in_order(pool, unsendable, range(20), 8)] == list(range(20))


def die_elsewhere(task: tuple[int, int]) -> int:
    here, number = task
    if os.getpid() != here and number % 5 == 0:
        os._exit(9)
    return number


def test_the_tasks_of_a_process_that_dies_are_done_all_the_same() -> None:
    with Crew(2) as pool:
        found = [number for _, number in as_done(pool, die_elsewhere, [(os.getpid(), n) for n in range(60)])]
    assert sorted(found) == list(range(60))


def test_half_a_message_of_a_process_that_dies_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    here, write = os.getpid(), os.write

    def break_off(pipe: int, data: bytes) -> int:
        if os.getpid() == here:
            return write(pipe, data)
        write(pipe, data[: len(data) // 2])
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError

    monkeypatch.setattr("os.write", break_off)
    with Crew(2) as pool:
        assert sorted(as_done(pool, twice, range(30))) == [(number, 2 * number) for number in range(30)]


def test_processes_take_part_and_end() -> None:
    with Crew(1) as pool:
        found = {process for _, process in as_done(pool, whose, range(60))}
    assert len(found) == 2
    (other,) = found - {os.getpid()}
    with pytest.raises(ChildProcessError):  # it was waited for already
        os.waitpid(other, os.WNOHANG)


def test_who_does_not_wait_for_children_has_them_all_the_same() -> None:
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        with Crew(1) as pool:
            assert len({process for _, process in as_done(pool, whose, range(60))}) == 2
    finally:
        signal.signal(signal.SIGCHLD, before)


def whose(_: int) -> int:
    time.sleep(0.002)
    return os.getpid()


def test_processes_that_begin_anew_find_what_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside threads, and on other systems, none is forked; a task is sent by its name then."""
    monkeypatch.setattr(executor, "can_fork", lambda: False)
    with executor.executor(2, {"a": 1}) as pool:
        assert not isinstance(pool, Crew)
        assert [value for _, value in in_order(pool, ask, range(20), 4)] == [{"a": 1}] * 20


def ask(_: int) -> Any:
    return executor.given()


def test_chunks_hold_everything_once() -> None:
    for count in (0, 1, 4, 5, 100, 1000):
        parts = list(chunks(range(count)))
        assert [item for part in parts for item in part] == list(range(count))
        assert all(parts)


@pytest.mark.parametrize("allowed", [0, 1, 2])
def test_where_the_system_gives_no_more_processes_fewer_do_the_work(
    allowed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    forks, fork = iter(range(allowed)), os.fork

    def limited() -> int:
        if next(forks, None) is None:
            raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")
        return fork()

    monkeypatch.setattr(os, "fork", limited)
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    monkeypatch.setattr("threading.active_count", lambda: 1)  # other tests may have left threads, and that keeps to one
    open_before = len(list(Path("/proc/self/fd").iterdir()))
    everything = list(range(30))
    with Crew(3) as pool:
        assert [result for _, result in in_order(pool, twice, everything, 8)] == [2 * number for number in everything]
    forks = iter(range(allowed))
    begun = Begun(twice, everything, 3)
    assert list(begun.results()) == [2 * number for number in everything]
    begun.close()
    forks = iter(range(allowed))
    assert in_parts(len, everything, least=1) == [8, 8, 8, 6]
    ahead = Ahead(partial(twice, 1), is_worth_it=True)
    assert ahead.result() == 2
    assert len(list(Path("/proc/self/fd").iterdir())) == open_before


def test_no_more_processes_are_begun_than_may_be_talked_to() -> None:
    assert jobs_for(10, 100_000, 500) == 128
    assert jobs_for(10, 3, 500) == 3
