"""Outputs of earlier runs are put aside, and deleted only when everything has been measured.

ext4 does not give an inode away again for some seconds after its file was deleted, and looks for another one bit by
bit: a build right after the deletion of ten thousand files spends most of its system time there (measured: 9 s
instead of 2). Nobody who builds for the first time deletes a site just before.
"""

from __future__ import annotations

import shutil
from itertools import count
from pathlib import Path

_NAME = "discarded"


def discard(path: Path, root: Path) -> None:
    """Put a file or folder aside, below ``root``; none is as good."""
    if not path.exists():
        return
    aside = root / _NAME
    aside.mkdir(parents=True, exist_ok=True)
    path.rename(next(place for place in (aside / f"{number}" for number in count()) if not place.exists()))


def delete(root: Path) -> None:
    """Delete what was put aside."""
    shutil.rmtree(root / _NAME, ignore_errors=True)
