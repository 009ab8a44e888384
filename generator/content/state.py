"""What the converter remembers between runs: ``content/.briefing/``, tracked by git.

One small file a seed, so that two editors who convert different seeds never conflict: which briefing the
seed became and a digest of each field and paragraph as the converter wrote them (the base of the next
three-way merge). ``engine`` names the converter that ran last over everything.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from generator import files
from generator.errors import StateError

FOLDER = ".briefing"


@dataclass(frozen=True)
class Record:
    """What became of one seed."""

    seed: str
    sha256: str
    slug: str
    file: str
    """Where the briefing was written or last found, below the content folder."""
    fields: dict[str, str] = field(default_factory=dict)
    body: list[str] = field(default_factory=list)


class State:
    """The records of a content folder, read one by one as they are asked for."""

    def __init__(self, content: Path) -> None:
        self.content = content
        self.folder = content / FOLDER

    def record_path(self, seed: str) -> Path:
        """File of a seed's record: by the hash of its path, so that any name is a file name."""
        name = files.sha256(seed.encode("utf-8", "surrogateescape"))[:20]
        return self.folder / "seeds" / name[:2] / f"{name}.json"

    def staged_path(self, seed: str) -> Path:
        """Where a new briefing waits until its record is on the disk."""
        return self.folder / ".staged" / f"{self.record_path(seed).stem}.md"

    def get(self, seed: str) -> Record | None:
        """The record of a seed; StateError if there is one that cannot be read."""
        path = self.record_path(seed)
        return self._read(path) if path.exists() else None

    def all(self) -> Iterator[Record]:
        """Every record that can be read."""
        for path in files.walk(self.folder / "seeds"):
            try:
                yield self._read(path)
            except StateError:
                continue

    def put(self, record: Record) -> None:
        """Write a record if it differs from what is there."""
        path = self.record_path(record.seed)
        data = (json.dumps(asdict(record), ensure_ascii=True, indent=1) + "\n").encode()
        if not path.exists() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            files.write_atomic(path, data)

    def forget(self, seed: str) -> None:
        """Remove a record, after its seed was found again under another name."""
        self.record_path(seed).unlink(missing_ok=True)

    def create(self, record: Record, text: str) -> None:
        """Write a new briefing so that a kill at any point neither loses it nor brings a deleted one back.

        The text waits in a staging file; the record is written; then one rename makes the briefing appear.
        A staging file that is left over therefore means: the rename has not happened (see ``finish``).
        """
        target = self.content / record.file
        target.parent.mkdir(parents=True, exist_ok=True)
        staged = files.stage(target, text.encode(), beside=self.staged_path(record.seed))
        self.put(record)
        staged.replace(target)
        files.sync_folder(target.parent)

    def finish(self) -> None:
        """Complete what a killed run left: staged briefings with a record appear, others are dropped."""
        staged = self.folder / ".staged"
        if not staged.is_dir():
            return
        records = {self.staged_path(record.seed): record for record in self.all()} if any(staged.iterdir()) else {}
        for path in sorted(staged.iterdir()):
            record = records.get(path)
            target = self.content / record.file if record else None
            if target is not None and not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                path.replace(target)
            else:
                path.unlink()
        staged.rmdir()

    def engine(self) -> str:
        """Name of the converter that completed the last run; empty if unknown."""
        path = self.folder / "engine"
        return path.read_text(encoding="utf-8", errors="replace").strip() if path.exists() else ""

    def set_engine(self, name: str) -> None:
        """Remember that ``name`` has looked at every seed."""
        if self.engine() != name:
            files.write_atomic(self.folder / "engine", f"{name}\n".encode())

    def _read(self, path: Path) -> Record:
        try:
            return Record(**json.loads(path.read_bytes()))
        except (ValueError, TypeError) as error:
            raise StateError(f"{path.relative_to(self.content)}: not a record of a conversion") from error
