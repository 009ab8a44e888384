"""How many articles one core reads, extracts, composes and writes in a second."""

from __future__ import annotations

import tempfile
from datetime import date
from itertools import pairwise
from pathlib import Path
from time import process_time

from generator import files, frontmatter
from generator.compose import compose
from generator.errors import SeedError
from generator.extract import extract
from generator.model import Briefing
from generator.seeds import read
from tests.quality import sets

STAGES = ("read", "extract", "compose", "write")
_ROUNDS = 3


def measure(data: Path) -> dict[str, float]:
    """Measure plain text and pages; the best of some rounds counts, since others use the machine too."""
    texts = [(f"{row['id']}.txt", row["text"].encode()) for row in sets.rows(data, "extract_text_rp_main")]
    pages = [(f"{name}.html", page) for name, page in sets.pages(data)]
    kinds = {"text": texts, "html": pages}
    return {f"speed.extract_{kind}_per_second": _rate(given) for kind, given in kinds.items() if given}


def _rate(given: list[tuple[str, bytes]]) -> float:
    return len(given) / min(sum(stages(given).values()) for _ in range(_ROUNDS))


def stages(given: list[tuple[str, bytes]]) -> dict[str, float]:
    """Processor seconds that each stage takes for all of the files."""
    spent = dict.fromkeys(STAGES, 0.0)
    with tempfile.TemporaryDirectory() as folder:
        for name, data in given:
            for stage, seconds in zip(STAGES, _one(Path(folder), name, data), strict=False):
                spent[stage] += seconds
    return spent


def _one(folder: Path, name: str, data: bytes) -> list[float]:
    """Processor seconds of each stage for one file; a file that is rejected has fewer."""
    times = [process_time()]
    try:
        seed = read(name, data)
        times.append(process_time())
        article = extract(seed)
        times.append(process_time())
        front, body = compose(Briefing(article), "an-address", date(2026, 1, 1))
        times.append(process_time())
        files.write_atomic(folder / f"{name}.md", frontmatter.write(front, body).encode())
    except SeedError:
        pass
    times.append(process_time())
    return [after - before for before, after in pairwise(times)]
