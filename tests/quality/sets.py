"""Evaluation sets: JSON lines in one file or in parts (NAME.00.jsonl, NAME.01.jsonl …), and saved pages."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def rows(data: Path, name: str) -> list[Row]:
    """All rows of a set, in order; none if the folder does not have it."""
    whole = data / f"{name}.jsonl"
    files = [whole] if whole.is_file() else sorted(data.glob(f"{name}.*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text("utf-8").split("\n") if line.strip()]


def pages(data: Path) -> Iterator[tuple[str, bytes]]:
    """Every saved page: its id, and its bytes as the server sent them."""
    for path in sorted((data / "html").glob("*.html.gz")):
        yield path.name.removesuffix(".html.gz"), gzip.decompress(path.read_bytes())
