"""What holds for all tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, settings

from tests.newsroom import Newsroom

# A busy machine is no fault of the program, and a commit shall not fail by luck: in CI the same examples every time,
# elsewhere new ones at each run.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(autouse=True, scope="session")
def mistakes_are_seen() -> Iterator[None]:
    """What a conversion would bear, and tell in a line, ends a test: it is a mistake of ours."""

    def raised(path: str, error: Exception) -> NoReturn:
        raise AssertionError(path) from error

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.conversion.drafting.failed", raised)
        yield


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """A newsroom with two converted seeds."""
    room = Newsroom(tmp_path)
    room.seed("bridge.txt", "Harbour bridge opens", 1, 2, 3)
    room.seed("vote.txt", "Council votes on budget", 4, 5, 6)
    assert room.convert().created == ["bridge.txt", "vote.txt"]
    return room
