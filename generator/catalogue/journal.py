"""Which pages of an SQLite database a transaction changes, as its rollback journal tells (sqlite.org/fileformat2.html).

The journal holds the former content of each page that is changed, but for two sorts: pages behind the former end,
and those that were free before, whose content nobody wants back. Page 1, with the counter of changes, may come last.
Whoever trusts this too much learns of it: a part that is hashed too rarely has another hash when it is compared.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

_MAGIC = bytes.fromhex("d9d505f920a163d7")
_TO_THE_END = 0xFFFFFFFF
"""Count of records where nothing is synced: as many as there are."""


def changed(database: Path) -> set[int] | None:
    """Where the pages begin that the running transaction changes within the file; None if that cannot be told."""
    path = database.with_name(f"{database.name}-journal")
    try:
        with path.open("rb", buffering=0) as journal:
            head = journal.read(28)
            if len(head) < 28 or head[:8] != _MAGIC or _number(head, 8) != _TO_THE_END:
                return None
            start, size = _number(head, 20), _number(head, 24)
            count = (os.fstat(journal.fileno()).st_size - start) // (size + 8)
            numbers = (_number(os.pread(journal.fileno(), 4, start + at * (size + 8)), 0) for at in range(count))
            return {0, *((number - 1) * size for number in numbers)}
    except FileNotFoundError:
        return None


def free(database: Path) -> set[int]:
    """Where the pages begin that hold nothing; asked for before a transaction."""
    with database.open("rb", buffering=0) as file:
        head = file.read(100)
        size = _number(head, 16) >> 16
        size = 65536 if size == 1 else size
        return {(number - 1) * size for number in _free(file.fileno(), size, _number(head, 32), _number(head, 36))}


def _free(descriptor: int, size: int, trunk: int, left: int) -> Iterator[int]:
    while trunk and left > 0:
        page = os.pread(descriptor, size, (trunk - 1) * size)
        count = min(_number(page, 4), left - 1)
        yield trunk
        yield from (_number(page, 8 + 4 * at) for at in range(count))
        trunk, left = _number(page, 0), left - 1 - count


def _number(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "big")
