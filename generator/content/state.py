"""What the converter remembers between runs: ``content/.briefing/``, tracked by git.

::

    format           version of this layout
    engines/<name>   the converter that last looked at every seed; one file, named by its digest
    seeds/xx/…       one small record a seed, so that editors who convert different seeds never conflict
    .local/          of this checkout alone, ignored by git: unfinished writing, stat data

Nothing here holds a date, a machine's path or a counter: two editors who convert the same seeds with the same
program write the same bytes.
"""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterator
from pathlib import Path

from generator import files
from generator.content.behind import Behind, Move
from generator.content.record import Record
from generator.errors import StateError

FOLDER = ".briefing"
FORMAT = 3


class State:
    """The records of a content folder, read one by one as they are asked for."""

    def __init__(self, content: Path, *, dry: bool = False, together: int = 1) -> None:
        self.content = content
        self.folder = content / FOLDER
        self.local = self.folder / ".local"
        self._records = str(self.folder / "seeds")
        self.dry = dry
        """Write nothing; remember in memory what would have been written."""
        self._imagined: dict[str, Record | None] = {}
        self.behind = Behind(together)
        """What is written and waits to be shown: up to ``together`` changes. Who asks for more than one settles it."""
        self._folders: set[str] = set()
        self._is_prepared = False
        self._numbers = itertools.count()
        self._is_marked = False

    # ── records ──

    def record_path(self, seed: str) -> Path:
        """File of a seed's record: by the hash of its path, so that any name is a file name."""
        return Path(self.record_file(seed))

    def record_file(self, seed: str) -> str:
        """``record_path`` as text, for those who ask a hundred thousand times."""
        name = files.sha256(seed.encode("utf-8", "surrogateescape"))[:20]
        return f"{self._records}/{name[:2]}/{name}.json"

    def get(self, seed: str) -> Record | None:
        """The record of a seed; StateError if there is one that cannot be read."""
        self.behind.settle_for(self.record_file(seed))
        return self.peek(seed)

    def peek(self, seed: str) -> Record | None:
        """The same, but what waits goes on waiting: its briefing need not be there yet."""
        if seed in self._imagined:
            return self._imagined[seed]
        path = self.record_path(seed)
        try:
            data = files.read(self.behind.now(str(path)))
        except FileNotFoundError:
            return None
        record = self._parse(path, data)
        if record.seed != seed:
            raise StateError(f"{self._name(path)}: is the record of another seed, {record.seed}")
        return record

    def is_settled(self, seed: str, sha256: str) -> bool:
        """Whether the record of a seed with this hash is surely there, whole, and of a briefing of its own."""
        from generator.content import glance  # conversion alone asks

        if seed in self._imagined:
            return False
        try:
            return glance.is_settled(files.read(self.record_file(seed)), seed, sha256)
        except FileNotFoundError:
            return False

    def all(self) -> Iterator[Record]:
        """Every record that can be read, in the order of their files."""
        self.behind.settle()
        for path in files.walk(self.folder / "seeds"):
            try:
                record = self._parse(path, path.read_bytes())
            except StateError:
                continue
            if record.seed not in self._imagined:
                yield record
        yield from filter(None, self._imagined.values())

    def damaged(self) -> Iterator[tuple[Path, Record]]:
        """Files among the records that are none, or not in their place, and what each still tells."""
        self.behind.settle()
        for path in files.walk(self.folder / "seeds"):
            data = path.read_bytes()
            try:
                record = self._parse(path, data)
            except StateError:
                yield path, Record.salvage(data)
            else:
                if self.record_path(record.seed) != path:
                    yield path, record

    def put(self, record: Record) -> None:
        """Write a record if it differs from what is there; it may wait (see ``behind``)."""
        if self.dry:
            self._imagined[record.seed] = record
            return
        path, data = self.record_path(record.seed), record.dump()
        self.behind.settle_for(str(path))
        if not path.exists() or path.read_bytes() != data:
            self.mark_format()
            self.behind.add(Move(self.part(str(path), data), str(path)))

    def forget(self, seed: str) -> None:
        """Remove a record, after its seed was found again under another name."""
        if self.dry:
            self._imagined[seed] = None
        else:
            self.behind.settle()  # the record under the new name is there first
            self.record_path(seed).unlink(missing_ok=True)

    def write(self, path: Path, data: bytes) -> None:
        """Write a file whole or not at all; what a kill leaves behind is swept up by the next run."""
        if self.dry:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        files.stage(path, data, beside=self._local_file("part")).replace(path)
        files.sync_folder(path.parent)

    def part(self, place: str, data: bytes) -> str:
        """Write what will be renamed to ``place``; what a kill leaves behind is swept up by the next run."""
        self.make_folder_of(place)
        staged = str(self._local_file("part"))
        files.put_down(staged, data, like=place)
        return staged

    def make_folder_of(self, place: str) -> None:
        """Make the folder of a file, looked for but once a run."""
        folder = os.path.dirname(place)  # noqa: PTH120 (a hundred thousand times: Path costs twice as much)
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
            self._folders.add(folder)

    def write_local(self, name: str, data: bytes) -> None:
        """Write a file of this checkout alone, which the next run can do without."""
        if not self.dry:
            files.stage(self.local / name, data, durable=False, beside=self._local_file("part")).replace(
                self.local / name
            )

    # ── the converter that looked last, and the layout ──

    def engine(self) -> str:
        """Name of the converter that looked at every seed; empty if unknown or two after a merge."""
        names = sorted(path.name for path in files.walk(self.folder / "engines"))
        return names[0] if len(names) == 1 else ""

    def set_engine(self, name: str) -> None:
        """Remember that ``name`` has looked at every seed."""
        self.behind.settle()
        if self.dry or self.engine() == name:
            return
        self.write(self.folder / "engines" / name, f"{name}\n".encode())
        for path in files.walk(self.folder / "engines"):
            if path.name != name:
                path.unlink()

    def refuse_newer(self) -> None:
        """Raise StateError if a newer version of the program wrote this state."""
        path = self.folder / "format"
        newest = self._format()
        if newest > FORMAT:
            raise StateError(
                f"{self._name(path)}: written by a newer version of the program (format {newest}, this one knows "
                f"{FORMAT}); update briefing-portal, nothing was changed"
            )

    # ── small ──

    def mark_format(self) -> None:
        """Say in which layout the records are written."""
        if not self._is_marked and self._format() != FORMAT:
            self.write(self.folder / "format", f"{FORMAT}\n".encode())
        self._is_marked = True

    def prepared_local(self) -> Path:
        """The folder of this checkout alone, there and ignored by git."""
        ignore = self.local / ".gitignore"
        if not self._is_prepared and not ignore.exists():
            self.local.mkdir(parents=True, exist_ok=True)
            files.write_atomic(ignore, b"*\n", durable=False)
        self._is_prepared = True
        return self.local

    def _format(self) -> int:
        """The newest layout that the state names, two after a merge; 0: none."""
        path = self.folder / "format"
        numbers = re.findall(r"\d{1,6}", path.read_text(encoding="utf-8", errors="replace")) if path.exists() else []
        return max(map(int, numbers), default=0)

    def _local_file(self, suffix: str) -> Path:
        return self.prepared_local() / f"{os.getpid()}-{next(self._numbers)}.{suffix}"

    def _name(self, path: Path) -> str:
        return path.relative_to(self.content).as_posix()

    def _parse(self, path: Path, data: bytes) -> Record:
        try:
            return Record.parse(data)
        except ValueError as error:
            marks = b"<<<<<<< " in data
            what = "holds the marks of an unfinished merge" if marks else "is no record of a conversion"
            raise StateError(f"{self._name(path)}: {what}") from error
