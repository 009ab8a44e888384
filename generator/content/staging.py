"""Writing a briefing and its record as one, though no system renames two files at once.

One of the two waits in a staging file that is named by the other's bytes. What a kill leaves there tells
without doubt what was done and what was not; the next run completes it (see ``finish``). Many pairs are made
together (see ``behind``).
"""

from __future__ import annotations

from pathlib import Path

from generator import files
from generator.content.behind import Move
from generator.content.clash import digest
from generator.content.record import Record
from generator.content.state import State

BRIEFING, RECORD = ".new", ".record"
"""Suffixes of staging files: what waits in them."""


def create(state: State, record: Record, text: str) -> None:
    """Write a new briefing so that a kill at any point neither loses it nor brings a deleted one back.

    The text is staged, the record written, then one rename makes the briefing appear. A text that is left
    over although its record is there therefore means: the rename has not happened.
    """
    if state.dry:
        state.put(record)
        return
    place, data = state.record_file(record.seed), record.dump()
    target = f"{state.content}/{record.file}"
    state.mark_format()
    state.make_folder_of(target)
    staged = str(_staged(state, record, data, BRIEFING))
    files.put_down(staged, text.encode())
    state.behind.add(Move(state.part(place, data), place), Move(staged, target))


def update(state: State, record: Record, before: str, text: str) -> None:
    """Write the record of a briefing and, where it has changed, its text.

    A briefing that waits to appear is put down anew, and appears as it is now.

    The record is staged, the text written, then one rename makes the record appear. A record that is left
    over although its text is there belongs to it; without it the next run would take the converter's own
    text for an editor's.
    """
    if state.dry or text == before:
        state.put(record)
        return
    place, data = state.record_file(record.seed), text.encode()
    target = f"{state.content}/{record.file}"
    if state.behind.withdraw(place, target):
        create(state, record, text)
        return
    state.behind.settle_for(place)
    state.behind.settle_for(target)
    state.mark_format()
    state.make_folder_of(place)
    staged = str(_staged(state, record, data, RECORD))
    files.put_down(staged, record.dump(), like=place)
    state.behind.add(Move(state.part(target, data), target), Move(staged, place))


def is_appearing(state: State, record: Record) -> bool:
    """Whether the briefing of a record is new and waits to appear."""
    return state.behind.waits(state.record_file(record.seed), f"{state.content}/{record.file}")


def finish(state: State) -> None:
    """Complete what a killed run left, where one of the two is in its place; sweep up all else."""
    if state.dry or not state.local.is_dir():
        return
    left = sorted(state.local.glob("staged/*"))
    for path in left:
        if path.suffix == RECORD:
            _finish_record(state, path)
    briefings = [path for path in left if path.suffix == BRIEFING]
    records = {_staged(state, record, record.dump(), BRIEFING): record for record in state.all()} if briefings else {}
    for path in briefings:
        _finish_briefing(state, path, records.get(path))
    for path in state.local.glob("*.part"):
        path.unlink()


def _finish_record(state: State, path: Path) -> None:
    data = path.read_bytes()
    try:
        record = Record.parse(data)
        written = _staged(state, record, (state.content / record.file).read_bytes(), RECORD)
    except (ValueError, OSError):  # not whole, or no such briefing: its text never appeared, or somebody moved it
        written = None
    if path == written:
        state.write(state.record_path(record.seed), data)
    path.unlink()


def _finish_briefing(state: State, path: Path, record: Record | None) -> None:
    target = state.content / record.file if record else None
    if record is None or target is None:
        path.unlink()
    elif target.exists():  # somebody took the place meanwhile: convert the seed anew, at another one
        state.forget(record.seed)
        path.unlink()
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)
        files.sync_folder(target.parent)


def _staged(state: State, record: Record, partner: bytes, suffix: str) -> Path:
    """Staging file of a record's briefing, or of the record, named by the bytes of the other of the two."""
    folder = state.prepared_local() / "staged"
    state.make_folder_of(f"{folder}/{suffix}")
    return folder / f"{state.record_path(record.seed).stem}.{digest(partner.decode())}{suffix}"
