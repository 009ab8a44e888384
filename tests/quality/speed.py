"""How many articles one core reads, extracts, composes and writes in a second, and how many it converts in full."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date
from itertools import pairwise
from pathlib import Path
from time import process_time
from typing import TypeVar

from generator import files, frontmatter
from generator.articles import Briefing
from generator.collecting import seldom_collected
from generator.compose import compose
from generator.content.behind import TOGETHER, Behind, Move
from generator.conversion import drafting
from generator.convert import Options, convert
from generator.errors import SeedError
from generator.extract import extract
from generator.seeds import read
from tests.quality import cases, sets

STAGES = ("read", "extract", "compose", "write")
_ROUNDS = 3
_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


def measure(data: Path) -> dict[str, float]:
    """Measure plain text and pages; the best of some rounds counts, since others use the machine too."""
    texts = [(f"{row['id']}.txt", row["text"].encode()) for row in sets.rows(data, "extract_text_rp_main")]
    pages = [(f"{name}.html", page) for name, page in sets.pages(data)]
    kinds = {"text": texts, "html": pages}
    # Nothing is deleted before the end: ext4 takes a while to give a file's place away again, at the next one's cost.
    with tempfile.TemporaryDirectory() as folder:
        values = {
            f"speed.extract_{kind}_per_second": _rate(given, Path(folder, kind))
            for kind, given in kinds.items()
            if given
        }
        if texts or pages:
            rates = [_pipeline([*texts, *pages], Path(folder, f"{number}")) for number in range(_ROUNDS)]
            values["speed.pipeline_per_second"] = max(rates)
    return values


def _pipeline(given: list[tuple[str, bytes]], folder: Path) -> float:
    """Articles a second through the whole of ``briefing convert``, in one process; the lists are loaded before."""
    seeds, content = folder / "seeds", folder / "content"
    seeds.mkdir(parents=True)
    content.mkdir()
    (content / "taxonomy.yml").write_bytes((cases.ROOT / "content" / "taxonomy.yml").read_bytes())
    for at, (name, data) in enumerate(given):
        (seeds / name).write_bytes(data)
        if at == 0:
            convert(seeds, content, date(2026, 1, 1), options=Options(jobs=1))
    begin = process_time()
    report = convert(seeds, content, date(2026, 1, 1), options=Options(jobs=1))
    return (len(report.created) + len(report.twins)) / (process_time() - begin)


def _rate(given: list[tuple[str, bytes]], folder: Path) -> float:
    return len(given) / min(sum(stages(given, folder / f"{number}").values()) for number in range(_ROUNDS))


@seldom_collected()
def stages(given: list[tuple[str, bytes]], folder: Path) -> dict[str, float]:
    """Processor seconds that each stage takes for all of the files, which are written to a new folder.

    As in a conversion, some files go through each stage before the next one begins, and garbage is seldom looked for.
    """
    folder.mkdir(parents=True)
    spent = dict.fromkeys(STAGES, 0.0)
    written = Behind(TOGETHER)
    for at in range(0, len(given), drafting.TOGETHER):
        times = _some(str(folder), written, given[at : at + drafting.TOGETHER])
        for stage, seconds in zip(STAGES, times, strict=True):
            spent[stage] += seconds
    begin = process_time()
    written.settle()
    spent["write"] += process_time() - begin
    return spent


def _some(folder: str, written: Behind, given: Sequence[tuple[str, bytes]]) -> list[float]:
    """Processor seconds of each stage for some files; one that is rejected does not come to the later ones."""
    times = [process_time()]
    seeds = _kept(lambda file: read(*file), given)
    times.append(process_time())
    articles = _kept(extract, seeds)
    times.append(process_time())
    composed = [(article.seed.path, compose(Briefing(article), "an-address", date(2026, 1, 1))) for article in articles]
    times.append(process_time())
    for name, (front, body) in composed:
        move = Move(f"{folder}/{name}.part", f"{folder}/{name}.md")
        files.put_down(move.staged, frontmatter.write(front, body).encode())
        written.add(move)
    times.append(process_time())
    return [after - before for before, after in pairwise(times)]


def _kept(step: Callable[[_Given], _Made], given: Iterable[_Given]) -> list[_Made]:
    made = []
    for one in given:
        with suppress(SeedError):
            made.append(step(one))
    return made
