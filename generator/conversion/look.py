"""Which seeds are worth looking at: the new ones, the changed ones, all of them for a new converter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import field
from pathlib import Path

from generator import files
from generator.content.record import Record
from generator.content.seen import Seen
from generator.content.state import State
from generator.conversion.draft import Rejected
from generator.errors import StateError
from generator.light import changing
from generator.seeds import is_seed
from generator.text import BIDI_CONTROLS, CONTROLS

LOOKED_AFTER = 5_000
"""Of so many seeds whose records are new here the briefings are looked at, too: a fresh clone has more."""
_UNWRITABLE = re.compile(f"{CONTROLS.pattern}|{BIDI_CONTROLS.pattern}|[\t\n\r\ud800-\udfff]")
"""What no front matter may hold, where the names of seeds stand."""


@changing
class Look:
    """What a look at the folder of seeds tells."""

    work: list[str] = field(default_factory=list)
    """Files to convert: those that were converted before, then the new ones, each sorted."""
    unchanged: list[str] = field(default_factory=list)
    present: dict[str, str] = field(default_factory=dict)
    """Every file → its hash; empty where nobody had to read it."""
    rejected: list[Rejected] = field(default_factory=list)


def seed_names(seeds: Path) -> list[str]:
    """Paths of all seeds below the folder, with ``/``, sorted."""
    start = len(str(seeds)) + 1
    return [path[start:] for path in files.walk_names(str(seeds)) if is_seed(path)]


def look(
    seeds: Path,
    state: State,
    seen: Seen,
    only: Iterable[str],
    *,
    again: bool,
    is_settled: Callable[[Record], bool],
    home: Callable[[Record], str],
) -> Look:
    """Look at every seed below ``seeds``, or at the named ones."""
    found, known = Look(), list[str]()
    names = seed_names(seeds)
    wanted = {files.below(seeds, name) for name in only}
    found.rejected = [Rejected(name, "there is no such seed") for name in sorted(wanted - {*names})]
    for name in names:
        found.present[name] = ""
        if wanted and name not in wanted:
            continue
        if _UNWRITABLE.search(name):
            found.rejected.append(Rejected(name, "the file's name holds what no text can; rename the file"))
            continue
        if not again and (unchanged := seen.unchanged(name, f"{seeds}/{name}")):
            found.unchanged += unchanged
            continue
        try:
            digest = found.present[name] = files.sha256(files.read(f"{seeds}/{name}"))
        except OSError as error:
            found.rejected.append(Rejected(name, error.strerror or str(error)))
            continue
        if not again and state.is_settled(name, digest):
            known.append(name)
            continue
        record = None if again else _record(state, name)
        if record is not None and record.sha256 == digest and (not record.twin_of or is_settled(record)):
            (found.unchanged if record.twin_of else known).append(name)
        else:
            found.work.append(name)
    for name in known:
        _enter(found, seen, name, _home(state, name, home) if len(known) <= LOOKED_AFTER else "own")
    found.unchanged.sort()
    # A seed that goes on with its article comes before a copy of the old one that might take it.
    found.work.sort(key=lambda name: (not Path(state.record_file(name)).exists(), name))
    return found


def _enter(found: Look, seen: Seen, name: str, home: str) -> None:
    """A seed is as its record says; its briefing may be not: it was put back, or branches were merged."""
    (found.work if home == "other" else found.unchanged).append(name)
    if home == "own":
        seen.remember(name)


def _home(state: State, name: str, home: Callable[[Record], str]) -> str:
    record = _record(state, name)
    return home(record) if record is not None else "own"


def _record(state: State, name: str) -> Record | None:
    try:
        return state.get(name)
    except StateError:
        return None
