"""What is known of another program's making is not used: its code is known by its bytes, however it is remembered."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.engine import versions


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "package"
    (folder / "words").mkdir(parents=True)
    (folder / "a.py").write_text("one = 1\n")
    (folder / "words" / "en.json").write_text("{}\n")
    for file in (folder / "a.py", folder / "words" / "en.json"):
        age(file, 100)
    monkeypatch.setattr(versions, "_PACKAGE", str(folder))
    monkeypatch.setattr(versions, "safe", lambda stamp: stamp)  # as if the files were old: their ctime cannot be set
    return folder


def age(file: Path, seconds: int) -> None:
    os.utime(file, (1_700_000_000 - seconds,) * 2)


def fingerprint() -> str:
    return versions.fingerprint.__wrapped__()


def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    files: list[str] = []
    monkeypatch.setattr(versions, "read", lambda file: files.append(file) or Path(file).read_bytes())
    return files


def test_the_code_is_read_once(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = read(monkeypatch)
    first = fingerprint()
    assert len(files) == 2
    assert fingerprint() == first
    assert len(files) == 2


@pytest.mark.parametrize("name", ["a.py", "words/en.json", "new.py"])
def test_any_change_of_the_code_is_noticed(package: Path, name: str) -> None:
    first = fingerprint()
    (package / name).write_text("two = 2\n")
    assert fingerprint() != first
    (package / "notes.txt").write_text("no code")


def test_the_same_code_elsewhere_and_at_another_time_is_the_same(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = fingerprint()
    moved = package.rename(package.with_name("moved"))
    age(moved / "a.py", 5)
    monkeypatch.setattr(versions, "_PACKAGE", str(moved))
    assert fingerprint() == first


def test_a_file_that_changed_just_now_may_change_once_more_unseen(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("XDG_CACHE_HOME", str(package.parent / "cache"))
    monkeypatch.setattr(versions, "_PACKAGE", str(package))
    monkeypatch.setattr(versions, "safe", lambda _stamp: versions.UNKNOWN)
    files = read(monkeypatch)
    assert fingerprint() == fingerprint()
    assert len(files) == 4


@pytest.mark.parametrize("damage", [b"", b"x", b"\xff\xfe", b"a b c"])
def test_a_damaged_memory_is_not_believed(package: Path, damage: bytes) -> None:
    first = fingerprint()
    (package.parent / "cache" / "briefing-portal" / "code").write_bytes(damage)
    assert fingerprint() == first


def test_without_a_folder_of_the_user_it_is_the_same(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = fingerprint()
    (package.parent / "file").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(package.parent / "file"))
    assert fingerprint() == first
