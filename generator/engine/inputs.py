"""The files MkDocs makes its part of the site from: whether any of them changed since."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from generator.catalogue.stamps import UNKNOWN, Stamp, read, stamp_of
from generator.files import sha256

Record = list[list[Any]]
"""Path, stamp and hash of each file, as JSON keeps them."""


def files_of(files: Iterable[str], folders: Iterable[str]) -> dict[str, Stamp]:
    """Single files, and all files below folders, with their stamps; a single file that is not there is left out.

    What is no file, such as a link that leads nowhere, has no stamp: MkDocs finds it there.
    """
    found: dict[str, Stamp] = {}
    for name in (*files, *(name for folder in folders for name in below(folder))):
        path = Path(name)
        if path.is_file():
            found[name] = stamp_of(path.stat())
        elif name not in files:
            found[name] = UNKNOWN
    return found


def below(folder: str) -> Iterator[str]:
    """Files in a folder, and in folders that links lead to, as MkDocs takes them; hidden ones it leaves alone."""
    for place, inside, names in os.walk(folder, followlinks=True):
        inside[:] = [name for name in inside if not name.startswith(".")]
        yield from (f"{place}/{name}" for name in names if not name.startswith("."))


def record(root: Path, files: Sequence[str], folders: Sequence[str], started: int) -> Record:
    """Note all inputs before they are read; ``files`` were read since ``started`` (nanoseconds).

    What has changed since then is not trusted: it may have been read before.
    """
    rows: Record = []
    for name, stamp in sorted(files_of(files, folders).items()):
        if stamp == UNKNOWN:
            rows.append([short(root, name), list(UNKNOWN), ""])
            continue
        file = read(Path(name))
        late = name in files and max(stamp[1], stamp[2]) >= started
        rows.append([short(root, name), list(UNKNOWN if late else file.stamp), "" if late else file.sha])
    return rows


def unchanged(root: Path, files: Sequence[str], folders: Sequence[str], known: Record) -> bool:
    """Whether the inputs are the ones noted, byte for byte."""
    rows = {path: (tuple(stamp), sha) for path, stamp, sha in known}
    now = {short(root, name): (name, stamp) for name, stamp in files_of(files, folders).items()}
    if rows.keys() != now.keys():
        return False
    for path, (stamp, sha) in rows.items():
        name, current = now[path]
        if current != stamp and (not sha or read(Path(name)).sha != sha):
            return False
    return True


def hidden(value: str | None) -> str:
    """A value of the environment as it may be noted: it can be a secret."""
    return "" if value is None else sha256(value.encode("utf-8", "surrogateescape"))


def short(root: Path, name: str) -> str:
    """Relative to the project where that is possible: a restored cache may have been made elsewhere."""
    path = Path(name)
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else name
