"""Which record belongs to a seed: by its path, else by its hash, also after swaps and replacements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from generator import neardup
from generator.content.places import Places
from generator.content.record import Record
from generator.content.state import State
from generator.conversion.draft import Draft
from generator.errors import StateError

REPLACED = 0.05
"""Below this share of common text, under another headline, a seed holds another article than before."""
MOVED = 0.3
"""The same where another seed holds, to the byte, what this one held before."""


class History:
    """The records of a run, as seeds ask for them."""

    def __init__(self, state: State, places: Places, present: Mapping[str, str]) -> None:
        self.state, self.places, self.present = state, places, present
        self.notes: list[str] = []
        self.damaged: set[str] = set()
        """Seeds whose record cannot be read."""

    def of(self, draft: Draft) -> Record | None:
        """The record of the article that a draft was made from; None if it is new."""
        record = self.at(draft.seed)
        if record is not None and record.sha256 == draft.sha256:
            return record  # also what is left of a damaged one
        moved = self._adrift.get(draft.sha256)
        if moved is not None and moved.seed != draft.seed:
            return self._move(moved, draft.seed, record)
        if record is not None and self._is_replaced(record, draft):
            self._adrift[record.sha256] = self.park(record)
            self.notes.append(f"{draft.seed}: holds another article than before; the briefing of the old one stays")
            return None
        if record is not None and self._adrift.get(record.sha256, record).seed == record.seed:
            self._adrift.pop(record.sha256, None)  # its own seed goes on with it: no copy of the old one may take it
        return record

    def at(self, seed: str) -> Record | None:
        """The record kept under a seed's path; what is left of it if it is damaged."""
        try:
            return self.state.get(seed)
        except StateError as error:
            if seed not in self.damaged:
                self.notes.append(f"{error}; the text in content is kept (briefing status tells more)")
            self.damaged.add(seed)
            return Record.salvage(self.state.record_path(seed).read_bytes(), seed)

    def park(self, record: Record) -> Record:
        """Keep a record whose seed is no longer at its path under a name that no seed has."""
        parked = replace(record, seed=f"{record.seed}@{record.sha256[:16]}")
        self.state.put(parked)
        self.places.moved(record.slug, record.seed, parked.seed)
        if record.seed in self.damaged:
            self.damaged.add(parked.seed)
            self.damaged.discard(record.seed)
        return parked

    def _move(self, moved: Record, seed: str, there: Record | None) -> Record:
        if there is not None and there.sha256:
            parked = self.park(there)
            self._adrift[parked.sha256] = parked
        del self._adrift[moved.sha256]
        record = replace(moved, seed=seed, sha256="")  # look at it: its sources still name the old path
        self.state.put(record)
        self.places.moved(record.slug, moved.seed, seed)
        self.state.forget(moved.seed)
        if moved.seed in self.damaged:
            self.damaged.add(seed)
        else:
            self.damaged.discard(seed)
        return record

    @cached_property
    def _adrift(self) -> dict[str, Record]:
        """Hash → record of a seed that is no longer where it was."""
        broken = [record for _, record in self.state.damaged() if record.seed]
        self.damaged.update(record.seed for record in broken)
        return {
            record.sha256: record
            for record in [*broken, *self.state.all()]
            if record.sha256 and not record.twin_of and self._is_gone(record)
        }

    def _is_gone(self, record: Record) -> bool:
        file = record.seed.partition("#")[0] if record.seed not in self.present else record.seed
        now = self.present.get(file)
        return now is None or ("#" not in record.seed and now not in ("", record.sha256))

    def _is_replaced(self, record: Record, draft: Draft) -> bool:
        """Whether a seed holds another article than the one that its record tells of."""
        elsewhere = bool(record.slug and record.sha256) and self._where.get(record.sha256, draft.seed) != draft.seed
        if not (record.slug and record.sha256 and record.sketch) or draft.seed in self.damaged:
            return elsewhere
        if record.fields.get("title") == draft.field_digests().get("title") or {*record.body} & {*draft.body_digests()}:
            return False
        both, ours, others = neardup.shared(neardup.load(record.sketch), neardup.load(draft.sketch))
        least = MOVED if elsewhere else REPLACED
        return both < least * max(1, min(ours, others)) or both < neardup.EVIDENCE

    @cached_property
    def _where(self) -> dict[str, str]:
        """Hash → the seed that holds it, of the files that were read."""
        return {digest: name for name, digest in self.present.items() if digest}
